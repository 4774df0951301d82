"""The run: load, judge, settle, report."""

from collections.abc import Iterable
from dataclasses import replace

from ccgcheck import __version__, bodies, parallel
from ccgcheck.bodies import Taken, Watch
from ccgcheck.cases import Case
from ccgcheck.documents import Document
from ccgcheck.files import Source
from ccgcheck.placing import Places
from ccgcheck.problems import Problem
from ccgcheck.report.model import JudgedDocument, Report, RuleEntry
from ccgcheck.settings import Settings as Settings
from ccgcheck.settlements import Settlements
from ccgcheck.settling import settle_run
from ccgcheck.supplied import supply


def run(sources: Iterable[Source], settings: Settings, run_date: str, watch: Watch | None = None) -> Report:
    """Judge every body of every source and return the report.

    `run_date` is today, as ISO text; `watch` is told how many files are done, as they are.
    """
    taken, outcomes = parallel.judge(list(sources), settings, watch)
    settlements = sum((one.settlements for one in taken), Settlements())
    settled = settle_run(outcomes, settlements, settings, run_date)
    found = [problem for one in taken for problem in one.problems]
    found += [problem for one in settled.outcomes for problem in one.problems]
    return replace(
        described(settings, run_date, taken),
        documents=tuple(document for one in settled.outcomes for document in one.documents),
        problems=bodies.once(found),
        unsupplied=tuple(result for one in settled.outcomes for result in one.unsupplied),
        rules=tuple(map(RuleEntry.of, settings.rules)),
        notices=(*settled.notices, *(notice for one in settled.outcomes for notice in one.notices)),
        waivers=settlements.waivers if settings.with_waivers else (),
        judgements=settlements.judgements if settings.with_judgements else (),
    )


def described(settings: Settings, run_date: str, taken: Iterable[Taken]) -> Report:
    """Return the report of a run without anything that was found: how it judged, and what it did not read."""
    pack = settings.pack
    every = list(taken)
    return Report(
        version=__version__,
        packs=(*pack.parents, (pack.name, pack.version)),
        run_date=run_date,
        documents=(),
        problems=(),
        passed_over=tuple(file for one in every for file in one.passed_over),
        left_out=tuple(file for one in every for file in one.left_out),
        as_at=settings.as_at,
        rules_in_pack=len(pack.rules),
        confirmed=settings.confirmed,
        baseline=settings.baseline.file if settings.baseline else None,
        fail_on=settings.fail_on,
    )


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
    return bodies.judge_case(case, Places.of(case, [one]), settings)[0], problems
