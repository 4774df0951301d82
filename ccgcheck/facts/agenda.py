"""The items of a meeting in the order taken, and what part of one somebody was there for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccgcheck.evidence import MARKER
from ccgcheck.facts.verdicts import both

FIRST_MINUTE, LAST_MINUTE = "00:00", "24:00"


@dataclass(frozen=True, slots=True)
class Item:
    """An item. It began between `begins_from` and `begins_by` and was over by `ends_by`; clock times as text, HH:MM."""

    place: int
    number: str
    begins_from: str
    begins_by: str
    ends_by: str
    data: Mapping[str, Any]

    @property
    def pointer(self) -> str:
        """Where it stands in the record."""
        return f"/items/{self.place}"


_TELLING = frozenset(form for name in ("apologies", "joined", "left", "absences") for form in (name, f"{MARKER}{name}"))


def items_of(meeting: Mapping[str, Any]) -> tuple[Item, ...]:
    """Return the items of a meeting in the order taken, each with the bounds of its time."""
    rows = meeting.get("items", [])
    starts = [row.get("starts") for row in rows]
    began, ended = meeting.get("began", FIRST_MINUTE), meeting.get("ended", LAST_MINUTE)
    told = [clock for clock in (began, *starts, ended) if clock]
    if told != sorted(told):  # clock times that contradict the order tell nothing
        starts, began, ended = [None] * len(rows), FIRST_MINUTE, LAST_MINUTE
    return tuple(
        Item(
            place,
            str(row.get("number", "(number not reviewed)")),
            next((start for start in reversed(starts[: place + 1]) if start), began),
            next((start for start in starts[place:] if start), ended),
            next((start for start in starts[place + 1 :] if start), ended),
            row,
        )
        for place, row in enumerate(rows)
    )


def is_there(
    person: Mapping[str, Any], item: Item, items: Sequence[Item], *, ignoring_absence: bool = False
) -> bool | None:
    """Return whether somebody in the attendance was there for the whole of an item; None when it is not known.

    With `ignoring_absence`, being out of the room for that item alone does not count as having left.
    """
    if _TELLING.isdisjoint(person):
        return True
    if person.get("apologies"):
        return False
    stays = [
        _is_beside(person.get("joined", {}), item, items, comes_after=True),
        _is_beside(person.get("left", {}), item, items, comes_after=False),
        not_reviewed(person, "apologies", "joined", "left"),
    ]
    if not ignoring_absence:
        away = person.get("absences", [])
        stays += [_not_away(one, item, items) for one in away if isinstance(one, dict)]
        stays.append(not_reviewed(person, "absences"))
    return both(stays)


def not_reviewed(data: Mapping[str, Any], *names: str) -> bool | None:
    """Return None where one of the statements was not reviewed, and true otherwise, as one condition among others."""
    return None if any(f"?{name}" in data for name in names) else True


def _is_beside(moment: Mapping[str, Any], item: Item, items: Sequence[Item], *, comes_after: bool) -> bool | None:
    """Return whether the whole item came after, or else before, a moment at which somebody joined or left."""
    known: list[bool | None] = [not_reviewed(moment, "item", "clock")]
    if "item" in moment:
        known.append(_by_item(moment["item"], item, items, comes_after=comes_after))
    elif "clock" in moment:
        is_after, is_before = moment["clock"] <= item.begins_from, moment["clock"] >= item.ends_by
        is_so, is_not = (is_after, is_before) if comes_after else (is_before, is_after)
        known.append(True if is_so else False if is_not else None)
    return both(known)


def _by_item(number: Any, item: Item, items: Sequence[Item], *, comes_after: bool) -> bool | None:
    places = [one.place for one in items if one.number == str(number)]
    # An item that was taken twice does not tell which time is meant.
    answers = {item.place >= place if comes_after else item.place < place for place in places}
    return answers.pop() if len(answers) == 1 else None


def _not_away(absence: Mapping[str, Any], item: Item, items: Sequence[Item]) -> bool | None:
    """Return whether a time out of the room left the item untouched."""
    if "items" in absence:
        twice = sum(one.number == item.number for one in items) > 1
        return True if item.number not in map(str, absence["items"]) else None if twice else False
    begun, over = absence.get("from"), absence.get("to", LAST_MINUTE)
    if begun is None:
        return None
    missed = begun <= item.begins_from and over >= item.ends_by
    untouched = begun >= item.ends_by or over <= item.begins_from
    return False if missed else True if untouched else None
