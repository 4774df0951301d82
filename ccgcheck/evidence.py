"""What rules may look at: a document's data, with what nobody has looked at marked instead of missing.

A statement with `not_reviewed: true` and nothing else is taken out; its holder gets the key `?name` in its place.
A map with `not_reviewed: true` and other statements keeps those and gets `?name` for every other one that the
schema allows there. Expressions that meet a marker end in `not_reviewed` (see `cel_source`). A value that the
schema refused is treated alike: it was supplied, but it cannot be relied on. Where the schema gives a default,
a statement left out has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ccgcheck import pointers, schemas

MARKER = "?"
FACTS = "facts"
_ABOUT = frozenset({"not_reviewed", "note", "source"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The data as rules see them, and as they were written.

    `dark` maps the pointer of a map to the names not reviewed in it.
    """

    data: Any
    written: Any
    dark: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def hidden(self, pointer: str, names: frozenset[str]) -> list[str]:
        """Return which of `names` were not reviewed somewhere at or below `pointer`, sorted."""
        below = (hidden for where, hidden in self.dark.items() if where == pointer or where.startswith(f"{pointer}/"))
        return sorted(names & frozenset().union(*below))

    def is_dark(self, pointer: str) -> bool:
        """Whether the statement that `pointer` names, or one that holds it, was not reviewed."""
        for place in pointers.parents(pointer):
            holder, _, name = place.rpartition("/")
            if place and name in self.dark.get(holder, ()):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Faults:
    """Where a document cannot be relied on: values that are unusable, and maps with a key missing or unknown."""

    unusable: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()


def prepare(data: Any, schema: schemas.Schema, faults: Faults | None = None) -> Evidence:
    """Return the evidence of a document, with the places of `faults` treated as not reviewed."""
    dark: dict[str, frozenset[str]] = {}
    return Evidence(_Preparation(schema, faults or Faults(), dark).value(data, "", schema), data, dark)


def nothing_reviewed(schema: schemas.Schema) -> Evidence:
    """Return the evidence of a document that nobody has."""
    return prepare({"not_reviewed": True}, schema)


def with_facts(evidence: Evidence, facts: Mapping[str, Mapping[str, Any]]) -> Evidence:
    """Return the evidence with `facts` in the maps that the pointers of the mapping name."""
    return Evidence(_with_facts(evidence.data, facts, ""), evidence.written, evidence.dark)


def _with_facts(value: Any, facts: Mapping[str, Mapping[str, Any]], pointer: str) -> Any:
    if isinstance(value, list):
        return [_with_facts(item, facts, f"{pointer}/{index}") for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    copied = {key: _with_facts(item, facts, pointers.join(pointer, key)) for key, item in value.items()}
    return {**copied, FACTS: dict(facts[pointer])} if pointer in facts else copied


class _Preparation:
    def __init__(self, schema: schemas.Schema, faults: Faults, dark: dict[str, frozenset[str]]) -> None:
        self.schema, self.faults, self.dark = schema, faults, dark

    def value(self, value: Any, pointer: str, allowed: schemas.Schema) -> Any:
        if isinstance(value, list):
            each = schemas.child(self.schema, allowed, "0")
            return [self._element(item, f"{pointer}/{index}", each) for index, item in enumerate(value)]
        return self._map(value, pointer, allowed) if isinstance(value, dict) else value

    def _element(self, item: Any, pointer: str, allowed: schemas.Schema) -> Any:
        if pointer in self.faults.unusable or _is_blank(item):
            return self._map({"not_reviewed": True}, pointer, allowed)
        return self.value(item, pointer, allowed)

    def _lacks_words(self, child: Any, pointer: str, allowed: schemas.Schema) -> bool:
        """Whether `child` is a list of words and one of them is unusable: then the list says nothing certain."""
        if not isinstance(child, list) or "properties" in schemas.child(self.schema, allowed, "0"):
            return False
        return any(f"{pointer}/{index}" in self.faults.unusable for index in range(len(child)))

    def _map(self, value: Mapping[str, Any], pointer: str, allowed: schemas.Schema) -> dict[str, Any]:
        properties = allowed.get("properties", {})
        kept: dict[str, Any] = {}
        hidden: set[str] = set()
        for name, child in value.items():
            if name == FACTS or name[:1] == MARKER:
                continue  # what follows from a document, and what is dark in it, is not for the document to say
            where = pointers.join(pointer, name)
            below = schemas.child(self.schema, allowed, name)
            unusable = where in self.faults.unusable or _is_no_list(child, below)
            if _is_blank(child) or unusable or self._lacks_words(child, where, below):
                hidden.add(name)
            elif isinstance(child, dict | list):
                kept[name] = self.value(child, where, below)
            else:
                kept[name] = child
        refused = pointers.join(pointer, "not_reviewed") in self.faults.unusable
        if value.get("not_reviewed") is True or refused or pointer in self.faults.incomplete:
            hidden |= set(properties) - kept.keys() - _ABOUT
        for name, default in _defaults(properties):
            if name not in hidden:
                kept.setdefault(name, default)
        if hidden:
            self.dark[pointer] = frozenset(hidden)
            kept |= dict.fromkeys((MARKER + name for name in hidden), True)
        return kept


def _defaults(properties: Mapping[str, schemas.Schema]) -> Iterator[tuple[str, Any]]:
    return ((name, allowed["default"]) for name, allowed in properties.items() if "default" in allowed)


def _is_blank(child: Any) -> bool:
    return isinstance(child, dict) and child.get("not_reviewed") is True and child.keys() <= _ABOUT


def _is_no_list(child: Any, allowed: schemas.Schema) -> bool:
    """Whether a map stands where only a list, or `not_reviewed: true` in its place, makes sense."""
    return isinstance(child, dict) and "items" in allowed.get("else", {})


def subjects(data: Any, path: tuple[str, ...], pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (pointer, value) for every value that `path` selects; `*` takes each element of a list."""
    if not path:
        yield pointer, data
        return
    token, rest = path[0], path[1:]
    if token == "*":
        for index, item in enumerate(data if isinstance(data, list) else ()):
            yield from subjects(item, rest, f"{pointer}/{index}")
    elif isinstance(data, dict) and token in data:
        yield from subjects(data[token], rest, pointers.join(pointer, token))
