"""The interests on a body's registers, and which of them bear on something that names organisations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Case
from ccgcheck.facts.days import holds
from ccgcheck.facts.lists import is_blank, rows
from ccgcheck.facts.names import normalised, same
from ccgcheck.facts.verdicts import both, either


@dataclass(frozen=True, slots=True, eq=False)
class Interest:
    """An interest on a register; `reference` is its place there, as plain data."""

    data: Mapping[str, Any]
    reference: Mapping[str, Any]

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
    """The interests of all registers of a case; `is_whole` is false where there is none, or some is not reviewed."""

    interests: tuple[Interest, ...]
    is_supplied: bool
    is_whole: bool


def registered(case: Case) -> Registered:
    """Return the interests on the registers of a case; of several entries with one id the last register's counts."""
    records = case.of("interests")
    found: dict[Any, Interest] = {}
    whole = bool(records)
    for record in records:
        listed = rows(record.data, "interests")
        whole = whole and listed is not None
        for place, row in enumerate(listed or ()):
            if is_blank(row, "nature"):
                whole = False
                continue
            pointer = f"/interests/{place}"
            found[row.get("id") or (record.number, place)] = Interest(row, record.reference(pointer))
    return Registered(tuple(found.values()), bool(records), whole)


def bearing(
    registers: Registered, organisations: Sequence[str], day: str, *, all_practices: bool = False
) -> Iterator[tuple[Interest, bool | None]]:
    """Yield the interests in something that concerns `organisations` on a day; None beside one of which it is not sure.

    `all_practices` says that it concerns every member practice.
    """
    for interest in registers.interests:
        bears = either([_concerns(interest.data, organisations), all_practices and _is_in_a_practice(interest.data)])
        held = both([bears, holds(dict(interest.data), day)])
        if held is not False:
            yield interest, held


def _concerns(interest: Mapping[str, Any], organisations: Sequence[str]) -> bool | None:
    """Return whether an interest is in one of the bodies: by its name, or else by the words that describe it."""
    if "organisation" in interest:
        return any(same(str(interest["organisation"]), one) for one in organisations)
    if "?organisation" in interest and organisations:
        return None
    words = f" {normalised(str(interest.get('nature', '')))} "
    return any(f" {normalised(one)} " in words for one in organisations)


def _is_in_a_practice(interest: Mapping[str, Any]) -> bool | None:
    return None if "?organisation_kind" in interest else interest.get("organisation_kind") == "member_practice"
