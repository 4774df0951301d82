"""Whether two records speak of one person: by id, by name or, where there is neither, not for certain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.facts import names

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame", "rev", "cllr"})


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
    def called(self) -> str:
        """What a sentence calls the person."""
        role = (self.role or "").replace("_", " ").replace("gp ", "GP ")
        return self.name or self.id or (f"a {role}" if role else "somebody")

    @property
    def named_first(self) -> str:
        """What a sentence that begins with the person calls them; an id stays as it is written."""
        return self.called if self.name or self.id else self.called.capitalize().replace(" gp", " GP")


def is_same(one: Person, other: Person) -> bool | None:
    """Return whether two statements are on one person; None when what they say leaves it open.

    Ids decide before names. Where one has only an id and the other only a name, or neither has either, different roles
    tell two people apart and nothing makes them one.
    """
    if one.id and other.id:
        return one.id == other.id
    if one.name and other.name:
        return _is_same_name(one.name, other.name)
    return False if one.role and other.role and one.role != other.role else None


def _is_same_name(one: str, other: str) -> bool | None:
    """Return whether two names are one person's; None for one surname with the same first letter before it."""
    first, second = _words(one), _words(other)
    if not first or not second or first[-1] != second[-1]:
        return None if not first or not second else False
    if first == second:
        return True
    return None if len(first) == 1 or len(second) == 1 or first[0][0] == second[0][0] else False


def _words(name: str) -> list[str]:
    return [word for word in names.normalised(name).split() if word not in _TITLES]
