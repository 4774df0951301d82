"""Who may sit: which facts bar from which seat, and that the rules say the same."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import examples, schemas
from ccgcheck.cases import Record
from ccgcheck.evidence import prepare
from ccgcheck.facts import eligibility
from ccgcheck.facts.days import span
from ccgcheck.facts.eligibility import Standing
from ccgcheck.facts.people import Callings
from ccgcheck.settle import settle
from tests.support import ccg

DAY = "2016-06-01"
LAY = {"role": "lay_member", "name": "Ann", "individual_ccg_member": False, "registrations": [], "posts": []}
CLEAN = {
    **{"role": "gp_member", "posts": [], "convictions": [], "dismissals": [], "from": "2015-06-01"},
    **{"bankruptcy_restrictions": False, "director_disqualification": False, "professional_sanction": False},
    **{"charity_removal": False, "scottish_charity_removal": False},
}
NURSE = {"role": "registered_nurse", "posts": [], "registrations": [{"register": "nmc_nurse"}]}


def standing(member: dict[str, Any], seat: str = "lay_member", day: str = DAY) -> Standing:
    (seen,) = record([member], day).data["members"]
    return eligibility.standing(seen, seat, day, span(seen.get("from")), ccg().law(day))


def record(members: list[dict[str, Any]], day: str = DAY) -> Record:
    data = examples.document({"members": members}, day, "governing_body")
    return Record("governing_body", prepare(data, schemas.load("governing_body")), day)


def post(kind: str, position: str = "employee", **more: Any) -> dict[str, Any]:
    return {"posts": [{"kind": kind, "position": position, **more}]}


def test_nothing_recorded_bars_nobody() -> None:
    assert standing(LAY) == Standing(True, False, "Ann: nothing that is recorded bars from the seat")
    assert standing(CLEAN, "any").eligible is True
    assert standing(NURSE, "registered_nurse").eligible is True


@pytest.mark.parametrize(
    ("facts", "day", "eligible", "doubtful"),
    [
        (post("local_authority"), DAY, False, False),
        (post("local_authority", "councillor"), DAY, True, False),
        (post("nhs_trust", "director"), DAY, False, False),
        (post("foundation_trust", "member"), DAY, False, False),
        (post("ccg"), DAY, True, False),
        (post("this_ccg"), DAY, True, False),
        (post("house_of_lords", "member"), DAY, True, False),
        (post("nice"), "2013-04-01", False, False),
        (post("nice"), "2013-03-31", True, False),
        (post("hscic", "member"), "2013-04-01", False, False),
        (post("primary_care_trust"), "2013-03-31", False, False),
        (post("primary_care_trust", "chair"), "2013-03-31", True, False),
        (post("primary_care_trust"), "2013-04-01", True, False),
        (post("health_education_england"), "2015-03-31", False, True),
        (post("health_education_england"), "2015-04-01", True, False),
        (post("strategic_health_authority"), "2013-03-31", False, True),
        (post("independent_provider", arranged_by_ccg=True, arranged_by_nhs_england=False), DAY, False, False),
        (post("independent_provider"), DAY, None, False),
        (post("other"), DAY, True, False),
        (post("other", "contractor", arranged_by_ccg=True), DAY, False, False),
        (post("local_authority", to="2016-05"), DAY, True, False),
        (post("local_authority", **{"from": "2016-06"}), DAY, None, False),
        (post("monitor", "chair"), DAY, None, False),
        ({"posts": {"not_reviewed": True}}, DAY, None, False),
        ({"posts": [{"not_reviewed": True}]}, DAY, None, False),
        ({"registrations": [{"register": "gmc"}]}, DAY, False, False),
        ({"registrations": [{"register": "gmc", "to": "2016-05-31"}]}, DAY, True, False),
        ({"registrations": [{"register": "hcpc"}]}, DAY, None, False),
        ({"registrations": {"not_reviewed": True}}, DAY, None, False),
        ({"individual_ccg_member": True}, DAY, False, False),
        ({"individual_ccg_member": {"not_reviewed": True}}, DAY, None, False),
    ],
)
def test_who_is_lay(facts: dict[str, Any], day: str, eligible: bool | None, doubtful: bool) -> None:
    found = standing({**LAY, **facts}, day=day)
    assert (found.eligible, found.doubtful) == (eligible, doubtful), found.says


def test_law_that_was_not_read_only_makes_doubtful() -> None:
    served: dict[str, Any] = {"arranged_by_ccg": False, "arranged_by_nhs_england": False}
    dentist = standing({**LAY, **post("dental_contractor", **served)})
    assert (dentist.eligible, dentist.doubtful) == (False, True)
    unsure = standing({**LAY, **post("pharmaceutical_contractor", "director", **served)})
    assert (unsure.eligible, unsure.doubtful) == (None, True)
    both = standing({**LAY, **post("dental_contractor", arranged_by_ccg=True)})
    assert (both.eligible, both.doubtful) == (False, False)


def test_the_sentence_names_the_fact_and_the_paragraph() -> None:
    facts = {"posts": [{"organisation": "Northshire Council", "kind": "local_authority", "position": "employee"}]}
    assert standing({**LAY, **facts}).says == (
        "Ann: an employee of Northshire Council (SI 2012/1631, reg 12(5) and Sch 4 para 1)"
    )


@pytest.mark.parametrize(
    ("facts", "eligible"),
    [
        (post("this_ccg"), True),
        (post("nhs_trust", serves_our_people=True), False),
        (post("nhs_trust", serves_our_people=False), True),
        (post("nhs_trust"), None),
        (post("primary_medical_services", serves_our_people=False), False),
        ({"registrations": [{"register": "nmc_midwife"}]}, False),
        ({"registrations": [{"register": "nmc_nurse", "to": "2015-12"}]}, False),
        ({"registrations": {"not_reviewed": True}}, None),
    ],
)
def test_who_may_fill_the_nurses_seat(facts: dict[str, Any], eligible: bool | None) -> None:
    found = standing({**NURSE, **facts}, "registered_nurse")
    assert found.eligible is eligible, found.says
    assert found.doubtful is (eligible is not True)


def test_the_specialist_needs_no_nurses_register() -> None:
    specialist = {"role": "secondary_care_specialist", "posts": []}
    assert standing(specialist, "secondary_care_specialist").eligible is True
    assert standing({**specialist, **post("member_practice", "partner")}, "secondary_care_specialist").eligible is False


def convicted(on: str, months: Any = 3, **more: Any) -> dict[str, Any]:
    return {"convictions": [{"on": on, "imprisonment_months": months, "option_of_a_fine": False, **more}]}


def dismissed(on: str, employer: str, **more: Any) -> dict[str, Any]:
    return {"dismissals": [{"on": on, "employer": employer, "redundancy": False, **more}]}


@pytest.mark.parametrize(
    ("facts", "eligible", "doubtful"),
    [
        (post("parliament", "member"), False, False),
        (post("london_assembly", "member"), False, False),
        (post("house_of_lords", "member"), True, False),
        (post("local_authority", "councillor"), False, False),
        (post("local_authority"), True, False),
        (post("commissioning_support", "shareholder", supports_commissioning=True), False, False),
        (post("commissioning_support"), None, False),
        (post("member_practice", "partner"), True, False),
        (convicted("2010-06-01"), False, False),
        (convicted("2010-05-31"), True, False),
        (convicted("2010-06"), False, False),
        (convicted("2010-05"), True, False),
        (convicted("2015-05-31", suspended=True), False, False),
        (convicted("2015-06-01"), True, False),
        (convicted("2012-01-01", 2.5), True, False),
        (convicted("2012-01-01", option_of_a_fine=True), True, False),
        ({"convictions": [{"on": "2012-01-01"}]}, None, False),
        ({"bankruptcy_restrictions": True}, False, False),
        ({"director_disqualification": True}, False, True),
        ({"charity_removal": {"not_reviewed": True}}, None, True),
        (dismissed("2014-06-01", "foundation_trust"), False, True),
        (dismissed("2014-06-01", "nhs_trust"), False, True),
        (dismissed("2014-06-01", "other"), True, False),
        (dismissed("2014-06-01", "nhs_england", redundancy=True), True, False),
        (dismissed("2010-05-31", "nhs_england"), True, False),
    ],
)
def test_who_is_disqualified(facts: dict[str, Any], eligible: bool | None, doubtful: bool) -> None:
    found = standing({**CLEAN, **facts}, "any")
    assert (found.eligible, found.doubtful) == (eligible, doubtful), found.says


def test_a_month_of_appointment_leaves_the_period_open() -> None:
    assert standing({**CLEAN, **convicted("2010-06-15"), "from": "2015-06"}, "any").eligible is None
    assert standing({**CLEAN, **convicted("2010-07-01"), "from": "2015-06"}, "any").eligible is False
    without = {name: value for name, value in CLEAN.items() if name != "from"}
    assert standing({**without, **convicted("2010-07-01")}, "any").eligible is None


def test_facts_say_what_is_held_and_who_is_in_office() -> None:
    members = [
        {"id": "ann_other", "role": "lay_member", **post("monitor", to="2016-06-15", **{"from": "2016-06"})},
        {"role": "gp_member", "from": "2016-07", **convicted("2012-06-01")},
        {"not_reviewed": True},
    ]
    found = eligibility.derive(record(members), DAY, ccg().law(DAY), Callings())
    held = found["/members/0/posts/0"]["held"]
    assert held["verdict"] == "unknown"
    assert held["says"] == 'The lay member may be an employee of a body of the kind "monitor" on 2016-06-01'
    assert found["/members/0"]["who"] == "The lay member"
    assert [found[f"/members/{n}"]["in_office"]["verdict"] for n in range(3)] == ["yes", "no", "unknown"]
    assert found["/members/1/convictions/0"]["in_period"]["verdict"] == "yes"


@cache
def vocabulary(name: str) -> tuple[str, ...]:
    each = schemas.load("governing_body")["properties"]["members"]["else"]["items"]["properties"]
    return tuple(one["const"] for one in each["posts"]["else"]["items"]["properties"][name]["oneOf"])


DATES = ("2013-03-31", "2013-04-01", "2015-03-31", "2015-04-01", DAY, "2022-05-01")
FEW = ["local_authority", "nhs_england", "monitor", "independent_provider", "dental_contractor", "nice", "ccg", "other"]
POSTS = st.fixed_dictionaries(
    {
        "kind": st.one_of(st.sampled_from(FEW), st.sampled_from(vocabulary("kind"))),
        "position": st.one_of(st.sampled_from(["employee", "director"]), st.sampled_from(vocabulary("position"))),
    },
    optional={
        "arranged_by_ccg": st.booleans(),
        "arranged_by_nhs_england": st.booleans(),
        "contracts_for_social_services": st.booleans(),
        "serves_our_people": st.booleans(),
        "supports_commissioning": st.booleans(),
        "from": st.sampled_from(["2012-01-01", "2016-06", "2015-04"]),
        "to": st.sampled_from(["2013-03-31", "2015-03", "2022-05"]),
    },
)
REGISTRATIONS = st.fixed_dictionaries(
    {"register": st.sampled_from(["gmc", "hcpc", "nmc_nurse", "other"])},
    optional={"to": st.sampled_from(["2015-03", "2016-05-31"])},
)


def missing(what: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(what, st.just({"not_reviewed": True}))


def partly(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of which only the first two statements were reviewed."""
    return {**dict(list(entry.items())[:2]), "not_reviewed": True}


