"""What a quorum says of its arithmetic, and what leaves it open: a quorum that nobody reviewed wholly is never met."""

from typing import Any

import pytest

from ccgcheck.facts.agenda import Item
from ccgcheck.facts.attendance import Assembly, Attendee
from ccgcheck.facts.quorum import Sitting, tally
from tests.test_quorum import FOUR, GPS, LAY, SEATS, Data, governing_body, item_facts

ALL_SAID: Data = {
    "minimum": 4, "fraction": 0.5, "of": "voting_members", "groups": [{"label": "GPs", "seats": ["gp"], "minimum": 2}],
    "must_include": ["chair"], "conflicted_members_count": False, "remote_members_count": True, "deputies_count": True,
}  # fmt: skip
CHAIR: Data = {**GPS[0], "office": "chair"}
EVERYBODY: list[Data] = [CHAIR, *GPS[1:], *LAY, {"id": "cfo", "role": "chief_finance_officer", "seat": "cfo"}]


def found(attendance: list[Data], quorum: Data, seats: list[Data] | None = None, **meeting: Any) -> tuple[str, str]:
    """Return the verdict on the one item of a meeting, and what is said of it."""
    held = {"attendance": attendance, "items": [{"number": "1"}], "declarations": [], **meeting}
    told = item_facts(governing_body(seats or SEATS, **quorum), held)["1"]["quorum"]
    return told["verdict"], told["says"]


def test_all_that_a_quorum_asks_is_told() -> None:
    says = "item 1: present 6, conflicted 0, counted 6 of 4; counted 6 of 3 (0.5 of the members); GPs 3 of 2; the chair there"
    assert found(EVERYBODY, ALL_SAID) == ("yes", says)


@pytest.mark.parametrize("name", ["minimum", "fraction", "groups", "must_include"])
def test_one_condition_that_was_not_reviewed_leaves_the_quorum_open(name: str) -> None:
    quorum = {key: value for key, value in ALL_SAID.items() if key != name}
    assert found(EVERYBODY, quorum)[0] == "yes"
    verdict, says = found(EVERYBODY, {**quorum, "not_reviewed": True})
    assert verdict == "unknown"
    assert says.endswith("; other conditions of the quorum not reviewed")


@pytest.mark.parametrize("name", ["of", "conflicted_members_count", "remote_members_count", "deputies_count"])
def test_how_members_are_counted_is_no_condition_of_its_own(name: str) -> None:
    quorum = {key: value for key, value in ALL_SAID.items() if key != name}
    assert "other conditions" not in found(EVERYBODY, {**quorum, "not_reviewed": True})[1]


def test_a_quorum_without_conditions_is_open_and_says_so() -> None:
    verdict, says = found(EVERYBODY, {"of": "voting_members", "clause": "1"})
    assert (verdict, says) == ("unknown", "no quorum is stated as a number, a share, groups or offices")


def test_those_without_a_vote_are_told_where_votes_are_counted() -> None:
    silent = {"id": "x", "role": "lay_member", "seat": "lay", "voting": False}
    assert found([*GPS, silent], FOUR)[1] == "item 1: present 4, without a vote 1, conflicted 0, counted 3 of 4"
    everyone = {**FOUR, "of": "all_members"}
    assert found([*GPS, silent], everyone) == ("yes", "item 1: present 4, conflicted 0, counted 4 of 4")


def test_an_attendance_that_was_not_reviewed_wholly_says_so() -> None:
    verdict, says = found([*GPS, {"not_reviewed": True}], FOUR)
    assert verdict == "unknown"
    assert says.endswith("; the attendance is not reviewed wholly")
    assert "wholly" not in found(GPS, FOUR)[1]
    assert found([*GPS, LAY[0], {"not_reviewed": True}], FOUR)[0] == "yes"


@pytest.mark.parametrize(
    ("group", "label"),
    [
        ({"label": "the doctors", "seats": ["gp"]}, "the doctors"),
        ({"seats": ["gp"]}, "gp"),
        ({"seats": ["gp", "lay"]}, "gp or lay"),
        ({"roles": ["gp_member", "lay_member"]}, "GP member or lay member"),
    ],
)
def test_a_group_is_called_by_its_label_its_seats_or_its_roles(group: Data, label: str) -> None:
    number = 5 if "lay" in label else 3
    quorum = {**FOUR, "groups": [{**group, "minimum": 2}]}
    verdict, says = found([*GPS, *LAY], quorum)
    assert (verdict, says.lower()) == (
        "yes",
        f"item 1: present 5, conflicted 0, counted 5 of 4; {label} {number} of 2".lower(),
    )


