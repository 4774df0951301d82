"""What was supplied: a document of a kind that we know, ready to be judged, or the problem that it is none."""

from dataclasses import dataclass
from typing import Any

from ccgcheck import evidence, pointers, schema_check, schemas, validators
from ccgcheck.cases import Record
from ccgcheck.documents import Document
from ccgcheck.evidence import Evidence
from ccgcheck.problems import Problem, ProblemKind
from ccgcheck.report.model import NO_CODE, Body
from ccgcheck.window import Window


@dataclass(frozen=True, slots=True, eq=False)
class Supplied:
    """A document with what rules may look at in it. `as_at` is the day whose law it is judged by; None: not judged.

    `is_later` says that it records an event after the day that the user asked for.
    """

    document: Document
    kind: str
    body: Body
    record: Record
    as_at: str | None
    is_later: bool = False


def supply(
    document: Document, window: Window, wanted: str | None, earlier: tuple[Problem, ...] = ()
) -> tuple[Supplied | None, list[Problem]]:
    """Return a document made ready, and the problems found; None for what is not a document of ours, or has too many
    faults to be judged.

    A state of things is judged at the day `wanted` or else at its own, an event at the day on which it happened.
    `earlier` are the problems met while loading its file.
    """
    kind = document.kind
    if not isinstance(document.data, dict) or kind not in schemas.kinds():
        return None, [_wrong_kind(document)]
    seen, problems = examine(document, kind, earlier)
    if schema_check.is_given_up(problems):
        return None, problems
    key = schemas.judged_on(kind)
    own = text(document.data, f"/{key}")
    day = own if own is not None and validators.is_date(own) else None
    is_event = schemas.is_event(kind)
    as_at = day if is_event else wanted or day
    excuse = _excuse(document, window, as_at)
    if as_at is not None and excuse:
        problems.append(_problem(document, f"/{key}", "date", f"nothing is judged at {as_at}: {excuse}"))
    is_later = is_event and wanted is not None and day is not None and day > wanted
    record = Record(kind, seen, day, f"{document.file}#{document.index}")
    judged_at = None if excuse or is_later else as_at
    return Supplied(document, kind, body_of(document), record, judged_at, is_later), problems


def examine(document: Document, kind: str, earlier: tuple[Problem, ...]) -> tuple[Evidence, list[Problem]]:
    """Return what rules may look at in a document of that kind, and what its schema finds wrong."""
    emptied = {problem.pointer for problem in earlier if problem.kind == "too_large"}
    problems = [problem for problem in schema_check.check(document, kind) if problem.pointer not in emptied]
    faults = schema_check.faults([*earlier, *problems], document, kind)
    return evidence.prepare(document.data, schemas.shape(kind), faults), problems


def body_of(document: Document) -> Body:
    """Return the body that a document is about, as far as it says."""
    name = text(document.data, "/body/name") or "a body without a name"
    return Body(name, text(document.data, "/body/ods_code") or NO_CODE)


def text(data: Any, pointer: str) -> str | None:
    """Return the text at `pointer`; None for anything else or for nothing."""
    try:
        value = pointers.get(data, pointer)
    except KeyError:
        return None
    return value if isinstance(value, str) else None


def _excuse(document: Document, window: Window, as_at: str | None) -> str | None:
    """Return why nothing can be judged on that day, or None."""
    if as_at is None:
        return None
    established = text(document.data, "/body/established")
    known = established if established is not None and validators.is_date(established) else None
    return window.excuse(as_at, known)


def _wrong_kind(document: Document) -> Problem:
    kinds = sorted((*schemas.kinds(), *schemas.SETTLING))
    known = ", ".join(kinds)
    if not isinstance(document.data, dict):
        return _problem(document, "", "kind", f"a document is a map that starts with kind ({known}) and body")
    if "kind" not in document.data:
        return _problem(document, "", "kind", f'the document has no "kind"; start it with kind: and one of {known}')
    kind = document.data["kind"]
    hint = schema_check.nearest(kind, kinds) if isinstance(kind, str) else ""
    shown = schema_check.show(kind)
    return _problem(document, "/kind", "kind", f"there is no kind {shown}; the kinds are {known}{hint}")


def _problem(document: Document, pointer: str, kind: ProblemKind, message: str) -> Problem:
    place = document.place(pointer, of_value=True)
    return Problem(document.file, place.line, place.column, kind, message, pointer)