LAY_MEMBERS = st.fixed_dictionaries(
    {"role": st.just("lay_member")},
    optional={
        "posts": missing(st.lists(missing(st.one_of(POSTS, POSTS.map(partly))), max_size=3)),
        "registrations": missing(st.lists(REGISTRATIONS, max_size=2)),
        "individual_ccg_member": missing(st.booleans()),
    },
)


def barring(seat: str) -> list[str]:
    return [name for name, values in ccg().law(DAY).items() if seat in values.get("bars", ())]


def named_somewhere(kind: str) -> bool:
    """Whether any version of a provision that bars from the lay seats names the kind of body."""
    versions = [version for provision in ccg().provisions.values() for version in provision.versions]
    lists = [
        version.values.get(key, ()) for version in versions for key in ("kinds", "ask_of") if "bars" in version.values
    ]
    return any(kind in names for names in lists)


def test_there_are_bars_on_every_kind_of_seat() -> None:
    assert {seat: len(barring(seat)) for seat in ("lay_member", "any", "registered_nurse")} == {
        "lay_member": 15,
        "any": 11,
        "registered_nurse": 2,
    }


def test_every_name_in_the_provisions_is_in_the_schema() -> None:
    for provision in ccg().provisions.values():
        for version in provision.versions:
            if "bars" in version.values and version.values["by"] == "posts":
                assert {*version.values["kinds"], *version.values.get("ask_of", ())} <= set(vocabulary("kind"))
                assert {*version.values["positions"], *version.values["perhaps"]} <= set(vocabulary("position"))


