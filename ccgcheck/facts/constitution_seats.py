"""The roster beside the constitution: who holds the seats that the constitution creates, and who appointed them."""

from collections.abc import Iterable, Mapping
from typing import Any

from ccgcheck.cases import Beside, Record
from ccgcheck.facts.office import Holder, Roster, holds, labels, listed
from ccgcheck.facts.sentences import in_words, sentence
from ccgcheck.facts.verdicts import Count, both, counted, either, fact

Law = Mapping[str, Any]
Seat = Mapping[str, Any]


def derive(
    beside: Beside, record: Record, roster: Roster, as_at: str, law: Law
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the facts of each seat of the constitution, and of each member, by pointer, against its seat.

    s.14L(4) of the Act and the constitution itself decide. Without a constitution all of it is unknown, saying why.
    """
    why = _excuse(beside)
    everybody = (*roster.holders, *roster.unseen)
    if why is not None:
        unknown = fact(None, sentence(why), promised=True)
        alone = {"held": unknown, "number": unknown}
        members = {one.pointer: {"seat": unknown, "described": unknown, "appointment": unknown} for one in everybody}
        return [alone], members
    body = beside.evidence.data["governing_body"]
    seats: list[Seat] = body["seats"]
    complete = all("id" in seat for seat in seats)
    places = {seat["id"]: _place(beside, place) for place, seat in enumerate(seats) if "id" in seat}
    own = {one.pointer: _seat_of(one, seats, complete=complete) for one in everybody}
    listed_seats = [
        {**_seat(seat, own, record, roster, as_at), "places": places[seat["id"]]} for seat in seats if "id" in seat
    ]
    members = {
        one.pointer: {
            "seat": {**_exists(one, own[one.pointer]), "places": places.get(_id(own[one.pointer]), [])},
            "described": _described(one, seats, own[one.pointer], complete=complete),
            "appointment": _appointment(one, own[one.pointer], law),
        }
        for one in everybody
    }
    nameless = len(seats) - len(listed_seats)
    if nameless:
        unknown = fact(None, f"Of {nameless} of the seats of the constitution it is not known what they are called.")
        listed_seats.append({"id": "", "at": "/members", "held": unknown, "number": unknown, "places": []})
    return sorted(listed_seats, key=lambda one: str(one["id"])), members


def _excuse(beside: Beside) -> str | None:
    """Return why the seats of the constitution are not known."""
    if beside.excuse is not None:
        return beside.excuse
    body = beside.evidence.data.get("governing_body")
    if not isinstance(body, Mapping) or "seats" not in body:
        return "the constitution supplied does not list the seats, or that part was not reviewed"
    return None


def _place(beside: Beside, place: int) -> list[dict[str, Any]]:
    return [beside.record.reference(f"/governing_body/seats/{place}")] if beside.record else []


_NO_SEAT: Seat = {}


def _id(seat: Seat | None) -> str:
    return str(seat.get("id", "")) if seat else ""


def _seat_of(holder: Holder, seats: list[Seat], *, complete: bool) -> Seat | None:
    """Return the seat that a member holds: an empty one when the constitution has none, None when it is not known.

    Without the id of a seat it is the only seat of the member's role, if there is one.
    """
    wanted = holder.data.get("seat")
    if wanted is None:
        alike = [seat for seat in seats if seat.get("role") == holder.data.get("role")]
        whole = all("role" in seat for seat in seats)
        known = "role" in holder.data and "?seat" not in holder.data and whole and complete
        return alike[0] if len(alike) == 1 and known else _NO_SEAT if known and not alike else None
    found = [seat for seat in seats if seat.get("id") == wanted]
    return found[0] if found else _NO_SEAT if complete else None


def _seat(seat: Seat, own: Mapping[str, Seat | None], record: Record, roster: Roster, as_at: str) -> dict[str, Any]:
    """Return whether a seat is held or recorded as vacant, and whether no more people hold it than it has places."""
    holding = {one: _holds(one, own[one.pointer], seat) for one in roster.holders}
    units = _units(holding, roster)
    vacant = _is_vacant(seat, record, as_at)
    number = seat.get("count")
    filled = roster.either([None if number is None and units.least else units.reaches(number or 1)])
    held = either([filled, vacant])
    named = labels(one for one, value in holding.items() if value) if True in holding.values() else "nobody"
    gap = f" ({roster.gap})" if roster.gap else ""
    name = f"the seat {seat['id']}"
    several = number is not None and number > 1 and units.most > 0
    some = f"of the {number} places of {name} {units} {'is' if str(units) == '1' else 'are'} held: {named}"
    says = {True: f"{name} is held by {named}" if True in holding.values() else f"{name} is recorded as vacant",
            False: f"{some if several else f'nobody holds {name}'}, and no vacancy is recorded",
            None: f"{some}; whether the others are is not known{gap}" if several and units.least
            else f"whether anybody holds {name} is not known{gap}"}[held]  # fmt: skip
    over = (
        None
        if number is None
        else (False if units.least > number else True if units.most <= number and not roster.gap else None)
    )
    places = (
        "a number of places that was not reviewed"
        if number is None
        else f"{number} {'place' if number == 1 else 'places'}"
    )
    much = f"{name} has {places} and {units} {'holder' if str(units) == '1' else 'holders'}: {named}{gap}"
    return {
        "id": seat["id"],
        "at": "/members",
        "held": fact(held, sentence(says)),
        "number": fact(over, sentence(much)),
    }


def _holds(holder: Holder, own: Seat | None, seat: Seat) -> bool | None:
    """Return whether somebody in office holds a seat; who may only attend in it holds it too."""
    if own is None:
        return (
            False
            if seat.get("role", "") not in ("", *holder.roles)
            and holder.roles_known
            and "seat" not in holder.data
            and "?seat" not in holder.data
            else both([holder.in_office, None])
        )
    return both([holder.in_office, own.get("id") == seat["id"]])


def _units(holding: Mapping[Holder, bool | None], roster: Roster) -> Count:
    """Return how many places those who hold a seat take up: people who share one take up one.

    Only those surely share of whom every entry on the seat says so. Of whom that was not reviewed, or whose partner
    only an entry that nobody looked at may show, each may share with any other.
    """
    here = {one: value for one, value in holding.items() if value is not False}
    said: dict[str, set[str]] = {}
    for one in here:
        said.setdefault(one.person, set()).add(_partner(one))
    known = {one.person for one in roster.holders}
    told = [(person, partner) for person, partners in said.items() for partner in partners if partner]
    sure = [(person, partner) for person, partner in told if len(said[person]) == 1]
    unread = {one.person for one in here if "?shares_seat_with" in one.data}
    untold = bool(roster.unseen) or any("?id" in one.data for one in roster.holders)
    unread |= {person for person, partner in told if untold and partner not in known}
    fixed = sorted({one.person for one, value in here.items() if value} - unread) or sorted(unread)
    perhaps = [*told, *((person, fixed[0]) for person in sorted(unread))]
    return Count(_places(here, perhaps).least, _places(here, sure).most)


def _partner(holder: Holder) -> str:
    """Return the person with whom somebody shares a seat, by what the entry says; empty where it names nobody."""
    partner = holder.data.get("shares_seat_with")
    return f"id {partner}" if partner else ""


def _places(here: Mapping[Holder, bool | None], pairs: Iterable[tuple[str, str]]) -> Count:
    """Return how many places people take up of whom these pairs share one."""
    groups = [{person} for person in {one.person for one in here}]
    for pair in pairs:
        joined = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group not in joined] + [set(pair).union(*joined)]
    taken = (either(value for one, value in here.items() if one.person in group) for group in groups)
    return sum((counted(value) for value in taken), Count())


def _is_vacant(seat: Seat, record: Record, as_at: str) -> bool | None:
    """Return whether a vacancy of the seat, or of its role where the vacancy names no seat, is recorded."""
    if "?vacancies" in record.data:
        return None
    return either(_is_of(vacancy, seat, record, as_at) for vacancy in record.data.get("vacancies", []))


def _is_of(vacancy: Mapping[str, Any], seat: Seat, record: Record, as_at: str) -> bool | None:
    entry = {**vacancy, **({"from": vacancy["since"]} if "since" in vacancy else {})}
    entry |= {"?from": True} if "?since" in vacancy else {}
    current = holds(entry, as_at, record.day)
    if "seat" in vacancy:
        return both([current, vacancy["seat"] == seat["id"]])
    if "?seat" in vacancy or "?role" in vacancy or "role" not in seat:
        return both([current, None])
    alike = vacancy.get("role") == seat["role"]
    leads = (vacancy.get("lay_lead"), seat.get("lay_lead"))
    return both([current, alike, None in leads or leads[0] == leads[1]])


def _exists(holder: Holder, own: Seat | None) -> dict[str, Any]:
    """Return whether the constitution has the seat, and has it for a role that the member fills."""
    asked = (
        f"the seat {holder.data['seat']}"
        if "seat" in holder.data
        else f"a seat for a {in_words(holder.data.get('role', 'member'))}"
    )
    if own is None:
        return fact(None, f"{holder.label}: which seat of the constitution this is, is not known.")
    if not own:
        return fact(False, f"{holder.label}: the constitution does not have {asked}.")
    if "role" not in own:
        return fact(None, f"{holder.label}: for which role the constitution has {asked} was not reviewed.")
    fits = _fits(holder, own)
    words = in_words(own["role"])
    return fact(fits, f"{holder.label}: the constitution has {asked} for a {words}; the holder is {_roles(holder)}.")


def _roles(holder: Holder) -> str:
    return listed(in_words(role) for role in holder.roles) if holder.roles else "of a role that was not reviewed"


def _fits(holder: Holder, seat: Seat) -> bool | None:
    wanted: Iterable[str] = (seat["role"], *seat.get("also_holds", ()))
    return either([*(holder.fills(role) for role in wanted), *([None] if "?also_holds" in seat else [])])


def _described(holder: Holder, seats: list[Seat], own: Seat | None, *, complete: bool) -> dict[str, Any]:
    """Return whether a member is of a description that the constitution gives: in a seat that it has for the role."""
    if holder.data.get("individual_ccg_member") is True:
        return fact(True, f"{holder.label} is a member of the CCG.")
    if own:
        fits = _fits(holder, own) if "role" in own else None
        return fact(
            fits,
            f"{holder.label}: the constitution has the seat {_id(own)} for a {in_words(own.get('role', 'member'))};"
            f" the holder is {_roles(holder)}.",
        )
    whole = complete and all("role" in seat for seat in seats)
    alike = either(holder.fills(seat["role"]) for seat in seats if "role" in seat)
    if own is None and alike:
        return fact(True, f"{holder.label}: the constitution has seats for a {_roles(holder)}.")
    if alike is not False and own is not None:
        says = f"{holder.label}: the constitution has no seat {holder.data.get('seat')}, but others that this could be."
        return fact(None, says)
    is_told = "?individual_ccg_member" not in holder.data
    absent = False if is_told and (own is not None or (whole and alike is False)) else None
    return fact(absent, f"{holder.label}: the constitution has no seat for {_roles(holder)} that this could be.")


def _appointment(holder: Holder, own: Seat | None, law: Law) -> dict[str, Any]:
    """Return whether whoever appointed a member is whom the constitution has appoint to the seat."""
    wanted, actual = (own or {}).get("appointed_by"), holder.data.get("appointed_by")
    if wanted is None or actual is None:
        what = "who appoints to the seat" if wanted is None else "who made the appointment"
        silent = own is not None and wanted is None and "?appointed_by" not in own
        return fact(None, f"{holder.label}: {what} is not recorded.", promised=not silent)
    acting = law.get("reg-11-4-appointed", {}).get("acting_for_ccg", ())
    loose = wanted in (*acting, "ex_officio") and actual == "ccg"
    same = True if wanted == actual or (wanted == "ccg" and actual in acting) else None if loose else False
    says = f"{holder.label}: appointed by {in_words(actual)}; the constitution has {in_words(wanted)} appoint."
    return fact(same, says, promised=True)
