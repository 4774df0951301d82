"""Concise: one line a result that needs attention, `file:line:column: status rule message [citation]`."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ccgcheck.report import words
from ccgcheck.report.lines import QUIET
from ccgcheck.report.model import JudgedDocument, Location, Report, ReportedResult, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sayings import Line, Saying
from ccgcheck.report.words import plural, summary

if TYPE_CHECKING:
    from ccgcheck.bodies import Outcome


def render(report: Report, *, verbose: bool = False) -> str:
    """Return the lines and a last line with the counts; `verbose` adds passes and what does not apply."""
    decided = tuple(result for result in report.unsupplied if result.status != "unknown")
    shown = [head(report), *(_results(document.results, verbose) for document in report.documents)]
    shown += [_results(decided, verbose), *(_awaited(body.documents[0], body.awaited) for body in report.bodies)]
    return "".join((*shown, foot(report)))


def head(report: Report) -> str:
    """Return the lines of the problems and the notices."""
    lines = []
    for problem in report.problems:
        where = f"{clean(problem.file)}:{problem.line}:{problem.column}"
        lines.append(f"{where}: problem {problem.kind} {clean(problem.message)}\n")
    for notice in report.notices:
        where = f"{clean(notice.file)}:{notice.line}:{notice.column}"
        lines.append(f"{where}: {notice.severity} {notice.kind} {clean(notice.message)}\n")
    return "".join(lines)


def body(outcome: "Outcome") -> tuple[str, str]:
    """Return the lines of the results of a body, and those of the kinds of document that it does not have."""
    where: dict[int, str] = {}
    lines = []
    for line in outcome.lines:
        saying, place, also_at = line
        at = where.get(id(place))
        if at is None:
            at = where[id(place)] = _where(place)
        rest = _rest(line) if also_at or place.clause else saying.cited
        lines.append(f"{at}{saying.said}{rest}\n")
    return "".join(lines), _awaited(outcome.documents[0], outcome.awaited)


def foot(report: Report) -> str:
    """Return the last line, with the counts."""
    return f"{summary(report)}\n"


def _results(results: Iterable[ReportedResult], verbose: bool) -> str:
    shown = worst_first(one for one in results if verbose or one.status not in QUIET)
    return "".join(f"{_line(result)}\n" for result in shown)


def _awaited(first: JudgedDocument, awaited: Mapping[str, int]) -> str:
    """Return a line for each kind of document that the body of a document does not have."""
    where = f"{clean(first.file)}:1:1: unknown {clean(first.body.ods_code)}"
    return "".join(f"{where} {why}: {plural(number, 'rule')}\n" for why, number in awaited.items())


def _line(result: ReportedResult) -> str:
    saying = Saying.of(
        result.status, result.severity, result.rule, result.message, result.provision.citation,
        fails_run=result.fails_run,
    )  # fmt: skip
    line = Line(saying, result.location, result.also_at)
    told = _where(result.location) + saying.said + _rest(line)
    by_whom = words.settled(result)
    return told + (f" ({clean(by_whom)})" if by_whom else "") + (" (in the baseline)" if result.in_baseline else "")


def _where(place: Location) -> str:
    return f"{clean(place.file)}:{place.line}:{place.column}: "


def _rest(line: Line) -> str:
    clause = line.location.clause
    numbered = f" (clause {clean(clause)})" if clause else ""
    others = "".join([f" (see {clean(other.file)}:{other.line}:{other.column})" for other in line.also_at])
    return f"{numbered}{others}{line.saying.cited}"
