"""Quorum, item by item: who was there, who was kept out by a conflict, who counts, against the quorum as data.

What a record leaves open gives bounds: a quorum was met if the least that may count reaches it, and was not if the
most does not. Sch 1A para 8(1) of the NHS Act 2006 makes the constitution's procedure the one to be followed.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ccgcheck.facts import heads
from ccgcheck.facts.agenda import Item, is_there
from ccgcheck.facts.attendance import Assembly, Attendee
from ccgcheck.facts.sentences import in_words
from ccgcheck.facts.verdicts import Count, both, either, opposite

_OFFICES = {"chair": ("chair",), "chair_or_deputy": ("chair", "deputy_chair")}
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Sitting:
    """One item as the quorum sees it: the people, and for each whether a conflict kept them out.

    `remote` says that the whole meeting was held by telephone or video, `remote_allowed` that members may so take part;
    `places` how many places each seat has.
    """

    item: Item
    items: Sequence[Item]
    people: Sequence[Attendee]
    excluded: Sequence[bool | None]
    attendance_is_whole: bool
    remote: bool | None
    remote_allowed: bool | None
    body: str
    places: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a quorum and how it came out; `says` gives the figures."""

    met: bool | None
    says: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcome for an item: whether it was quorate, and the arithmetic in words."""

    met: bool | None
    says: str


def tally(quorum: Mapping[str, Any], group: Assembly, sitting: Sitting) -> Tally:
    """Return whether an item was quorate by a quorum, with the arithmetic."""
    counts = [_counts(quorum, sitting, place) for place in range(len(sitting.people))]
    conditions = list(_conditions(quorum, group, sitting, counts))
    if not conditions:
        return Tally(None, "no quorum is stated as a number, a share, groups or offices")
    met = both([condition.met for condition in conditions])
    there = [both([_there(sitting, place), sitting.people[place].is_member]) for place in range(len(counts))]
    present = heads.persons(sitting.people, there)
    kept_out = heads.persons(
        sitting.people, [both([one, out]) for one, out in zip(there, sitting.excluded, strict=True)]
    )
    figures = "; ".join(condition.says for condition in conditions)
    voteless = (
        0
        if quorum.get("of") != "voting_members"
        else sum(one is True and person.votes is False for one, person in zip(there, sitting.people, strict=True))
    )
    without = f", without a vote {voteless}" if voteless else ""
    whole = "" if sitting.attendance_is_whole else "; the attendance is not reviewed wholly"
    return Tally(
        met, f"item {sitting.item.number}: present {present}{without}, conflicted {kept_out}, {figures}{whole}"
    )


def _conditions(
    quorum: Mapping[str, Any], group: Assembly, sitting: Sitting, counts: Sequence[bool | None]
) -> Iterator[Condition]:
    everybody = heads.votes(
        sitting.people, [both([one, _is_of(quorum, person)]) for one, person in _zip(counts, sitting)]
    )
    if "minimum" in quorum:
        needed = quorum["minimum"]
        yield Condition(_reached(everybody, needed, sitting), f"counted {everybody} of {needed}")
    if "fraction" in quorum:
        share = _share(quorum, group, sitting)
        met = None if share is None else _reached_share(everybody, share, sitting)
        of = "an unknown number" if share is None else f"{share} ({quorum['fraction']:g} of the members)"
        yield Condition(met, f"counted {everybody} of {of}")
    for one in quorum.get("groups", ()):
        inside = [both([does, _is_in(one, person, group)]) for does, person in _zip(counts, sitting)]
        number = heads.votes(sitting.people, inside)
        label = one.get("label") or " or ".join(map(in_words, one.get("seats", one.get("roles", ["group"]))))
        if "minimum" in one:
            yield Condition(_reached(number, one["minimum"], sitting), f"{label} {number} of {one['minimum']}")
        else:
            yield Condition(None, f"{label} {number} of a number not reviewed")
    for office in quorum.get("must_include", ()):
        yield _office(office, sitting, counts)
    if any(f"?{name}" in quorum for name in ("minimum", "fraction", "groups", "must_include")):
        yield Condition(None, "other conditions of the quorum not reviewed")


def _zip(counts: Sequence[bool | None], sitting: Sitting) -> Iterator[tuple[bool | None, Attendee]]:
    return zip(counts, sitting.people, strict=True)


def _reached(number: Count, needed: int, sitting: Sitting) -> bool | None:
    met = number.reaches(needed)
    return None if met is False and not sitting.attendance_is_whole else met


def _there(sitting: Sitting, place: int) -> bool | None:
    return is_there(
        sitting.people[place].data, sitting.item, sitting.items, ignoring_absence=sitting.excluded[place] is True
    )


def _counts(quorum: Mapping[str, Any], sitting: Sitting, place: int) -> bool | None:
    """Return whether somebody counts for the item, before it is asked in which group."""
    person, out = sitting.people[place], sitting.excluded[place]
    conflicted_count = quorum.get("conflicted_members_count")
    there = (
        _there(sitting, place)
        if out is True and conflicted_count is True
        else is_there(person.data, sitting.item, sitting.items)
    )
    return both([
        there,
        person.is_member,
        either([opposite(out), conflicted_count]),
        either([opposite(_is_remote(person, sitting)), quorum.get("remote_members_count", sitting.remote_allowed)]),
        _as_deputy(quorum, sitting, person),
        _sits_here(person, sitting.body),
    ])  # fmt: skip


def _is_remote(person: Attendee, sitting: Sitting) -> bool | None:
    said: bool | None = person.data.get("remote")
    return None if "?remote" in person.data else said if said is not None else sitting.remote


def _as_deputy(quorum: Mapping[str, Any], sitting: Sitting, person: Attendee) -> bool | None:
    """Return whether somebody counts as the deputy that they are; who is none counts for themselves."""
    principal = person.data.get("deputy_for")
    if principal is None:
        return None if "?deputy_for" in person.data else True
    said: bool | None = quorum.get("deputies_count")
    here = [
        _there(sitting, place)
        for place, other in enumerate(sitting.people)
        if "deputy_for" not in other.data
        and (other.key == principal or (other is not person and principal in (other.seats or ())))
    ]
    alike = sum(other.data.get("deputy_for") == principal for other in sitting.people)
    places = sitting.places.get(principal, 1)
    if alike + sum(one is not False for one in here) <= places:
        return said
    # Of a seat with several places it is not known whose the deputy took; of one place only one of them counts.
    return False if said is False or (places == 1 and True in here) else None


def _sits_here(person: Attendee, body: str) -> bool | None:
    bodies = person.data.get("sits_for")
    if bodies is None:
        return None if "?sits_for" in person.data else True
    return body in bodies if body else None


def _is_of(quorum: Mapping[str, Any], person: Attendee) -> bool | None:
    """Return whether somebody is one of those of whom the minimum is counted."""
    of = quorum.get("of")
    if of == "all_members":
        return True
    return person.votes if of == "voting_members" else (True if person.votes else None)


def _is_in(group: Mapping[str, Any], person: Attendee, of: Assembly) -> bool | None:
    """Return whether somebody belongs to a group of the quorum, by seat or by role."""
    votes = group.get("voting")
    right_vote = True if votes is None else None if person.votes is None else person.votes is votes
    inside: list[bool | None] = [None] if "?roles" in group or "?seats" in group else []
    if "roles" in group:
        inside.append(None if person.role is None else not person.roles.isdisjoint(group["roles"]))
    if "seats" in group:
        inside.append(_is_seated(frozenset(group["seats"]), person, of))
    return both([right_vote, either(inside)])


def _is_seated(seats: frozenset[str], person: Attendee, of: Assembly) -> bool | None:
    if person.seats is None:
        roles = {seat.get("role") for seat in of.seats if seat.get("id") in seats}
        known = of.is_whole and person.role is not None and person.role not in roles
        return False if known or person.is_member is False else None
    if not person.seats & seats:
        return False
    return True if person.surely_seated or person.seats <= seats else None


def _reached_share(number: Count, share: Count, sitting: Sitting) -> bool | None:
    """Return whether a number reaches a share of which only the bounds may be known."""
    surely = _reached(number, share.most, sitting)
    return surely if surely or _reached(number, share.least, sitting) is False else None


def share_of(share: float, number: int) -> int:
    """Return how many of a number a share comes to, rounded up: seven of 13 for a half."""
    return math.ceil(float(share) * number - _NEARLY)


def _share(quorum: Mapping[str, Any], group: Assembly, sitting: Sitting) -> Count | None:
    """Return how many members a share comes to; None where the members are not all known.

    At most it is a share of all seats; at least one of the members who are known, since a vacant seat has no member.
    """
    of_voters = quorum.get("of") == "voting_members"
    members = [seat for seat in group.seats if seat.get("member", True)]
    hidden = any({"?count", "?member"} & seat.keys() for seat in group.seats)
    if hidden or not group.is_whole or (of_voters and any("voting" not in seat for seat in members)):
        return None
    number: int = sum(seat.get("count", 1) for seat in members if not of_voters or seat["voting"])
    share: float = quorum["fraction"]
    known = heads.persons(sitting.people, [both([one.is_member, one.votes or not of_voters]) for one in sitting.people])
    in_office = min(number, max(known.least, group.in_office))
    return Count(share_of(share, in_office), share_of(share, number))


def _office(office: str, sitting: Sitting, counts: Sequence[bool | None]) -> Condition:
    wanted = _OFFICES[office]
    holders = [does for does, person in _zip(counts, sitting) if person.office in wanted]
    named = {person.office for person in sitting.people}
    met = either(holders)
    if met is False and not (sitting.attendance_is_whole and named >= set(wanted)):
        met = None
    words = "the chair" if office == "chair" else "the chair or the deputy chair"
    return Condition(met, f"{words} {'there' if met else 'not there' if met is False else 'perhaps there'}")
