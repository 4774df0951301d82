"""Facts of a meeting beside its quorum: interests that bear on an item, declarations, who presided, votes."""

from typing import Any

import pytest

from ccgcheck import facts, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import Faults, prepare
from tests.test_quorum import Data, record

ADA: Data = {"id": "ada", "name": "Ada Moss", "role": "gp_member", "office": "chair"}
BEN: Data = {"id": "ben", "role": "lay_member", "office": "deputy_chair"}
DALE: Data = {"id": "dale", "person": "ada", "nature": "Director", "organisation": "Dale Urgent Care Ltd"}
ABOUT: Data = {"number": "5", "concerns": ["DALE URGENT CARE LIMITED"], "decision": {"kind": "procurement"}}


def derive(meeting: Data, interests: list[Data] | None = None) -> dict[str, Any]:
    """Return the facts of a meeting of which everything is recorded unless `meeting` says otherwise."""
    whole = {"attendance": [ADA, BEN], "items": [{"number": "4"}, ABOUT], "declarations": [], **meeting}
    records = [record("meeting", {"date": "2018-01-11", **whole})]
    if interests is not None:
        records.append(record("interests", {"effective_date": "2018-01-01", "interests": interests}))
    case = Case.gather(records)
    return dict(facts.derive(case, case.of("meeting")[0], "2018-01-11", {}))


def bearing(meeting: Data, interests: list[Data] | None) -> list[str]:
    return [one["verdict"] for one in derive(meeting, interests)["/items/1"]["bearing"]]


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ({"who": "ada", "interest": "dale", "items": ["5"]}, "yes"),
        ({"who": "ada", "organisation": "the Dale Urgent Care", "items": ["5"]}, "yes"),
        ({"who": "ada", "items": ["5"]}, "yes"),
        ({"who": "ada", "interest": "dale", "items": ["4"]}, "no"),
        ({"who": "ada", "interest": "other", "items": ["5"]}, "no"),
        ({"who": "ada", "organisation": "Moor Pharmacy", "items": ["5"]}, "no"),
        ({"who": "ben", "interest": "dale", "items": ["5"]}, "no"),
    ],
)
def test_an_interest_that_bears_on_an_item_is_declared_there_or_not(declaration: Data, expected: str) -> None:
    assert bearing({"declarations": [declaration]}, [DALE]) == [expected]


@pytest.mark.parametrize(
    ("interest", "expected"),
    [
        ({"to": "2017-12-31"}, []),
        ({"from": "2018-02"}, []),
        ({"to": "2018-01"}, ["unknown"]),
        ({"organisation": "Dale Garden Centre Ltd"}, []),
        ({"person": "cis"}, ["yes"]),
    ],
)
def test_only_an_interest_that_existed_and_concerns_somebody_there_counts(interest: Data, expected: list[str]) -> None:
    assert bearing({}, [{**DALE, **interest}]) == expected


def test_whose_an_interest_is_must_be_known_to_say_that_the_person_was_away() -> None:
    nobodys = {key: value for key, value in DALE.items() if key != "person"}
    assert bearing({}, [nobodys]) == ["unknown"]
    assert bearing({}, [{**nobodys, "name": "ADA MOSS"}]) == ["no"]
    declared = {"declarations": [{"who": "ada", "interest": "dale", "items": ["5"]}]}
    assert bearing(declared, [{**nobodys, "name": "ADA MOSS"}]) == ["yes"]
    assert bearing({"attendance": [ADA, {"role": "gp_member"}]}, [{**DALE, "person": "cis"}]) == ["unknown"]
    assert bearing({"attendance": [ADA, {"not_reviewed": True}]}, [{**DALE, "person": "cis"}]) == ["unknown"]


def test_somebody_who_had_left_need_not_declare() -> None:
    assert bearing({"attendance": [{**ADA, "left": {"item": "5"}}, BEN]}, [DALE]) == ["yes"]
    assert bearing({"attendance": [{**ADA, "apologies": True}, BEN]}, [DALE]) == ["yes"]


def test_what_was_not_supplied_or_reviewed_leaves_it_open() -> None:
    assert bearing({}, None) == ["unknown"]
    assert bearing({"declarations": {"not_reviewed": True}}, [DALE]) == ["unknown"]
    assert bearing({"items": [{"number": "4"}, {"number": "5", "decision": {"kind": "procurement"}}]}, [DALE]) == [
        "unknown"
    ]
    assert bearing({"items": [{"number": "4"}, {"not_reviewed": True}]}, [DALE]) == ["unknown"]
    assert bearing({}, [DALE, {"not_reviewed": True}]) == ["no", "unknown"]
    assert bearing({"items": [{"number": "4"}, {**ABOUT, "concerns": []}]}, [DALE]) == []


