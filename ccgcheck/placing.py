"""Place: a settled result with its file, line, column, clause and provision, as every format shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ccgcheck import pointers
from ccgcheck.cases import Case, Record, Reference
from ccgcheck.documents import Document
from ccgcheck.engine import Result
from ccgcheck.law import Severity
from ccgcheck.report.model import JudgedDocument, Location, ProvisionInForce, ReportedResult
from ccgcheck.settle import fails_run
from ccgcheck.supplied import Supplied, text


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the records of a case were read."""

    _supplied: Mapping[tuple[str, int], Supplied]

    @classmethod
    def of(cls, case: Case, body: Iterable[Supplied]) -> "Places":
        """Return the places of a case that was gathered from `body`."""
        by_evidence = {id(one.record.evidence): one for one in body}
        return cls({(record.kind, record.number): by_evidence[id(record.evidence)] for record in case.records})

    def supplied(self, record: Record | Reference) -> Supplied:
        """Return what a record of the case was made from."""
        return self._supplied[record.kind, record.number]


def place(result: Result, one: Supplied, places: Places, fail_on: Severity | None, *, strict: bool) -> ReportedResult:
    """Return a settled result of a document with its place, its provision and the other places that bear on it."""
    rule, provision = result.rule, result.rule.provision
    version = result.version or provision.versions[0 if result.as_at < provision.versions[0].in_force_from else -1]
    return ReportedResult(
        rule=rule.id,
        status=result.status,
        severity=rule.severity,
        judges=rule.judges,
        topic=rule.topic,
        title=rule.title,
        message=result.message,
        remedy=rule.remedy,
        body=one.body,
        as_at=result.as_at,
        location=_location(one.document, result.pointer),
        provision=ProvisionInForce(
            provision.id,
            provision.authority,
            version.citation,
            version.url,
            version.confidence,
            version.in_force_from,
            version.in_force_until,
        ),
        fails_run=fails_run(result, fail_on, strict=strict),
        reason=result.reason,
        also_at=tuple(_location(places.supplied(other).document, other.pointer) for other in result.also_at),
    )


def describe(one: Supplied, results: tuple[ReportedResult, ...]) -> JudgedDocument:
    """Return a document with its results."""
    document = one.document
    version = text(document.data, "/version")
    return JudgedDocument(
        document.file, document.index, one.kind, one.body, version, one.record.day, one.as_at, results
    )


def _location(document: Document, pointer: str) -> Location:
    found = document.place(pointer)
    return Location(document.file, found.line, found.column, pointer, _clause(document, pointer))


def _clause(document: Document, pointer: str) -> str | None:
    """Return the clause that the statement, or the nearest one that holds it, stands in."""
    return next(
        (clause for where in pointers.parents(pointer) if (clause := text(document.data, f"{where}/clause"))),
        None,
    )
