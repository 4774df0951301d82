"""Facts of registers: how long things took, how often the registers were reviewed, and what was declared.

They count and compare; which figure is too late or too short is for the rules.
"""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import register_interests, register_people, verdicts
from ccgcheck.facts.days import Span, holds, span
from ccgcheck.facts.elapsed import ANY_DAY, Elapsed, bounds, dated, months, months_begun, whole_months
from ccgcheck.facts.lists import entries
from ccgcheck.facts.people import Callings
from ccgcheck.facts.register_interests import short

Map = dict[str, Any]


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts of a record `interests` on a day, by pointer.

    Interests, gifts and breaches each get their label and times; the whole record its members (s.14O(1)(b)), reviews
    (coi-registers-reviewed) and declarations (s.14O(3)(b)); the guardian the kinds of bodies in which that person has
    interests. Of `law` only the day is read from which coi-registers-reviewed asks what it asks.
    """
    data, people = record.data, Callings.of(case)
    interests = {
        f"/interests/{n}": register_interests.of(case, one, as_at, people)
        for n, one in enumerate(entries(data, "interests"))
    }
    since = law.get("coi-registers-reviewed", {}).get("since", ANY_DAY.first)
    promised = case.beside(as_at).record
    facts: dict[str, Mapping[str, Any]] = {
        "": {
            "members": register_people.members(case, record, as_at, people),
            "reviews": _reviews(data, as_at, since),
            "reviews_as_promised": _reviews(data, as_at, promised.day or ANY_DAY.last if promised else ANY_DAY.last),
            "declaring": _declaring(list(interests.values())),
        },
        **interests,
        **{f"/gifts/{n}": _gift(one, people) for n, one in enumerate(entries(data, "gifts"))},
        **{f"/breaches/{n}": _breach(one) for n, one in enumerate(entries(data, "breaches"))},
    }
    if "guardian" in data:
        facts["/guardian"] = _guardian(data, as_at)
    if "audit" in data:
        facts["/audit"] = _audit(data["audit"], as_at)
    return facts


def _declaring(interests: list[Map]) -> Map:
    """Return how long declaring took over all interests; `longest_least` only of what the person must have known of."""
    known = [one for one in interests if one["days_to_declare"]["known"]]
    sure = [one["days_to_declare"]["least"] for one in known if one["known_to_person"]]
    return {
        "counted": len(known),
        "open": len(interests) - len(known),
        "longest": max((one["days_to_declare"]["most"] for one in known), default=0),
        "longest_least": max(sure, default=0),
    }


def _reviews(data: Map, as_at: str, since: str) -> Map:
    """Return the longest time in months without a review, from the first one known up to a day.

    `least` counts whole months, and only time from `since` on; `most` counts months begun, before it too. So a year and
    a week is 12 to 13 months.
    """
    given = data.get("registers", {}).get("reviewed_on")
    if given is None:
        return bounds(None, "The record does not tell when the registers of interests were reviewed.", never=False)
    reviews = sorted({(one.first, one.last) for one in map(span, given) if one and one.first <= as_at})
    if not reviews:
        # How long that is depends on when the CCG began, which the rule knows.
        says = f"The registers of interests had never been reviewed by {as_at}."
        return bounds(Elapsed(0, months_begun(ANY_DAY.first, as_at)), says, never=True)
    ends = [*reviews[1:], (as_at, as_at)]
    # A review in a month may have been later than one on a day of it.
    latest = accumulate((last for _, last in reviews), max)
    gaps = [
        (_months_from(max(reached, since), until), months_begun(first, min(by, as_at)), first, last, until, by)
        for (first, last), reached, (until, by) in zip(reviews, latest, ends, strict=True)
    ]
    *_, first, last, until, by = max(gaps, key=lambda gap: gap[1:])
    said = f"from the review {dated(Span(first, last))} to " + (
        f"{until}, the day looked at" if (until, by) == ends[-1] else f"the one {dated(Span(until, by))}"
    )
    taken = Elapsed(max(gap[0] for gap in gaps), max(gap[1] for gap in gaps))
    return bounds(taken, f"The longest time without a review of the registers went {said}.", never=False)


def _months_from(first: str, second: str) -> int:
    return whole_months(first, second) if first <= second else 0


def _gift(gift: Map, people: Callings) -> Map:
    kind = gift["kind"] if gift.get("kind") in ("gift", "hospitality") else "benefit"
    giver = f" from {short(gift['given_by'])}" if "given_by" in gift else ""
    return {
        "label": f"The {kind} to {people.called(gift, 'person')}{giver}",
        "declared": verdicts.answer(_said(gift, "declared")),
        **_times(span(gift.get("on"))),
    }


def _breach(breach: Map) -> Map:
    name = (
        f"The breach {breach['id'].replace('_', ' ')}"
        if "id" in breach and "nature" not in breach
        else f"A breach ({short(breach.get('nature')).removesuffix('.')})"
    )
    return {
        "label": name,
        "published": verdicts.answer(_said(breach, "published")),
        "nhs_england_told": verdicts.answer(_said(breach, "nhs_england_told")),
        **_times(span(breach.get("found_on", breach.get("occurred_on")))),
    }


def _said(holder: Map, name: str) -> bool | None:
    """Return whether something was done: as the record says or, where it only gives a day for it, yes.

    A record that says no and gives a day contradicts itself, so that it is not known.
    """
    has_day = f"{name}_on" in holder
    said: bool | None = holder.get(name, True if has_day else None)
    return None if said is False and has_day else said


def _guardian(data: Map, as_at: str) -> Map:
    """Return the kinds of bodies in which the guardian has an interest on a day, as far as the registers tell."""
    person = data["guardian"].get("person")
    held = [one for one in entries(data, "interests") if person and one.get("person") == person and holds(one, as_at)]
    return {"interests_in": sorted({one["organisation_kind"] for one in held if "organisation_kind" in one})}


def _audit(audit: Map, as_at: str) -> Map:
    made = span(audit.get("made_on"))
    says = (
        f"The last audit was made {dated(made)}." if made else "The record does not tell when the last audit was made."
    )
    return {**_times(made), "months_ago": bounds(months(made, Span(as_at, as_at)) if made else None, says)}


def _times(when: Span | None) -> Map:
    """Return the first and the last day on which something can have been."""
    return {"first": (when or ANY_DAY).first, "last": (when or ANY_DAY).last}
