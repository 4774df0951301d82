"""The interests on a body's registers, and which of them bear on something that names organisations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ccgcheck.cases import Case
from ccgcheck.facts.days import holds
from ccgcheck.facts.names import normalised, same
from ccgcheck.facts.verdicts import both, either


@dataclass(frozen=True, slots=True, eq=False)
class Interest:
    """An interest on a register; `reference` is its place there, as plain data.

    `known_since` is the day of the first register that has it, `dropped` are the days of later ones that do not.
    """

    data: Mapping[str, Any]
    reference: Mapping[str, Any]
    known_since: str | None
    dropped: tuple[str, ...] = ()

    def held(self, day: str) -> bool | None:
        """Return whether it was held on a day; None too where a register of that time no longer, or not yet, has it."""
        is_older = self.known_since is not None and self.known_since <= day
        held = holds(self.data, day, unless_said=True if is_older else None)
        return None if held and "to" not in self.data and any(lacking <= day for lacking in self.dropped) else held

    @property
    def person(self) -> str | None:
        """The id of the person whose interest it is."""
        return self.data.get("person")

    @property
    def label(self) -> str:
        """The interest in a few words, for a sentence."""
        nature = str(self.data.get("nature", "an interest"))
        where = self.data.get("organisation")
        return nature if not where or str(where).casefold() in nature.casefold() else f"{nature}, {where}"


@dataclass(frozen=True, slots=True, eq=False)
class Registered:
    """The interests of all registers of a case; `is_whole` is false where there is none, or some is not reviewed.

    `last_day` is the day of the latest register that lists interests.
    """

    interests: tuple[Interest, ...]
    is_supplied: bool
    is_whole: bool
    last_day: str | None = None


@lru_cache(maxsize=1)  # every meeting of a case asks
def registered(case: Case) -> Registered:
    """Return the interests on the registers of a case; of several entries of one the last counts."""
    records = case.of("interests")
    listing = [record for record in records if isinstance(record.data.get("interests"), list)]
    found: dict[Any, Interest] = {}
    whole = bool(records) and len(listing) == len(records)
    for record in listing:
        taken: set[Any] = set()
        for place, row in enumerate(record.data["interests"]):
            if "?nature" in row and "nature" not in row:
                whole = False
                continue
            key = _key(row)
            key = (record.number, place) if key is None or key in taken else key
            taken.add(key)
            since = found[key].known_since if key in found else record.day
            later = [one for one in listing if one.day and record.day and one.day > record.day]
            dropped = tuple(
                str(one.day) for one in later if not any(_is_alike(row, other) for other in one.data["interests"])
            )
            found[key] = Interest(row, record.reference(f"/interests/{place}"), since, dropped)
    days = [record.day for record in listing if record.day is not None]
    return Registered(tuple(found.values()), bool(records), whole, max(days, default=None))


def _key(row: Mapping[str, Any]) -> Any:
    """Return by what an entry is known in another register; None where nothing tells."""
    if "id" in row:
        return row["id"]
    who = row.get("person") or row.get("name")
    return (who, normalised(row.get("organisation", "")), normalised(row.get("nature", ""))) if who else None


def _is_alike(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether an entry of another register may be of the same interest."""
    if _key(row) == _key(other) is not None or ("?nature" in other and "nature" not in other):
        return True
    if "person" in row and "person" in other and row["person"] != other["person"]:
        return False
    return same(str(row.get("organisation", "")), str(other.get("organisation", "")))


def bearing(
    registers: Registered, organisations: Sequence[str], day: str, *, all_practices: bool = False
) -> Iterator[tuple[Interest, bool | None]]:
    """Yield the interests in something that concerns `organisations` on a day; None beside one of which it is not sure.

    `all_practices` says that it concerns every member practice.
    """
    for interest in registers.interests:
        bears = either([_concerns(interest.data, organisations), all_practices and _is_in_a_practice(interest.data)])
        held = both([bears, interest.held(day)])
        if held is not False:
            yield interest, held


def _concerns(interest: Mapping[str, Any], organisations: Sequence[str]) -> bool | None:
    """Return whether an interest is in one of the bodies; None where the register does not name its body."""
    return either(is_in(interest, one) for one in organisations)


def is_in(interest: Mapping[str, Any], organisation: str) -> bool | None:
    """Return whether an interest is in a body: by its name, or else by the words that describe it."""
    if "organisation" in interest:
        return same(str(interest["organisation"]), organisation)
    words, name = f" {normalised(str(interest.get('nature', '')))} ", normalised(organisation)
    return True if name and f" {name} " in words else None


def _is_in_a_practice(interest: Mapping[str, Any]) -> bool | None:
    kind = interest.get("organisation_kind")
    return None if kind is None else kind == "member_practice"