SHARE: Data = {"fraction": 0.5, "of": "voting_members", "conflicted_members_count": False}
CFO: Data = {"id": "cfo", "role": "chief_finance_officer", "voting": True, "count": 2}


@pytest.mark.parametrize(
    ("cfo", "verdict", "says"),
    [
        (CFO, "no", "4 (0.5 of the members)"),
        ({**CFO, "count": 6}, "no", "4 to 6 (0.5 of the members)"),
        ({**CFO, "voting": False}, "yes", "3 (0.5 of the members)"),
        ({**CFO, "member": False}, "yes", "3 (0.5 of the members)"),
        ({key: value for key, value in CFO.items() if key != "voting"}, "unknown", "an unknown number"),
        ({**CFO, "not_reviewed": True}, "unknown", "an unknown number"),
        (
            {"id": "cfo", "role": "other", "voting": True, "member": True, "not_reviewed": True},
            "unknown",
            "an unknown number",
        ),
        ({**CFO, "member": True, "not_reviewed": True}, "no", "4 (0.5 of the members)"),
    ],
)
def test_a_share_is_of_the_members_who_have_a_vote(cfo: Data, verdict: str, says: str) -> None:
    away: list[Data] = [{**one, "apologies": True} for one in LAY]
    away += [{"id": f"cfo{n}", "role": "chief_finance_officer", "seat": "cfo", "apologies": True} for n in range(2)]
    told = found([*GPS, *away], SHARE, [SEATS[0], SEATS[1], cfo, SEATS[3]])
    assert told == (verdict, f"item 1: present 3, conflicted 0, counted 3 of {says}")


def test_a_share_of_all_members_asks_for_no_votes() -> None:
    seats = [{key: value for key, value in seat.items() if key != "voting"} for seat in SEATS]
    everybody = {**SHARE, "of": "all_members"}
    people = [*GPS, *LAY, {"id": "cfo", "role": "chief_finance_officer", "seat": "cfo"}]
    assert found(people, everybody, seats) == (
        "yes",
        "item 1: present 6, conflicted 0, counted 6 of 3 (0.5 of the members)",
    )
    assert found(people, SHARE, seats)[0] == "unknown"


@pytest.mark.parametrize(
    ("office", "people", "verdict", "says"),
    [
        ("chair", [CHAIR, *GPS[1:]], "yes", "the chair there"),
        ("chair", [{**CHAIR, "apologies": True}, *GPS[1:]], "no", "the chair not there"),
        ("chair", GPS, "unknown", "the chair perhaps there"),
        ("chair", [{**GPS[0], "office": "deputy_chair"}, {**CHAIR, "id": "c", "apologies": True}], "no",
         "the chair not there"),
        ("chair", [CHAIR, {"not_reviewed": True}], "yes", "the chair there"),
        ("chair", [{**CHAIR, "apologies": True}, {"not_reviewed": True}], "unknown", "the chair perhaps there"),
        ("chair_or_deputy", [CHAIR], "yes", "the chair or the deputy chair there"),
        ("chair_or_deputy", [{**CHAIR, "apologies": True}], "unknown", "the chair or the deputy chair perhaps there"),
        ("chair_or_deputy", [{**CHAIR, "apologies": True}, {**LAY[0], "office": "deputy_chair"}], "yes",
         "the chair or the deputy chair there"),
    ],
)  # fmt: skip
def test_an_office_is_there_or_not_or_perhaps(office: str, people: list[Data], verdict: str, says: str) -> None:
    told = found(people, {"must_include": [office], "of": "all_members", "remote_members_count": True})
    assert told[0] == verdict
    assert says in told[1].replace("; the attendance is not reviewed wholly", "").split(", ")[-1]


REMOTE: Data = {"minimum": 4, "of": "voting_members", "conflicted_members_count": False}


@pytest.mark.parametrize(
    ("count", "whole", "person", "verdict"),
    [
        (False, False, {}, "yes"), (False, False, {"remote": True}, "no"), (False, True, {}, "no"),
        (False, True, {"remote": False}, "no"), (True, True, {}, "yes"), (True, False, {"remote": True}, "yes"),
        (False, False, {"not_reviewed": True}, "unknown"), (True, False, {"not_reviewed": True}, "unknown"),
    ],
)  # fmt: skip
def test_who_took_part_by_telephone_counts_where_the_quorum_says_so(
    count: bool, whole: bool, person: Data, verdict: str
) -> None:
    quorum = {**REMOTE, "remote_members_count": count}
    assert found([*GPS, {**LAY[0], **person}], quorum, remote=whole)[0] == verdict


