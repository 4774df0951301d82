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
from ccgcheck.schemas import Shape

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

    def hidden(self, pointer: str) -> frozenset[str]:
        """Return the names that were not reviewed somewhere at or below `pointer`."""
        start = f"{pointer}/"
        below = (hidden for where, hidden in self.dark.items() if where == pointer or where.startswith(start))
        return frozenset().union(*below)

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


def prepare(data: Any, schema: schemas.Schema | Shape, faults: Faults | None = None) -> Evidence:
    """Return the evidence of a document, with the places of `faults` treated as not reviewed."""
    dark: dict[str, frozenset[str]] = {}
    shape = schema if isinstance(schema, Shape) else Shape(schema)
    return Evidence(_Preparation(faults or Faults(), dark).value(data, shape), data, dark)


def nothing_reviewed(schema: schemas.Schema | Shape) -> Evidence:
    """Return the evidence of a document that nobody has."""
    return prepare({"not_reviewed": True}, schema)


def with_facts(evidence: Evidence, facts: Mapping[str, Mapping[str, Any]]) -> Evidence:
    """Return the evidence with `facts` in the maps that the pointers of the mapping name.

    What holds these maps is copied, and the rest is shared.
    """
    copied: dict[str, Any] = {"": _copy(evidence.data)}
    for pointer, known in facts.items():
        holder = _copied(copied, pointer)
        if isinstance(holder, dict):
            holder[FACTS] = dict(known)
    return Evidence(copied[""], evidence.written, evidence.dark)


def _copied(copied: dict[str, Any], pointer: str) -> Any:
    """Return the copy of what stands at `pointer`, made with that of all that holds it; None where nothing does."""
    if pointer not in copied:
        place, _, last = pointer.rpartition("/")
        holder, token = _copied(copied, place), pointers.split(f"/{last}")[0]
        try:
            copied[pointer] = _copy(pointers.step(holder, token))
        except KeyError:
            return None
        holder[int(token) if isinstance(holder, list) else token] = copied[pointer]
    return copied[pointer]


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, dict | list) else value


class _Preparation:
    def __init__(self, faults: Faults, dark: dict[str, frozenset[str]]) -> None:
        self.unusable, self.incomplete, self.dark = faults.unusable, faults.incomplete, dark
        self.trail: list[str | int] = []

    def value(self, value: Any, allowed: Shape) -> Any:
        if isinstance(value, list):
            each = allowed.child("0")
            elements = []
            for index, item in enumerate(value):
                self.trail.append(index)
                elements.append(self._element(item, each) if self.unusable or isinstance(item, dict | list) else item)
                self.trail.pop()
            return elements
        return self._map(value, allowed) if isinstance(value, dict) else value

    def _element(self, item: Any, allowed: Shape) -> Any:
        if self._is_unusable() or _is_blank(item):
            return self._map({"not_reviewed": True}, allowed)
        return self.value(item, allowed)

    def _is_unusable(self, *below: str | int) -> bool:
        return bool(self.unusable) and pointers.build([*self.trail, *below]) in self.unusable

    def _lacks_words(self, child: Any, allowed: Shape) -> bool:
        """Whether `child` is a list of words and one of them is unusable: then the list says nothing certain."""
        if not self.unusable or not isinstance(child, list) or allowed.child("0").properties:
            return False
        return any(self._is_unusable(index) for index in range(len(child)))

    def _map(self, value: Mapping[str, Any], allowed: Shape) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        hidden: set[str] = set()
        for name, child in value.items():
            if name == FACTS or name[:1] == MARKER:
                continue  # what follows from a document, and what is dark in it, is not for the document to say
            is_deep = isinstance(child, dict | list)
            if not is_deep and not self.unusable:
                kept[name] = child
                continue
            below = allowed.child(name)
            self.trail.append(name)
            if self._is_unusable() or _is_blank(child) or _is_no_list(child, below) or self._lacks_words(child, below):
                hidden.add(name)
            else:
                kept[name] = self.value(child, below) if is_deep else child
            self.trail.pop()
        if value.get("not_reviewed") is True or self._is_unreliable():
            hidden |= allowed.properties - kept.keys() - _ABOUT
        for name, default in allowed.defaults:
            if name not in hidden:
                kept.setdefault(name, default)
        if hidden:
            self.dark[pointers.build(self.trail)] = frozenset(hidden)
            kept |= dict.fromkeys((MARKER + name for name in hidden), True)
        return kept

    def _is_unreliable(self) -> bool:
        """Whether the map lacks what it needs, or its own word on what was reviewed cannot be used."""
        if not self.unusable and not self.incomplete:
            return False
        return pointers.build(self.trail) in self.incomplete or self._is_unusable("not_reviewed")


def _is_blank(child: Any) -> bool:
    return isinstance(child, dict) and child.get("not_reviewed") is True and child.keys() <= _ABOUT


def _is_no_list(child: Any, allowed: Shape) -> bool:
    """Whether a map stands where only a list, or `not_reviewed: true` in its place, makes sense."""
    return isinstance(child, dict) and allowed.is_list_unless_unread


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
