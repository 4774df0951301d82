"""GitHub Actions: workflow commands on standard output, which GitHub shows as annotations at their places.

A failure is an error, a warning or a notice by its severity; what else fails the run (a review under `--strict`, a
departure under `--fail-on warning`) is an error too, and so is a problem of a file. A review is a notice, and so is
what the baseline knows: it must not crowd out what is new. What a body leaves unknown is one notice for the body. What
passes, does not apply or is waived is only counted. GitHub shows ten of each level a step, so the worst come first, and
the last line has all the counts.

Every line begins with `::` and a command, or with `ccgcheck: `: no text from a document ever begins one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ccgcheck.law import Severity
from ccgcheck.problems import Notice, Problem
from ccgcheck.report import lines
from ccgcheck.report.model import JudgedBody, Report, ReportedResult, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import plain, plural, settled, summary

_SHOWN = 10
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One workflow command; `message` may have several lines."""

    level: Severity
    file: str
    line: int
    column: int
    title: str
    message: str

    def __str__(self) -> str:
        place = f",line={self.line},col={self.column}" if self.line else ""
        properties = f"file={_property(self.file)}{place},title={_property(self.title)}"
        return f"::{_LEVELS[self.level]} {properties}::{_data(self.message)}"


def render(report: Report) -> str:
    """Return the commands, the worst first, and after them the counts."""
    found = [*map(_of_problem, report.problems), *_of_results(report), *map(_of_notice, report.notices)]
    found += [annotation for body in report.bodies for annotation in _of_unknown(body)]
    ordered = sorted(found, key=lambda annotation: list(_LEVELS).index(annotation.level))
    return "".join(f"{line}\n" for line in [*map(str, ordered), *_counts(ordered), f"ccgcheck: {summary(report)}"])


def _of_problem(problem: Problem) -> Annotation:
    title = f"problem ({plain(problem.kind)})"
    return Annotation("error", problem.file, problem.line, problem.column, title, clean(problem.message))


def _of_notice(notice: Notice) -> Annotation:
    title = f"notice ({plain(notice.kind)})"
    return Annotation(notice.severity, notice.file, notice.line, notice.column, title, clean(notice.message))


def _of_results(report: Report) -> Iterator[Annotation]:
    several = len(report.bodies) > 1
    for result in worst_first(report.results):
        if result.status in ("fail", "review", "error"):
            place, law = result.location, result.provision
            whose = f"{clean(result.body.ods_code)}: " if several else ""
            told = [
                f"{whose}{lines.found(result)}",
                f"To do: {clean(result.remedy)}",
                f"Law: {clean(law.citation)}, {clean(law.url)}",
            ]
            who = settled(result)
            told += [clean(who)] if who else []
            title = f"{result.rule} {lines.called(result)}: {result.title}"
            yield Annotation(_level(result), place.file, place.line, place.column, title, "\n".join(told))


def _level(result: ReportedResult) -> Severity:
    if result.in_baseline:
        return "note"
    if result.fails_run or result.status == "error":
        return "error"
    return result.severity if result.status == "fail" else "note"


def _of_unknown(body: JudgedBody) -> Iterator[Annotation]:
    """Yield one annotation on all that a body leaves unknown, with what was not supplied."""
    unknown = [result for result in body.results if result.status == "unknown"]
    if unknown:
        told = [f"{clean(why)}: {plural(number, 'rule')}" for why, number in body.awaited.items()]
        awaited = sum(body.awaited.values())
        if len(unknown) > awaited:
            told.append(f"not told or not reviewed in what was supplied: {len(unknown) - awaited}")
        level: Severity = "error" if any(result.fails_run for result in unknown) else "note"
        title = f"{plural(len(unknown), 'result')} unknown: {lines.body_name(body)}"
        yield Annotation(level, body.documents[0].file, 1, 1, title, "\n".join(told))


def _counts(annotations: list[Annotation]) -> Iterator[str]:
    """Yield a line that says how many there are, when GitHub does not show all."""
    number = Counter(annotation.level for annotation in annotations)
    if any(count > _SHOWN for count in number.values()):
        each = ", ".join(plural(number[level], name) for level, name in _LEVELS.items() if number[level])
        yield f"ccgcheck: GitHub shows {_SHOWN} annotations of a level a step; these are {each}"


def _data(text: str) -> str:
    """Return text, which may have several lines, as the data of a command."""
    return text.replace("##[", "## [").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text as a property of a command."""
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
