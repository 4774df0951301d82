"""Quorum item by item: real quorums, presence by item and by clock, and what may never improve it."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, facts, schemas, validators
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from tests.support import ROOT, load_yaml

REAL = load_yaml(ROOT / "tests" / "data" / "real_quorum.yaml")["cases"]
ORDER = ("no", "unknown", "yes")
Data = dict[str, Any]


def record(kind: str, data: Mapping[str, Any]) -> Record:
    whole = examples.document(data, "2018-01-11", kind, move=False)
    assert validators.is_valid(whole, kind), list(validators.validator(kind).iter_errors(whole))
    return Record(kind, prepare(whole, schemas.load(kind)), whole[schemas.judged_on(kind)])


def item_facts(constitution: Data, meeting: Data, *others: Record) -> dict[str, dict[str, Any]]:
    """Return the facts of each item of a meeting by its number."""
    case = Case.gather([record("constitution", constitution), record("meeting", meeting), *others])
    (held,) = case.of("meeting")
    found = facts.derive(case, held, "2018-01-11", {})
    numbers = [item["number"] for item in held.data["items"]]
    return {number: dict(found[f"/items/{place}"]) for place, number in enumerate(numbers)}


def verdicts(constitution: Data, meeting: Data) -> dict[str, str]:
    return {number: found["quorum"]["verdict"] for number, found in item_facts(constitution, meeting).items()}


def governing_body(seats: list[Data], **quorum: Any) -> Data:
    return {"effective_date": "2013-04-01", "governing_body": {"seats": seats, "quorum": quorum}}


@pytest.mark.parametrize("case", REAL, ids=lambda case: case["name"])
def test_a_real_quorum_comes_out_as_worked_by_hand(case: Data) -> None:
    constitution = {
        "governing_body": {"seats": case["seats"], "quorum": case["quorum"]},
        "effective_date": "2013-04-01",
    }
    if "committee" in case:
        constitution["committees"] = [case["committee"]]
    told = ("attendance", "declarations", "items", "remote", "of")
    meeting: Data = {key: case[key] for key in told if key in case}
    assert verdicts(constitution, meeting) == case["expect"]


SEATS = [
    {"id": "gp", "role": "gp_member", "count": 3, "voting": True},
    {"id": "lay", "role": "lay_member", "count": 2, "voting": True},
    {"id": "cfo", "role": "chief_finance_officer", "voting": True},
    {"id": "guest", "role": "other", "voting": False, "member": False},
]
FOUR: Data = {"minimum": 4, "of": "voting_members", "conflicted_members_count": False, "remote_members_count": False}
GPS = [{"id": f"gp{n}", "role": "gp_member", "seat": "gp"} for n in range(3)]
LAY = [{"id": f"lay{n}", "role": "lay_member", "seat": "lay"} for n in range(2)]


def one_item(attendance: list[Data], quorum: Data | None = None, **meeting: Any) -> str:
    held = {"attendance": attendance, "items": [{"number": "1"}], "declarations": [], **meeting}
    return verdicts(governing_body(SEATS, **(quorum or FOUR)), held)["1"]


def test_the_arithmetic_is_told() -> None:
    quorum = {**FOUR, "groups": [{"label": "GPs", "seats": ["gp"], "minimum": 3}]}
    held: Data = {
        "attendance": [*GPS, *LAY],
        "items": [{"number": "5"}],
        "declarations": [{"who": "gp0", "items": ["5"], "managed": "left"}],
    }
    found = item_facts(governing_body(SEATS, **quorum), held)["5"]["quorum"]
    assert found["says"] == "item 5: present 5, conflicted 1, counted 4 of 4; GPs 2 of 3"
    assert found["verdict"] == "no"


@pytest.mark.parametrize(
    ("fourth", "expected"),
    [
        ({"role": "lay_member", "seat": "lay"}, "yes"),
        ({"role": "lay_member", "seat": "lay", "apologies": True}, "no"),
        ({"role": "other", "seat": "guest"}, "no"),
        ({"role": "lay_member", "member": False}, "no"),
        ({"role": "lay_member", "voting": False}, "no"),
        ({"role": "lay_member", "seat": "lay", "remote": True}, "no"),
        ({"role": "lay_member", "seat": "lay", "sits_for": ["99X"]}, "no"),
        ({"role": "lay_member", "seat": "lay", "sits_for": ["99X", "99Z"]}, "yes"),
        ({"role": "executive_director", "title": "Director"}, "unknown"),
        ({"id": "deputy", "role": "lay_member", "deputy_for": "lay"}, "unknown"),
        ({"id": "sharer", "role": "gp_member", "seat": "gp", "shares_vote_with": "gp0"}, "no"),
        ({"not_reviewed": True}, "unknown"),
    ],
)
def test_who_counts(fourth: Data, expected: str) -> None:
    assert one_item([*GPS, fourth]) == expected


@pytest.mark.parametrize(("allowed", "expected"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_deputies_count_where_the_constitution_says_so(allowed: bool | None, expected: str) -> None:
    quorum = FOUR if allowed is None else {**FOUR, "deputies_count": allowed}
    assert one_item([*GPS, {"id": "d", "role": "lay_member", "deputy_for": "lay"}], quorum) == expected


def test_a_deputy_does_not_count_beside_the_principal() -> None:
    quorum = {**FOUR, "minimum": 5, "deputies_count": True}
    people: list[Data] = [*GPS, LAY[0], {"id": "d", "role": "lay_member", "deputy_for": "lay0"}]
    assert one_item(people, quorum) == "no"
    people[3] = {**LAY[0], "apologies": True}
    assert one_item(people, {**quorum, "minimum": 4}) == "yes"


def test_conflicted_members_count_where_the_constitution_says_so() -> None:
    declared = [{"who": "gp0", "items": ["1"], "managed": "left"}]
    people = [*GPS, LAY[0]]
    assert one_item(people, declarations=declared) == "no"
    assert one_item(people, {**FOUR, "conflicted_members_count": True}, declarations=declared) == "yes"
    silent = {key: value for key, value in FOUR.items() if key != "conflicted_members_count"}
    assert one_item(people, silent, declarations=declared) == "unknown"


def test_a_conflict_that_was_no_bar_takes_nobody_out() -> None:
    declared = [{"who": "gp0", "items": ["1"], "managed": "took_part"}]
    assert one_item([*GPS, LAY[0]], declarations=declared) == "yes"


def test_declarations_by_role_count_where_they_are_of_all_alike() -> None:
    gps = {"role": "gp_member", "seat": "gp", "count": 3}
    declared = [{"role": "gp_member", "count": 2, "items": ["1"], "managed": "left"}]
    assert one_item([gps, *LAY], {**FOUR, "minimum": 3}, declarations=declared) == "yes"
    assert one_item([gps, *LAY], FOUR, declarations=declared) == "no"


def test_a_vote_that_only_the_record_tells_of_is_not_known_elsewhere() -> None:
    seats = [{key: value for key, value in seat.items() if key != "voting"} for seat in SEATS]
    held = {"attendance": [*GPS, LAY[0]], "items": [{"number": "1"}], "declarations": []}
    assert verdicts(governing_body(seats, **FOUR), held)["1"] == "unknown"


def test_presence_is_by_item_also_when_items_are_taken_out_of_order() -> None:
    people = [*GPS, {**LAY[0], "joined": {"item": "7"}, "left": {"item": "3"}}]
    held = {"attendance": people, "items": [{"number": n} for n in ("1", "7", "2", "3")], "declarations": []}
    assert verdicts(governing_body(SEATS, **FOUR), held) == {"1": "no", "7": "yes", "2": "yes", "3": "no"}


def test_presence_by_the_clock_is_unknown_for_an_item_that_somebody_came_into() -> None:
    people = [*GPS, {**LAY[0], "joined": {"clock": "10:30"}, "left": {"clock": "11:30"}}]
    starts = {"1": "10:00", "2": "10:20", "3": "10:40", "4": "11:00", "5": "11:30"}
    items = [{"number": number, "starts": clock} for number, clock in starts.items()]
    held = {"attendance": people, "items": items, "declarations": [], "began": "10:00", "ended": "12:00"}
    found = verdicts(governing_body(SEATS, **FOUR), held)
    assert found == {"1": "no", "2": "unknown", "3": "yes", "4": "yes", "5": "no"}


def test_being_out_of_the_room_takes_one_item_away() -> None:
    people = [*GPS, {**LAY[0], "absences": [{"items": ["2"]}]}]
    held = {"attendance": people, "items": [{"number": n} for n in "123"], "declarations": []}
    assert verdicts(governing_body(SEATS, **FOUR), held) == {"1": "yes", "2": "no", "3": "yes"}


def test_the_chair_or_the_deputy_must_be_there_and_free() -> None:
    quorum = {**FOUR, "minimum": 1, "must_include": ["chair_or_deputy"]}
    chair, deputy = {**GPS[0], "office": "chair"}, {**LAY[0], "office": "deputy_chair"}
    assert one_item([chair, {**deputy, "apologies": True}, GPS[1]], quorum) == "yes"
    assert one_item([{**chair, "apologies": True}, {**deputy, "apologies": True}, GPS[1]], quorum) == "no"
    assert one_item([GPS[1]], quorum) == "unknown"
    both = [{"who": who, "items": ["1"], "managed": "left"} for who in ("gp0", "lay0")]
    assert one_item([chair, deputy, GPS[1]], quorum, declarations=both) == "no"


def test_a_share_of_the_members_is_rounded_up() -> None:
    half: Data = {"fraction": 0.5, "of": "voting_members", "conflicted_members_count": False}
    assert one_item(GPS, half) == "yes"
    away = [{**one, "apologies": True} for one in (GPS[2], *LAY)]
    assert one_item([*GPS[:2], *away], half) == "no"
    third: Data = {**half, "fraction": 0.34}
    assert one_item([GPS[0], *away], third) == "no"
    # Nobody but two is listed: seats may be vacant, and then a share of the members is fewer.
    assert one_item(GPS[:2], half) == "unknown"


def test_what_a_quorum_or_an_attendance_leaves_unreviewed_is_open() -> None:
    hidden = {"not_reviewed": True}
    everybody: list[Data] = [*GPS, *LAY]
    for group in (hidden, {"label": "lay", **hidden}, {"roles": ["practice_manager"], "minimum": 1, **hidden}):
        assert one_item(everybody, {**FOUR, "groups": [group]}) == "unknown"
    assert one_item([*GPS, {"role": "lay_member", "seat": "lay", **hidden}]) == "unknown"


def test_somebody_who_stands_in_the_attendance_twice_counts_once() -> None:
    assert one_item([*GPS, GPS[0]]) == "no"
    first, second = {**LAY[0], "left": {"item": "1"}}, LAY[0]
    assert one_item([*GPS, first, second]) == "yes"


def test_a_deputy_does_not_hold_the_chair_and_only_one_counts_for_a_place() -> None:
    quorum = {**FOUR, "minimum": 1, "deputies_count": True, "must_include": ["chair"]}
    assert (
        one_item(
            [{"id": "d", "role": "gp_member", "deputy_for": "gp0"}, {**GPS[0], "office": "chair", "apologies": True}],
            quorum,
        )
        == "no"
    )
    two = [{"id": key, "role": "gp_member", "deputy_for": "gp0"} for key in ("d", "e")]
    assert one_item([*two, GPS[1], GPS[2]], {**FOUR, "deputies_count": True}) == "unknown"
    other = {"id": "d", "role": "gp_member", "deputy_for": "gp"}
    assert one_item([GPS[0], GPS[1], other, LAY[0]], {**FOUR, "deputies_count": True}) == "yes"


def test_an_item_taken_twice_and_clocks_that_contradict_each_other_tell_nothing() -> None:
    taken: list[Data] = [{"number": "1"}, {"number": "2"}, {"number": "1"}]
    late = {**LAY[0], "joined": {"item": "1"}}
    found = item_facts(governing_body(SEATS, **FOUR), {"attendance": [*GPS, late], "items": taken, "declarations": []})
    assert found["2"]["quorum"]["verdict"] == "unknown"
    wrong: list[Data] = [{"number": "1", "starts": "10:00"}, {"number": "2", "starts": "09:30"}]
    assert one_item([*GPS, {**LAY[0], "joined": {"clock": "09:45"}}], items=wrong) == "unknown"


def test_a_declaration_by_role_may_be_that_of_somebody_whose_role_is_not_known() -> None:
    people: list[Data] = [*GPS, {"id": "x", "title": "Dr X", "voting": True}]
    declared = [{"role": "lay_member", "items": ["1"], "managed": "left"}]
    assert one_item(people) == "yes"
    assert one_item(people, declarations=declared) == "unknown"


def test_the_quorum_that_the_record_prints_is_used_where_the_constitution_has_none() -> None:
    held = {
        "attendance": GPS,
        "items": [{"number": "1"}],
        "declarations": [],
        "quorum": {"minimum": 3, "of": "all_members"},
    }
    assert verdicts({"effective_date": "2013-04-01", "governing_body": {"clause": "6"}}, held)["1"] == "yes"


def test_more_people_than_any_meeting_had_are_not_counted() -> None:
    crowd = [{"role": "gp_member", "seat": "gp", "count": 999}] * 2
    found = item_facts(
        governing_body(SEATS, **FOUR), {"attendance": crowd, "items": [{"number": "1"}], "declarations": []}
    )
    assert found["1"]["quorum"]["verdict"] == "unknown"
    assert "more than 1,000 people" in found["1"]["quorum"]["says"]


people = st.fixed_dictionaries(
    {"role": st.just("gp_member"), "seat": st.sampled_from(["gp", "lay", "cfo", "guest"])},
    optional={
        "apologies": st.booleans(),
        "remote": st.booleans(),
        "voting": st.booleans(),
        "member": st.booleans(),
        "joined": st.sampled_from([{"item": "1"}, {"item": "2"}, {"clock": "10:30"}]),
        "office": st.sampled_from(["chair", "deputy_chair"]),
    },
)
quorums = st.fixed_dictionaries(
    {"minimum": st.integers(1, 6), "conflicted_members_count": st.just(False)},
    optional={
        "of": st.sampled_from(["voting_members", "all_members"]),
        "groups": st.lists(
            st.fixed_dictionaries(
                {
                    "seats": st.lists(st.sampled_from(["gp", "lay", "cfo"]), min_size=1, unique=True),
                    "minimum": st.integers(1, 3),
                }
            ),
            min_size=1,
            max_size=2,
        ),
        "must_include": st.just(["chair_or_deputy"]),
        "remote_members_count": st.booleans(),
    },
)


def both_items(quorum: Data, attendance: list[Data], declared: list[Data]) -> list[int]:
    items = [{"number": "1", "starts": "10:00"}, {"number": "2", "starts": "11:00"}]
    held = {"attendance": attendance, "items": items, "declarations": declared}
    return [ORDER.index(one) for one in verdicts(governing_body(SEATS, **quorum), held).values()]


def named(attendance: list[Data]) -> list[Data]:
    return [{"id": f"p{place}", **one} for place, one in enumerate(attendance)]


@given(quorums, st.lists(people, min_size=1, max_size=7), st.data())
def test_a_quorum_never_improves_when_a_member_leaves(
    quorum: Data, attendance: list[Data], data: st.DataObject
) -> None:
    before = both_items(quorum, named(attendance), [])
    place = data.draw(st.integers(0, len(attendance) - 1))
    goings: list[Data] = [{"apologies": True}, {"left": {"item": "2"}}, {"absences": [{"items": ["1"]}]}]
    goes = data.draw(st.sampled_from(goings))
    fewer = [{**one, **goes} if number == place else one for number, one in enumerate(attendance)]
    after = both_items(quorum, named(fewer), [])
    assert all(was >= now for was, now in zip(before, after, strict=True))


@given(quorums, st.lists(people, min_size=1, max_size=7), st.data())
def test_a_quorum_never_improves_when_a_member_becomes_conflicted(
    quorum: Data, attendance: list[Data], data: st.DataObject
) -> None:
    before = both_items(quorum, named(attendance), [])
    who = f"p{data.draw(st.integers(0, len(attendance) - 1))}"
    managed = data.draw(st.sampled_from(["left", "discussed_only", "withdrew_from_discussion", "papers_withheld"]))
    after = both_items(quorum, named(attendance), [{"who": who, "items": ["1"], "managed": managed}])
    assert before[0] >= after[0]
    assert before[1] == after[1]


@given(
    quorums,
    st.lists(people, min_size=1, max_size=6).flatmap(lambda given: st.tuples(st.just(given), st.permutations(given))),
)
def test_the_order_of_the_attendance_never_matters(quorum: Data, orders: tuple[list[Data], list[Data]]) -> None:
    first, second = orders
    assert both_items(quorum, first, []) == both_items(quorum, second, [])