@pytest.mark.parametrize(
    ("group", "fourth", "verdict"),
    [
        ({"seats": ["lay"]}, LAY[0], "yes"), ({"seats": ["cfo"]}, LAY[0], "no"), ({"roles": ["lay_member"]}, LAY[0], "yes"),
        ({"roles": ["registered_nurse"]}, LAY[0], "no"),
        ({"seats": ["cfo"], "roles": ["lay_member"]}, LAY[0], "yes"),
        ({"roles": ["lay_member"], "voting": True}, LAY[0], "yes"),
        ({"roles": ["lay_member"], "voting": False}, LAY[0], "no"),
        ({"roles": ["lay_member"], "voting": False}, {**LAY[0], "voting": False}, "yes"),
        ({"seats": ["lay"]}, {"id": "x", "role": "lay_member"}, "yes"),
        ({"seats": ["lay"]}, {"id": "x", "title": "Ms X", "voting": True}, "unknown"),
        ({"roles": ["lay_member"]}, {"id": "x", "title": "Ms X", "voting": True}, "unknown"),
        ({"seats": ["lay"]}, {"id": "x", "role": "registered_nurse", "voting": True}, "no"),
        ({"seats": ["lay"]}, {"id": "x", "seats": ["lay", "cfo"]}, "yes"),
        ({"seats": ["lay"]}, {"id": "x", "title": "Ms X", "voting": True, "member": False}, "no"),
    ],
)  # fmt: skip
def test_who_belongs_to_a_group(group: Data, fourth: Data, verdict: str) -> None:
    quorum = {**FOUR, "minimum": 3, "groups": [{**group, "label": "g", "minimum": 1}]}
    assert found([*GPS, fourth], quorum)[0] == verdict


def test_some_of_the_seats_of_a_constitution_that_were_not_reviewed_leave_a_group_open() -> None:
    quorum = {**FOUR, "minimum": 3, "groups": [{"seats": ["lay"], "label": "g", "minimum": 1}]}
    nurse = {"id": "x", "role": "registered_nurse", "voting": True}
    assert found([*GPS, nurse], quorum)[0] == "no"
    assert found([*GPS, nurse], quorum, [*SEATS, {"not_reviewed": True}])[0] == "unknown"


ITEM = Item(0, "1", "00:00", "24:00", "24:00", {})
ASSEMBLY = Assembly("governing_body", "governing_body", {}, ({"id": "gp", "role": "gp_member"}, {"id": "two"}), True,
                    frozenset(), None)  # fmt: skip


def person(data: Data | None = None, **known: Any) -> Attendee:
    """Return a member with a vote in the one seat `gp`, of whom all is known but what is said otherwise."""
    whole: Data = {
        "pointer": "/attendance/0", "data": data or {}, "key": "ann", "label": "Ann", "role": "gp_member",
        "seats": frozenset({"gp"}), "surely_seated": True, "is_member": True, "votes": True, "office": None,
        "roles": frozenset({"gp_member"}),
    }  # fmt: skip
    return Attendee(**{**whole, **known})


def met(quorum: Data, *people: Attendee, out: bool | None = False, **sitting: Any) -> bool | None:
    """Return whether one person, or more, make a quorum; `out` says whether a conflict kept each of them out."""
    whole: Data = {"attendance_is_whole": True, "remote": False, "remote_allowed": True, "body": "99Z", "places": {}}
    held = Sitting(ITEM, [ITEM], people, [out] * len(people), **{**whole, **sitting})
    return tally({"of": "all_members", "minimum": 1, **quorum}, ASSEMBLY, held).met


def test_one_statement_about_somebody_that_was_not_reviewed_leaves_the_quorum_open() -> None:
    assert met({}, person()) is True
    for name in ("deputy_for", "sits_for"):
        assert met({}, person({f"?{name}": True})) is None
    remote = {"remote_members_count": False}
    assert met(remote, person()) is True
    assert met(remote, person({"?remote": True})) is None
    assert met(remote, person({"remote": True})) is False
    assert met(remote, person({"remote": False}), remote=True) is True
    assert met(remote, person(), remote=True) is False
    assert met(remote, person(), remote=None) is None


def test_members_far_away_count_by_the_quorum_or_else_by_what_meetings_may_do() -> None:
    far = person({"remote": True})
    assert [met({}, far, remote_allowed=allowed) for allowed in (True, False, None)] == [True, False, None]
    assert met({"remote_members_count": False}, far) is False
    assert met({"remote_members_count": True}, far, remote_allowed=False) is True


