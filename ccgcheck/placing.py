"""Place: a settled result with its file, line, column, clause and provision, as every format shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from ccgcheck import engine, fingerprints, pointers, schemas
from ccgcheck.cases import Case, Record, Reference
from ccgcheck.documents import Document
from ccgcheck.law import Version
from ccgcheck.report.model import JudgedDocument, Location, ReportedResult
from ccgcheck.report.sayings import Line, Saying
from ccgcheck.results import Finding, Result
from ccgcheck.scene import Scene
from ccgcheck.settings import Settings
from ccgcheck.settle import fails_run, settle
from ccgcheck.supplied import Supplied, text

_MOST_SAYINGS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the records of a case were read."""

    _supplied: Mapping[tuple[str, int], Supplied]
    _names: Mapping[int, str]
    _locations: dict[tuple[int, str], Location] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, body: Iterable[Supplied]) -> "Places":
        """Return the places of a case that was gathered from `body`."""
        by_evidence = {id(one.record.evidence): one for one in body}
        supplied = {(record.kind, record.number): by_evidence[id(record.evidence)] for record in case.records}
        return cls(
            supplied,
            {id(one): _name(record, case) for record, one in zip(case.records, supplied.values(), strict=True)},
        )

    def supplied(self, record: Record | Reference) -> Supplied:
        """Return what a record of the case was made from."""
        return self._supplied[record.kind, record.number]

    def location(self, document: Document, pointer: str, *, named: bool) -> Location:
        """Return where a pointer stands in one of the documents, found once; `named`: with its stable pointer."""
        key = (id(document), pointer)
        found = self._locations.get(key)
        if found is None:
            found = self._locations[key] = _location(document, pointer, named=named)
        return found

    def name(self, one: Supplied, kind: str) -> str:
        """Return what names a document in fingerprints; for a result on a kind that was not supplied, that kind."""
        return self._names[id(one)] if one.kind == kind else kind


def _name(record: Record, case: Case) -> str:
    """Return the kind of a record and, unless it is the latest that tells of a state of things, its day.

    Where that is the day of another, too, the name of its file tells them apart.
    """
    same = case.of(record.kind)
    if not schemas.is_event(record.kind) and record.number == len(same) - 1:
        return record.kind
    is_alone = sum(other.day == record.day for other in same) == 1
    return f"{record.kind} {record.day}" + ("" if is_alone else f" {PurePath(record.file).name}")


def place(result: Result, one: Supplied, places: Places, settings: Settings) -> ReportedResult:
    """Return a settled result of a document with its place, its provision and the other places that bear on it."""
    rule, provision, detail = result.rule, result.rule.provision, settings.detail
    location = places.location(one.document, result.pointer, named=detail.names)
    name = ""
    if detail.names:
        name = fingerprints.of_result(rule.id, one.body.key, places.name(one, rule.document), location.stable)
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
        location=location,
        provision=settings.in_force(provision, _version(result)),
        fails_run=fails_run(result.status, rule.severity, settings.fail_on, strict=settings.strict),
        reason=result.reason,
        also_at=_also_at(result, places, named=detail.names),
        fingerprint=name,
        seen=result.seen if detail.digests else None,
    )


def line(finding: Finding, scene: Scene, one: Supplied, places: Places, settings: Settings) -> Line:
    """Return what was found in a document as one line tells it, settled."""
    asked, status, told = finding[0], finding[1], finding[2]
    rule, version = asked.rule, asked.version
    also_at: tuple[Location, ...] = ()
    if told is None or version is None or status == "fail" or rule.also_at is not None:
        (result,) = settle([engine.result_of(finding, scene)])
        status, told, version = result.status, result.told, _version(result)
        also_at = _also_at(result, places, named=False)
    key = (rule.id, status, told.text, version.citation)
    saying = settings.sayings.get(key)
    if saying is None:
        fails = fails_run(status, rule.severity, settings.fail_on, strict=settings.strict)
        saying = Saying.of(status, rule.severity, rule.id, told.text, version.citation, fails_run=fails)
        if len(settings.sayings) < _MOST_SAYINGS:
            settings.sayings[key] = saying
    return Line(saying, places.location(one.document, finding.place(scene), named=False), also_at)


def _version(result: Result) -> Version:
    """Return the version of the law that decides, or the nearest where none was in force."""
    known = result.rule.provision.versions
    return result.version or known[0 if result.as_at < known[0].in_force_from else -1]


def _also_at(result: Result, places: Places, *, named: bool) -> tuple[Location, ...]:
    return tuple(
        places.location(places.supplied(other).document, other.pointer, named=named) for other in result.also_at
    )


def told_apart(documents: Iterable[JudgedDocument]) -> tuple[JudgedDocument, ...]:
    """Return the documents of a body with their results, no fingerprint like another."""
    every = tuple(documents)
    found = iter(fingerprints.numbered(result.fingerprint for one in every for result in one.results))
    return tuple(replace(one, results=tuple(_named(result, next(found)) for result in one.results)) for one in every)


def _named(result: ReportedResult, fingerprint: str) -> ReportedResult:
    return result if result.fingerprint == fingerprint else replace(result, fingerprint=fingerprint)


def describe(one: Supplied, results: tuple[ReportedResult, ...]) -> JudgedDocument:
    """Return a document with its results."""
    document = one.document
    version = text(document.data, "/version")
    return JudgedDocument(
        document.file, document.index, one.kind, one.body, version, one.record.day, one.as_at, results
    )


def _location(document: Document, pointer: str, *, named: bool) -> Location:
    found = document.place(pointer)
    stable = fingerprints.stable(document.data, pointer) if named else ""
    return Location(document.file, found.line, found.column, pointer, _clause(document, pointer), stable)


def _clause(document: Document, pointer: str) -> str | None:
    """Return the clause that the statement, or the nearest one that holds it, stands in."""
    value, nearest = document.data, None
    for token in (*pointers.split(pointer), None):
        clause = value.get("clause") if isinstance(value, dict) else None
        nearest = clause if isinstance(clause, str) and clause else nearest
        try:
            value = value if token is None else pointers.step(value, token)
        except KeyError:
            break
    return nearest
