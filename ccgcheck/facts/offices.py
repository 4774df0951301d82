"""The offices of a governing body: who holds each on a day, and what that person is otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

from ccgcheck.cases import Record
from ccgcheck.facts.office import Holder, Roster, holds, labels
from ccgcheck.facts.seats import Claim
from ccgcheck.facts.sentences import in_words, sentence
from ccgcheck.facts.verdicts import both, either, fact

_IN_WORDS = {"chair": "chair", "deputy_chair": "deputy chair"}


def derive(record: Record, roster: Roster, lay: list[Claim], as_at: str) -> dict[str, dict[str, Any]]:
    """Return the facts of each office, by pointer, and at the root whether chair and deputy are in post and one is lay.

    `lay` are the claims of members to be lay persons. Regs 11(1), 13(2), 13(4) and 14(2).
    """
    entries = record.data.get("offices", [])
    dated = [(entry, holds(entry, as_at, record.day)) for entry in entries]
    root: dict[str, Any] = {office: _in_post(roster, dated, office) for office in _IN_WORDS}
    root["lay_chair"] = _lay_chair(roster, dated, lay)
    found = {f"/offices/{place}": _one(entry, now, roster, lay) for place, (entry, now) in enumerate(dated)}
    of = {office: _those(entries, found, office) for office in (*_IN_WORDS, "audit_chair")}
    both_offices = {one["at"]: one for one in of["chair"] if one["at"] != "/offices"}
    both_offices |= {one["at"]: one for one in of["deputy_chair"]}
    untold = [one for one in of["chair"] if one["at"] == "/offices" and "/offices" not in both_offices]
    root["those_in_office"] = {**of, "chair_and_deputy": [*untold, *both_offices.values()]}
    holders = [
        {entry.get("held_by") for entry, now in dated if now and entry.get("office") == office} for office in _IN_WORDS
    ]
    root["one_in_both"] = len(holders[0]) == 1 and holders[0] == holders[1] and None not in holders[0]
    return {"": root, **found}


def _those(entries: list[dict[str, Any]], found: Mapping[str, Mapping[str, Any]], office: str) -> list[dict[str, Any]]:
    """Return the entries on an office, as statements of their own; one stands for it where there is none.

    An entry whose office was not reviewed may be on any.
    """
    those = []
    for place, entry in enumerate(entries):
        at = f"/offices/{place}"
        if entry.get("office", office) == office:
            unsure = {} if "office" in entry else {"in_force": fact(None, "Which office it is was not reviewed.")}
            those.append({**entry, "at": at, "facts": {**found[at], **unsure}})
    return those or [_nobody_told(office)]


def _nobody_told(office: str) -> dict[str, Any]:
    """Return what stands for the holder of an office of which the roster says nothing."""
    words = office.replace("_", " ")
    return {"at": "/offices", "office": office, "facts": {"in_force": fact(None, "Nothing is told."), "office": words}}


def _one(entry: Mapping[str, Any], current: bool | None, roster: Roster, lay: list[Claim]) -> dict[str, Any]:
    """Return the facts of one entry: `in_force`, and its `holder` where the roster shows that person."""
    office = entry.get("office", "an office").replace("_", " ")
    when = {True: "is", False: "is not", None: "may or may not be"}[current]
    facts: dict[str, Any] = {"in_force": fact(current, f"The entry {when} of the day."), "office": office}
    people = held_by(entry, roster)
    if not people:
        return facts
    name = labels(people)
    sits = either(person.sits for person in people)
    word = {True: "is", False: "is not", None: "may or may not be"}
    is_lay = lay_person(people, lay)
    leads = either(finance_lead(person) for person in people)
    facts["holder"] = {
        "label": name,
        "seats": sorted({person.data["seat"] for person in people if "seat" in person.data}),
        "roles": sorted({role for person in people for role in person.roles}),
        "roles_known": all(person.roles_known for person in people),
        "sits": fact(sits, f"{name}, the {office}, {word[sits]} a member in office."),
        "lay": fact(is_lay, f"{name}, the {office}, {word[is_lay]} a lay person."),
        "leads_on_finance": fact(leads, f"{name}, the {office}, {word[leads]} the lay member for finance and audit."),
    }
    return facts


def held_by(entry: Mapping[str, Any], roster: Roster) -> list[Holder]:
    """Return the entries on the person who holds an office: those in office if there are any."""
    found = [holder for holder in roster.holders if holder.data.get("id") == entry.get("held_by", "")]
    return [holder for holder in found if holder.in_office is not False] or found


def lay_person(people: Iterable[Holder], lay: list[Claim]) -> bool | None:
    """Return whether somebody is a lay person in office; None when the roster does not tell."""
    people = list(people)
    pointers = {holder.pointer for holder in people}
    own = [claim.strict for claim in lay if claim.holder.pointer in pointers]
    return either(own) if own or people else None


def finance_lead(holder: Holder) -> bool | None:
    """Return whether somebody is the lay member for finance and audit: by the lead, where the roster gives it."""
    lead = holder.data.get("lay_lead")
    if lead is not None and lead != "either":
        return both([holder.fills("lay_member"), lead == "finance_and_audit"])
    able = False if holder.data.get("knows_finance_and_audit") is False else None
    return both([holder.fills("lay_member"), able])


Entries = list[tuple[Mapping[str, Any], bool | None]]


def _of(entries: Entries, office: str) -> Entries:
    """Return the entries that are, or may be, about an office and of the day."""
    return [
        (entry, current if "office" in entry else both([current, None]))
        for entry, current in entries
        if current is not False and entry.get("office", office) == office
    ]


def _in_post(roster: Roster, entries: Entries, office: str) -> dict[str, Any]:
    """Return whether somebody holds an office; what the roster does not mention is not known."""
    words, found = _IN_WORDS[office], _of(entries, office)
    taken = either(
        both([current, True if "held_by" in entry else None]) for entry, current in found if not entry.get("vacant")
    )
    # An entry that names a holder and says that nobody holds the office tells neither.
    vacant = any(entry.get("vacant") is True and "held_by" not in entry and current for entry, current in found)
    if taken:
        names = {
            labels(held_by(entry, roster)) if held_by(entry, roster) else entry["held_by"]
            for entry, current in found
            if current and "held_by" in entry and not entry.get("vacant")
        }
        return fact(True, f"The {words} is {' and '.join(sorted(names))}.")
    if vacant and taken is False:
        return fact(False, f"The office of {words} is vacant.")
    return fact(None, f"The roster does not tell who is {words} on the day.")


def _lay_chair(roster: Roster, entries: Entries, lay: list[Claim]) -> dict[str, Any]:
    """Return whether the chair or the deputy chair is a lay person."""
    answers: list[bool | None] = []
    said: list[str] = []
    for office, words in _IN_WORDS.items():
        found = _of(entries, office)
        held = [(held_by(entry, roster), current) for entry, current in found if not entry.get("vacant")]
        vacant = any(entry.get("vacant") is True and current for entry, current in found)
        is_lay = [both([current, lay_person(people, lay)]) for people, current in held]
        answer = either(is_lay) if held or vacant else None
        answers.append(answer)
        who = labels(person for people, _ in held for person in people) if any(people for people, _ in held) else ""
        shown = {person.pointer for people, _ in held for person in people}
        bars = {reason for claim in lay if claim.holder.pointer in shown for reason in claim.why}
        roles = {in_words(role) for people, _ in held for person in people for role in person.roles}
        nobody = "vacant" if vacant else "not recorded"
        said.append(
            f"the {words} is {who} ({'; '.join([', '.join(sorted(roles)), *sorted(bars)])})"
            if who
            else f"the office of {words} is {nobody}"
        )
    verdict = either(answers)
    end = {True: "one of the two is lay", False: "neither is lay", None: "whether one of the two is lay is not known"}
    return fact(verdict, sentence(f"{said[0]} and {said[1]}: {end[verdict]}"))
