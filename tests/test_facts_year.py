"""Meetings counted over a year, and its annual report and public meeting."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts.year import derive
from tests.support import ccg

Map = dict[str, Any]
FIVE = [{"on": f"2016-{month:02d}-12", "open_to_public": True} for month in range(5, 10)]


def derived(year: Map, promises: Map | None = None, meetings: list[Map] | None = None, **more: list[Map]) -> Map:
    end = year.setdefault("to", "2017-03-31")
    given = [("year", year), *(("meeting", meeting) for meeting in meetings or [])]
    if promises is not None:
        given.append(("constitution", {"effective_date": "2013-04-01", "governing_body": {"meetings": promises}}))
    given += [("constitution", one) for one in more.get("constitutions", [])]
    case = Case.gather([record(kind, fragment, end, number) for number, (kind, fragment) in enumerate(given)])
    facts: Map = dict(derive(case, case.of("year")[0], end, ccg().law(end))[""])
    return facts


def record(kind: str, fragment: Map, day: str, number: int) -> Record:
    data = examples.document(fragment, day, kind, move=False)
    return Record(kind, prepare(data, schemas.load(kind)), data[schemas.judged_on(kind)], f"{number}.yaml")


def held(*args: Any, **more: Any) -> tuple[str, str]:
    fact = derived(*args, **more)["held"]
    return fact["verdict"], fact.get("number", "")


@pytest.mark.parametrize(
    ("counts", "annual", "found"),
    [
        (True, {"held": True, "on": "2016-09-12"}, ("yes", "5")),
        (False, {"held": True, "on": "2016-09-12"}, ("no", "4")),
        (None, {"held": True, "on": "2016-09-12"}, ("unknown", "4 to 5")),
        (True, {"held": True, "on": "2016-09-30"}, ("yes", "6")),  # a day that the list has not
        (False, {"held": True, "on": "2016-09-30"}, ("yes", "5")),
        (None, {"held": True, "on": "2016-09-30"}, ("yes", "5 to 6")),
        (False, {"held": False}, ("yes", "5")),
        (None, {"held": False}, ("yes", "5")),
        (True, {}, ("yes", "5")),
        (False, {}, ("unknown", "4 to 5")),  # any of the five may have been it
        (None, {}, ("unknown", "4 to 5")),
        (True, {"held": True}, ("yes", "5 to 6")),
        (False, {"held": True, "on": "2017-04-12"}, ("unknown", "4 to 5")),
    ],
)
def test_the_annual_meeting_counts_as_the_constitution_says(counts: bool | None, annual: Map, found: Any) -> None:
    promises = {"per_year": 5} | ({} if counts is None else {"annual_meeting_counts": counts})
    assert held({"meetings": FIVE, "annual_public_meeting": annual}, promises) == found


def test_a_list_that_falls_short_is_caught_whatever_the_annual_meeting_is() -> None:
    for counts in ({}, {"annual_meeting_counts": True}, {"annual_meeting_counts": False}):
        assert held({"meetings": FIVE}, {"per_year": 6} | counts)[0] == "no"


def test_lists_and_records_are_united_once_a_day_and_committees_left_out() -> None:
    records = [
        {"date": "2016-05-12"},
        {"date": "2016-11-10"},
        {"date": "2016-12-01", "of": "audit"},
        {"date": "2017-04-01"},
    ]
    listed = [*FIVE, {"on": "2016-10-01", "of": "quality"}, {"on": "2016-03-31"}]
    promises = {"per_year": 6, "annual_meeting_counts": True}
    assert held({"meetings": listed}, promises, records) == ("yes", "6")


def test_what_was_not_reviewed_is_never_a_breach() -> None:
    promises = {"per_year": 6, "annual_meeting_counts": True}
    assert held({"meetings": [*FIVE, {"not_reviewed": True}]}, promises) == ("unknown", "5")
    assert held({"meetings": {"not_reviewed": True}}, promises, [{"date": "2016-05-12"}]) == ("unknown", "1")
    assert held({}, promises) == ("unknown", "0")
    in_part = {"on": "2016-12-01", "not_reviewed": True}
    assert held({"meetings": [*FIVE, in_part]}, promises) == ("yes", "6")


def test_part_of_a_year_breaks_no_promise_of_a_year() -> None:
    promises = {"per_year": 6, "annual_meeting_counts": True}
    assert held({"to": "2022-06-30", "meetings": [{"on": "2022-05-12"}]}, promises) == ("unknown", "1")
    born = {"to": "2017-03-31", "meetings": FIVE, "body": {"established": "2016-06-01"}}
    assert held(born, promises) == ("unknown", "4")
    assert held({"to": "2017-03-31", "from": "2016-08-01", "meetings": FIVE}, promises) == ("unknown", "2")


def test_two_years_do_not_keep_the_promise_of_one() -> None:
    year = {"from": "2015-04-01", "meetings": [*FIVE, {"on": "2015-09-01"}]}
    assert held(year, {"per_year": 6, "annual_meeting_counts": True}) == ("no", "5")


def test_a_promise_of_part_of_the_year_is_not_that_of_the_year() -> None:
    def constitution(day: str, number: int) -> Map:
        return {"effective_date": day, "governing_body": {"meetings": {"per_year": number}}}

    late, early = constitution("2016-10-01", 6), constitution("2014-01-01", 4)
    year = {"meetings": FIVE, "annual_public_meeting": {"held": False}}
    assert held(year, constitutions=[late])[0] == "unknown"
    assert held(year, constitutions=[early, late])[0] == "unknown"
    assert held(year, constitutions=[constitution("2014-01-01", 6), late])[0] == "no"
    assert held(year, constitutions=[early])[0] == "yes"
    assert held(year)[0] == "unknown"


def test_meetings_in_public() -> None:
    promises = {"public_per_year": 5, "annual_meeting_counts": True}
    assert derived({"meetings": FIVE}, promises)["held_in_public"]["verdict"] == "yes"
    shut = [*FIVE[1:], {"on": "2016-12-01", "open_to_public": False}]
    assert derived({"meetings": shut}, promises)["held_in_public"]["verdict"] == "no"
    unsaid = [*FIVE[1:], {"on": "2016-12-01"}]
    assert derived({"meetings": unsaid}, promises)["held_in_public"]["verdict"] == "unknown"
    both_parts = derived({"meetings": FIVE}, promises, [{"date": "2016-05-12", "open_to_public": False}])
    assert both_parts["held_in_public"]["verdict"] == "yes"
    assert both_parts["all_open"]["closed"] == ["2016-05-12"]


@pytest.mark.parametrize(
    ("established", "to", "first"),
    [
        ("2013-04-01", "2014-03-31", "yes"),
        ("2013-03-31", "2014-03-31", "no"),
        ("2013-03-31", "2013-03-31", "yes"),
        ("2013-04-01", "2015-03-31", "no"),
        (None, "2014-03-31", "unknown"),
    ],
)
def test_the_first_financial_year(established: str | None, to: str, first: str) -> None:
    body = {"established": established} if established else {}
    assert derived({"to": to, "body": body})["first_year"]["verdict"] == first


@pytest.mark.parametrize(
    ("annual", "verdict", "late"),
    [
        ({"held": True}, "yes", False),
        ({"held": False}, "no", False),
        ({"on": "2016-09-30"}, "yes", False),
        ({"on": "2017-04-01"}, "no", True),
        ({"on": "2016-03-31"}, "unknown", False),
        ({"held": False, "on": "2016-09-30"}, "unknown", False),
        ({}, "unknown", False),
        ({"not_reviewed": True}, "unknown", False),
    ],
)
def test_the_annual_public_meeting(annual: Map, verdict: str, late: bool) -> None:
    found = derived({"annual_public_meeting": annual})["annual_public_meeting"]
    assert (found["verdict"], found["late"]) == (verdict, late)


def test_an_annual_meeting_may_stand_in_a_record_of_its_own() -> None:
    meeting = {
        "date": "2016-09-30",
        "annual_public_meeting": True,
        "presented_annual_report": True,
        "open_to_public": True,
    }
    facts = derived({}, None, [meeting])
    assert [facts[name]["verdict"] for name in ("annual_public_meeting", "presented", "annual_meeting_open")] == [
        "yes"
    ] * 3
    differ = derived({"annual_public_meeting": {"presented_annual_report": False}}, None, [meeting])
    assert differ["presented"]["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("report", "made", "published"),
    [
        ({"made": True}, "yes", "unknown"),
        ({"made": False}, "no", "no"),
        ({"published": True}, "yes", "yes"),
        ({"published": False}, "unknown", "no"),
        ({"published_on": "2017-04-01"}, "yes", "no"),
        ({"made": False, "published": True}, "unknown", "unknown"),
        ({}, "unknown", "unknown"),
    ],
)
def test_the_annual_report(report: Map, made: str, published: str) -> None:
    facts = derived({"annual_report": report})
    assert (facts["report_made"]["verdict"], facts["report_published"]["verdict"]) == (made, published)


def test_a_year_that_is_not_over_may_still_bring_the_report() -> None:
    year = {"to": "2022-06-30", "annual_report": {"made": False}, "annual_public_meeting": {"held": False}}
    facts = derived(year)
    assert {facts[name]["verdict"] for name in ("report_made", "report_published", "annual_public_meeting")} == {
        "unknown"
    }


MEETINGS = st.lists(
    st.fixed_dictionaries(
        {"day": st.sampled_from(["2016-04-01", "2016-06-09", "2016-09-30", "2017-03-31", "2017-04-01"])},
        optional={
            "of": st.sampled_from(["governing_body", "audit"]),
            "open_to_public": st.booleans(),
            "annual_public_meeting": st.booleans(),
        },
    ),
    max_size=6,
)
PROMISES = st.fixed_dictionaries(
    {"per_year": st.integers(1, 5), "public_per_year": st.integers(1, 5)},
    optional={"annual_meeting_counts": st.booleans()},
)


def split(meetings: list[Map], places: list[bool]) -> Map:
    """Return the arguments that put each meeting in the year's list or in a record of its own."""
    listed = [{"on" if key == "day" else key: value for key, value in one.items()} for one in meetings]
    records = [{"date" if key == "day" else key: value for key, value in one.items()} for one in meetings]
    return {
        "year": {"meetings": [one for one, own in zip(listed, places, strict=True) if not own]},
        "meetings": [one for one, own in zip(records, places, strict=True) if own],
    }


@given(st.data(), MEETINGS, PROMISES)
def test_neither_order_nor_place_changes_the_facts(data: st.DataObject, meetings: list[Map], promises: Map) -> None:
    expected = derived(**split(meetings, [False] * len(meetings)), promises=promises)
    places = data.draw(st.lists(st.booleans(), min_size=len(meetings), max_size=len(meetings)))
    assert derived(**split(data.draw(st.permutations(meetings)), places), promises=promises) == expected


@given(MEETINGS, PROMISES)
def test_an_unreviewed_meeting_more_never_makes_a_breach(meetings: list[Map], promises: Map) -> None:
    arguments = split(meetings, [False] * len(meetings))
    before = derived(**arguments, promises=promises)
    arguments["year"]["meetings"].append({"not_reviewed": True})
    after = derived(**arguments, promises=promises)
    for name in ("held", "held_in_public"):
        assert after[name]["verdict"] != "no"
        assert after[name]["verdict"] == "yes" or before[name]["verdict"] != "yes"
