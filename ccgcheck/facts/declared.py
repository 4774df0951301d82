"""What was declared at a meeting, and who therefore had no part in which item."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccgcheck.facts.agenda import Item
from ccgcheck.facts.attendance import Attendee

EXCLUDED = frozenset({"left", "withdrew_from_discussion", "discussed_only", "papers_withheld", "item_deferred"})
INCLUDED = frozenset({"took_part"})


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """An interest declared, by a person (`who`) or by `count` people of a role of whom the record gives no more.

    `excludes` says whether they had no part in the decision: None when the record does not tell.
    """

    place: int
    data: Mapping[str, Any]
    who: str | None
    role: str | None
    count: int
    excludes: bool | None

    @property
    def pointer(self) -> str:
        """Where it stands in the record."""
        return f"/declarations/{self.place}"

    def bears_on(self, item: Item) -> bool | None:
        """Return whether it was declared for an item; None when the record does not say for which."""
        numbers = self.data.get("items")
        if not isinstance(numbers, list) or (numbers and "number" not in item.data):
            return None
        return item.number in map(str, numbers)


def declarations(meeting: Mapping[str, Any]) -> tuple[Declaration, ...]:
    """Return the declarations of a meeting; one that nobody reviewed says nothing of anybody."""
    return tuple(_declarations(meeting))


def _declarations(meeting: Mapping[str, Any]) -> Iterator[Declaration]:
    for place, data in enumerate(meeting.get("declarations", [])):
        managed = data.get("managed")
        excludes = True if managed in EXCLUDED else False if managed in INCLUDED else None
        who, role = data.get("who"), data.get("role")
        if who is not None or role is not None:
            unsure = "?count" in data and excludes  # how many they were is not known, so of none it is certain
            yield Declaration(place, data, who, role, data.get("count", 1), None if unsure else excludes)


def are_whole(meeting: Mapping[str, Any]) -> bool:
    """Whether the declarations are recorded, and it is known of each by whom it was made."""
    rows = meeting.get("declarations")
    return isinstance(rows, list) and all("who" in row or "role" in row for row in rows)


def exclusions(
    people: Sequence[Attendee], item: Item, declared: Sequence[Declaration], *, all_known: bool
) -> list[bool | None]:
    """Return for each of `people` whether a declared conflict kept them out of the item; None when it is not known.

    Without `all_known`, somebody of whom nothing is declared may still have been.
    """
    found: list[bool | None] = [_by_name(one, item, declared) for one in people]
    for one in declared:
        if one.who is None and one.bears_on(item) is not False:
            _spread(found, people, one, certain=one.bears_on(item) is True)
    return found if all_known else [None if one is False else one for one in found]


def _by_name(person: Attendee, item: Item, declared: Sequence[Declaration]) -> bool | None:
    answers = [
        one.excludes if one.bears_on(item) and is_theirs else None if one.excludes is not False else False
        for one in declared
        for is_theirs in [is_by(one, person)]
        if one.who is not None and is_theirs is not False and one.bears_on(item) is not False
    ]
    return True if True in answers else None if None in answers else False


def is_by(one: Declaration, person: Attendee) -> bool | None:
    """Return whether somebody made a declaration that names who did; None where the person's id was not reviewed."""
    return None if person.key is None and "?id" in person.data else one.who == person.key


def stands_for(one: Declaration, person: Attendee, people: Sequence[Attendee]) -> bool | None:
    """Return whether a declaration that names a role is somebody's: surely where no more came than declared."""
    if person.role is None:
        return None
    if person.role != one.role:
        return False
    alike = [other for other in people if other.role in (one.role, None) and not other.data.get("apologies")]
    return True if len(alike) <= one.count else None


def _spread(found: list[bool | None], people: Sequence[Attendee], one: Declaration, *, certain: bool) -> None:
    """Count people of a role as excluded, as many as declared: of those alike, or all of the role when that is all."""
    of_role = [place for place, person in enumerate(people) if one.role in person.roles and found[place] is False]
    verdict = one.excludes if certain else None if one.excludes is not False else False
    if verdict is False:
        return
    for place, person in enumerate(people):  # whose role is not known may be one of them
        found[place] = None if person.role is None and found[place] is False else found[place]
    entries = {people[place].pointer for place in of_role}
    chosen = of_role[: one.count] if len(entries) == 1 or len(of_role) <= one.count else of_role
    for place in chosen:
        found[place] = verdict if len(chosen) <= one.count else None
