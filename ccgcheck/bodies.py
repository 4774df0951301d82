"""Load and judge: from sources to documents, from the documents of one body to its results."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ccgcheck import cross_references, documents, engine, judging, placing
from ccgcheck.cases import KINDS, Case, called
from ccgcheck.documents import Document, Loaded
from ccgcheck.files import Source
from ccgcheck.placing import Places
from ccgcheck.problems import Notice, Problem
from ccgcheck.register import normalised
from ccgcheck.report.model import JudgedDocument, ReportedResult
from ccgcheck.report.sayings import Line, lines_worst_first
from ccgcheck.rules import Status
from ccgcheck.settings import Settings
from ccgcheck.settle import settle
from ccgcheck.settlements import Settlements
from ccgcheck.supplied import Supplied, supply, text

Key = tuple[str, str]
Watch = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one source gave. `order` is its number; `keys` name the bodies whose documents it holds."""

    order: int
    keys: tuple[Key, ...]
    problems: tuple[Problem, ...] = ()
    passed_over: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    settlements: Settlements = field(default_factory=Settlements)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What judging one body gave. `order` is where its first document was met: the source, and the place in it.

    Where a run does not ask for quiet results, `lines` are the others, and the documents hold none. `counted` are then
    those that were only counted, by status; `awaited` those of them that are unknown for want of a kind of document, by
    what is missing.
    """

    key: Key
    order: tuple[int, int]
    documents: tuple[JudgedDocument, ...]
    unsupplied: tuple[ReportedResult, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...] = ()
    counted: Mapping[Status, int] = field(default_factory=dict)
    awaited: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """A supplied document with where it was met."""

    order: tuple[int, int]
    supplied: Supplied


def take(order: int, source: Source, settings: Settings) -> tuple[Taken, list[Ordered]]:
    """Load a source; return what it gave, and the documents to judge."""
    if source.is_passed_over:
        return Taken(order, (), passed_over=(source.name,)), []
    loaded = read(source)
    problems, passed_over, left_out = list(loaded.problems), [], []
    settlements = Settlements()
    given: list[Ordered] = []
    for document in loaded.documents:
        if Settlements.is_one(document):
            settlements += Settlements.of(document, loaded.problems)
        elif not source.named and _is_foreign(document):
            passed_over.append(document.file)
        else:
            one, found = supply(document, settings.pack.window, settings.as_at, loaded.problems)
            problems += found
            if one is not None and one.is_later:
                left_out.append(document.file)
            elif one is not None:
                given.append(Ordered((order, document.index), one))
    keys = tuple(dict.fromkeys(one.supplied.body.key for one in given))
    problems += settlements.problems
    return Taken(order, keys, tuple(problems), tuple(passed_over), tuple(left_out), settlements), given


def judge_bodies(given: Iterable[Ordered], settings: Settings) -> Iterator[Outcome]:
    """Judge every body of which documents were given, in the order in which they were met."""
    bodies: dict[Key, list[Ordered]] = {}
    for one in given:
        bodies.setdefault(one.supplied.body.key, []).append(one)
    while bodies:
        key = next(iter(bodies))
        yield judge_body(key, bodies.pop(key), settings)


def judge_body(key: Key, given: list[Ordered], settings: Settings) -> Outcome:
    """Judge the documents of one body, those named first met first."""
    supplied = [one.supplied for one in given]
    case = Case.gather(one.record for one in supplied)
    places = Places.of(case, supplied)
    problems = tuple(cross_references.check(case, places))
    tally = _Tally()
    judged = judge_case(case, places, settings, tally)
    unsupplied = tuple(judge_unsupplied(case, places, settings, tally))
    documents = placing.told_apart(judged) if settings.detail.names else tuple(judged)
    notices = tuple(_other_names(supplied))
    return Outcome(
        key, given[0].order, documents, unsupplied, problems, notices, tally.statuses, tally.awaited, tuple(tally.lines)
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """Results that are only counted, or told in a line, while a body is judged."""

    statuses: Counter[Status] = field(default_factory=Counter)
    awaited: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)


def _other_names(supplied: Iterable[Supplied]) -> Iterator[Notice]:
    """Yield a notice for each name but the first under which documents of one code stand: it may be another body."""
    named: dict[str, Supplied] = {}
    for one in supplied:
        if text(one.document.data, "/body/name"):
            named.setdefault(normalised(one.body.name), one)
    distinct = list(named.values())
    for one in distinct[1:]:
        place = one.document.place("/body/name", of_value=True)
        message = (
            f'the code {one.body.ods_code} is that of "{one.body.name}" here and of "{distinct[0].body.name}" elsewhere'
            ": all are judged as one body"
        )
        file = one.document.file
        yield Notice(file, place.line, place.column, "names_differ", "warning", message, None, one.body.ods_code)


def read(source: Source) -> Loaded:
    """Load a source; standard input is read to its end, or to the size limit."""
    if source.fault is not None:
        return Loaded(source.name, problems=(Problem(source.name, 0, 0, "unreadable", source.fault),))
    if source.content is not None:
        return documents.load_bytes(source.content, source.name)
    if source.path is None:
        return documents.load_bytes(sys.stdin.buffer.read(documents.MAX_BYTES + 1), source.name)
    return documents.load_path(source.path, source.name)


def judge_case(case: Case, places: Places, settings: Settings, tally: _Tally | None = None) -> list[JudgedDocument]:
    """Judge the documents of one body, each beside the others, and return them with their settled results."""
    judged: list[JudgedDocument] = []
    for record in case.records:
        one = places.supplied(record)
        results: list[ReportedResult] = []
        if one.as_at is not None:
            scene = judging.set_scene(case, record, settings.pack, one.as_at)
            if tally is None or settings.detail.quiet:
                found = settle(
                    engine.result_of(finding, scene)
                    for finding in engine.find(scene, settings.docket.on(record.kind, one.as_at))
                )
                results = [placing.place(result, one, places, settings) for result in found]
            else:
                page = settings.docket.chapters(record.kind, one.as_at)
                findings = engine.find_in_chapters(scene, page, tally.statuses)
                told = [placing.line(finding, scene, one, places, settings) for finding in findings]
                tally.lines.extend(lines_worst_first(told))
        judged.append(placing.describe(one, tuple(results)))
    return judged


def judge_unsupplied(case: Case, places: Places, settings: Settings, tally: _Tally) -> Iterator[ReportedResult]:
    """Return a result for each rule on a kind of document of which the body has none: unknown, not silence.

    They stand at the first document of the body, by the law of the last day of its kind.
    """
    known = [one for one in map(places.supplied, case.records) if one.as_at is not None]
    if not known:
        return
    first = known[0]
    as_at = max(one.as_at or "" for one in known if one.kind == first.kind)
    for kind in KINDS:
        if not case.of(kind):
            until = f" up to {settings.as_at}" if settings.as_at else ""
            why = f"no {called(kind)} was supplied{until}"
            if settings.detail.quiet:
                results = settle(engine.judge_unsupplied(settings.docket, kind, as_at, why))
                yield from (placing.place(result, first, places, settings) for result in results)
                continue
            counted = settings.docket.unsupplied(kind, as_at)
            tally.statuses.update(counted)
            tally.awaited.update({why: counted["unknown"]} if "unknown" in counted else {})


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that say the same of the same place, as each alias of one anchor does."""
    return tuple({replace(problem, pointer=None): problem for problem in problems}.values())


def _is_foreign(document: Document) -> bool:
    """Whether a YAML file met in a folder is none of ours: it has neither kind nor body."""
    return not isinstance(document.data, dict) or not {"kind", "body"} & document.data.keys()
