"""The interests on a body's registers, and which of them bear on something that names organisations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Case
from ccgcheck.facts.days import holds
from ccgcheck.facts.names import same


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
        rows = record.data.get("interests")
        whole = whole and isinstance(rows, list)
        for place, row in enumerate(rows if isinstance(rows, list) else ()):
            if "?nature" in row and "nature" not in row:
                whole = False
                continue
            pointer = f"/interests/{place}"
            found[row.get("id") or (record.number, place)] = Interest(row, record.reference(pointer))
    return Registered(tuple(found.values()), bool(records), whole)


def bearing(
    registers: Registered, organisations: Sequence[str], day: str, *, all_practices: bool = False
) -> Iterator[tuple[Interest, bool | None]]:
    """Yield the interests in something that concerns `organisations` on a day; None beside one that may have ended.

    `all_practices` says that it concerns every member practice.
    """
    for interest in registers.interests:
        named = interest.data.get("organisation")
        is_concerned = named is not None and any(same(named, one) for one in organisations)
        is_practice = all_practices and interest.data.get("organisation_kind") == "member_practice"
        held = holds(dict(interest.data), day)
        if (is_concerned or is_practice) and held is not False:
            yield interest, held
