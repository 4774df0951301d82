"""Days of notice, of the papers and of the minutes, and whether a meeting was closed as a whole."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts.notice import notice
from ccgcheck.facts.whose import whose
from ccgcheck.facts.working_days import bank_holidays, is_working, working_days_before

DAYS = st.dates(date(2013, 1, 1), date(2022, 12, 31))


def derived(meeting: dict[str, Any], promises: dict[str, Any] | None = None) -> dict[str, Any]:
    records = [record("meeting", {"date": "2018-03-15", **meeting})]
    if promises is not None:
        fragment = {"effective_date": "2017-01-01", "governing_body": {"meetings": promises}}
        records.append(record("constitution", fragment))
    case = Case.gather(records)
    return notice(case, case.of("meeting")[0])


def record(kind: str, fragment: dict[str, Any]) -> Record:
    data = examples.document(fragment, "2018-03-15", kind, move=False)
    return Record(kind, prepare(data, schemas.load(kind)), data[schemas.judged_on(kind)])


@pytest.mark.parametrize(
    ("since", "day", "number"),
    [
        ("2018-03-09", "2018-03-12", 1),  # Friday to Monday
        ("2018-03-10", "2018-03-12", 0),  # Saturday to Monday
        ("2018-03-08", "2018-03-15", 5),
        ("2018-03-29", "2018-04-03", 1),  # Easter
        ("2020-05-01", "2020-05-11", 5),  # the holiday of 4 May kept on 8 May
        ("2022-06-01", "2022-06-06", 1),  # two holidays and a weekend
        ("2018-03-15", "2018-03-15", 0),
        ("2018-03-16", "2018-03-15", 0),
    ],
)
def test_working_days_before(since: str, day: str, number: int) -> None:
    assert str(working_days_before(day, since)) == str(number)


def test_years_without_known_holidays_leave_bounds() -> None:
    assert str(working_days_before("2011-05-06", "2011-04-29")) == "0 to 5"
    assert str(working_days_before("2012-01-04", "2011-12-30")) == "1 to 2"  # 30 December and 3 January, not the 2nd


def test_far_ahead_is_not_counted_day_by_day() -> None:
    assert working_days_before("9999-01-01", "0001-01-01").reaches(1000) is True


@given(DAYS, DAYS, DAYS)
def test_working_days_add_up_and_never_exceed_days(first: date, second: date, third: date) -> None:
    one, two, three = sorted([first, second, third])
    whole = working_days_before(three.isoformat(), one.isoformat())
    parts = working_days_before(two.isoformat(), one.isoformat()) + working_days_before(
        three.isoformat(), two.isoformat()
    )
    assert whole == parts
    assert whole.most <= (three - one).days


def easter(year: int) -> date:
    """The Gregorian computus, in the form that Meeus gives."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2012, 2023))
def test_bank_holidays_are_weekdays_with_easter_and_christmas(year: int) -> None:
    days = bank_holidays()[year]
    assert {easter(year) - timedelta(2), easter(year) + timedelta(1)} <= {date.fromisoformat(day) for day in days}
    assert all(date.fromisoformat(day).weekday() < 5 for day in days)
    assert sum(day >= f"{year}-12-25" for day in days) == 2
    assert len(days) == {2012: 9, 2022: 10}.get(year, 8)
    assert all(is_working(date.fromisoformat(day)) is False for day in days)


@pytest.mark.parametrize(
    ("called_on", "promises", "verdict", "says"),
    [
        ("2018-03-05", {"notice_days": 10, "working_days": False}, "yes", "was given 10 days before the meeting"),
        ("2018-03-06", {"notice_days": 10, "working_days": False}, "no", "9 days"),
        ("2018-03-01", {"notice_days": 10, "working_days": True}, "yes", "10 working days"),
        ("2018-03-02", {"notice_days": 10, "working_days": True}, "no", "9 working days"),
        ("2018-03-01", {"notice_days": 10}, "yes", "14 days (10 of them working days)"),
        ("2018-03-02", {"notice_days": 10}, "unknown", "not known to say whether they are working days"),
        ("2018-03-06", {"notice_days": 10}, "no", "9 days (7 of them working days)"),
        ("2018-03-06", {"notice_days": 10, "not_reviewed": True}, "no", "9 days"),
        ("2018-03-14", {"notice_days": 1, "working_days": True}, "yes", "1 working day before"),
        ("2018-03-16", {"notice_days": 0, "working_days": True}, "no", "after the meeting"),
    ],
)
def test_notice_against_the_promise(called_on: str, promises: dict[str, Any], verdict: str, says: str) -> None:
    found = derived({"called_on": called_on}, promises)["notice"]
    assert (found["verdict"], found["promise"]) == (verdict, "made")
    assert says in found["says"]