def test_dismissals_are_looked_back_on_alike() -> None:
    years = {values["years"] for values in ccg().law(DAY).values() if values.get("by") == "dismissals"}
    assert len(years) == 1


@given(
    st.sampled_from([kind for kind in vocabulary("kind") if not named_somewhere(kind)]),
    st.sampled_from(vocabulary("position")),
    st.sampled_from(DATES),
    st.sampled_from(["lay_member", "registered_nurse", "secondary_care_specialist"]),
)
def test_a_post_of_a_kind_in_no_paragraph_never_bars(kind: str, position: str, day: str, seat: str) -> None:
    member = {**LAY, "registrations": [{"register": "nmc_nurse"}] if seat == "registered_nurse" else []}
    assert standing({**member, **post(kind, position)}, seat, day).eligible is True


@given(st.lists(POSTS, max_size=3), POSTS, st.sampled_from(DATES), st.sampled_from(["lay_member", "any"]))
def test_another_post_never_makes_anybody_eligible(
    posts: list[dict[str, Any]], more: dict[str, Any], day: str, seat: str
) -> None:
    rank = {True: 0, None: 1, False: 2}
    before = standing({**CLEAN, **LAY, "posts": posts}, seat, day)
    after = standing({**CLEAN, **LAY, "posts": [*posts, more]}, seat, day)
    assert rank[after.eligible] >= rank[before.eligible]


