"""Examples of rules at the borders of their law: one word, day or number exchanged for one that the law's values name."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ccgcheck import examples, pointers
from ccgcheck.packs import Pack
from ccgcheck.rules import Example, Rule
from tests.support import pointers_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(frozen=True)
class Exchange:
    """An example in which something that the law's values name stands in the place of something like it."""

    example: Example
    label: str


def exchanges(pack: Pack, rule: Rule) -> Iterator[Exchange]:
    """Yield for each example of a rule the same with another word of a list, at a day or at a number of its law."""
    for number, example in enumerate(rule.examples, 1):
        version = rule.provision.at(pack.day_of(example))
        if version is None:
            continue
        values = list(_values(version.values))
        for place, found in _leaves(example):
            for name, value in values:
                for other in _others(found, value):
                    label = f"{rule.id} example {number}, {place.name}: {other} for {found} ({name})"
                    yield Exchange(place.put(example, other), label)


def verdict(pack: Pack, rule: Rule, example: Example) -> str:
    """Return the statuses to which a rule comes on an example, each once."""
    return ", ".join(sorted({result.status for result in examples.run_one(pack, rule, example).results})) or "nothing"


def _values(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every list, word and number in the values of a version, with its name."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _values(inner, f"{name}.{key}".lstrip("."))
    else:
        yield name, value


def _others(found: Any, value: Any) -> Iterator[Any]:
    """Yield what a value of the law puts in the place of what an example has."""
    match value:
        case list() if isinstance(found, str) and found in value:
            yield from (word for word in value if word != found)
        case str() if _DAY.match(value) and isinstance(found, str) and _DAY.match(found):
            yield from (day for day in (_before(value), value) if day != found)
        case int() if type(found) is int and type(value) is int:
            yield from (number for number in (value - 1, value, value + 1) if number != found and number >= 0)


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


@dataclass(frozen=True)
class _Place:
    """Where in an example something stands: in its fragment, or in a document beside it."""

    pointer: str
    beside: int | None = None

    @property
    def name(self) -> str:
        return self.pointer if self.beside is None else f"beside {self.beside + 1} {self.pointer}"

    def put(self, example: Example, other: Any) -> Example:
        if self.beside is None:
            return replace(example, fragment=_with(example.fragment, self.pointer, other))
        documents = list(example.beside)
        kind, base, fragment = documents[self.beside]
        documents[self.beside] = (kind, base, _with(fragment, self.pointer, other))
        return replace(example, beside=tuple(documents))


def _leaves(example: Example) -> Iterator[tuple[_Place, Any]]:
    for pointer, value in pointers_of(example.fragment):
        if pointer:
            yield _Place(pointer), value
    for number, (_, _, fragment) in enumerate(example.beside):
        for pointer, value in pointers_of(fragment):
            if pointer:
                yield _Place(pointer, number), value


def _with(data: Mapping[str, Any], pointer: str, value: Any) -> Any:
    changed = copy.deepcopy(dict(data))
    *above, last = pointers.split(pointer)
    holder = pointers.get(changed, pointers.build(above))
    holder[int(last) if isinstance(holder, list) else last] = value
    return changed