def test_an_item_about_every_practice_concerns_whoever_is_in_one() -> None:
    practice = {"person": "ada", "nature": "Partner", "organisation_kind": "member_practice"}
    item = {"number": "5", "concerns_all_practices": True, "decision": {"kind": "commissioning"}}
    company = {**DALE, "organisation_kind": "nhs_trust"}
    assert bearing({"items": [{"number": "4"}, item]}, [practice, company]) == ["no"]
    assert bearing({"items": [{"number": "4"}, item]}, [DALE]) == ["unknown"]


def test_somebody_of_one_name_with_two_ids_is_not_taken_to_have_been_away() -> None:
    assert bearing({}, [{**DALE, "person": "a_moss", "name": "Ada Moss"}]) == ["unknown"]
    assert bearing({}, [{**DALE, "person": "a_moss", "name": "Eve Hart"}]) == ["yes"]


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ({"role": "gp_member", "items": ["5"]}, "yes"),
        ({"role": "lay_member", "items": ["5"]}, "no"),
        ({"who": "ada", "interest": "dale", "items": []}, "unknown"),
        ({"who": "ada", "interest": "dale", "items": ["5"], "declared_at": "afterwards"}, "no"),
        ({"who": "ada", "interest": "shares", "items": ["5"]}, "unknown"),
    ],
)
def test_a_declaration_that_may_be_of_the_interest_leaves_it_open(declaration: Data, expected: str) -> None:
    shares = {**DALE, "id": "shares", "nature": "Shares", "to": "2017-01-01"}
    assert bearing({"declarations": [declaration]}, [DALE, shares]) == [expected]


def test_an_interest_that_a_later_register_no_longer_has_may_have_ended() -> None:
    held = record("meeting", {"date": "2018-01-11", "attendance": [ADA], "items": [ABOUT], "declarations": []})
    older = record("interests", {"effective_date": "2017-01-01", "interests": [DALE]})
    for day, expected in (("2018-01-01", "unknown"), ("2018-02-01", "no")):
        newer = record("interests", {"effective_date": day, "interests": []})
        case = Case.gather([newer, held, older])
        found = facts.derive(case, case.of("meeting")[0], "2018-01-11", {})["/items/0"]["bearing"]
        assert [one["verdict"] for one in found] == [expected]


def test_the_latest_entry_of_an_interest_counts() -> None:
    older = record("interests", {"effective_date": "2017-01-01", "interests": [DALE]})
    newer = record("interests", {"effective_date": "2018-01-01", "interests": [{**DALE, "to": "2017-06-30"}]})
    held = record("meeting", {"date": "2018-01-11", "attendance": [ADA], "items": [ABOUT], "declarations": []})
    for records in ([older, newer, held], [newer, held, older]):
        case = Case.gather(records)
        assert facts.derive(case, case.of("meeting")[0], "2018-01-11", {})["/items/0"]["bearing"] == []


@pytest.mark.parametrize(
    ("item", "declared", "expected"),
    [
        ({}, [], "yes"),
        ({}, [{"who": "ada", "items": ["5"], "managed": "left"}], "unknown"),
        ({"chaired_by": "ada"}, [{"who": "ada", "items": ["5"], "managed": "left"}], "no"),
        ({}, [{"who": "ada", "managed": "took_part"}], "unknown"),
        ({}, [{"role": "gp_member", "items": ["5"], "managed": "took_part"}], "no"),
        ({}, [{"who": "ada", "items": ["5"], "managed": "took_part"}], "no"),
        ({}, [{"who": "ada", "items": ["4"], "managed": "left"}], "yes"),
        ({}, [{"who": "ada", "items": ["5"]}], "no"),
        ({"chaired_by": "ben"}, [{"who": "ada", "items": ["5"], "managed": "left"}], "yes"),
        ({"chaired_by": "ben"}, [{"who": "ben", "items": ["5"], "managed": "nothing"}], "no"),
    ],
)
def test_whoever_presides_is_free_of_a_conflict_or_not(item: Data, declared: list[Data], expected: str) -> None:
    found = derive({"items": [{"number": "4"}, {**ABOUT, **item}], "declarations": declared})
    assert found["/items/1"]["chair"]["verdict"] == expected


