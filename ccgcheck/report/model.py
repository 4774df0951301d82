"""The one report that every format shows: plain values, places and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ccgcheck.law import Authority, Confidence, Severity
from ccgcheck.problems import Problem
from ccgcheck.rules import STATUSES, Judges, Status


@dataclass(frozen=True, slots=True)
class Location:
    """Where a result points. Lines and columns count from 1; `clause` is the legal document's own number."""

    file: str
    line: int
    column: int
    pointer: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class ProvisionInForce:
    """The provision that decides a result, in the version of the day (or its nearest, when not in force)."""

    id: str
    authority: Authority
    citation: str
    url: str
    confidence: Confidence
    in_force_from: str
    in_force_until: str


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """A settled result, ready to be shown. Dates are ISO text; `reason` says why the status was relabelled."""

    rule: str
    status: Status
    severity: Severity
    judges: Judges
    topic: str
    title: str
    message: str
    remedy: str
    body: "Body"
    as_at: str
    location: Location
    provision: ProvisionInForce
    fails_run: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The body that a document is about."""

    name: str
    ods_code: str


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """One document with everything that was found. `as_at` is None when it could not be judged."""

    file: str
    index: int
    kind: str
    body: Body
    version: str | None
    date: str | None
    as_at: str | None
    results: tuple[ReportedResult, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole run. `run_date` is the day it was made; `passed_over` are files in folders that are not ours."""

    version: str
    packs: tuple[tuple[str, str], ...]
    run_date: str
    documents: tuple[JudgedDocument, ...]
    problems: tuple[Problem, ...]
    passed_over: tuple[str, ...] = ()

    @cached_property
    def results(self) -> tuple[ReportedResult, ...]:
        """Every result, in the order of the documents."""
        return tuple(result for document in self.documents for result in document.results)

    @cached_property
    def summary(self) -> Mapping[str, int]:
        """The counts that every format shows: bodies, documents, each status, problems."""
        bodies = {document.body.ods_code for document in self.documents}
        return {
            "bodies": len(bodies),
            "documents": len(self.documents),
            **count(self.results),
            "problems": len(self.problems),
        }

    @property
    def exit_code(self) -> int:
        """0: nothing failed the run; 1: something did, or a file had a problem; 3: no document was found."""
        if not self.documents and not self.problems:
            return 3
        return int(bool(self.problems) or any(result.fails_run for result in self.results))


def count(results: Iterable[ReportedResult]) -> Mapping[str, int]:
    """Return how many results have each status, with zeros, in the fixed order."""
    found = Counter(result.status for result in results)
    return {status: found[status] for status in ORDER}


ORDER: tuple[Status, ...] = ("pass", "fail", "review", "unknown", "not_applicable", "waived", "error")
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


def worst_first(results: Iterable[ReportedResult]) -> list[ReportedResult]:
    """Return results in the order in which they need attention: status, severity, then place."""

    def rank(result: ReportedResult) -> tuple[int, int, str, int, int, str]:
        place = result.location
        severity = _SEVERITIES.index(result.severity)
        return STATUSES.index(result.status), severity, place.file, place.line, place.column, result.rule

    return sorted(results, key=rank)
