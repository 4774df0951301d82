"""Who people are: what sentences call them, and whether two records speak of one person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ccgcheck.cases import Case
from ccgcheck.facts import names
from ccgcheck.facts.lists import entries
from ccgcheck.facts.sentences import in_words

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev", "cllr"})
_CALLED_BY = frozenset({"name", "title", "seat", "role"})
# Where records speak of people: the kind of record, the list, and the key of the id.
_STATEMENTS = (
    ("governing_body", "members", "id"),
    ("interests", "interests", "person"),
    ("interests", "nil_returns", "person"),
    ("interests", "gifts", "person"),
    ("meeting", "attendance", "id"),
    ("meeting", "declarations", "who"),
    ("procurement", "decision_makers", "id"),
    ("procurement", "conflicts", "who"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """What a record says of who somebody is; None for what it does not say."""

    id: str | None = None
    name: str | None = None
    role: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any], key: str = "id") -> "Person":
        """Return the person that a statement names, with the id under `key`."""
        return cls(data.get(key), data.get("name"), data.get("role"))

    def filled_from(self, other: "Person") -> "Person":
        """Return the person with what another statement on the same one adds."""
        return Person(self.id or other.id, self.name or other.name, self.role or other.role)

    @property
    def data(self) -> Mapping[str, Any]:
        """The statement that says it."""
        said = {"id": self.id, "name": self.name, "role": self.role}
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Callings:
    """What sentences call the people of a body: by name, or else by title, seat or role, or else by id.

    Whoever has an id is called the same wherever it stands, by what any record of the body says of that person.
    """

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    @lru_cache(maxsize=1)  # every record of a case asks
    def of(cls, case: Case) -> "Callings":
        """Return what the records of a body call people; where they differ, the roster counts."""
        told: dict[str, dict[str, list[tuple[bool, str]]]] = {}
        for kind, name, key in _STATEMENTS:
            for record in case.of(kind):
                for entry in entries(record.data, name):
                    mine = told.setdefault(entry[key], {}) if key in entry else {}
                    for what in _CALLED_BY & entry.keys():
                        mine.setdefault(what, []).append((kind != "governing_body", str(entry[what])))
        return cls({one: {what: min(said)[1] for what, said in mine.items()} for one, mine in told.items()})

    def called(self, data: Mapping[str, Any], key: str = "id") -> str:
        """Return what to call the person of a statement, whose id stands under `key`, within a sentence."""
        one = data.get(key)
        words = _words_for({**data, **self.known.get(str(one), {})})
        if words is None:
            return str(one) if one else "somebody whose role was not reviewed" if "?role" in data else "somebody"
        alike = [other for other, said in self.known.items() if _words_for(said) == words]
        return f"{words} ({one})" if one and "name" not in self.known.get(one, {}) and len(alike) > 1 else words

    def opening(self, data: Mapping[str, Any], key: str = "id") -> str:
        """Return what to call the person where a sentence begins; a name or an id stays as it is written."""
        words = self.called(data, key)
        return words if words == data.get(key) else f"{words[0].upper()}{words[1:]}"


def _words_for(said: Mapping[str, Any]) -> str | None:
    if "name" in said or "title" in said:
        return str(said.get("name") or said.get("title"))
    if "seat" in said:
        return f"the holder of the seat {said['seat']}"
    return f"the {in_words(said['role'])}" if "role" in said else None


def is_same(one: Person, other: Person) -> bool | None:
    """Return whether two statements are on one person; None when what they say leaves it open.

    Ids decide before names, unless two ids bear the same name, as one person's in two records may. Where one has only
    an id and the other only a name, or neither has either, different roles tell two people apart and nothing makes them
    one.
    """
    if one.id and other.id:
        named_alike = one.name and other.name and _is_same_name(one.name, other.name)
        return True if one.id == other.id else None if named_alike else False
    if one.name and other.name:
        return _is_same_name(one.name, other.name)
    return False if one.role and other.role and one.role != other.role else None


def _is_same_name(one: str, other: str) -> bool | None:
    """Return whether two names are one person's; None for one surname with the same first letter before it."""
    first, second = _words(one), _words(other)
    if not first or not second or first[-1] != second[-1]:
        return None if not first or not second else False
    if first == second:  # one surname after different titles may be two people's
        return True if len(first) > 1 or names.same(one, other) else None
    return None if len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0] else False


def _words(name: str) -> list[str]:
    return [word for word in names.normalised(name).split() if word not in _TITLES]
