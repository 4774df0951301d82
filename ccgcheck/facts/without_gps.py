"""Whether a quorum can be met once every GP is out of the room: from the seats and the quorum of a constitution.

What is not stated gives bounds: the quorum can be met if those who surely stay and count reach it, and cannot if all
who may do not. The guidance on conflicts under s.14O(5) of the NHS Act 2006 is what makes this matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ccgcheck.facts.lists import entries
from ccgcheck.facts.quorum import share_of
from ccgcheck.facts.sentences import in_words
from ccgcheck.facts.verdicts import both, either, fact, opposite

Data = Mapping[str, Any]
_GP = "gp_member"


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are: at least `least`, at most `most`; None where there is no limit to what was not reviewed."""

    least: int
    most: int | None

    def reaches(self, minimum: int) -> bool | None:
        """Return whether it is at least `minimum`; None when the bounds leave it open."""
        return True if self.least >= minimum else False if self.most is not None and self.most < minimum else None

    def __str__(self) -> str:
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Member:
    """A member, or several alike; None is what is not known."""

    seat: str | None
    role: str | None
    is_gp: bool | None
    votes: bool | None
    belongs: bool | None
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A body with a quorum.

    `stays` says of each office whether its holder is no GP, `is_whole` that all its members were reviewed.
    """

    name: str
    quorum: Data
    members: tuple[Member, ...]
    is_whole: bool
    stays: Mapping[str, bool | None]

    def number(self, does: Mapping[int, bool | None]) -> Number:
        """Return how many members there are in the places of `does`, with its answers."""
        sure = sum(one.count for place, one in enumerate(self.members) if does[place])
        most = sum(one.count for place, one in enumerate(self.members) if does[place] is not False)
        return Number(sure, most if self.is_whole else None)


def derive(constitution: Data) -> Mapping[str, Mapping[str, Any]]:
    """Return the fact `without_gps`, by pointer, of the governing body and of each committee that has a quorum."""
    body = constitution.get("governing_body", {})
    found = {"/governing_body": _governing_body(body)} if "quorum" in body else {}
    for place, one in enumerate(entries(constitution, "committees")):
        if "quorum" in one:
            found[f"/committees/{place}"] = _committee(one, body)
    return {pointer: {"without_gps": _answer(group)} for pointer, group in found.items()}


def _governing_body(body: Data) -> Group:
    seats = entries(body, "seats")
    known = {seat["id"]: seat for seat in seats if "id" in seat}
    stays = {office: _drawn_from(body.get(office, {}), known) for office in ("chair", "deputy_chair")}
    members = tuple(_member(seat, seat, seat.get("member"), seat.get("id")) for seat in seats)
    return Group("the governing body", body["quorum"], members, _is_whole(seats), stays)


def _committee(committee: Data, body: Data) -> Group:
    rows = entries(committee, "members")
    known = {seat["id"]: seat for seat in entries(body, "seats") if "id" in seat}
    members = tuple(_member(row, known.get(row.get("seat"), row), True, row.get("seat")) for row in rows)
    if "gps_vote" in committee:
        vote = committee["gps_vote"]
        members = tuple(replace(one, votes=vote) if one.is_gp and one.votes is None else one for one in members)
    stays = {"chair": _held_by(committee, "chair", known), "deputy_chair": _held_by(committee, "vice_chair", known)}
    name = str(committee.get("name") or f"the {str(committee.get('kind', 'other')).replace('_', ' ')} committee")
    return Group(name, committee["quorum"], members, _is_whole(rows), stays)


def _member(row: Data, seat: Data, belongs: bool | None, seat_id: str | None) -> Member:
    role = row.get("role", seat.get("role"))
    votes = row.get("voting", seat.get("voting"))
    return Member(seat_id, role, _is_gp(seat, role), votes, belongs, row.get("count", 1))


def _is_gp(seat: Data, role: str | None) -> bool | None:
    """Return whether the holder is a GP, in that role or as another that the seat holds."""
    if role == _GP or _GP in entries(seat, "also_holds"):
        return True
    return None if role is None or "?also_holds" in seat else False


def _is_whole(rows: list[Any]) -> bool:
    return bool(rows) and not any("?count" in row or ("?role" in row and "role" not in row) for row in rows)


def _drawn_from(office: Data, known: Mapping[str, Data]) -> bool | None:
    """Return whether the holder of an office of the governing body is surely no GP, or surely one (False)."""
    drawn = entries(office, "drawn_from")
    if not drawn:
        return None
    answers = {opposite(_is_gp(known[one], known[one].get("role"))) if one in known else None for one in drawn}
    return answers.pop() if len(answers) == 1 else None


def _held_by(committee: Data, office: str, known: Mapping[str, Data]) -> bool | None:
    """Return whether the holder of an office of a committee is no GP."""
    holder = committee.get(office, {})
    seat = known.get(holder.get("seat"), {})
    return opposite(_is_gp(seat, holder.get("role", seat.get("role"))))


def _answer(group: Group) -> dict[str, Any]:
    if group.quorum.get("conflicted_members_count") is True:
        return fact(True, f"Whoever is kept out by a conflict counts towards the quorum of {group.name}.")
    conditions = list(_conditions(group))
    if not conditions:
        return fact(None, f"The quorum of {group.name} is not stated as a number, a share, groups or offices.")
    met = both(one for one, _ in conditions)
    figures = ", ".join(says for _, says in conditions)
    doubt = "" if group.is_whole else "; the members are not stated or not reviewed wholly"
    if met is False and "?conflicted_members_count" in group.quorum:
        met, doubt = None, "; whether a member with a conflict counts was not reviewed"
    if met is False and group.quorum.get("deputies_count") is True:
        met, doubt = None, "; deputies count, and those of the GPs may be no GPs"
    lead = {True: "can be met", False: "cannot be met", None: "can perhaps be met"}[met]
    return fact(met, f"Without its GPs the quorum of {group.name} {lead}: {figures}{doubt}.")


def _conditions(group: Group) -> Iterator[tuple[bool | None, str]]:
    """Yield each condition of the quorum: whether it can be met without GPs, and the figures."""
    quorum = group.quorum
    counts = {place: both((one.belongs, _counts(one, quorum))) for place, one in enumerate(group.members)}
    stay = {place: both((counts[place], opposite(one.is_gp))) for place, one in enumerate(group.members)}
    left = group.number(stay)
    if "minimum" in quorum:
        yield left.reaches(quorum["minimum"]), f"{left} of {quorum['minimum']}"
    if "fraction" in quorum:
        all_of_them, share = group.number(counts), quorum["fraction"]
        low = left.reaches(share_of(share, all_of_them.least))
        high = left.reaches(share_of(share, all_of_them.most)) if all_of_them.most is not None else None
        yield (high if high else low if low is False else None), f"{left} of a share of {share:g} of {all_of_them}"
    for one in entries(quorum, "groups"):
        yield _of_group(one, group)
    for office in entries(quorum, "must_include"):
        yield _office(office, group.stays)
    if any(f"?{name}" in quorum for name in ("minimum", "fraction", "of", "groups", "must_include")):
        yield None, "a part of it not reviewed"


def _of_group(one: Data, group: Group) -> tuple[bool | None, str]:
    inside = {
        place: both((member.belongs, opposite(member.is_gp), _is_in(one, member), _counts(member, group.quorum, one)))
        for place, member in enumerate(group.members)
    }
    only_gps = "seats" not in one and "roles" in one and set(one["roles"]) == {_GP}
    number = Number(0, 0) if only_gps else group.number(inside)
    named = " or ".join(map(in_words, entries(one, "roles") or entries(one, "seats")))
    label = str(one.get("label") or named or "a group")
    if "minimum" not in one:
        return None, f"{label} not reviewed"
    return number.reaches(one["minimum"]), f"{label} {number} of {one['minimum']}"


def _is_in(one: Data, member: Member) -> bool | None:
    """Return whether a member belongs to a group of the quorum, by seat or by role."""
    answers: list[bool | None] = [None] if "?seats" in one or "?roles" in one else []
    if "seats" in one:
        answers.append(member.seat in one["seats"])
    if "roles" in one:
        answers.append(None if member.role is None else member.role in one["roles"])
    return either(answers)


def _counts(member: Member, quorum: Data, of_group: Data | None = None) -> bool | None:
    """Return whether a member has, or has not, the vote that counting asks for.

    Where the quorum does not say of whom it is, voting members count and whether others do is not known.
    """
    wanted = (of_group or {}).get("voting")
    if wanted is not None:
        return None if member.votes is None else member.votes is wanted
    if quorum.get("of") == "all_members":
        return True
    return member.votes if quorum.get("of") == "voting_members" else (True if member.votes else None)


def _office(office: str, stays: Mapping[str, bool | None]) -> tuple[bool | None, str]:
    """Return whether an office that must be there can be; in a chair's place a deputy who is no GP may preside."""
    chair, deputy = stays["chair"], stays["deputy_chair"]
    if office == "chair_or_deputy":
        met = either((chair, deputy))
    else:
        met = None if chair is False and deputy is not False else chair
    words = "the chair" if office == "chair" else "the chair or the deputy"
    return met, f"{words} {'stays' if met else 'goes out' if met is False else 'may go out'}"
