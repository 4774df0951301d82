"""Who is in office: the entries of a roster on a day, by person, with what each is called and what each does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from ccgcheck.cases import Record
from ccgcheck.facts import days, eligibility
from ccgcheck.facts.days import Span
from ccgcheck.facts.lists import is_blank
from ccgcheck.facts.people import Callings
from ccgcheck.facts.verdicts import Count, both, counted, either

_KNOWN_BY = ("role", "id", "name", "title", "seat")


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """One entry of `members`. `person` is the same for entries on the same person; `sits`: in office, and a member."""

    pointer: str
    data: Mapping[str, Any]
    person: str
    label: str
    in_office: bool | None
    sits: bool | None

    @property
    def roles(self) -> list[str]:
        """The roles that the entry gives the person, sorted."""
        own = [self.data["role"]] if "role" in self.data else []
        return sorted({*own, *self.data.get("also_holds", ())})

    @property
    def roles_known(self) -> bool:
        """Whether the person fills no role that the entry does not give."""
        return "?role" not in self.data and "?also_holds" not in self.data

    @property
    def appointed(self) -> Span | None:
        """The day of the appointment that counts for tests "at appointment": a new appointment begins anew."""
        return days.span(self.data.get("from"))

    def fills(self, role: str) -> bool | None:
        """Return whether the person fills a role; None when the entry does not tell all of them."""
        return True if role in self.roles else False if self.roles_known else None

    def sits_as(self, role: str) -> bool | None:
        """Return whether the person is a member in office who fills the role."""
        return both([self.sits, self.fills(role)])


@dataclass(frozen=True)
class Roster:
    """The entries of a roster on a day. `gap` says why others may have sat as well; empty when none did.

    `unseen` are entries that nobody looked at, each of which may stand for any number of people, or for none.
    """

    holders: tuple[Holder, ...]
    gap: str
    unseen: tuple[Holder, ...] = ()

    @cached_property
    def people(self) -> Mapping[str, tuple[Holder, ...]]:
        """The entries of each person."""
        ordered = sorted(self.holders, key=lambda holder: holder.person)
        return {person: tuple(group) for person, group in groupby(ordered, key=lambda holder: holder.person)}

    def count(self, belongs: Mapping[str, bool | None]) -> Count:
        """Return how many people belong to something; `belongs` is asked for every person."""
        return sum((counted(value) for value in belongs.values()), Count())

    def either(self, answers: Iterable[bool | None]) -> bool | None:
        """Return whether one is true of those who sat, the ones whom the roster does not show included."""
        return either([*answers, *([None] if self.gap else [])])


def read(record: Record, as_at: str, people: Callings) -> Roster:
    """Return who the roster shows on a day, and why it may not show everybody."""
    entries = record.data.get("members", [])
    ids: dict[str, set[str]] = {}
    for entry in entries:
        if "name" in entry and "id" in entry:
            ids.setdefault(entry["name"], set()).add(entry["id"])
    everybody = [
        _holder(f"/members/{place}", entry, ids, as_at, people, record.day) for place, entry in enumerate(entries)
    ]
    unseen = tuple(holder for holder in everybody if is_blank(holder.data, *_KNOWN_BY))
    holders = tuple(holder for holder in everybody if not is_blank(holder.data, *_KNOWN_BY))
    return Roster(holders, _gap(record, len(unseen), as_at), unseen)


def holds(entry: Mapping[str, Any], as_at: str, told_on: str | None) -> bool | None:
    """Return whether what an entry says was so on a day; `told_on` is the roster's own.

    Of another day than that an entry without a beginning tells nothing, nor does one without an end of a later day.
    """
    lasting = days.holds(entry, as_at, unless_said=True if told_on == as_at else None)
    return None if lasting and "to" not in entry and (told_on is None or told_on < as_at) else lasting


def labels(holders: Iterable[Holder]) -> str:
    """Return what people are called, as a phrase that does not depend on their order."""
    return listed({holder.label for holder in holders})


def listed(texts: Iterable[str]) -> str:
    """Return texts as a phrase, `a, b and c`, in the order of the alphabet."""
    *first, last = sorted(texts)
    return f"{', '.join(first)} and {last}" if first else last


def _holder(
    pointer: str,
    entry: Mapping[str, Any],
    ids: Mapping[str, set[str]],
    as_at: str,
    people: Callings,
    told_on: str | None,
) -> Holder:
    name = entry.get("name")
    alike = ids.get(name, set()) if name else set()
    known_by = entry.get("id") or (next(iter(alike)) if len(alike) == 1 else None)
    entry = eligibility.as_told_on(entry, as_at, told_on)
    in_office = holds(entry, as_at, told_on)
    return Holder(
        pointer=pointer,
        data=entry,
        person=f"id {known_by}" if known_by else f"name {name}" if name else f"entry {pointer}",
        label=people.called(entry),
        in_office=in_office,
        sits=both([in_office, None if "?member" in entry else entry.get("member", True)]),
    )


def _gap(record: Record, blank: int, as_at: str) -> str:
    """Return why the roster may leave somebody out who sat on the day."""
    if "?members" in record.data:
        return "the members were not reviewed"
    if "members" not in record.data:
        return "the roster lists nobody"
    if blank:
        return f"{blank} {'entry of the roster was' if blank == 1 else 'entries of the roster were'} not reviewed"
    if record.day != as_at:
        return f"the roster tells who sat on {record.day}, not who else sat on {as_at}"
    return ""