def test_votes_are_compared_with_those_who_could_vote() -> None:
    people = [{**ADA, "voting": True}, {**BEN, "voting": True}, {"role": "other", "voting": False}]
    out = [{"who": "ada", "items": ["5"], "managed": "left"}]
    for cast, declared, expected in ((2, [], "yes"), (3, [], "no"), (2, out, "no"), (1, out, "yes")):
        item = {"number": "5", "decision": {"for": cast}}
        found = derive({"attendance": people, "items": [item], "declarations": declared})
        assert found["/items/0"]["votes"]["verdict"] == expected
    tie: Data = {"number": "5", "decision": {"for": 2, "against": 1, "casting_vote": True}}
    assert derive({"attendance": people, "items": [tie]})["/items/0"]["votes"]["verdict"] == "yes"
    three: Data = {"number": "5", "decision": {"for": 3}}
    found = derive({"attendance": [*people, {"not_reviewed": True}], "items": [three]})
    assert found["/items/0"]["votes"]["verdict"] == "unknown"


@pytest.mark.parametrize(("decision", "voting", "verdict", "says"), [
    ({"for": 2, "against": 1}, True, "yes", "3 votes are recorded, and 3 could vote"),
    ({"for": 2, "casting_vote": False, "not_reviewed": True}, True, "unknown", "not all votes that were cast were reviewed"),
    ({"for": 4, "casting_vote": False, "not_reviewed": True}, True, "no", "4 votes are recorded, and 3 could vote"),
    ({"for": 2, "against": 2, "abstained": 0, "not_reviewed": True}, True, "unknown", "whether there was a casting vote"),
    ({"for": 3, "against": 2, "abstained": 0, "not_reviewed": True}, True, "no", "5 votes are recorded"),
    ({"for": 3}, None, "unknown", "0 to 3 could vote; of some it is not known whether they could"),
    ({"for": 4}, None, "no", "4 votes are recorded, and 0 to 3 could vote"),
])  # fmt: skip
def test_votes_that_were_not_all_read(decision: Data, voting: bool | None, verdict: str, says: str) -> None:
    people = [{"role": "gp_member", "count": 3, **({} if voting is None else {"voting": voting})}]
    item = {"number": "5", "decision": decision}
    votes = derive({"attendance": people, "items": [item], "declarations": []})["/items/0"]["votes"]
    assert votes["verdict"] == verdict
    assert says in votes["says"]


def test_who_holds_no_office_is_told_only_where_others_hold_both() -> None:
    item = {"number": "5", "chaired_by": "ben"}
    ada = {"id": "ada", "role": "gp_member", "office": "chair"}
    ben: Data = {"id": "ben", "role": "lay_member"}
    assert derive({"attendance": [ada, ben], "items": [item]})["/items/0"]["chair"]["office"] == "unknown"
    other = {"id": "cis", "role": "lay_member", "office": "deputy_chair"}
    assert derive({"attendance": [ada, ben, other], "items": [item]})["/items/0"]["chair"]["office"] == "none"


def test_a_declaration_is_compared_with_the_rest_of_the_record() -> None:
    left = {"who": "ada", "items": ["5"], "managed": "left"}
    voted = {**ABOUT, "decision": {"kind": "procurement", "voted": ["ada"]}}
    chaired = {**ABOUT, "chaired_by": "ada"}
    for item, expected in ((ABOUT, "yes"), (voted, "no"), (chaired, "no")):
        found = derive({"items": [item], "declarations": [left]})
        assert found["/declarations/0"]["consistent"]["verdict"] == expected
    for missed, expected in ((["5"], "yes"), (["4"], "unknown")):
        people = [{**ADA, "absences": [{"items": missed}]}, BEN]
        found = derive({"attendance": people, "items": [{"number": "4"}, ABOUT], "declarations": [left]})
        assert found["/declarations/0"]["consistent"]["verdict"] == expected
    vague = derive({"declarations": [{"who": "ada", "managed": "left"}]})
    assert vague["/declarations/0"]["consistent"]["verdict"] == "unknown"


def test_an_item_put_off_for_want_of_a_quorum_decides_nothing() -> None:
    for item, expected in (
        (ABOUT, "yes"),
        ({**ABOUT, "lost_quorum": "defer"}, "no"),
        ({**ABOUT, "decision": {"kind": "none"}}, "no"),
        ({"number": "5"}, "no"),
        ({"number": "5", "decision": {"not_reviewed": True}}, "unknown"),
    ):
        assert derive({"items": [item]})["/items/0"]["decides"]["verdict"] == expected


def test_a_meeting_of_what_cannot_be_read_is_not_taken_for_the_governing_bodys() -> None:
    data = {"date": "2018-01-11", "of": 5, "attendance": [ADA]}
    evidence = prepare(data, schemas.load("meeting"), Faults(frozenset({"/of"})))
    one = Record("meeting", evidence, "2018-01-11")
    assert facts.derive(Case.gather([one]), one, "2018-01-11", {})[""]["of_kind"] == "unknown"
    assert derive({})[""]["of_kind"] == "governing_body"
