"""The run: load, judge, settle, report."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ccgcheck import __version__, documents, engine, evidence, pointers, schema_check, schemas
from ccgcheck.documents import Document, Loaded
from ccgcheck.engine import Result
from ccgcheck.evidence import Evidence
from ccgcheck.files import Source
from ccgcheck.law import Severity
from ccgcheck.packs import Pack
from ccgcheck.problems import Problem, ProblemKind
from ccgcheck.report.model import Body, JudgedDocument, Location, ProvisionInForce, Report, ReportedResult
from ccgcheck.rules import Rule
from ccgcheck.settle import fails_run, settle


@dataclass(frozen=True, slots=True)
class Settings:
    """How to judge. `as_at` None reads the law at each document's own date; `fail_on` None never fails a run."""

    pack: Pack
    rules: tuple[Rule, ...]
    as_at: str | None = None
    fail_on: Severity | None = "error"
    strict: bool = False


def run(
    sources: Iterable[Source],
    settings: Settings,
    run_date: str,
) -> Report:
    """Judge every document of every source and return the report. `run_date` is today, as ISO text."""
    judged: list[JudgedDocument] = []
    problems: list[Problem] = []
    passed_over: list[str] = []
    for source in sources:
        loaded = read(source)
        problems += loaded.problems
        for document in loaded.documents:
            if not source.named and _is_foreign(document):
                passed_over.append(document.file)
                continue
            one, found = judge(document, settings, loaded.problems)
            problems += found
            judged += [one] if one else []
    packs = (*settings.pack.parents, (settings.pack.name, settings.pack.version))
    return Report(__version__, packs, run_date, tuple(judged), _once(problems), tuple(passed_over))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without those that say the same of the same place, as each alias of one anchor does."""
    return tuple({replace(problem, pointer=None): problem for problem in problems}.values())


def read(source: Source) -> Loaded:
    """Load a source; standard input is read to its end, or to the size limit."""
    if source.path is None:
        return documents.load_bytes(sys.stdin.buffer.read(documents.MAX_BYTES + 1), source.name)
    return documents.load_path(source.path, source.name)


def judge(
    document: Document, settings: Settings, earlier: tuple[Problem, ...] = ()
) -> tuple[JudgedDocument | None, list[Problem]]:
    """Judge one document; `earlier` are the problems met while loading its file.

    Returns the document with its settled results, and the problems found; None for what is not a document of ours.
    """
    kind = document.kind
    if not isinstance(document.data, dict) or kind not in schemas.kinds():
        return None, [_wrong_kind(document)]
    seen, problems = examine(document, kind, earlier)
    as_at, excuse = _law_date(document, settings)
    if excuse:
        problems.append(excuse)
    results: tuple[ReportedResult, ...] = ()
    if as_at is not None and not excuse:
        settled = settle(engine.judge(seen, settings.pack, as_at, settings.rules))
        results = tuple(report(result, document, settings) for result in settled)
    return _describe(document, kind, as_at if not excuse else None, results), problems


def examine(document: Document, kind: str, earlier: tuple[Problem, ...]) -> tuple[Evidence, list[Problem]]:
    """Return what rules may look at in a document of that kind, and what its schema finds wrong."""
    problems = schema_check.check(document, kind)
    faults = schema_check.faults([*earlier, *problems], document, kind)
    return evidence.prepare(document.data, schemas.load(kind), faults), problems


def report(result: Result, document: Document, settings: Settings) -> ReportedResult:
    """Return a settled result with its place and its provision, as the formats show it."""
    rule, provision = result.rule, result.rule.provision
    version = result.version or provision.versions[0 if result.as_at < provision.versions[0].in_force_from else -1]
    place = document.place(result.pointer)
    return ReportedResult(
        rule=rule.id,
        status=result.status,
        severity=rule.severity,
        judges=rule.judges,
        topic=rule.topic,
        title=rule.title,
        message=result.message,
        remedy=rule.remedy,
        body=_body(document),
        as_at=result.as_at,
        location=Location(document.file, place.line, place.column, result.pointer, _clause(document, result.pointer)),
        provision=ProvisionInForce(
            provision.id,
            provision.authority,
            version.citation,
            version.url,
            version.confidence,
            version.in_force_from,
            version.in_force_until,
        ),
        fails_run=fails_run(result, settings.fail_on, strict=settings.strict),
        reason=result.reason,
    )


def _law_date(document: Document, settings: Settings) -> tuple[str | None, Problem | None]:
    """Return the day whose law is read, or the problem that there is none."""
    own = document.data.get("effective_date")
    as_at = settings.as_at or (own if isinstance(own, str) and schema_check.is_date(own) else None)
    if as_at is None:
        return None, None
    established = _text(document.data, "/body/established")
    known = established if established is not None and schema_check.is_date(established) else None
    excuse = settings.pack.window.excuse(as_at, known)
    if excuse is None:
        return as_at, None
    what = f"nothing is judged at {as_at}: {excuse}"
    return as_at, _problem(document, "/effective_date", "date", what)


def _wrong_kind(document: Document) -> Problem:
    known = ", ".join(schemas.kinds())
    if not isinstance(document.data, dict):
        return _problem(document, "", "kind", f"a document is a map that starts with kind ({known}) and body")
    if "kind" not in document.data:
        return _problem(document, "", "kind", f'the document has no "kind"; start it with kind: and one of {known}')
    kind = document.data["kind"]
    hint = schema_check.nearest(str(kind), list(schemas.kinds()))
    return _problem(document, "/kind", "kind", f'there is no kind "{kind}"; the kinds are {known}{hint}')


def _problem(document: Document, pointer: str, kind: ProblemKind, message: str) -> Problem:
    place = document.place(pointer, of_value=True)
    return Problem(document.file, place.line, place.column, kind, message, pointer)


def _is_foreign(document: Document) -> bool:
    """Whether a YAML file met in a folder is none of ours: it has neither kind nor body."""
    return not isinstance(document.data, dict) or not {"kind", "body"} & document.data.keys()


def _describe(document: Document, kind: str, as_at: str | None, results: tuple[ReportedResult, ...]) -> JudgedDocument:
    version, own = _text(document.data, "/version"), _text(document.data, "/effective_date")
    return JudgedDocument(document.file, document.index, kind, _body(document), version, own, as_at, results)


def _body(document: Document) -> Body:
    name = _text(document.data, "/body/name") or "a body without a name"
    return Body(name, _text(document.data, "/body/ods_code") or "no code")


def _text(data: Any, pointer: str) -> str | None:
    try:
        value = pointers.get(data, pointer)
    except KeyError:
        return None
    return value if isinstance(value, str) else None


def _clause(document: Document, pointer: str) -> str | None:
    """Return the clause that the statement, or the nearest one that holds it, stands in."""
    return next(
        (clause for place in pointers.parents(pointer) if (clause := _text(document.data, f"{place}/clause"))),
        None,
    )
