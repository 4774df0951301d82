"""Judge a document against the JSON Schema of its kind, in sentences, each at its place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any

from ccgcheck import pointers, schemas, validators
from ccgcheck.documents import Document
from ccgcheck.evidence import Faults, subjects
from ccgcheck.problems import MAX_PROBLEMS, Problem, ProblemKind
from ccgcheck.validators import Fault

_MANY = 8
_LONG = 100
_TYPES = {
    "object": "a map", "array": "a list", "string": "text", "integer": "a whole number", "number": "a number",
    "boolean": "true or false", "null": "nothing",
}  # fmt: skip
_TYPE_HINTS = {
    ("string", int): "; put it in quotes",
    ("string", float): "; put it in quotes",
    ("string", bool): "; put it in quotes",
    ("boolean", str): "; write true or false, without quotes",
    ("integer", str): "; write the figures, without quotes",
    ("number", str): "; write the figures, without quotes",
}
_LIMITS = {
    "minimum": "at least {}", "maximum": "at most {}", "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}", "minLength": "at least {} characters long",
    "maxLength": "at most {} characters long", "minItems": "a list of at least {}", "maxItems": "a list of at most {}",
    "minProperties": "a map that says something",
}  # fmt: skip


def check(document: Document, name: str) -> list[Problem]:
    """Return what the schema `name` finds wrong with a document, in the order of the file.

    Of more than MAX_PROBLEMS it returns any MAX_PROBLEMS and one more, which says so.
    """
    refused = validators.refused(document.data, name)
    explained = chain.from_iterable(_explain(document, name, fault) for fault in refused)
    is_endless = any(fault.keyword == "maxItems" for fault in refused)
    found = list(islice(chain(explained, () if is_endless else _dangling(document, name)), MAX_PROBLEMS + 1))
    if is_given_up(found):
        told = f"the document has more than {MAX_PROBLEMS:,} faults, and was not judged; mend these first"
        found[-1] = _problem(document, "", told, about="", kind="too_large")
    return sorted(set(found), key=lambda problem: (problem.line, problem.column, problem.message))


def is_given_up(problems: list[Problem]) -> bool:
    """Whether `check` returned no more than a part of what is wrong."""
    return len(problems) > MAX_PROBLEMS


def faults(problems: list[Problem], document: Document, name: str) -> Faults:
    """Return where the problems of a document, judged by the schema `name`, leave its statements unreliable."""
    schema = schemas.load(name)
    unusable: set[str] = set()
    incomplete: set[str] = set()
    for problem in problems:
        if problem.pointer is None:
            continue
        belongs = isinstance(_value(document, problem.pointer), dict) and schemas.properties(schema, problem.pointer)
        (incomplete if problem.kind in ("schema", "key") and belongs else unusable).add(problem.pointer)
    return Faults(frozenset(unusable), frozenset(incomplete))


def nearest(word: str, known: Iterator[str] | list[str]) -> str:
    """Return `; did you mean "x"?` for the likeliest of `known`, or nothing."""
    if len(word) > _LONG:
        return ""
    names = [name for name in known if len(name) <= _LONG]
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    close = close or [name for name in names if word.lower() in name.split("_")]
    return f'; did you mean "{close[0]}"?' if close else ""


def _explain(document: Document, name: str, fault: Fault) -> Iterator[Problem]:
    where = fault.pointer
    if fault.schema.get("required") == ["not_reviewed"] and "not_reviewed" not in fault.found:
        message = f"{_name(where)} must be a list, or {{not_reviewed: true}}, and is a map"
        yield _problem(document, where, message, about=where, of_value=True)
    elif fault.keyword == "additionalProperties":
        known = list(fault.schema.get("properties", {}))
        for key in (key for key in fault.found if key not in known):
            message = f'{_name(where)} has no property "{key}"{nearest(str(key), known)}'
            yield _problem(document, pointers.join(where, key), message, about=where)
    elif fault.keyword == "required":
        for key in (key for key in fault.wanted if key not in fault.found):
            schema = schemas.load(name)
            wanted = schemas.properties(schema, where).get(key, {})
            described = schemas.resolve(schema, wanted).get("description", "")
            hint = f" ({described.rstrip('.')})" if described else ""
            yield _problem(document, where, f'{_name(where)} needs "{key}"{hint}', about=where)
    else:
        yield _problem(document, where, f"{_name(where)} {_what(fault)}", about=where, of_value=True)


def _what(fault: Fault) -> str:
    allowed = schemas.choices(fault.schema)
    if fault.keyword in ("const", "enum", "oneOf") and allowed:
        return _choice(fault.found, allowed)
    found, wanted = show(fault.found), fault.wanted
    if fault.keyword in ("type", "format") and fault.schema.get("format") == "date":
        return f"must be a day written YYYY-MM-DD, and is {found}"
    if fault.keyword in ("type", "format") and fault.schema.get("format") == "day-or-month":
        return f"must be a day written YYYY-MM-DD or a month written YYYY-MM, and is {found}"
    if fault.keyword == "type":
        hint = _TYPE_HINTS.get((wanted, type(fault.found)), "")
        return f"must be {_TYPES.get(wanted, wanted)}, and is {found}{hint}"
    if fault.keyword == "format":
        return f"must be an address such as https://example.org/page, and is {found}"
    if fault.keyword == "pattern":
        described = fault.schema.get("description", f"text that matches {wanted}").rstrip(".")
        return f"is {found}, which is not in the right form: {described} (pattern {wanted})"
    if fault.keyword == "minLength" and wanted == 1:
        return f"must be text that is not empty, and is {found}"
    if fault.keyword == "maxItems":
        return f"must be {_LIMITS[fault.keyword].format(wanted)}, and has {len(fault.found)}"
    if fault.keyword in _LIMITS:
        return f"must be {_LIMITS[fault.keyword].format(wanted)}, and is {found}"
    return f"is {found}, which the schema does not allow ({fault.keyword})"


def _choice(found: Any, allowed: Mapping[Any, str]) -> str:
    words = [str(value).lower() if isinstance(value, bool) else str(value) for value in allowed]
    if len(words) == 1:
        return f"must be {words[0]}, and is {show(found)}"
    meant = nearest(found, words) if isinstance(found, str) else ""
    if len(words) > _MANY and meant:
        return f"is {show(found)}, which is not one of its {len(words)} words{meant}"
    return f"must be one of {', '.join(words)}, and is {show(found)}{meant}"


def _dangling(document: Document, name: str) -> Iterator[Problem]:
    for pattern, target in schemas.references(name):
        *_, key = target_path = tuple(pointers.split(target))
        holders = [value for _, value in subjects(document.data, target_path[:-1]) if isinstance(value, dict)]
        known = {str(value[key]): None for value in holders if key in value}
        if not holders or any(value.get("not_reviewed") is True and key not in value for value in holders):
            continue
        for pointer, value in subjects(document.data, pattern):
            if isinstance(value, str) and value not in known:
                message = f'{_name(pointer)} is "{value}", and no {_singular(target_path)} has this {key}'
                message += nearest(value, list(known))
                yield _problem(document, pointer, message, about=pointer, of_value=True, kind="reference")


def _singular(path: tuple[str, ...]) -> str:
    return path[-3].removesuffix("s") if len(path) > 2 else "statement"


def _problem(
    document: Document,
    at: str,
    message: str,
    *,
    about: str,
    of_value: bool = False,
    kind: ProblemKind = "schema",
) -> Problem:
    place = document.place(at, of_value=of_value)
    return Problem(document.file, place.line, place.column, kind, message, about)


def _name(pointer: str) -> str:
    return pointers.dotted(pointer) or "the document"


def show(value: Any) -> str:
    """Return a value as messages show it: short, whatever it is."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value if len(value) <= 60 else value[:57] + "..."}"'
    if isinstance(value, dict | list):
        return ("a map" if isinstance(value, dict) else "a list") if value else "empty"
    return str(value)


def _value(document: Document, pointer: str) -> Any:
    try:
        return pointers.get(document.data, pointer)
    except KeyError:
        return None
