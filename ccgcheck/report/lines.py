"""A result and its place told in words, for the formats that write lines; all of it is plain text on one line."""

from collections.abc import Iterable

from ccgcheck.report.model import JudgedBody, JudgedDocument, Location, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import SEVERITY_WORDS, plain
from ccgcheck.results import QUIET as QUIET
from ccgcheck.rules import Status

NOTHING_TO_TELL: tuple[tuple[Status, Status], ...] = (("pass", "pass"), ("unknown", "unknown"))
"""What the two sides of a duty come to when there is nothing to tell of it: met on both, unknown on both."""
_DATED = {"constitution": "in effect from", "meeting": "held on", "procurement": "decided on", "year": "to"}


def called(result: ReportedResult) -> str:
    """Return what a result is called: its status, what a failure weighs, and who or what has settled it."""
    told = [SEVERITY_WORDS[result.severity]] if result.status == "fail" else []
    if result.judgement is not None:
        told.append("by a person's judgement")
    if result.in_baseline:
        told.append("in the baseline")
    return f"{plain(result.status)} ({'; '.join(told)})" if told else plain(result.status)


def where(file: str, line: int, column: int) -> str:
    """Return a place as `file:line:column`; only the file where it could not be opened."""
    return f"{clean(file)}:{line}:{column}" if line else clean(file)


def place(location: Location) -> str:
    """Return the place of a result as `file:line:column`."""
    return where(location.file, location.line, location.column)


def found(result: ReportedResult) -> str:
    """Return what was found, with the clause, why the status was relabelled, and other places that bear on it."""
    clause = f" (clause {clean(result.location.clause)})" if result.location.clause else ""
    reason = f" ({clean(result.reason)})" if result.reason else ""
    others = "".join(f" (see {place(other)})" for other in result.also_at)
    return f"{clean(result.message)}{clause}{reason}{others}"


def document(one: JudgedDocument) -> str:
    """Return a document as people call it: its kind and its version."""
    return f"{plain(one.kind)}, version {clean(one.version)}" if one.version else plain(one.kind)


def dated(one: JudgedDocument) -> str:
    """Return the day of a document with what it is the day of."""
    return f"{_DATED.get(one.kind, 'as at')} {clean(one.date) if one.date else 'no day'}"


def body_name(body: JudgedBody) -> str:
    """Return the name of a body with its code."""
    return f"{clean(body.body.name)} ({clean(body.body.ods_code)})"


def by_rule(results: Iterable[ReportedResult]) -> dict[str, list[ReportedResult]]:
    """Return results by the id of their rule, in the order in which the rules are met."""
    groups: dict[str, list[ReportedResult]] = {}
    for result in results:
        groups.setdefault(result.rule, []).append(result)
    return groups