def test_what_is_missing_is_unknown_and_says_why() -> None:
    assert derived({}, {"notice_days": 10})["notice"]["says"] == (
        "The constitution promises 10 days, and the record does not say when notice was given."
    )
    not_reviewed = derived({"not_reviewed": True}, {"notice_days": 10})["notice"]
    assert (not_reviewed["verdict"], "it was not reviewed when" in not_reviewed["says"]) == ("unknown", True)
    alone = derived({"called_on": "2018-03-14"})["notice"]
    assert (alone["verdict"], alone["promise"]) == ("unknown", "unknown")
    assert "no constitution of the body was supplied" in alone["says"]
    unread = derived({"called_on": "2018-03-14"}, {"per_year": 6, "not_reviewed": True})["notice"]
    assert unread["promise"] == "unknown"
    assert derived({"called_on": "2018-03-14"}, {"per_year": 6})["notice"]["promise"] == "none"


def test_papers_that_were_never_published_were_not_published_in_time() -> None:
    promises = {"papers_published_days": 7, "working_days": False}
    assert derived({"papers_published": False}, promises)["papers_to_public"]["verdict"] == "no"
    assert derived({"papers_published": True}, promises)["papers_to_public"]["verdict"] == "unknown"
    contradictory = derived({"papers_published": False, "papers_published_on": "2018-03-01"}, promises)
    assert contradictory["papers_to_public"]["verdict"] == contradictory["papers_published"]["verdict"] == "unknown"


@given(st.integers(0, 60), st.integers(0, 30), st.sampled_from([True, False, None]))
def test_more_notice_is_never_worse(ahead: int, wanted: int, working: bool | None) -> None:
    promises = {"notice_days": wanted} | ({} if working is None else {"working_days": working})
    rank = {"no": 0, "unknown": 1, "yes": 2}
    verdicts = [
        derived({"called_on": (date(2018, 3, 15) - timedelta(days)).isoformat()}, promises)["notice"]["verdict"]
        for days in (ahead, ahead + 1)
    ]
    assert rank[verdicts[0]] <= rank[verdicts[1]]


def test_days_to_the_minutes() -> None:
    minutes = derived({"minutes_published_on": "2018-05-17"})["minutes_published"]
    assert (minutes["verdict"], minutes["days_after"]) == ("yes", 63)
    assert derived({"minutes_published_on": "2018-03-01"})["minutes_published"]["verdict"] == "unknown"
    assert derived({"minutes_published": False})["minutes_published"]["verdict"] == "no"
    assert derived({})["minutes_published"]["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("meeting", "verdict"),
    [
        ({"closed_parts": []}, "no"),
        ({"closed_parts": [{"grounds": ["other"]}]}, "yes"),
        ({"closed_parts": [{"items": ["1"]}, {"items": ["2"]}], "items": [{"number": "1"}, {"number": "2"}]}, "yes"),
        ({"closed_parts": [{"items": ["2"]}], "items": [{"number": "1"}, {"number": "2"}]}, "no"),
        ({"closed_parts": [{"items": ["2"]}], "items": [{"not_reviewed": True}, {"number": "2"}]}, "unknown"),
        ({"closed_parts": [{"items": ["2"]}]}, "unknown"),
        ({"closed_parts": [{"grounds": ["other"], "not_reviewed": True}]}, "unknown"),
        ({"closed_parts": {"not_reviewed": True}}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_closed_as_a_whole(meeting: dict[str, Any], verdict: str) -> None:
    assert derived(meeting)["closed_as_a_whole"]["verdict"] == verdict


def test_whose_meeting_it_was() -> None:
    assert derived({})["whose_meeting"] == "governing_body"
    assert derived({"not_reviewed": True})["whose_meeting"] == "governing_body"
    assert derived({"of": "audit"})["whose_meeting"] == "audit"
    assert whose({"?of": True}, {"of": "Audit Committee"}) is None
