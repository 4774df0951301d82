"""Who attended a meeting: one person at a time, with the seat, the vote and the office that each came with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts.days import holds
from ccgcheck.facts.lists import entries
from ccgcheck.facts.people import Callings
from ccgcheck.facts.verdicts import both
from ccgcheck.facts.whose import OURS, whose

Data = Mapping[str, Any]
MAX_PEOPLE = 1_000
_KNOWN_BY = frozenset({"role", "seat", "seats", "title", "id"})


@dataclass(frozen=True, slots=True, eq=False)
class Attendee:
    """One person in the attendance; a `count` of several alike makes several.

    `label` is what to call them. `seats` are those that the person certainly or possibly holds, None when nothing is
    known of them; `surely_seated` says which of the two. `office` is chair or deputy_chair; `roles` are
    `role` and others that the roster gives. What is None is not known.
    """

    pointer: str
    data: Data
    key: str | None
    label: str
    role: str | None
    seats: frozenset[str] | None
    surely_seated: bool
    is_member: bool | None
    votes: bool | None
    office: str | None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Assembly:
    """What a meeting is of: the governing body or a committee, as the constitution of the day and the roster know it.

    `seats` are the seats of the governing body and the members of the committee; `is_whole` is false where some were
    not reviewed, or nothing is known of them; `in_office` are as many members as the roster certainly shows.
    """

    of: str
    kind: str
    rules: Data
    seats: tuple[Data, ...]
    is_whole: bool
    chair_seats: frozenset[str]
    roster: Record | None
    in_office: int = 0

    @property
    def places(self) -> Mapping[str, int]:
        """How many places each seat has."""
        return {str(seat["id"]): seat.get("count", 1) for seat in self.seats if seat.get("id")}


def assembly(case: Case, record: Record) -> Assembly:
    """Return what is known of the body or the committee that met."""
    day = record.day or ""
    beside = case.beside(day)
    constitution = beside.evidence.data
    governing_body = constitution.get("governing_body", {})
    of = whose(record.data, record.evidence.written)
    own_seats = tuple(entries(governing_body, "seats"))
    roster = case.on("governing_body", day)
    if of == OURS:
        whole = beside.excuse is None and _is_whole(governing_body, "seats", own_seats)
        drawn = governing_body.get("chair", {}).get("drawn_from", [])
        return Assembly(OURS, OURS, governing_body, own_seats, whole, frozenset(drawn), roster, _in_office(roster, day))
    committees = entries(constitution, "committees") if of is not None else []
    committee: Data = next((one for one in committees if one.get("id") == of), {})
    members = entries(committee, "members")
    by_id = {seat.get("id"): seat for seat in own_seats}
    seats = tuple({**by_id.get(one.get("seat"), {}), **one, "id": one.get("seat")} for one in members)
    chair = committee.get("chair", {}).get("seat")
    whole = bool(members) and _is_whole(committee, "members", members)
    kind = committee.get("kind", "unknown")
    return Assembly(of or "unknown", kind, committee, seats, whole, frozenset([chair] if chair else []), roster)


def attendees(record: Record, group: Assembly, people: Callings) -> tuple[Attendee, ...]:
    """Return the people in the attendance of a meeting, apologies included; nobody where they are too many to count."""
    found = tuple(islice(_attendees(record, group, people), MAX_PEOPLE + 1))
    return found if len(found) <= MAX_PEOPLE else ()


def is_whole(record: Record) -> bool:
    """Whether the attendance is recorded, and all of it was reviewed."""
    rows = entries(record.data, "attendance")
    return _is_whole(record.data, "attendance", rows) and not any("?count" in row for row in rows)


def _attendees(record: Record, group: Assembly, people: Callings) -> Iterator[Attendee]:
    posts = _posts(group, record.day or "")
    for place, data in enumerate(record.data.get("attendance", [])):
        if not data.keys() & _KNOWN_BY:
            continue
        one = _attendee(f"/attendance/{place}", data, group, posts, people)
        for _ in range(data.get("count", 1)):
            yield one


def _attendee(pointer: str, data: Data, group: Assembly, posts: Mapping[str, Data], people: Callings) -> Attendee:
    key = data.get("id")
    post = posts.get(str(key), {}) if key else {}
    role = data.get("role") or post.get("role")
    roles = frozenset({role, *post.get("also_holds", ())} - {None})
    seats, sure = _seats(data, post, role, group, posts)
    held = [seat for seat in group.seats if seats and seat.get("id") in seats]
    return Attendee(
        pointer, data, key, people.called(data), role, seats, sure,
        both([
            _said(data, "member", default=True),
            *(seat.get("member", True) for seat in held if sure),
            None if "?count" in data else True,  # how many stand here is not known, so perhaps nobody
        ]),
        _vote(data, post, held if sure else [], group, role),
        _office(data, key, seats if sure else None, group, posts),
        roles,
    )  # fmt: skip


def _seats(
    data: Data, post: Data, role: str | None, group: Assembly, posts: Mapping[str, Data]
) -> tuple[frozenset[str] | None, bool]:
    """Return the seats that somebody holds or may hold, and whether it is certain."""
    if "seats" in data:
        return frozenset(data["seats"]), True
    if "seat" in data:
        return frozenset([data["seat"]]), True
    principal = data.get("deputy_for")
    known = {seat.get("id") for seat in group.seats}
    if principal is not None and (principal in known or principal in posts):
        taken = [principal] if principal in known else posts[principal].get("seats")
        return (frozenset(taken), True) if taken else (None, False)
    if "seats" in post:
        return frozenset(post["seats"]), True
    alike = frozenset(seat["id"] for seat in group.seats if role and seat.get("role") == role and seat.get("id"))
    if not alike or not group.is_whole:
        return None, False
    return alike, len(alike) == 1


def _vote(data: Data, post: Data, held: list[Data], group: Assembly, role: str | None) -> bool | None:
    """Return whether somebody votes: as the record says, or the seat in the constitution, or the roster."""
    if "voting" in data or "?voting" in data:
        return _said(data, "voting")
    said = [seat["voting"] for seat in held if "voting" in seat]
    if not said and not held:
        alike = [seat.get("voting") for seat in group.seats if role and seat.get("role") == role]
        alike = alike if group.is_whole else []
        said = alike if len(set(alike)) == 1 and None not in alike else []
    if said:
        return True if all(said) else False if not any(said) else None
    return _said(post, "voting")


def _office(
    data: Data, key: str | None, seats: frozenset[str] | None, group: Assembly, posts: Mapping[str, Data]
) -> str | None:
    if "office" in data:
        return str(data["office"])
    if data.keys() & {"deputy_for", "?deputy_for", "?office"}:  # who stands in for the chair does not hold the office
        return None
    if group.of == "governing_body" and key is not None and key in posts:
        return posts[key].get("office")
    singles = {seat.get("id") for seat in group.seats if seat.get("count", 1) == 1}
    if seats and len(group.chair_seats) == 1 and seats & group.chair_seats & singles:
        return "chair"
    return None


def _posts(group: Assembly, day: str) -> Mapping[str, Data]:
    """Return what the roster says of each person in office on the day: seats, role, vote and office.

    What a later roster says without a beginning may not have been so yet, and tells nothing.
    """
    if group.roster is None:
        return {}
    told_then = (group.roster.day or "") <= day or None
    entries: dict[str, list[tuple[bool | None, Data]]] = {}
    for member in group.roster.data.get("members", []):
        current = holds(member, day, unless_said=told_then)
        if "id" in member and current is not False:
            entries.setdefault(member["id"], []).append((current, member))
    found = {key: _post([data for current, data in known if current] or []) for key, known in entries.items()}
    for office in group.roster.data.get("offices", []):
        named = office.get("office") in ("chair", "deputy_chair") and office.get("held_by") in found
        if named and holds(office, day, unless_said=told_then):
            found[office["held_by"]]["office"] = office["office"]
    return found


def _post(entries: list[Data]) -> dict[str, Any]:
    """Return what the entries on one person say together; where they differ, neither is told."""
    rows = sorted(entries, key=lambda data: (data.get("role", ""), data.get("seat", "")))
    seats = {data["seat"] for data in rows if "seat" in data}
    votes = {data.get("voting") for data in rows}
    roles = [role for data in rows for role in [data.get("role"), *data.get("also_holds", ())] if role]
    told = {"seats": sorted(seats)} if seats and all("seat" in data for data in rows) else {}
    said = {"voting": votes.pop()} if len(votes) == 1 and None not in votes else {}
    return {**({"role": roles[0], "also_holds": roles[1:]} if roles else {}), **told, **said}


def _in_office(roster: Record | None, day: str) -> int:
    """Return how many members in office on a day the roster certainly shows."""
    told_then = (roster is not None and (roster.day or "") <= day) or None
    rows = roster.data.get("members", []) if roster else []
    return len({
        one["id"] for one in rows
        if "id" in one and one.get("member") is True and holds(one, day, unless_said=told_then)
    })  # fmt: skip


def _said(data: Data, name: str, default: bool | None = None) -> bool | None:
    return None if f"?{name}" in data else data.get(name, default)


def _is_whole(data: Data, name: str, rows: Sequence[Data]) -> bool:
    """Whether a list is there and every entry of it was reviewed."""
    return name in data and all(row.keys() & _KNOWN_BY for row in rows)
