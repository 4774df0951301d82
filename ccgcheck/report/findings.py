"""Problems and notices as findings beside the results, for formats that show nothing but a list of findings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ccgcheck import fingerprints
from ccgcheck.law import Severity
from ccgcheck.problems import Notice, Problem
from ccgcheck.report import words
from ccgcheck.report.model import Report
from ccgcheck.report.sentences import sentence

PROBLEM, NOTICE = "ccgcheck-problem", "ccgcheck-notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found at a place without a rule; line 0 is the file as a whole. `about` has its kind and what it names.

    `fingerprint` names it from run to run, wherever its line has moved.
    """

    check: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    fingerprint: str
    about: Mapping[str, str]
    pointer: str | None = None


def beside(report: Report) -> Iterator[Finding]:
    """Yield the problems, then the notices of a report."""
    found = [*map(_problem, report.problems), *map(_notice, report.notices)]
    names = fingerprints.numbered(one.fingerprint for one in found)
    for one, name in zip(found, names, strict=True):
        yield replace(one, fingerprint=name)


def _problem(problem: Problem) -> Finding:
    return Finding(
        PROBLEM,
        "error",
        sentence(f"problem ({words.plain(problem.kind)}): {problem.message}"),
        problem.file,
        problem.line,
        problem.column,
        fingerprints.of_result(PROBLEM, (problem.kind,), problem.file, problem.pointer or ""),
        {"kind": problem.kind},
        problem.pointer,
    )


def _notice(notice: Notice) -> Finding:
    about = {"kind": notice.kind, "rule": notice.rule, "body": notice.body}
    return Finding(
        NOTICE,
        notice.severity,
        sentence(notice.message),
        notice.file,
        notice.line,
        notice.column,
        fingerprints.of_result(NOTICE, (notice.kind, notice.rule or "", notice.body or ""), notice.file, ""),
        {name: value for name, value in about.items() if value is not None},
    )
