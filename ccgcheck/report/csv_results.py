"""CSV, every result in a row: the long form, for research and for spreadsheets.

`settled_by` tells in words who judged or waived a result, and why; `was` is its status before that. After the results
come rows of the status `problem` (a file that could not be read or relied on) and `notice` (on a waiver, a person's
judgement or the baseline), whose `title` is their kind; last comes one of the status `summary`, whose `message` counts
all that was found and what was left out.
"""

from collections.abc import Iterator, Mapping

from ccgcheck.report import csv_text, lines
from ccgcheck.report.csv_text import Cell
from ccgcheck.report.model import Body, Report, ReportedResult
from ccgcheck.report.words import plain, settled, summary

_HEAD = (
    "body", "ods_code", "rule", "title", "topic", "judges", "status", "severity", "was", "settled_by",
    "message", "reason", "remedy", "as_at", "provision", "citation", "authority", "confidence", "url",
    "file", "line", "column", "pointer", "clause", "also_at", "fails_run", "in_baseline", "fingerprint",
)  # fmt: skip


def render(report: Report) -> str:
    """Return the rows, the results in the order of the report."""
    return csv_text.render(_HEAD, ([row.get(name) for name in _HEAD] for row in _rows(report)))


def _rows(report: Report) -> Iterator[Mapping[str, Cell]]:
    yield from map(_of_result, report.results)
    for problem in report.problems:
        yield {
            "title": plain(problem.kind), "status": "problem", "severity": "error", "message": problem.message,
            "file": problem.file, "line": problem.line, "column": problem.column, "pointer": problem.pointer,
            "fails_run": "yes",
        }  # fmt: skip
    named = {name: body.body for body in report.bodies for name in body.body.key if name}
    for notice in report.notices:
        body = named.get(notice.body or "", Body(notice.body or "", ""))
        fails = notice.severity == "error" and report.fail_on is not None
        yield {
            "body": body.name, "ods_code": body.ods_code, "rule": notice.rule, "title": plain(notice.kind),
            "status": "notice", "severity": notice.severity, "message": notice.message,
            "file": notice.file, "line": notice.line, "column": notice.column, "fails_run": _yes_or_no(fails),
        }  # fmt: skip
    yield {"status": "summary", "message": summary(report)}


def _of_result(result: ReportedResult) -> Mapping[str, Cell]:
    place, law = result.location, result.provision
    return {
        "body": result.body.name, "ods_code": result.body.ods_code,
        "rule": result.rule, "title": result.title, "topic": result.topic, "judges": result.judges,
        "status": result.status, "severity": result.severity, "was": result.was, "settled_by": settled(result),
        "message": result.message, "reason": result.reason, "remedy": result.remedy, "as_at": result.as_at,
        "provision": law.id, "citation": law.citation, "authority": law.authority, "confidence": law.confidence,
        "url": law.url, "file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer,
        "clause": place.clause, "also_at": " ".join(map(lines.place, result.also_at)),
        "fails_run": _yes_or_no(result.fails_run), "in_baseline": _yes_or_no(result.in_baseline),
        "fingerprint": result.fingerprint,
    }  # fmt: skip


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
