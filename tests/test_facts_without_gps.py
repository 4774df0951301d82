"""Whether a quorum can be met without GPs: three-valued, and whatever the order of lists."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, validators
from ccgcheck.evidence import prepare
from ccgcheck.facts import without_gps
from ccgcheck.schemas import load
from tests.support import ROOT, ccg, load_yaml

FOUR: list[dict[str, Any]] = load_yaml(ROOT / "tests" / "data" / "four_committees.yaml")
_LAY = {"role": "lay_member", "count": 2, "voting": True}
_GP = {"role": "gp_member", "count": 3, "voting": True}
_NURSE = {"role": "registered_nurse", "voting": True}


def fact(committee: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return the fact on a committee of a constitution that says nothing but `rest` beside it."""
    document = {"committees": [{"kind": "primary_care_commissioning", **committee}], **rest}
    data = prepare(document, load("constitution")).data
    found: dict[str, Any] = without_gps.derive(data)["/committees/0"]["without_gps"]
    return found


def verdict(quorum: dict[str, Any], *members: dict[str, Any], **more: Any) -> str:
    """Return the verdict on a committee of those members."""
    found: str = fact({"quorum": quorum, "members": list(members), **more})["verdict"]
    return found


@pytest.mark.parametrize("site", FOUR, ids=lambda site: f"site-{site['site']}")
def test_four_real_committees(site: dict[str, Any]) -> None:
    document = examples.document(site["constitution"], "2018-01-01")
    assert validators.is_valid(document, "constitution")
    rules = tuple(rule for rule in ccg().rules if rule.id == "GOV-160")
    results = list(examples.judge_documents([document], ccg(), "2018-01-01", rules))
    assert [result.status for result in results] == ["pass" if site["can_be_met"] else "fail"]
    assert "Without its GPs" in results[0].message


@pytest.mark.parametrize(
    ("quorum", "expected"),
    [
        ({"minimum": 3, "of": "voting_members"}, "yes"),
        ({"minimum": 4, "of": "voting_members"}, "no"),
        ({"minimum": 3}, "yes"),
        ({"fraction": 0.5, "of": "voting_members"}, "yes"),
        ({"fraction": 0.51, "of": "voting_members"}, "no"),
        ({"groups": [{"roles": ["gp_member"], "minimum": 1}]}, "no"),
        ({"groups": [{"roles": ["gp_member", "registered_nurse"], "minimum": 1}]}, "yes"),
        ({"groups": [{"roles": ["lay_member"], "voting": False, "minimum": 1}]}, "no"),
        ({"minimum": 4, "conflicted_members_count": True}, "yes"),
        ({"minimum": 4, "of": "voting_members", "deputies_count": True}, "unknown"),
        ({"minimum": 4, "of": "voting_members", "conflicted_members_count": {"not_reviewed": True}}, "unknown"),
        ({"minimum": {"not_reviewed": True}, "groups": [{"roles": ["lay_member"], "minimum": 1}]}, "unknown"),
        ({"minimum": 4, "of": "voting_members", "groups": {"not_reviewed": True}}, "no"),
        ({"minimum": 2, "of": "voting_members", "must_include": ["chair"]}, "unknown"),
        ({"of": "voting_members"}, "unknown"),
    ],
)
def test_two_lay_members_a_nurse_and_three_gps(quorum: dict[str, Any], expected: str) -> None:
    assert verdict(quorum, _LAY, _GP, _NURSE) == expected


@pytest.mark.parametrize(
    ("chair", "vice_chair", "office", "expected"),
    [
        ("lay_member", "gp_member", "chair", "yes"),
        ("gp_member", "gp_member", "chair", "no"),
        ("gp_member", "lay_member", "chair", "unknown"),
        ("gp_member", "lay_member", "chair_or_deputy", "yes"),
        ("gp_member", "gp_member", "chair_or_deputy", "no"),
        ("gp_member", None, "chair_or_deputy", "unknown"),
    ],
)
def test_an_office_that_must_be_there(chair: str, vice_chair: str | None, office: str, expected: str) -> None:
    more = {"chair": {"role": chair}} | ({"vice_chair": {"role": vice_chair}} if vice_chair else {})
    assert verdict({"must_include": [office]}, _LAY, _GP, **more) == expected


def test_a_vote_that_is_not_stated_leaves_it_open_and_gps_vote_says_it_of_gps() -> None:
    silent = {"role": "lay_member", "count": 2}
    assert verdict({"minimum": 2, "of": "voting_members"}, silent, _GP) == "unknown"
    assert verdict({"minimum": 2, "of": "all_members"}, silent, _GP) == "yes"
    assert verdict({"minimum": 3, "of": "voting_members"}, silent, _GP) == "no"
    quiet = {"role": "gp_member", "count": 3}
    assert verdict({"fraction": 0.5, "of": "voting_members"}, _LAY, quiet, gps_vote=False) == "yes"
    assert verdict({"fraction": 0.5, "of": "voting_members"}, _LAY, quiet, gps_vote=True) == "no"
    assert verdict({"fraction": 0.5, "of": "voting_members"}, _LAY, quiet) == "unknown"


def test_members_not_reviewed_leave_it_open_unless_enough_are_known() -> None:
    dark = {"not_reviewed": True}
    assert verdict({"minimum": 2, "of": "voting_members"}, _LAY, dark) == "yes"
    assert verdict({"minimum": 3, "of": "voting_members"}, _LAY, dark) == "unknown"
    assert verdict({"groups": [{"roles": ["gp_member"], "minimum": 1}]}, _LAY, dark) == "no"
    assert fact({"quorum": {"minimum": 2}})["verdict"] == "unknown"
    assert (
        "at least 2 of 3" in fact({"quorum": {"minimum": 3, "of": "voting_members"}, "members": [_LAY, dark]})["says"]
    )


def test_a_seat_is_a_gps_by_its_role_or_by_another_that_it_holds() -> None:
    seats = [
        {"id": "ao", "role": "accountable_officer", "also_holds": ["gp_member"], "voting": True},
        {"id": "chair", "role": "gp_member", "voting": True},
        {"id": "lay", "role": "lay_member", "voting": True},
    ]
    members = [{"seat": "ao"}, {"seat": "chair"}, {"seat": "lay"}]
    one = fact({"quorum": {"minimum": 2, "of": "voting_members"}, "members": members}, governing_body={"seats": seats})
    assert one["verdict"] == "no"
    assert "1 of 2" in one["says"]


@given(st.data(), st.sampled_from(FOUR))
def test_the_order_of_lists_never_matters(data: st.DataObject, site: dict[str, Any]) -> None:
    shuffled = deepcopy(site["constitution"])
    committee = shuffled["committees"][0]
    committee["members"] = data.draw(st.permutations(committee["members"]))
    body = shuffled.get("governing_body", {})
    body["seats"] = data.draw(st.permutations(body.get("seats", [])))
    assert without_gps.derive(shuffled) == without_gps.derive(site["constitution"])


@given(st.integers(0, 6), st.integers(1, 8), st.booleans())
def test_another_lay_member_never_makes_a_quorum_harder_to_meet(lay: int, minimum: int, whole: bool) -> None:
    rank = {"no": 0, "unknown": 1, "yes": 2}
    rest = [_GP] if whole else [_GP, {"not_reviewed": True}]
    one = {"role": "lay_member", "voting": True}
    quorum = {"minimum": minimum, "of": "voting_members"}
    fewer, more = (verdict(quorum, *[one] * number, *rest) for number in (lay, lay + 1))
    assert rank[fewer] <= rank[more]
