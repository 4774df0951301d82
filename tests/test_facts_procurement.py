"""The facts of a procurement decision: whose registered interests bear on it, and what part they had."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts import procurement
from ccgcheck.facts.people import Person, is_same
from ccgcheck.schemas import judged_on, load

DAY = "2018-01-15"
BIDDERS = [{"name": "Orchard Surgery Ltd", "awarded": True}, {"name": "North Care"}]
KHAN = {"id": "a_khan", "name": "Dr A Khan", "role": "gp_member"}
DAVIS = {"id": "c_day", "name": "C Day", "role": "lay_member"}
HELD = {"person": "a_khan", "name": "Dr A Khan", "organisation": "The Orchard Surgery", "from": "2012-04"}
LEFT = {"who": "a_khan", "organisation": "Orchard Surgery", "managed": "left"}


def record(kind: str, data: dict[str, Any], day: str = DAY) -> Record:
    """Return a record of a kind, as a file would give it."""
    given = {"kind": kind, judged_on(kind): day, **data}
    return Record(kind, prepare(given, load(kind)), day, f"{kind}-{day}")


def facts(decision: dict[str, Any], *others: Record) -> dict[str, Any]:
    """Return the facts of a decision, beside the other records."""
    mine = record("procurement", decision)
    case = Case.gather([mine, *others])
    return dict(procurement.derive(case, case.of("procurement")[0], DAY, {})[""])


def register(*interests: dict[str, Any], day: str = DAY) -> Record:
    """Return a register that holds those interests."""
    return record("interests", {"interests": list(interests)}, day)


def verdicts(decision: dict[str, Any], *others: Record) -> list[str]:
    """Return the verdicts on what bears on a provider."""
    return sorted(one["verdict"] for one in facts(decision, *others)["bearing"])


def decision(conflicts: Any = (), makers: Any = (KHAN,), **more: Any) -> dict[str, Any]:
    """Return a decision on the bidders; None leaves a statement out."""
    said = {"conflicts": conflicts, "decision_makers": makers}
    given: dict[str, list[Any]] = {
        key: list(value) if isinstance(value, tuple) else value for key, value in said.items() if value is not None
    }
    return {"providers": BIDDERS, **given, **more}


def test_an_interest_in_a_bidder_that_the_record_has_not() -> None:
    (one,) = facts(decision(makers=(DAVIS, KHAN)), register(HELD))["bearing"]
    assert (one["verdict"], one["at"]) == ("no", "/decision_makers/1")
    assert one["also_at"] == [{"kind": "interests", "number": 0, "pointer": "/interests/0"}]
    assert one["says"] == (
        "Dr A Khan has an interest in Orchard Surgery Ltd on the register and was involved, "
        "but the interest is not recorded as a conflict."
    )


@pytest.mark.parametrize(
    ("conflicts", "expected"),
    [
        ((LEFT,), "yes"),
        ((), "no"),
        (({**LEFT, "organisation": "North Care"},), "no"),
        (({**LEFT, "who": "c_day"},), "no"),
        (({"who": "a_khan", "nature": "Partner in a practice"},), "unknown"),
        (({"role": "gp_member", "organisation": "Orchard Surgery"},), "unknown"),
        (({"role": "lay_member", "organisation": "Orchard Surgery"},), "no"),
        (({"not_reviewed": True},), "unknown"),
        (({"not_reviewed": True}, LEFT), "yes"),
        ({"not_reviewed": True}, "unknown"),
        (None, "unknown"),
    ],
)
def test_whether_it_is_recorded(conflicts: Any, expected: str) -> None:
    assert verdicts(decision(conflicts), register(HELD)) == [expected]


@pytest.mark.parametrize(
    ("interest", "expected"),
    [
        ({**HELD, "to": "2018-01-14"}, []),
        ({**HELD, "to": "2018-01-15"}, ["no"]),
        ({**HELD, "to": "2018-01"}, ["unknown"]),
        ({**HELD, "from": "2018-01-16"}, []),
        ({**HELD, "from": "2018-01"}, ["unknown"]),
        ({"person": "a_khan", "organisation": "Orchard Surgery"}, ["no"]),
        ({"person": "a_khan", "organisation": "South Care"}, []),
        ({"person": "a_khan", "nature": "Partner in a practice"}, ["unknown"]),
        ({"person": "b_lee", "organisation": "Orchard Surgery"}, []),
        ({"name": "Dr A. Khan", "organisation": "Orchard Surgery"}, ["no"]),
        ({"name": "Amina Khan", "organisation": "Orchard Surgery"}, ["unknown"]),
        ({"name": "Bob Khan", "organisation": "Orchard Surgery"}, []),
        ({"organisation": "Orchard Surgery"}, ["unknown"]),
        ({"not_reviewed": True}, ["unknown"]),
    ],
)
def test_whether_it_bears(interest: dict[str, Any], expected: list[str]) -> None:
    assert verdicts(decision(), register(interest)) == expected


def test_what_was_not_supplied_is_unknown() -> None:
    assert verdicts(decision()) == ["unknown"]
    assert verdicts(decision(), record("interests", {"registers": {"published": True}})) == ["unknown"]
    assert verdicts({**decision(), "providers": {"not_reviewed": True}}, register(HELD)) == ["unknown"]
    assert verdicts({**decision(), "providers": [{"not_reviewed": True}]}, register(HELD)) == ["unknown"]
    assert verdicts({"conflicts": []}, register(HELD)) == ["unknown"]
    assert verdicts(decision(makers=None), register(HELD)) == ["unknown"]
    assert verdicts(decision(makers=({"not_reviewed": True},)), register(HELD)) == ["unknown"]
    assert verdicts({**decision(), "providers": []}, register(HELD)) == []


def test_those_at_the_meeting_that_took_the_decision_are_involved() -> None:
    taken = decision(makers=None, taken_by="primary_care")
    there = {"of": "primary_care", "attendance": [KHAN]}
    assert verdicts(taken, register(HELD), record("meeting", there)) == ["no"]
    for other in (
        {"of": "governing_body", "attendance": [KHAN]},
        {"of": "primary_care", "attendance": [{**KHAN, "apologies": True}]},
        {"of": "primary_care", "attendance": [{**KHAN, "member": False}]},
    ):
        assert verdicts(taken, register(HELD), record("meeting", other)) == ["unknown"]
    assert verdicts(taken, register(HELD), record("meeting", there, "2018-01-16")) == ["unknown"]


def test_minutes_that_say_how_it_was_managed_are_a_record_but_a_person_must_look() -> None:
    taken = decision(taken_by="primary_care")
    minutes = record("meeting", {"of": "primary_care", "attendance": [KHAN], "declarations": [LEFT]})
    found = facts(taken, register(HELD), minutes)
    assert [one["verdict"] for one in found["bearing"]] == ["yes"]
    assert {"kind": "meeting", "number": 0, "pointer": "/declarations/0"} in found["bearing"][0]["also_at"]
    assert [one["part"] for one in found["conflicted"]] == ["some"]
    silent = record(
        "meeting", {"of": "primary_care", "declarations": [{"who": "a_khan", "organisation": "Orchard Surgery"}]}
    )
    assert verdicts(taken, register(HELD), silent) == ["no"]


def test_a_later_register_without_the_interest_makes_it_doubtful() -> None:
    old, other = register(HELD, day="2016-04-01"), {"person": "c_day", "organisation": "A charity"}
    assert verdicts(decision(), old) == ["no"]
    assert verdicts(decision(), old, register(other, day="2017-04-01")) == ["unknown"]
    assert verdicts(decision(), old, register(HELD, day="2017-04-01")) == ["no"]
    assert verdicts(decision(), old, register(other, day="2019-04-01")) == ["no"]
    undated = {"person": "a_khan", "organisation": "Orchard Surgery"}
    assert verdicts(decision(), register(undated, day="2019-04-01")) == ["unknown"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"managed": "left"}, "none"),
        ({"managed": "papers_withheld"}, "none"),
        ({"managed": "discussed_only"}, "some"),
        ({"managed": "took_part"}, "some"),
        ({"managed": "other", "action": "Sat with the public."}, "some"),
        ({"action": "Sat with the public."}, "some"),
        ({"managed": "nothing"}, "nothing_done"),
        ({}, "unknown"),
        ({"managed": {"not_reviewed": True}}, "unknown"),
    ],
)
def test_the_part_of_somebody_with_a_conflict(said: dict[str, Any], expected: str) -> None:
    (one,) = facts(decision(({"who": "a_khan", "organisation": "Orchard Surgery", **said},)), register(HELD))[
        "conflicted"
    ]
    assert (one["part"], one["at"], one["involved"], one["in_winner"]) == (expected, "/conflicts/0", "yes", "yes")


@pytest.mark.parametrize(
    ("more", "entered", "awarded"),
    [
        ({"contract": {"entered_into": True}}, "yes", "yes"),
        ({"contract": {"agreed_on": DAY}}, "yes", "yes"),
        ({"contract": {"entered_into": False}}, "no", "yes"),
        ({"contract": {"entered_into": False}, "providers": [{"name": "North Care", "awarded": False}]}, "no", "no"),
        ({"providers": [{"name": "North Care"}]}, "unknown", "unknown"),
        ({"providers": []}, "unknown", "no"),
        ({"contract": {"not_reviewed": True}, "providers": {"not_reviewed": True}}, "unknown", "unknown"),
    ],
)
def test_whether_a_contract_was_entered_into_and_awarded(more: dict[str, Any], entered: str, awarded: str) -> None:
    found = facts({**decision(), **more})
    assert (found["entered"]["verdict"], found["awarded"]["verdict"]) == (entered, awarded)


def test_ids_decide_before_names_and_roles_only_tell_apart() -> None:
    assert is_same(Person("a", "A Khan"), Person("b", "A Khan")) is None
    assert is_same(Person("a", "A Khan"), Person("b", "Aisha Khan")) is False
    assert is_same(Person("a"), Person(None, "A Khan")) is None
    assert is_same(Person("a", None, "gp_member"), Person(None, None, "lay_member")) is False
    assert is_same(Person(None, "Professor Jo Lee"), Person(None, "Jo Lee")) is True
    assert is_same(Person(), Person()) is None


@given(st.data())
def test_the_order_of_lists_never_matters(data: st.DataObject) -> None:
    held = [
        HELD,
        {"person": "a_khan", "organisation": "North Care", "to": "2018-01"},
        {"name": "C Day", "organisation": "North Care"},
    ]
    given: dict[str, list[Any]] = {
        "providers": BIDDERS,
        "decision_makers": [KHAN, DAVIS, {"role": "executive_director"}],
        "conflicts": [LEFT, {"who": "c_day", "nature": "A friend"}],
    }

    def seen(record: dict[str, Any], interests: list[dict[str, Any]]) -> list[list[tuple[Any, ...]]]:
        found = facts(record, register(*interests))
        bearing = sorted((one["verdict"], one["says"]) for one in found["bearing"])
        return [bearing, sorted((one["part"], one["says"], one["involved"]) for one in found["conflicted"])]

    shuffled = {name: list(data.draw(st.permutations(rows))) for name, rows in given.items()}
    assert seen(shuffled, data.draw(st.permutations(held))) == seen(given, held)
