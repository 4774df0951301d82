"""The run: load, judge, settle, report."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ccgcheck import __version__, cross_references, documents, engine, judging, placing
from ccgcheck.cases import KINDS, Case, called
from ccgcheck.documents import Document, Loaded
from ccgcheck.files import Source
from ccgcheck.law import Severity
from ccgcheck.packs import Pack
from ccgcheck.placing import Places
from ccgcheck.problems import Problem
from ccgcheck.report.model import JudgedDocument, Report, ReportedResult
from ccgcheck.rules import Rule
from ccgcheck.settle import settle
from ccgcheck.supplied import Supplied, supply


@dataclass(frozen=True, slots=True)
class Settings:
    """How to judge. `as_at` None reads the law at each document's own date; `fail_on` None never fails a run."""

    pack: Pack
    rules: tuple[Rule, ...]
    as_at: str | None = None
    fail_on: Severity | None = "error"
    strict: bool = False


def run(sources: Iterable[Source], settings: Settings, run_date: str) -> Report:
    """Judge every body of every source and return the report. `run_date` is today, as ISO text."""
    supplied: list[Supplied] = []
    problems: list[Problem] = []
    passed_over: list[str] = []
    for source in sources:
        loaded = read(source)
        problems += loaded.problems
        for document in loaded.documents:
            if not source.named and _is_foreign(document):
                passed_over.append(document.file)
                continue
            one, found = supply(document, settings.pack.window, settings.as_at, loaded.problems)
            problems += found
            supplied += [one] if one else []
    judged: list[JudgedDocument] = []
    unsupplied: list[ReportedResult] = []
    for body in _by_body(one for one in supplied if not one.is_later):
        case = Case.gather(one.record for one in body)
        places = Places.of(case, body)
        problems += cross_references.check(case, places)
        judged += judge_case(case, places, settings)
        unsupplied += judge_unsupplied(case, places, settings)
    packs = (*settings.pack.parents, (settings.pack.name, settings.pack.version))
    later = tuple(one.document.file for one in supplied if one.is_later)
    requires = {name: provision.requires for name, provision in settings.pack.provisions.items()}
    return Report(
        __version__,
        packs,
        run_date,
        tuple(judged),
        _once(problems),
        tuple(passed_over),
        tuple(unsupplied),
        later,
        requires,
    )


def read(source: Source) -> Loaded:
    """Load a source; standard input is read to its end, or to the size limit."""
    if source.path is None:
        return documents.load_bytes(sys.stdin.buffer.read(documents.MAX_BYTES + 1), source.name)
    return documents.load_path(source.path, source.name)


def judge(
    document: Document, settings: Settings, earlier: tuple[Problem, ...] = ()
) -> tuple[JudgedDocument | None, list[Problem]]:
    """Judge one document by itself; `earlier` are the problems met while loading its file.

    Returns the document with its settled results, and the problems found; None for what is not a document of ours.
    """
    one, problems = supply(document, settings.pack.window, settings.as_at, earlier)
    if one is None:
        return None, problems
    case = Case.gather([one.record])
    return judge_case(case, Places.of(case, [one]), settings)[0], problems


def judge_case(case: Case, places: Places, settings: Settings) -> list[JudgedDocument]:
    """Judge the documents of one body, each beside the others, and return them with their settled results."""
    judged: list[JudgedDocument] = []
    for record in case.records:
        one = places.supplied(record)
        results: tuple[ReportedResult, ...] = ()
        if one.as_at is not None:
            settled = settle(judging.judge(case, record, settings.pack, one.as_at, settings.rules))
            results = tuple(
                placing.place(result, one, places, settings.fail_on, strict=settings.strict) for result in settled
            )
        judged.append(placing.describe(one, results))
    return judged


def judge_unsupplied(case: Case, places: Places, settings: Settings) -> list[ReportedResult]:
    """Return a result for each rule on a kind of document of which the body has none: unknown, not silence.

    They stand at the first document of the body, by the law of the last day of its kind.
    """
    known = [one for one in map(places.supplied, case.records) if one.as_at is not None]
    if not known:
        return []
    first = known[0]
    as_at = max(one.as_at or "" for one in known if one.kind == first.kind)
    found: list[ReportedResult] = []
    for kind in KINDS:
        rules = [rule for rule in settings.rules if rule.document == kind]
        if rules and not case.of(kind):
            until = f" up to {settings.as_at}" if settings.as_at else ""
            results = settle(engine.judge_unsupplied(rules, as_at, f"no {called(kind)} was supplied{until}"))
            found += (
                placing.place(result, first, places, settings.fail_on, strict=settings.strict) for result in results
            )
    return found


def _by_body(supplied: Iterable[Supplied]) -> Iterable[list[Supplied]]:
    """Return what was supplied by body: those with one code, or without one those with one name."""
    bodies: dict[tuple[str, str], list[Supplied]] = {}
    for one in supplied:
        bodies.setdefault(one.body.key, []).append(one)
    return bodies.values()


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that say the same of the same place, as each alias of one anchor does."""
    return tuple({replace(problem, pointer=None): problem for problem in problems}.values())


def _is_foreign(document: Document) -> bool:
    """Whether a YAML file met in a folder is none of ours: it has neither kind nor body."""
    return not isinstance(document.data, dict) or not {"kind", "body"} & document.data.keys()
