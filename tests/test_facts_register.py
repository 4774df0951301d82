"""What the registers show: times with their bounds, people without an entry, reviews and declarations."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts import elapsed, register
from ccgcheck.facts.days import span
from ccgcheck.results import Result
from ccgcheck.settle import settle
from tests.support import ccg

DAY = "2018-01-01"
BODY = {"type": "ccg", "name": "NHS Example Clinical Commissioning Group", "ods_code": "99Z"}
OPERATING = tuple(rule for rule in ccg().rules if rule.document == "interests")


def facts(data: dict[str, Any], *rosters: dict[str, Any], as_at: str = DAY) -> Any:
    given_records = [_record("interests", data, as_at), *(_record("governing_body", one, as_at) for one in rosters)]
    case = Case.gather(given_records)
    return register.derive(case, case.of("interests")[0], as_at, ccg().law(as_at))


def results(data: dict[str, Any], as_at: str = DAY, *rosters: dict[str, Any]) -> list[Result]:
    documents = [examples.document(data, as_at, "interests")]
    documents += [examples.document(one, as_at, "governing_body") for one in rosters]
    return list(settle(examples.judge_documents(documents, ccg(), as_at, OPERATING)))


def found(data: dict[str, Any], as_at: str = DAY) -> dict[str, str]:
    return {result.rule.id: result.status for result in results(data, as_at)}


def interest(**more: Any) -> dict[str, Any]:
    return {"interests": [{"nature": "Director", "person": "gp_one", "category": "financial", **more}]}


def _record(kind: str, data: dict[str, Any], day: str) -> Record:
    document = {"kind": kind, "body": BODY, "effective_date": day, **data}
    return Record(kind, prepare(document, schemas.load(kind)), day)


@pytest.mark.parametrize(
    ("first", "second", "whole", "begun"),
    [
        ("2018-01-15", "2018-07-14", 5, 6),
        ("2018-01-15", "2018-07-15", 6, 6),
        ("2018-01-15", "2018-07-16", 6, 7),
        ("2018-01-31", "2018-02-28", 1, 1),
        ("2018-02-28", "2018-03-31", 1, 2),
        ("2016-02-29", "2017-02-28", 12, 12),
        ("2018-07-15", "2018-01-15", -6, -6),
        ("2018-07-15", "2018-07-15", 0, 0),
    ],
)
def test_months(first: str, second: str, whole: int, begun: int) -> None:
    assert elapsed.whole_months(first, second) == whole
    assert elapsed.months_begun(first, second) == begun


@pytest.mark.parametrize(
    ("given_days", "least", "most"),
    [
        ({"aware_on": "2017-09-01", "declared_on": "2017-09-29"}, 28, 28),
        ({"aware_on": "2017-09-01", "arose_on": "2017-01-01", "declared_on": "2017-09-29"}, 28, 28),
        ({"arose_on": "2017-07", "declared_on": "2018-01"}, 154, 214),
        ({"arose_on": "2017-09-10", "declared_on": "2017-09-01"}, -9, -9),
        ({"from": "2009-04-01", "declared_on": "2009-04-11"}, 0, 10),
    ],
)
def test_days_to_declare(given_days: dict[str, str], least: int, most: int) -> None:
    taken = facts(interest(**given_days))["/interests/0"]["days_to_declare"]
    assert (taken["known"], taken["least"], taken["most"]) == (True, least, most)


@pytest.mark.parametrize(
    "given_days", [{"declared_on": "2017-09-01"}, {"arose_on": "2017-09-01"}, {"not_reviewed": True}]
)
def test_days_to_declare_are_not_known(given_days: dict[str, Any]) -> None:
    taken = facts(interest(**given_days))["/interests/0"]["days_to_declare"]
    assert not taken["known"]
    assert "does not tell when" in taken["says"]


@pytest.mark.parametrize(
    ("seats", "days"),
    [
        ([{"from": "2017-04-01"}], 30),
        ([{"from": "2016-04-01", "first_appointed": "2013-04-01"}], 1066),  # from when the interest began
        ([{"from": "2013-04-01", "to": "2014-03-31"}, {"from": "2017-04-01"}], 30),
        ([{"from": "2017-04-01"}, {"from": "2013-04-01", "to": "2014-03-31"}], 30),
    ],
)
def test_an_interest_older_than_the_office_is_declared_on_taking_it(seats: list[dict[str, str]], days: int) -> None:
    roster = {"members": [{"id": "gp_one", "role": "gp_member", **seat} for seat in seats]}
    data = interest(**{"from": "2014-05-31", "declared_on": "2017-05-01"})
    taken = facts(data, roster)["/interests/0"]["days_to_declare"]
    assert (taken["least"], taken["most"]) == (days, days)


def test_the_guidance_counts_from_arising_and_the_act_from_knowing() -> None:
    data = interest(arose_on="2017-01-10", aware_on="2017-09-20", declared_on="2017-09-30")
    one = facts(data)["/interests/0"]
    assert (one["days_to_declare"]["most"], one["days_from_arising"]["least"]) == (10, 263)
    only_aware = facts(interest(aware_on="2017-09-01", declared_on="2017-09-30"))["/interests/0"]["days_from_arising"]
    assert only_aware["least"] == 29
    assert only_aware["most"] > 700_000


def test_times_after_the_end() -> None:
    one = facts(interest(to="2011-06", removed_on="2011-12-01", destroyed_on="2017-06-15"))["/interests/0"]
    assert (one["removed_after_months"]["least"], one["removed_after_months"]["most"]) == (5, 6)
    assert (one["kept_years"]["least"], one["kept_years"]["most"]) == (5, 6)
    assert one["ended"] == "yes"
    assert facts(interest(to="2018-01"), as_at="2018-01-15")["/interests/0"]["ended"] == "unknown"
    assert facts(interest(to="2018-01-15"), as_at="2018-01-15")["/interests/0"]["ended"] == "no"


ROSTER = {
    "members": [{"id": "gp_one", "role": "gp_member"}, {"id": "lay_one", "role": "lay_member", "name": "Lay One"}]
}


@pytest.mark.parametrize(
    ("data", "verdict", "missing"),
    [
        ({**interest(), "nil_returns": [{"person": "lay_one", "declared_on": "2017-04-01"}]}, "yes", []),
        ({**interest(), "nil_returns": [{"name": "lay  one", "declared_on": "2017-04"}]}, "yes", []),
        ({**interest(), "nil_returns": [{"person": "lay_one", "declared_on": "2018-01-02"}]}, "no", ["Lay One"]),
        ({**interest(), "nil_returns": [{"person": "lay_one", "declared_on": "2018-01"}]}, "unknown", []),
        ({**interest(), "nil_returns": []}, "no", ["Lay One"]),
        ({"interests": [], "nil_returns": []}, "no", ["Lay One", "the GP member"]),
        ({**interest(), "nil_returns": {"not_reviewed": True}}, "unknown", []),
        (interest(), "unknown", []),
        ({**interest(to="2017-01-01"), "nil_returns": []}, "no", ["Lay One"]),
        ({**interest(**{"from": "2018-02-01"}), "nil_returns": []}, "no", ["Lay One", "the GP member"]),
        ({"interests": [{"nature": "Director"}], "nil_returns": []}, "unknown", []),
        ({"interests": [{"not_reviewed": True}], "nil_returns": []}, "unknown", []),
    ],
)
def test_members_without_an_entry(data: dict[str, Any], verdict: str, missing: list[str]) -> None:
    members = facts(data, ROSTER)[""]["members"]
    assert (members["verdict"], members["missing"]) == (verdict, missing)
    assert len(members["places"]) == len(missing)


def test_only_members_in_office_need_an_entry() -> None:
    seats = [
        {"id": "gp_one", "role": "gp_member"},
        {"id": "gone", "role": "gp_member", "to": "2017-12-31"},
        {"id": "to_come", "role": "gp_member", "from": "2018-01-02"},
        {"id": "clerk", "role": "other", "member": False},
    ]
    data = {**interest(), "nil_returns": []}
    assert facts(data, {"members": seats})[""]["members"]["verdict"] == "yes"
    assert facts(data, {"members": [*seats, {"not_reviewed": True}]})[""]["members"]["verdict"] == "unknown"
    assert facts(data, {"members": [{"not_reviewed": True}]})[""]["members"]["verdict"] == "unknown"
    assert facts(data, {"members": {"not_reviewed": True}})[""]["members"]["verdict"] == "unknown"
    assert facts(data)[""]["members"]["verdict"] == "unknown"


@pytest.mark.parametrize(
    ("reviews", "as_at", "least", "most"),
    [
        (["2017-07-01"], "2018-07-01", 12, 12),
        (["2017-07-01"], "2018-07-09", 12, 13),
        (["2018-04-03", "2017-07-03"], "2018-06-30", 9, 9),
        (["2015-01-01", "2017-08-01"], "2018-01-01", 5, 31),  # only the edition's own time makes the least
        (["2017-07"], "2018-07-01", 11, 12),
        (["2017-08", "2017-08-15"], "2018-08-31", 12, 13),
        (["2019-01-01", "2017-07-01"], "2018-07-01", 12, 12),
    ],
)
def test_the_longest_time_without_a_review(reviews: list[str], as_at: str, least: int, most: int) -> None:
    taken = facts({"registers": {"reviewed_on": reviews}}, as_at=as_at)[""]["reviews"]
    assert (taken["least"], taken["most"], taken["never"]) == (least, most, False)


def test_no_review_known_is_not_never() -> None:
    assert not facts({"registers": {"published": True}})[""]["reviews"]["known"]
    assert not facts({"registers": {"reviewed_on": {"not_reviewed": True}}})[""]["reviews"]["known"]
    assert facts({"registers": {"reviewed_on": []}})[""]["reviews"]["never"]


@pytest.mark.parametrize(
    ("gift", "declared"),
    [
        ({"declared": True}, "yes"),
        ({"declared_on": "2017-09-01"}, "yes"),
        ({"declared": False}, "no"),
        ({"declared": False, "declared_on": "2017-09-01"}, "unknown"),
        ({}, "unknown"),
        ({"not_reviewed": True}, "unknown"),
    ],
)
def test_whether_a_gift_was_declared(gift: dict[str, Any], declared: str) -> None:
    assert facts({"gifts": [{"kind": "gift", **gift}]})["/gifts/0"]["declared"] == declared


def test_the_guardians_interests() -> None:
    held = interest(organisation_kind="nhs_trust")["interests"][0]
    past = {**held, "organisation_kind": "foundation_trust", "to": "2017-01-01"}
    other = {**held, "person": "lay_one", "organisation_kind": "monitor"}
    data = {"guardian": {"person": "gp_one"}, "interests": [held, past, other]}
    assert facts(data)["/guardian"]["interests_in"] == ["nhs_trust"]
    assert facts({**data, "guardian": {"held_by": "audit_chair"}})["/guardian"]["interests_in"] == []


def test_published_breaches_are_caught() -> None:
    croydon = interest(nature="Letting a room at GP premises", arose_on="2018-07", declared_on="2019-01")
    assert {found(croydon, "2019-03-31")[rule] for rule in ("COI-313", "COI-314", "COI-315")} == {"fail"}
    assert found({"guardian": {"held_by": "audit_chair", "vacant": True}})["COI-345"] == "fail"
    durham = {"to": "2018-01-15", "removed_on": "2018-06-01", "destroyed_on": "2021-01-15"}
    assert {found(interest(**durham), "2021-06-30")[rule] for rule in ("COI-323", "COI-324")} == {"fail"}
    assert found({"registers": {"reviewed_on": ["2017-07-01", "2019-04-01"]}}, "2019-06-30")["COI-321"] == "fail"


def test_practice_as_published_passes() -> None:
    durham = {"to": "2013-01-15", "removed_on": "2018-01-15", "destroyed_on": "2019-01-15"}
    assert found(interest(**durham), "2019-06-30")["COI-324"] == "pass"
    assert found({"registers": {"reviewed_on": ["2018-04-03", "2017-04-03"]}}, "2018-06-30")["COI-321"] == "pass"
    assert found({"guardian": {"held_by": "audit_chair"}})["COI-346"] == "pass"


DATES = st.dates(date(2013, 1, 1), date(2020, 12, 31)).map(date.isoformat)
TIMES = st.one_of(DATES, DATES.map(lambda day: day[:7]))
INTERESTS = st.fixed_dictionaries(
    {"nature": st.just("Director")},
    optional={
        "person": st.sampled_from(["gp_one", "lay_one", "nurse"]),
        "category": st.sampled_from(["financial", "indirect"]),
        "published": st.booleans(),
        "decision_maker": st.booleans(),
        **dict.fromkeys(("from", "to", "arose_on", "aware_on", "declared_on", "entered_on", "removed_on"), TIMES),
    },
)
REGISTERS = st.fixed_dictionaries(
    {"interests": st.lists(INTERESTS, max_size=4)},
    optional={
        "nil_returns": st.lists(
            st.fixed_dictionaries({"person": st.just("lay_one"), "declared_on": TIMES}), max_size=2
        ),
        "registers": st.fixed_dictionaries({"reviewed_on": st.lists(TIMES, max_size=5)}),
    },
)


@given(REGISTERS, st.randoms())
def test_the_order_of_entries_never_matters(data: dict[str, Any], random: Any) -> None:
    shuffled = {name: random.sample(value, len(value)) for name, value in data.items() if isinstance(value, list)}
    if "registers" in data:
        reviewed = data["registers"]["reviewed_on"]
        shuffled["registers"] = {"reviewed_on": random.sample(reviewed, len(reviewed))}
    first, second = facts(data, ROSTER), facts(shuffled, ROSTER)
    assert first[""] == second[""]
    for place, one in enumerate(data["interests"]):
        assert first[f"/interests/{place}"] == second[f"/interests/{shuffled['interests'].index(one)}"]


@given(DATES, DATES)
def test_a_month_holds_each_of_its_days(first: str, second: str) -> None:
    exact, vague = (facts(interest(arose_on=a, declared_on=b)) for a, b in ((first, second), (first[:7], second[:7])))
    sharp, wide = exact["/interests/0"]["days_to_declare"], vague["/interests/0"]["days_to_declare"]
    assert wide["least"] <= sharp["least"] == sharp["most"] <= wide["most"]


@given(DATES, st.integers(0, 4000))
def test_months_begun_are_whole_or_one_more(first: str, days: int) -> None:
    second = (date.fromisoformat(first) + timedelta(days)).isoformat()
    assert elapsed.months_begun(first, second) - elapsed.whole_months(first, second) in (0, 1)
    assert span(first) is not None


def test_what_nobody_reviewed_passes_nothing() -> None:
    lists = ("interests", "nil_returns", "gifts", "breaches", "training")
    for data in ({}, {"not_reviewed": True}, {name: [{"not_reviewed": True}] for name in lists}):
        statuses = {one.rule.id: one.status for one in results(data, DAY, ROSTER)}
        assert set(statuses.values()) <= {"unknown", "not_applicable"}, statuses


@given(INTERESTS, st.data())
def test_hiding_a_fact_never_turns_a_finding_into_a_pass(one: dict[str, Any], draw: st.DataObject) -> None:
    hidden = draw.draw(st.sampled_from(sorted(one.keys())))
    kept = {name: value for name, value in one.items() if name != hidden}
    before, after = (found({"interests": [given]}) for given in (one, {**kept, "not_reviewed": True}))
    for rule, status in before.items():
        if status in ("fail", "review"):
            assert after[rule] != "pass", (rule, hidden)
