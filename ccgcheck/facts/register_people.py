"""Facts of registers of interests about people: who stands in them, and since when somebody has been in office."""

from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import verdicts
from ccgcheck.facts.days import Span, holds, span
from ccgcheck.facts.lists import entries
from ccgcheck.facts.office import listed
from ccgcheck.facts.people import Callings, Person, is_same

Map = dict[str, Any]


def members(case: Case, record: Record, as_at: str, people: Callings) -> Map:
    """Return whether every member of the governing body in office on a day has an interest or a nil return.

    s.14O(1)(b) decides. `missing` are those who have none, `open` those of whom it is not known; `places` is where the
    missing stand on the roster. An interest counts when it is there on the day; one that has ended leaves open what the
    person has declared since.
    """
    roster = case.on("governing_body", as_at)
    if roster is None or "members" not in roster.data:
        why = "was supplied" if roster is None else "says who its members are"
        return verdicts.fact(None, f"No roster of the governing body {why}.", missing=[], open=[], places=[])
    answers = [
        (pointer, people.called(member), _sits(member, as_at), _is_covered(member, record.data, as_at))
        for pointer, member in ((f"/members/{n}", one) for n, one in enumerate(entries(roster.data, "members")))
    ]
    missing = [(name, place) for place, name, sits, covered in answers if sits and covered is False]
    unsure = [name for _, name, sits, covered in answers if sits is not False and not covered]
    unsure = [name for name in unsure if name not in {lacking for lacking, _ in missing}]
    seated = [name for _, name, sits, _ in answers if sits]
    names = sorted({name for name, _ in missing})
    whole = False if missing else None if unsure or not seated else True
    return verdicts.fact(
        whole,
        _members_say(whole, names, sorted(set(unsure)), len(set(seated)), f"the roster of {roster.day}"),
        missing=names,
        open=sorted(set(unsure)),
        places=[roster.reference(place) for _, place in missing],
    )


def in_office_from(case: Case, interest: Map, began: Span) -> Span | None:
    """Return from when somebody with an interest that had begun was in office; None when the rosters do not tell."""
    person = interest.get("person")
    rosters = [roster.data for roster in case.of("governing_body")]
    terms = [one for roster in rosters for one in entries(roster, "members") if person and one.get("id") == person]
    found: list[Span] = []
    for entry in terms:
        taken = span(entry.get("first_appointed", entry.get("from")))
        if taken is None or "?first_appointed" in entry:
            return None
        left = span(entry.get("to"))
        if left is None or left.last >= began.first:
            found.append(Span(max(began.first, taken.first), max(began.last, taken.last)))
    return min(found, key=lambda one: (one.first, one.last), default=None)


def _members_say(whole: bool | None, missing: list[str], unsure: list[str], seated: int, roster: str) -> str:
    if whole is False:
        have = "has" if len(missing) == 1 else "have"
        return f"Of {roster}, {listed(missing)} {have} neither an interest nor a nil return in the registers."
    if whole:
        return f"All {seated} members of {roster} have an interest or a nil return in the registers."
    if unsure:
        return f"It is not known whether these have an interest or a nil return in them: {listed(unsure)}."
    return f"Nobody is known to be in office on {roster}."


def _sits(member: Map, as_at: str) -> bool | None:
    return verdicts.both([None if "?member" in member else member.get("member", True), holds(member, as_at)])


def _is_covered(member: Map, data: Map, as_at: str) -> bool | None:
    answers = [verdicts.both([_is_entry_of(member, one), _counts(one, as_at)]) for one in entries(data, "interests")]
    for one in entries(data, "nil_returns"):
        declared = span(one.get("declared_on"))
        answers.append(verdicts.both([_is_entry_of(member, one), declared.is_by(as_at) if declared else None]))
    # Where a list is not given, an entry may be on it.
    answers += [None for name in ("interests", "nil_returns") if name not in data]
    return verdicts.either(answers)


def _is_entry_of(member: Map, entry: Map) -> bool | None:
    """Return whether an entry is a member's; names that differ do not tell, since names are written in many ways."""
    same = is_same(Person.of(member), Person.of(entry, "person"))
    return same if same or ("id" in member and "person" in entry) else None


def _counts(interest: Map, as_at: str) -> bool | None:
    began = span(interest.get("from"))
    is_there = holds(interest, as_at)
    return is_there if is_there is not False or (began and began.first > as_at) else None
