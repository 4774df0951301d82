"""Facts of a roster: who is in office, which seats are held, by whom the offices, and what the constitution says of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import examples, facts, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts import seats
from ccgcheck.facts.eligibility import Standing
from tests.support import ccg

DAY = "2018-06-15"
SEATS = (
    "accountable_officer",
    "chief_finance_officer",
    "registered_nurse",
    "secondary_care_specialist",
    "nurse_or_specialist",
    "lay_finance_and_audit",
    "lay_area",
    "lay_either",
)


def facts_of(
    roster: dict[str, Any], *, on: str = DAY, own: str | None = None, constitution: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the facts on a day of a roster that is of that day, or of its `own`."""
    given = [examples.document(roster, own or on, "governing_body")]
    given += [examples.document(constitution, "2013-04-01")] if constitution else []
    records = [Record(d["kind"], prepare(d, schemas.load(d["kind"])), d[schemas.judged_on(d["kind"])]) for d in given]
    case = Case.gather(records)
    return dict(facts.derive(case, case.of("governing_body")[0], on, ccg().law(on)))


def of_members(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the root facts of a roster with these members."""
    root: dict[str, Any] = facts_of({"members": list(members)}, **more)[""]
    return root


def lay(name: str, finance: bool | None = None, area: bool | None = None, **more: Any) -> dict[str, Any]:
    """Return a lay member; what is None the roster does not say."""
    knows = {"knows_finance_and_audit": finance, "knows_the_area": area}
    said = {key: value for key, value in knows.items() if value is not None}
    return {"id": name, "role": "lay_member", "posts": [], "registrations": [], **said, **more}


@pytest.fixture
def bars(monkeypatch: pytest.MonkeyPatch) -> dict[str, Standing]:
    """Standings by the id of a member, in place of those that the schedules give; without one no bar applies."""
    found: dict[str, Standing] = {}

    def standing(member: dict[str, Any], seat: str, *_: Any) -> Standing:
        known = found.get(f"{member.get('id')} {seat}") or found.get(str(member.get("id")))
        return known if known and seat != "any" else found.get(f"{member.get('id')} any", Standing(True, False, "free"))

    monkeypatch.setattr(seats, "standing", standing)
    return found


# In office


@pytest.mark.parametrize(("tenure", "own", "verdict"), [
    ({}, DAY, "yes"),
    ({}, "2018-06-14", "unknown"),
    ({}, "2019-01-01", "unknown"),
    ({"from": "2018-06-15"}, DAY, "yes"),
    ({"from": "2018-06-16"}, DAY, "no"),
    ({"from": "2018-06"}, DAY, "unknown"),
    ({"from": "2018-05"}, "2019-01-01", "yes"),
    ({"to": "2018-06-15"}, DAY, "yes"),
    ({"to": "2018-06-14"}, DAY, "no"),
    ({"to": "2018-06-14"}, "2019-01-01", "no"),
    ({"to": "2018-06"}, DAY, "unknown"),
    ({"to": "2018-05"}, DAY, "no"),
    ({"to": "2018-07"}, DAY, "yes"),
    ({"from": "2013-04-01", "to": {"not_reviewed": True}}, DAY, "unknown"),
    ({"from": {"not_reviewed": True}}, DAY, "unknown"),
])  # fmt: skip
def test_who_is_in_office_on_a_day(tenure: dict[str, Any], own: str, verdict: str) -> None:
    found = facts_of({"members": [{"id": "gp", "role": "gp_member", **tenure}]}, own=own)
    assert found["/members/0"]["in_office"]["verdict"] == verdict
    assert found["/members/0"]["sits"]["verdict"] == verdict


def test_who_attends_is_in_office_and_does_not_sit() -> None:
    found = facts_of({"members": [{"id": "guest", "role": "other", "member": False}]})
    assert found["/members/0"]["in_office"]["verdict"] == "yes"
    assert found["/members/0"]["sits"]["verdict"] == "no"
    assert found[""]["number"]["most"] == 0


@pytest.mark.parametrize(("entry", "label"), [
    ({"name": "A. Smith", "title": "Chair", "role": "gp_member"}, "A. Smith"),
    ({"title": "Chair", "role": "gp_member"}, "Chair"),
    ({"seat": "gp_3", "role": "gp_member"}, "the holder of the seat gp_3"),
    ({"role": "gp_member"}, "the GP member"),
    ({"role": "nhs_england_representative"}, "the NHS England representative"),
    ({"not_reviewed": True}, "somebody whose role was not reviewed"),
])  # fmt: skip
def test_what_people_are_called(entry: dict[str, Any], label: str) -> None:
    assert facts_of({"members": [entry]})["/members/0"]["label"] == label


@pytest.mark.parametrize(("ends", "verdict"), [("2018-06-15", "no"), ("2018-06-14", "yes"), (None, "unknown")])
def test_a_term_lasts_to_its_last_day(ends: str | None, verdict: str) -> None:
    term = {"term_ends": ends} if ends else {}
    found = facts_of({"members": [{"id": "gp", "role": "gp_member", "from": "2015-06", **term}]})["/members/0"]
    assert found["term_expired"]["verdict"] == verdict


# How many


def numbers(root: dict[str, Any]) -> tuple[int, int, bool]:
    number = root["number"]
    return number["least"], number["most"], number["may_be_more"]


def test_people_count_once_and_sharers_each() -> None:
    twice = [{"id": "a", "role": "gp_member"}, {"id": "a", "role": "executive_director"}]
    shared = [{"id": "b", "role": "gp_member"}, {"id": "c", "role": "gp_member", "shares_seat_with": "b"}]
    assert numbers(of_members(*twice, *shared)) == (3, 3, False)


def test_a_name_stands_for_the_id_that_goes_with_it() -> None:
    known = {"id": "a", "name": "A. Smith", "role": "gp_member"}
    unnamed = {"name": "A. Smith", "role": "executive_director"}
    assert numbers(of_members(known, unnamed)) == (1, 1, False)
    assert numbers(of_members(known, {**known, "id": "b"}, unnamed)) == (3, 3, False)
    assert numbers(of_members({"role": "gp_member"}, {"role": "gp_member"})) == (2, 2, False)


def test_what_is_open_widens_the_number() -> None:
    sure = {"id": "a", "role": "gp_member"}
    perhaps = {"id": "b", "role": "gp_member", "to": "2018-06"}
    assert numbers(of_members(sure, perhaps)) == (1, 2, False)
    assert numbers(of_members(sure, {"not_reviewed": True})) == (1, 1, True)
    before = {**sure, "from": "2013-04-01"}
    assert numbers(of_members(before, own="2018-12-01")) == (1, 1, True)
    assert numbers(of_members(before, own="2018-01-01")) == (0, 1, True)  # and may have left since
    assert numbers(of_members({**before, "to": "2018-12-31"}, own="2018-01-01")) == (1, 1, True)
    assert numbers(facts_of({"members": {"not_reviewed": True}})[""]) == (0, 0, True)
    assert numbers(facts_of({})[""]) == (0, 0, True)


# Seats


def held(root: dict[str, Any], seat: str) -> tuple[str, bool]:
    fact = root["seats"][seat]
    return fact["verdict"], fact["doubtful"]


def test_seats_go_by_the_role_that_somebody_fills() -> None:
    root = of_members({"id": "gp", "role": "gp_member", "title": "Accountable Officer"})
    assert held(root, "accountable_officer") == ("no", False)
    root = of_members({"id": "gp", "role": "gp_member", "also_holds": ["accountable_officer"]})
    assert held(root, "accountable_officer") == ("yes", False)


def test_an_empty_seat_is_no_failure_where_somebody_was_not_looked_at() -> None:
    for entry in ({"not_reviewed": True}, {"id": "b", "name": "B", "not_reviewed": True}):
        root = of_members({"id": "gp", "role": "gp_member"}, entry)
        assert {held(root, seat) for seat in SEATS} == {("unknown", False)}


@pytest.mark.parametrize(("limbs", "verdict"), [
    ((True, True, True), "yes"),
    ((True, False, None), "no"),
    ((None, True, True), "unknown"),
    ((False, True, True), "no"),
])  # fmt: skip
def test_the_finance_officer_meets_every_limb(limbs: tuple[bool | None, ...], verdict: str) -> None:
    keys = ("employee_of_ccg", "accountancy_qualification", "financial_expertise")
    said = {key: value for key, value in zip(keys, limbs, strict=True) if value is not None}
    assert (
        held(of_members({"id": "cfo", "role": "chief_finance_officer", **said}), "chief_finance_officer")[0] == verdict
    )


def test_the_limbs_are_met_by_one_person() -> None:
    root = of_members(
        {"id": "a", "role": "chief_finance_officer", "employee_of_ccg": True, "accountancy_qualification": False},
        {"id": "b", "role": "chief_finance_officer", "employee_of_ccg": False, "accountancy_qualification": True},
    )
    assert held(root, "chief_finance_officer") == ("no", False)
    assert root["finance_officers"]["least"] == 2


@pytest.mark.parametrize(("registrations", "verdict", "doubtful"), [
    ([{"register": "nmc_nurse"}], "yes", False),
    ([{"register": "nmc_nurse", "to": "2018-06-14"}], "no", False),
    ([{"register": "nmc_midwife"}], "no", True),
    ([{"register": "nmc_midwife"}, {"register": "nmc_nurse"}], "yes", False),
    ([{"register": "gmc"}], "no", False),
    ([], "no", False),
    ([{"not_reviewed": True}], "unknown", False),
    (None, "unknown", False),
])  # fmt: skip
def test_the_nurse_is_on_the_register(registrations: Any, verdict: str, doubtful: bool) -> None:
    said = {} if registrations is None else {"registrations": registrations}
    root = of_members({"id": "nurse", "role": "registered_nurse", "posts": [], **said})
    assert held(root, "registered_nurse") == (verdict, doubtful)


def test_bars_leave_a_seat_empty_and_unread_ones_ask_a_person(bars: dict[str, Standing]) -> None:
    nurse = {"id": "nurse", "title": "Nurse", "role": "registered_nurse", "registrations": [{"register": "nmc_nurse"}]}
    bars["nurse"] = Standing(False, True, "works for a provider")
    assert held(of_members(nurse), "registered_nurse") == ("no", True)
    assert of_members(nurse)["seats"]["registered_nurse"]["says"].endswith("may hold the seat: works for a provider.")
    bars["nurse"] = Standing(None, False, "the posts are not recorded")
    assert held(of_members(nurse), "registered_nurse") == ("unknown", False)
    bars["nurse any"] = Standing(False, False, "is a councillor")
    assert held(of_members(nurse), "registered_nurse") == ("no", False)
    second = {**nurse, "id": "second"}
    assert held(of_members(nurse, second), "registered_nurse") == ("yes", False)


def test_lay_persons_are_counted_with_and_without_unread_bars(bars: dict[str, Standing]) -> None:
    bars["a"] = Standing(False, True, "a pharmacist's employee")
    bars["b"] = Standing(False, False, "a council officer")
    found = of_members(lay("a"), lay("b"), lay("c"))["lay_members"]
    assert (found["least"], found["most"], found["perhaps"], found["may_be_more"]) == (1, 1, 2, False)
    assert "a council officer" in found["says"]


@pytest.mark.parametrize(("members", "audit", "area", "either"), [
    ([lay("a", True, True)], "yes", "no", "yes"),
    ([lay("a", True, True), lay("b", True, False)], "yes", "yes", "yes"),
    ([lay("a", True, False), lay("b", True, False)], "yes", "no", "yes"),
    ([lay("a", False, True)], "no", "yes", "yes"),
    ([lay("a", True, True), lay("b", False, True)], "yes", "yes", "yes"),
    ([lay("a", True, True), lay("b", None, False)], "yes", "unknown", "yes"),
    ([lay("a", False, False)], "no", "no", "no"),
    ([lay("a", lay_lead="finance_and_audit"), lay("b", lay_lead="local_area")], "yes", "yes", "yes"),
    ([lay("a", lay_lead="finance_and_audit"), lay("a", None, True)], "yes", "no", "yes"),
    ([lay("a", lay_lead="either")], "unknown", "unknown", "unknown"),
    ([lay("a", lay_lead="primary_care")], "unknown", "unknown", "unknown"),
    ([lay("a", True, True, member=False)], "no", "no", "no"),
])  # fmt: skip
def test_another_lay_person_is_another(
    bars: dict[str, Standing], members: list[dict[str, Any]], audit: str, area: str, either: str
) -> None:
    root = of_members(*members)
    assert [held(root, seat)[0] for seat in ("lay_finance_and_audit", "lay_area", "lay_either")] == [
        audit,
        area,
        either,
    ]


# The specialist


def consultant(*posts: dict[str, Any], appointed: str = "2013-06-01") -> str:
    entry = {"role": "secondary_care_specialist", "from": appointed, "registrations": [{"register": "gmc"}]}
    entry["consultant_posts"] = [
        {"kind": "nhs_consultant", "on_specialist_register": True, "on_gp_register": False, **post} for post in posts
    ]
    (found,) = facts_of({"members": [entry]})[""]["those_in_post"]["secondary_care_specialist"]
    verdict: str = found["specialist"]["verdict"]
    return verdict


@pytest.mark.parametrize(("post", "verdict"), [
    ({"from": "1990-01-01"}, "yes"),
    ({"from": "2013-06-01"}, "yes"),
    ({"from": "2013-06-02"}, "no"),
    ({"to": "2003-06-02"}, "yes"),
    ({"to": "2003-06-01"}, "no"),
    ({"from": "1990-01-01", "to": "2003-06"}, "unknown"),
    ({"from": "1990-01-01", "to": "2003-07"}, "yes"),
    ({}, "unknown"),
    ({"from": "1990-01-01", "kind": "armed_forces"}, "yes"),
    ({"from": "1990-01-01", "kind": "other"}, "no"),
    ({"from": "1990-01-01", "on_gp_register": True}, "no"),
    ({"from": "1990-01-01", "on_specialist_register": {"not_reviewed": True}}, "unknown"),
])  # fmt: skip
def test_the_years_of_a_specialist_end_with_the_appointment(post: dict[str, Any], verdict: str) -> None:
    assert consultant(post) == verdict


def test_the_limbs_of_a_specialist_are_met_at_one_time() -> None:
    early = {"from": "2004-01-01", "to": "2006-12-31", "on_specialist_register": False}
    late = {"from": "2007-01-01", "on_gp_register": True}
    assert consultant(early, late) == "no"
    assert consultant() == "no"
    assert consultant(early, late, {"from": "1990-01-01", "to": "2003-12-31"}) == "yes"


@pytest.mark.parametrize(("ended", "verdict"), [("2003-05-31", "no"), ("2003-06-15", "unknown"), ("2003-07-01", "yes")])
def test_an_appointment_of_a_month_leaves_the_edge_open(ended: str, verdict: str) -> None:
    assert consultant({"from": "1990-01-01", "to": ended}, appointed="2013-06") == verdict


# Those in post


def test_those_in_post_are_statements_with_their_place() -> None:
    officer = {"id": "a", "role": "accountable_officer", "employee_of_ccg": True}
    former = {"id": "b", "role": "accountable_officer", "to": "2018-06-14"}
    found = of_members(former, officer)["those_in_post"]["accountable_officer"]
    assert [(one["at"], one["in_post"], one["employee_of_ccg"]) for one in found] == [("/members/1", "yes", True)]
    found = of_members(former, {"not_reviewed": True})["those_in_post"]["accountable_officer"]
    assert [(one["at"], one["in_post"]) for one in found] == [("/members", "unknown")]
    assert of_members(former)["those_in_post"]["accountable_officer"] == []


# Two posts in one person


@pytest.mark.parametrize(("members", "verdict"), [
    ([{"id": "a", "role": "accountable_officer"}], "yes"),
    ([{"id": "a", "role": "accountable_officer", "also_holds": ["registered_nurse"]}], "no"),
    ([{"id": "a", "role": "accountable_officer"}, {"id": "a", "role": "chief_finance_officer"}], "no"),
    ([{"id": "a", "role": "accountable_officer", "also_holds": ["gp_member"]}], "yes"),
    ([{"id": "a", "role": "accountable_officer", "also_holds": ["registered_nurse"]}, {"id": "b", "role": "registered_nurse"}], "unknown"),
    ([{"id": "a", "role": "accountable_officer", "also_holds": ["registered_nurse"]}, {"id": "b", "role": "registered_nurse", "registrations": []}], "no"),
    ([{"id": "a", "role": "accountable_officer"}, {"not_reviewed": True}], "unknown"),
    ([{"id": "a", "role": "gp_member"}], "unknown"),
])  # fmt: skip
def test_the_accountable_officer_is_nobody_elses_substitute(members: list[dict[str, Any]], verdict: str) -> None:
    assert of_members(*members)["doubled"]["verdict"] == verdict


# Offices

PEOPLE = [
    {"id": "gp", "role": "gp_member"},
    lay("area", lay_lead="local_area"),
    {"id": "old", "role": "gp_member", "to": "2018-01-01"},
]


@pytest.mark.parametrize(("offices", "chair", "lay_chair"), [
    ([{"office": "chair", "held_by": "gp"}, {"office": "deputy_chair", "held_by": "area"}], "yes", "yes"),
    ([{"office": "chair", "held_by": "gp"}, {"office": "deputy_chair", "held_by": "old"}], "yes", "no"),
    ([{"office": "chair", "held_by": "gp"}, {"office": "deputy_chair", "vacant": True}], "yes", "no"),
    ([{"office": "chair", "held_by": "gp"}], "yes", "unknown"),
    ([{"office": "chair", "vacant": True}], "no", "unknown"),
    ([{"office": "chair", "vacant": True}, {"not_reviewed": True}], "unknown", "unknown"),
    ([{"office": "chair", "vacant": True, "to": "2018-06-14"}, {"office": "chair", "held_by": "gp", "from": "2018-06-15"}], "yes", "unknown"),
    ([{"office": "chair", "held_by": "gp", "to": "2018-06-14"}], "unknown", "unknown"),
    ([{"office": "chair"}], "unknown", "unknown"),
    ([], "unknown", "unknown"),
])  # fmt: skip
def test_who_is_in_the_chair(
    bars: dict[str, Standing], offices: list[dict[str, Any]], chair: str, lay_chair: str
) -> None:
    root = facts_of({"members": PEOPLE, "offices": offices})[""]
    assert (root["chair"]["verdict"], root["lay_chair"]["verdict"]) == (chair, lay_chair)


def test_the_holder_of_an_office_and_what_the_person_is(bars: dict[str, Standing]) -> None:
    offices = [
        {"office": "audit_chair", "held_by": "area"},
        {"office": "chair", "held_by": "old"},
        {"office": "chair", "held_by": "nobody"},
    ]
    found = facts_of({"members": PEOPLE, "offices": offices})
    audit, chair = found["/offices/0"]["holder"], found["/offices/1"]["holder"]
    assert (audit["sits"]["verdict"], audit["lay"]["verdict"], audit["leads_on_finance"]["verdict"]) == (
        "yes",
        "yes",
        "no",
    )
    assert (chair["sits"]["verdict"], chair["lay"]["verdict"], chair["roles"]) == ("no", "no", ["gp_member"])
    assert "holder" not in found["/offices/2"]


# The constitution

CONSTITUTION = {
    "governing_body": {
        "seats": [
            {"id": "gp", "role": "gp_member", "count": 2, "appointed_by": "member_practices"},
            {"id": "nurse", "role": "registered_nurse", "appointed_by": "ccg"},
        ]
    }
}


def beside(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    return facts_of({"members": list(members), **more}, constitution=CONSTITUTION)


def seats_of(found: dict[str, Any], key: str) -> dict[str, str]:
    return {seat["id"]: seat[key]["verdict"] for seat in found[""]["constitution_seats"]}


def test_seats_of_the_constitution_are_held_or_recorded_as_vacant() -> None:
    gp = {"id": "a", "seat": "gp", "role": "gp_member"}
    assert seats_of(beside(gp), "held") == {"gp": "no", "nurse": "no"}
    assert seats_of(beside(gp, {**gp, "id": "b"}), "held") == {"gp": "yes", "nurse": "no"}
    assert seats_of(beside(gp, vacancies=[{"seat": "gp", "role": "gp_member"}]), "held")["gp"] == "yes"
    assert seats_of(beside(gp, {"not_reviewed": True}), "held") == {"gp": "unknown", "nurse": "unknown"}
    assert seats_of(beside(gp, vacancies=[{"seat": "nurse", "role": "registered_nurse"}]), "held")["nurse"] == "yes"
    assert seats_of(beside(gp, vacancies=[{"role": "registered_nurse"}]), "held")["nurse"] == "yes"
    assert (
        seats_of(beside(gp, vacancies=[{"role": "registered_nurse", "since": "2018-06-16"}]), "held")["nurse"] == "no"
    )
    assert seats_of(beside(gp, vacancies={"not_reviewed": True}), "held")["nurse"] == "unknown"
    assert seats_of(beside({"id": "n", "role": "registered_nurse"}), "held") == {"gp": "no", "nurse": "yes"}


def test_those_who_share_a_place_take_one() -> None:
    three = [{"id": name, "seat": "gp", "role": "gp_member"} for name in "abc"]
    assert seats_of(beside(*three), "number")["gp"] == "no"
    shared = [*three[:2], {**three[2], "shares_seat_with": "b"}]
    assert seats_of(beside(*shared), "number")["gp"] == "yes"
    assert seats_of(beside(*shared, {"not_reviewed": True}), "number")["gp"] == "unknown"


@pytest.mark.parametrize(("members", "held", "number"), [
    ([{"id": "a"}, {"id": "b"}], "yes", "yes"),
    ([{"id": "a"}, {"id": "b", "shares_seat_with": "a"}], "no", "yes"),
    ([{"id": "a"}, {"id": "b", "not_reviewed": True}], "unknown", "yes"),
    ([{"id": "a"}, {"id": "b"}, {"id": "b", "shares_seat_with": "a"}], "unknown", "yes"),
    ([{"id": "a"}, {"id": "b"}, {"id": "b", "seat": "nurse", "shares_seat_with": "a"}], "yes", "yes"),
    ([{"id": "a", "shares_seat_with": "x"}, {"id": "b", "shares_seat_with": "x"}], "no", "yes"),
    ([{"id": "a"}, {"id": "b", "shares_seat_with": "x"}], "yes", "yes"),
    ([{"id": "a"}, {"id": "b", "shares_seat_with": "x"}, {}], "unknown", "unknown"),
    ([{"id": "a"}, {"id": "b"}, {}], "yes", "unknown"),
    ([{"id": "a"}, {"id": "b"}, {"id": "c", "not_reviewed": True}], "yes", "unknown"),
    ([{"id": "a"}, {"id": "b"}, {"id": "c", "shares_seat_with": "b"}, {"id": "c"}], "yes", "unknown"),
])  # fmt: skip
def test_who_shares_a_place_is_known_only_where_every_entry_on_the_seat_says_so(
    members: list[dict[str, Any]], held: str, number: str
) -> None:
    given = [{"seat": "gp", "role": "gp_member", **one} if one else {"not_reviewed": True} for one in members]
    found = beside(*given)
    assert (seats_of(found, "held")["gp"], seats_of(found, "number")["gp"]) == (held, number)


def test_without_a_constitution_nothing_is_known_of_its_seats() -> None:
    found = facts_of({"members": [{"id": "a", "seat": "gp", "role": "gp_member"}]})
    assert [seat["held"]["verdict"] for seat in found[""]["constitution_seats"]] == ["unknown"]
    assert found["/members/0"]["described"]["says"] == "No constitution of the body was supplied."


@pytest.mark.parametrize(("member", "seat", "described", "appointment"), [
    ({"seat": "gp", "role": "gp_member", "appointed_by": "member_practices"}, "yes", "yes", "yes"),
    ({"seat": "gp", "role": "gp_member", "appointed_by": "ccg"}, "yes", "yes", "unknown"),
    ({"seat": "gp", "role": "gp_member", "appointed_by": "another_body"}, "yes", "yes", "no"),
    ({"role": "gp_member", "appointed_by": "chair"}, "yes", "yes", "no"),
    ({"seat": "nurse", "role": "registered_nurse", "appointed_by": "governing_body"}, "yes", "yes", "yes"),
    ({"seat": "nurse", "role": "gp_member"}, "no", "no", "unknown"),
    ({"seat": "council", "role": "local_authority_representative"}, "no", "no", "unknown"),
    ({"role": "local_authority_representative"}, "no", "no", "unknown"),
    ({"role": "local_authority_representative", "individual_ccg_member": True}, "no", "yes", "unknown"),
    ({"id": "x", "name": "X", "not_reviewed": True}, "unknown", "unknown", "unknown"),
])  # fmt: skip
def test_members_against_their_seats(member: dict[str, Any], seat: str, described: str, appointment: str) -> None:
    found = beside(member)["/members/0"]
    verdicts = tuple(found[key]["verdict"] for key in ("seat", "described", "appointment"))
    assert verdicts == (seat, described, appointment)


def test_a_seat_names_its_place_in_the_constitution() -> None:
    found = beside({"id": "n", "seat": "nurse", "role": "registered_nurse"})
    assert found["/members/0"]["seat"]["places"] == [
        {"kind": "constitution", "number": 0, "pointer": "/governing_body/seats/1"}
    ]


# Properties

DAYS = st.sampled_from(["2018-05", "2018-06", "2018-07", "2018-06-14", "2018-06-15", "2018-06-16"])
ROLES = [
    "accountable_officer",
    "chief_finance_officer",
    "registered_nurse",
    "secondary_care_specialist",
    "lay_member",
    "gp_member",
]
FLAGS = [
    "employee_of_ccg",
    "accountancy_qualification",
    "financial_expertise",
    "knows_finance_and_audit",
    "knows_the_area",
]
MEMBERS = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["a", "b", "c", "d"]), "role": st.sampled_from(ROLES)},
        optional={
            "from": DAYS,
            "to": DAYS,
            "seat": st.sampled_from(["gp", "nurse", "other"]),
            "member": st.booleans(),
            "shares_seat_with": st.sampled_from(["a", "b"]),
            "also_holds": st.lists(st.sampled_from(ROLES), min_size=1, max_size=2),
            "lay_lead": st.sampled_from(["finance_and_audit", "local_area", "either"]),
            "registrations": st.lists(st.fixed_dictionaries({"register": st.sampled_from(["nmc_nurse", "nmc_midwife", "gmc"])})),
            "posts": st.just([]),
            "not_reviewed": st.just(True),
            **{flag: st.booleans() for flag in FLAGS},
        },
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def without_places(root: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with those in post as a set of what is said of them: where they stand in the list differs."""
    in_post = {role: sorted(str({**one, "at": None}) for one in found) for role, found in root["those_in_post"].items()}
    return {**root, "those_in_post": in_post}


@given(members=MEMBERS, data=st.data())
def test_the_order_of_members_never_matters(members: list[dict[str, Any]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(members))))
    offices = [{"office": "chair", "held_by": "a"}, {"office": "deputy_chair", "held_by": "b"}]
    first, second = (beside(*given, offices=offices) for given in (members, [members[place] for place in order]))
    assert without_places(first[""]) == without_places(second[""])
    for new, old in enumerate(order):
        assert first[f"/members/{old}"] == second[f"/members/{new}"]


@given(members=MEMBERS, data=st.data())
def test_looking_away_never_turns_an_answer_round(members: list[dict[str, Any]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(members) - 1))
    less = [{"not_reviewed": True} if n == place else member for n, member in enumerate(members)]
    seen, hidden = beside(*members)[""], beside(*less)[""]
    pairs = [(seen["seats"][seat]["verdict"], hidden["seats"][seat]["verdict"]) for seat in SEATS]
    pairs += [(seen[key]["verdict"], hidden[key]["verdict"]) for key in ("doubled", "lay_chair")]
    pairs += list(zip(seats_of({"": seen}, "held").values(), seats_of({"": hidden}, "held").values(), strict=True))
    assert not {("yes", "no"), ("no", "yes")} & set(pairs)
    assert hidden["number"]["least"] <= seen["number"]["most"]
    assert hidden["number"]["may_be_more"]
