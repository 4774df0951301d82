"""The validators of a schema: a quick one that judges, and one that tells what the quick one cannot."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ccgcheck import pointers, schemas
from ccgcheck.problems import MAX_PROBLEMS

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_ADDRESS = re.compile(r"https?://\S+\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_FIRST = 40
_PLAIN_KEYWORDS = {
    "additionalProperties", "required", "type", "format", "pattern", "const", "enum", "oneOf", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
}  # fmt: skip
"""Of what these refuse the quick validator tells as much as the other."""


@cache
def validator(name: str) -> "Draft202012Validator":
    """Return the validator for the schema `name`, with dates and addresses checked."""
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=())
    for kind, fits in _FORMATS.items():
        formats.checks(kind)(lambda value, fits=fits: not isinstance(value, str) or fits(value))
    return Draft202012Validator(schemas.load(name), format_checker=formats)


def is_valid(data: Any, name: str) -> bool:
    """Whether the schema `name` allows data; a hundred times as fast as `validator`, and of the same mind."""
    return quick(name).is_valid(data)


@cache
def quick(name: str) -> "jsonschema_rs.Draft202012Validator":
    """Return the quick validator for the schema `name`."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(dict(schemas.load(name)), validate_formats=True, formats=dict(_FORMATS))


def is_date(value: str) -> bool:
    """Whether `value` is a day of the calendar written YYYY-MM-DD."""
    if not _DATE.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_address(value: str) -> bool:
    """Whether `value` looks like a web address."""
    return _ADDRESS.match(value) is not None


def is_day_or_month(value: str) -> bool:
    """Whether `value` is a day written YYYY-MM-DD or a month written YYYY-MM."""
    return is_date(f"{value}-01" if len(value) == len("2018-01") else value)


_FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": is_date, "day-or-month": is_day_or_month, "uri": is_address,
}  # fmt: skip


def refused(data: Any, name: str) -> "list[Fault]":
    """Return what the schema refuses, as far as `check` tells it.

    They are as the quick validator tells it, unless only the other one can.
    """
    if is_valid(data, name):
        return []
    schema = schemas.load(name)
    found = [Fault.told(error, schema, data) for error in _errors(data, name)]
    told = [fault for fault in found if fault is not None]
    if len(told) == len(found):
        return told
    return [Fault.of(error) for error in islice(validator(name).iter_errors(data), MAX_PROBLEMS + 1)]


def _errors(data: Any, name: str) -> "list[jsonschema_rs.ValidationError]":
    """Return what the quick validator refuses; of more than MAX_PROBLEMS no more than one more.

    It finds all before it tells of the first: so of long lists it is asked of the first elements before it is of all.
    """
    some, longest = _FIRST, _longest(data)
    while some < longest:
        found = quick(name).iter_errors(_cut(data, some))
        if len(told := list(islice(found, MAX_PROBLEMS + 1))) > MAX_PROBLEMS:
            return told
        some *= 3
    return list(islice(quick(name).iter_errors(data), MAX_PROBLEMS + 1))


def _longest(value: Any) -> int:
    """Return the length of the longest list in data."""
    if not isinstance(value, dict | list):
        return 0
    inside = max(map(_longest, value.values() if isinstance(value, dict) else value), default=0)
    return max(inside, len(value)) if isinstance(value, list) else inside


def _cut(value: Any, length: int) -> Any:
    """Return data with no more than `length` elements of each list."""
    if isinstance(value, dict):
        return {key: _cut(inner, length) for key, inner in value.items()}
    return [_cut(inner, length) for inner in value[:length]] if isinstance(value, list) else value


def _walk(value: Any, way: Iterable[str | int]) -> Any:
    for step in way:
        value = value[step]
    return value


class Fault(NamedTuple):
    """A validation error: which keyword of which schema refused what, and where."""

    keyword: str
    wanted: Any
    schema: Mapping[str, Any]
    found: Any
    pointer: str

    @classmethod
    def told(cls, error: "jsonschema_rs.ValidationError", schema: schemas.Schema, data: Any) -> "Fault | None":
        """Return what the quick validator refused; None where it does not tell all that a message needs."""
        *way, keyword = error.schema_path
        if keyword not in _PLAIN_KEYWORDS:
            return None
        node = _walk(schema, way)
        if keyword == "oneOf" and not schemas.choices(node):
            return None
        where = error.instance_path
        return cls(str(keyword), node[keyword], node, _walk(data, where), pointers.build(where))

    @classmethod
    def of(cls, error: "ValidationError") -> "Fault":
        """Return what the other validator refused."""
        schema: Any = error.schema
        if error.validator in ("anyOf", "oneOf") and not schemas.choices(schema):
            from jsonschema.exceptions import best_match

            error = best_match(error.context or [error]) or error
        wanted: Any = error.validator_value
        where = pointers.build(error.absolute_path)
        return cls(str(error.validator), wanted, schema if isinstance(schema, dict) else {}, error.instance, where)