@given(st.lists(POSTS, max_size=3), st.sampled_from(DATES))
def test_the_order_of_posts_never_matters(posts: list[dict[str, Any]], day: str) -> None:
    assert standing({**LAY, "posts": posts}, day=day) == standing({**LAY, "posts": posts[::-1]}, day=day)


def agree(members: list[dict[str, Any]], day: str) -> None:
    """Assert of each member that the rules on lay members and `standing` say the same."""
    rules = tuple(rule for rule in ccg().rules if rule.provision.id in barring_ever("lay_member"))
    data = examples.document({"members": members}, day, "governing_body")
    results = list(settle(examples.judge_documents([data], ccg(), day, rules)))
    for index, member in enumerate(members):
        own = [result for result in results if f"{result.pointer}/".startswith(f"/members/{index}/")]
        found, statuses = standing(member, day=day), {result.status for result in own}
        told = (member, [(result.rule.id, result.status, result.message) for result in own], found)
        assert statuses, told
        if "fail" in statuses:
            assert (found.eligible, found.doubtful) == (False, False), told
        elif any(result.status == "review" and result.reason for result in own):
            assert (found.eligible, found.doubtful) == (False, True), told
        else:
            assert found.eligible is (True if statuses == {"pass"} else None), told


FLAGS = ("arranged_by_ccg", "arranged_by_nhs_england", "contracts_for_social_services")
STATED: dict[str, dict[str, Any]] = {
    **{true: {name: name == true for name in FLAGS} for true in FLAGS},
    **{f"without {left_out}": {name: False for name in FLAGS if name != left_out} for left_out in FLAGS},
}
HELD: dict[str, dict[str, Any]] = {
    **{f"{name}, held": flags for name, flags in STATED.items()},
    **{f"{name}, perhaps held": {**flags, "from": "2016-06"} for name, flags in STATED.items()},
    "not held": {"to": "2016-05-31"},
}


@pytest.mark.parametrize("more", HELD.values(), ids=HELD.keys())
def test_the_rules_and_the_standing_agree_on_every_post(more: dict[str, Any]) -> None:
    positions = ["employee", "director", "volunteer"]
    every = [post(kind, position, **more) for kind in vocabulary("kind") for position in positions]
    every += [post(kind, position, **more) for kind in FEW[:5] for position in vocabulary("position")]
    agree([{**LAY, **one} for one in every], DAY)


@settings(deadline=None, max_examples=30)
@given(st.lists(LAY_MEMBERS, min_size=5, max_size=10), st.sampled_from(DATES))
def test_the_rules_and_the_standing_agree_on_members(members: list[dict[str, Any]], day: str) -> None:
    agree(members, day)


@cache
def barring_ever(seat: str) -> frozenset[str]:
    known = ccg().provisions.values()
    return frozenset(one.id for one in known if seat in one.versions[0].values.get("bars", ()))


def test_a_post_without_a_beginning_may_not_have_begun_before_the_day_of_the_record() -> None:
    lay = {
        **LAY,
        "posts": [
            {"kind": "nice", "position": "employee"},
            {"kind": "monitor", "position": "member", "to": "2016-03-31"},
        ],
    }
    then = record([lay])
    told = {
        pointer: fact["held"]["verdict"] for pointer, fact in eligibility.posts_facts(then, DAY, Callings()).items()
    }
    assert told == {"/members/0/posts/0": "yes", "/members/0/posts/1": "no"}
    told = {
        pointer: fact["held"]["verdict"]
        for pointer, fact in eligibility.posts_facts(then, "2016-05-31", Callings()).items()
    }
    assert told == {"/members/0/posts/0": "unknown", "/members/0/posts/1": "no"}
