"""Concise: one line a result that needs attention, `file:line:column: status rule message [citation]`."""

from collections.abc import Iterator

from ccgcheck.report import words
from ccgcheck.report.lines import QUIET
from ccgcheck.report.model import Report, ReportedResult, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import plural, summary


def render(report: Report, *, verbose: bool = False) -> str:
    """Return the lines and a last line with the counts; `verbose` adds passes and what does not apply."""
    return "".join(f"{line}\n" for line in _lines(report, verbose=verbose))


def _lines(report: Report, *, verbose: bool) -> Iterator[str]:
    for problem in report.problems:
        yield f"{clean(problem.file)}:{problem.line}:{problem.column}: problem {problem.kind} {clean(problem.message)}"
    for notice in report.notices:
        where = f"{clean(notice.file)}:{notice.line}:{notice.column}"
        yield f"{where}: {notice.severity} {notice.kind} {clean(notice.message)}"
    decided = tuple(result for result in report.unsupplied if result.status != "unknown")
    for results in (*(document.results for document in report.documents), decided):
        yield from map(_line, worst_first(one for one in results if verbose or one.status not in QUIET))
    for body in report.bodies:
        for why, number in body.awaited.items():
            where = f"{clean(body.documents[0].file)}:1:1"
            yield f"{where}: unknown {clean(body.body.ods_code)} {why}: {plural(number, 'rule')}"
    yield summary(report)


def _line(result: ReportedResult) -> str:
    place = result.location
    where = f"{clean(place.file)}:{place.line}:{place.column}"
    clause = f" (clause {clean(place.clause)})" if place.clause else ""
    status = f"{result.status} ({result.severity})" if result.status == "fail" else result.status
    others = "".join(f" (see {clean(other.file)}:{other.line}:{other.column})" for other in result.also_at)
    told = f"{where}: {status} {result.rule} {clean(result.message)}{clause}{others} [{result.provision.citation}]"
    by_whom = words.settled(result)
    return told + (f" ({clean(by_whom)})" if by_whom else "") + (" (in the baseline)" if result.in_baseline else "")