def test_who_sits_for_a_body_counts_for_that_one() -> None:
    assert met({}, person({"sits_for": ["99Z"]})) is True
    assert met({}, person({"sits_for": ["99X"]})) is False
    assert met({}, person({"sits_for": ["99X"]}), body="") is None


def test_who_left_for_a_conflict_counts_only_where_conflicted_members_do() -> None:
    gone = {"absences": [{"items": ["1"]}]}
    assert met({"conflicted_members_count": True}, person(gone), out=True) is True
    assert met({"conflicted_members_count": False}, person(gone), out=True) is False
    assert met({"conflicted_members_count": True}, person(gone), out=False) is False
    assert met({"conflicted_members_count": True}, person(), out=None) is True
    assert met({"conflicted_members_count": False}, person(), out=None) is None
    assert met({}, person(), out=True) is None
    assert met({}, person(), out=False) is True


def test_a_deputy_counts_for_a_place_that_nobody_else_took() -> None:
    deputy, holder = person({"deputy_for": "gp"}, key="ben"), person(key="ann")
    asks = {"deputies_count": True, "minimum": 2}
    assert met(asks, deputy, holder) is False
    assert met(asks, deputy, holder, places={"gp": 2}) is True
    assert met({**asks, "minimum": 1}, deputy) is True
    assert met({"deputies_count": False}, deputy) is False
    assert met({}, deputy) is None
    assert met(asks, deputy, person({"deputy_for": "gp"}, key="cat")) is None
    assert met(asks, person({"deputy_for": "ann"}, key="ben"), holder) is False
    elsewhere = person(key="dan", seats=frozenset({"two"}))
    assert met(asks, deputy, elsewhere) is True
    assert met(asks, deputy, person(key="eve", seats=None)) is True


@pytest.mark.parametrize(
    ("group", "known", "expected"),
    [
        ({"seats": ["gp"]}, {}, True), ({"seats": ["two"]}, {}, False), ({"seats": ["gp", "two"]}, {}, True),
        ({"seats": ["gp"]}, {"seats": frozenset({"gp", "two"}), "surely_seated": False}, None),
        ({"seats": ["gp", "two"]}, {"seats": frozenset({"gp", "two"}), "surely_seated": False}, True),
        ({"seats": ["gp"]}, {"seats": frozenset({"gp", "two"})}, True),
        ({"seats": ["gp"]}, {"seats": None}, None), ({"seats": ["gp"]}, {"seats": None, "role": "lay_member"}, False),
        ({"seats": ["gp"]}, {"seats": None, "role": None}, None),
        ({"roles": ["gp_member"]}, {}, True), ({"roles": ["lay_member"]}, {}, False),
        ({"roles": ["gp_member"]}, {"role": None}, None),
        ({"roles": ["lay_member"]}, {"roles": frozenset({"gp_member", "lay_member"})}, True),
        ({"?roles": True, "seats": ["two"]}, {}, None), ({"?seats": True, "roles": ["lay_member"]}, {}, None),
        ({"?roles": True, "seats": ["gp"]}, {}, True),
        ({"roles": ["gp_member"], "voting": True}, {"votes": None}, None),
        ({"roles": ["gp_member"], "voting": False}, {"votes": None}, None),
        ({"roles": ["gp_member"], "voting": False}, {"votes": True}, False),
    ],
)  # fmt: skip
def test_who_is_in_a_group(group: Data, known: Data, expected: bool | None) -> None:
    assert met({"groups": [{**group, "label": "g", "minimum": 1}]}, person(**known)) is expected


def test_an_office_is_open_only_while_its_holder_may_be_unknown() -> None:
    chair, other = person(office="chair"), person(office="deputy_chair", key="ben")
    asks: Data = {"minimum": 0, "must_include": ["chair"]}
    assert met(asks, chair) is True
    assert met(asks, other) is None
    assert met({**asks, "conflicted_members_count": False}, chair, other, out=True) is False
    assert met({**asks, "conflicted_members_count": False}, chair, out=True) is False
    assert met({**asks, "conflicted_members_count": False}, chair, out=True, attendance_is_whole=False) is None
    both: Data = {"minimum": 0, "must_include": ["chair_or_deputy"], "conflicted_members_count": False}
    assert met(both, chair, out=True) is None
    assert met(both, chair, other, out=True) is False
    assert met(both, chair, other, person(office="secretary", key="cat"), out=True) is False
