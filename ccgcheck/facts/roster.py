"""Facts of the roster of a governing body: who is in office, how many, and who holds its seats and offices."""

from collections.abc import Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import constitution_seats, eligibility, office, offices, seats, specialist
from ccgcheck.facts.office import Holder, Roster, labels, listed
from ccgcheck.facts.people import Callings
from ccgcheck.facts.sentences import in_words
from ccgcheck.facts.verdicts import answer, both, either, fact

Law = Mapping[str, Any]
_ROLES = ("accountable_officer", "chief_finance_officer")


def derive(case: Case, record: Record, as_at: str, law: Law) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts of the record, by pointer: of the whole, of each member, and of each office.

    Regs 11 to 14 of SI 2012/1631 and Sch 1A para 12 are decided on them, and the constitution beside the roster.
    """
    people = Callings.of(case)
    roster = office.read(record, as_at, people)
    claimed = seats.by_role(roster, as_at, law)
    of_offices = offices.derive(record, roster, claimed["lay_member"], as_at)
    of_seats, of_members = constitution_seats.derive(case.beside(as_at), record, roster, as_at, law)
    root = {
        "number": _number(roster),
        "in_post": {role: _in_post(roster, role) for role in _ROLES},
        "those_in_post": {role: _those_in_post(roster, role, law) for role in (*_ROLES, "secondary_care_specialist")},
        "finance_officers": _finance_officers(roster),
        "doubled": _doubled(roster, claimed, law),
        **seats.derive(roster, claimed),
        **of_offices.pop(""),
        "constitution_seats": of_seats,
    }
    members = {
        holder.pointer: {**_member(holder, roster, as_at), **of_members[holder.pointer]}
        for holder in (*roster.holders, *roster.unseen)
    }
    found = {"": root, **members, **of_offices}
    standing = eligibility.derive(record, as_at, law, people)
    return {pointer: {**standing.get(pointer, {}), **found.get(pointer, {})} for pointer in {**standing, **found}}


def _member(holder: Holder, roster: Roster, as_at: str) -> dict[str, Any]:
    """Return what rules on one member read."""
    ends = holder.data.get("term_ends")
    again = [one for one in roster.people.get(holder.person, ()) if one.sits and one.roles == holder.roles]
    renewed = [one.data["term_ends"] for one in again if one.data.get("term_ends", "") >= as_at]
    if ends is not None and ends < as_at and renewed:  # appointed again, as another entry says
        ends = max(renewed)
    expired = None if ends is None else ends < as_at
    term = "no end of the term is recorded" if ends is None else f"the term {'ended' if expired else 'ends'} on {ends}"
    return {
        "label": holder.label,
        "roles": holder.roles,
        "is_accountable_officer": answer(both([holder.in_office, holder.fills(_ROLES[0])])),
        "in_office": fact(holder.in_office, _tenure(holder, holder.in_office, "in office", as_at)),
        "sits": fact(holder.sits, _tenure(holder, holder.sits, "a member in office", as_at)),
        "term_expired": fact(expired, f"{holder.label}: {term}.", **({} if ends is None else {"ends": ends})),
    }


def _tenure(holder: Holder, value: bool | None, what: str, as_at: str) -> str:
    known = [f"{key} {holder.data[key]}" for key in ("from", "to") if key in holder.data]
    when = f" ({' '.join(known)})" if known else ""
    if value is None:
        return f"It is not known whether {holder.label} was {what} on {as_at}{when}."
    return f"{holder.label} was {'' if value else 'not '}{what} on {as_at}{when}."


def _number(roster: Roster) -> dict[str, Any]:
    """Return how many people are members in office: at least `least`; at most `most`, unless `may_be_more`."""
    count = roster.count({person: either(one.sits for one in held) for person, held in roster.people.items()})
    words = f"at least {count.least}" if roster.gap else str(count)
    open_ones = [holder for holder in roster.holders if holder.sits is None]
    reasons = [f"whether {labels(open_ones)} sat is not known"] if open_ones else []
    reasons += [roster.gap] if roster.gap else []
    return {
        "least": count.least,
        "most": count.most,
        "may_be_more": bool(roster.gap),
        "says": f"{words} {'member' if words == '1' else 'members'} in office"
        + (f": {'; '.join(reasons)}" if reasons else ""),
    }


def _in_post(roster: Roster, role: str) -> dict[str, Any]:
    """Return whether somebody in office fills a role, be it as a member or not."""
    filling = {holder: both([holder.in_office, holder.fills(role)]) for holder in roster.holders}
    verdict = roster.either(filling.values())
    words = in_words(role)
    if verdict:
        return fact(True, f"In office as {words}: {labels(one for one, fills in filling.items() if fills)}.")
    why = f": {roster.gap}" if roster.gap else ""
    return fact(
        verdict,
        f"Nobody in office is {words}." if verdict is False else f"Whether anybody is {words} is not known{why}.",
    )


def _those_in_post(roster: Roster, role: str, law: Law) -> list[dict[str, Any]]:
    """Return what the roster says of each person in office who fills, or may fill, a role, as statements of their own.

    Where the roster may leave somebody out, one more stands for that, and for nobody.
    """
    found = []
    for one in roster.holders:
        fills = both([one.in_office, one.fills(role)])
        if fills is not False:
            says = f"Whether {one.label} was {in_words(role)} on the day is not known."
            test = specialist.is_one(one, law)
            more = {"specialist": fact(test.eligible, f"{test.says}.")} if role == "secondary_care_specialist" else {}
            about = {"at": one.pointer, "label": one.label, "in_post": answer(fills), "says": says}
            found.append({**one.data, **about, **more})
    if roster.gap and not any(one["in_post"] == "yes" for one in found):
        says = f"Who was {in_words(role)} on the day is not known: {roster.gap}."
        found.append({"at": "/members", "label": "somebody", "in_post": "unknown", "says": says})
    return found


def _finance_officers(roster: Roster) -> dict[str, Any]:
    """Return how many people in office are called Chief Finance Officer (reg 11(5)), and whether they share it."""
    role = "chief_finance_officer"
    known = {one: both([one.in_office, one.fills(role)]) for one in roster.holders}
    people = {person: either(known[one] for one in held) for person, held in roster.people.items()}
    count = roster.count(people)
    names = [one for one, fills in known.items() if fills]
    return {
        "least": count.least,
        "most": count.most,
        "may_be_more": bool(roster.gap),
        "shared": any("shares_seat_with" in one.data for one in names),
        "may_share": any("?shares_seat_with" in one.data for one in names),
        "says": labels(names) if names else "nobody",
    }


def _doubled(roster: Roster, claimed: Mapping[str, list[seats.Claim]], law: Law) -> dict[str, Any]:
    """Return whether each seat of reg 11(3) that the accountable officer fills has another holder as well."""
    officers = [one for one in roster.holders if one.sits_as("accountable_officer")]
    if not officers:
        return fact(None, "The roster shows no accountable officer who is a member.")
    people = {one.person for one in officers}
    own = [one for one in roster.holders if one.person in people and one.sits is not False]
    apart: dict[str, bool | None] = {}
    # A holder counts who may hold the seat: somebody who may not leaves the seat to the officer.
    for role in law.get("reg-11-3-also", {}).get("roles", ()):
        if any(one.fills(role) for one in own):
            apart[role] = roster.either(one.strict for one in claimed[role] if one.holder.person not in people)
    whole = True if all(one.roles_known for one in own) and not roster.gap else None
    verdict = both([*apart.values(), whole])
    if verdict:
        return fact(True, "Whatever other seat the accountable officer fills has another holder too.")
    words = listed(in_words(role) for role, value in apart.items() if not value) if not both(apart.values()) else ""
    if not words:
        return fact(None, "The roster does not show every role of the accountable officer.")
    others = (
        "nobody else in office is one who may hold the seat"
        if verdict is False
        else "whether another may hold it is not known"
    )
    return fact(verdict, f"The accountable officer is also the {words}, and {others}.")
