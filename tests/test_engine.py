"""The engine: each status, where it points, and what it says."""

from pathlib import Path

import pytest

from ccgcheck import packs
from tests.support import RULES, constitution, judge, only, write_pack

SEATS = "governing_body:\n  seats:\n    - {{id: gp, role: gp_member, count: {count}}}\n"


def rule(folder: Path, **changes: str) -> packs.Pack:
    """Return the small pack with keys of its rule replaced, or added."""
    lines = RULES.splitlines()
    for key, value in changes.items():
        name = f"    {key.replace('assert_', 'assert')}:"
        kept = [line for line in lines if not line.startswith(name)]
        kept.insert(kept.index("    remedy: Add a seat."), f"{name} {value}")
        lines = kept
    return packs.load(write_pack(folder, rules="\n".join(lines)))


@pytest.mark.parametrize(("count", "date", "status"), [
    (6, "2022-04-13", "pass"), (5, "2022-04-13", "fail"),
    (4, "2022-04-14", "pass"), (3, "2022-04-14", "fail"),
])  # fmt: skip
def test_the_law_of_the_day_decides(tmp_path: Path, count: int, date: str, status: str) -> None:
    result = only(judge(constitution(SEATS.format(count=count), date), rule(tmp_path)))
    assert (result.status, result.as_at) == (status, date)
    assert result.provision.citation == ("reg 1" if date < "2022-04-14" else "reg 2")


def test_a_failure_says_what_was_found_and_where(tmp_path: Path) -> None:
    result = only(judge(constitution(SEATS.format(count=5)), rule(tmp_path)))
    assert result.message == "There are 5 members of 6."
    assert (result.location.pointer, result.location.line, result.location.column) == ("/governing_body/seats", 5, 3)
    assert result.fails_run


def test_a_pass_says_what_the_law_requires(tmp_path: Path) -> None:
    result = only(judge(constitution(SEATS.format(count=6)), rule(tmp_path)))
    assert result.message == "The governing body has at least 6 members."


def test_a_pass_does_not_show_half_of_what_was_found(tmp_path: Path) -> None:
    pack = rule(tmp_path, assert_="known(this.seats)", found="There are {this.seats[0].count} of {this.chair.clause}.")
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member}], chair: {not_reviewed: true}}\n")
    assert only(judge(text, pack)).message == "The governing body has at least 6 members."


def test_as_at_reads_the_law_of_another_day(tmp_path: Path) -> None:
    text = constitution(SEATS.format(count=4), "2018-01-01")
    assert only(judge(text, rule(tmp_path), as_at="2022-05-01")).status == "pass"


@pytest.mark.parametrize("status", ["fail", "unknown", "review", "not_applicable"])
def test_silence_gives_what_the_rule_says(tmp_path: Path, status: str) -> None:
    result = only(judge(constitution("name: {value: x}\n"), rule(tmp_path, if_silent=status)))
    assert (result.status, result.message) == (status, 'not stated: "governing_body"')
    assert result.location.pointer == ""


def test_silence_fails_by_default_and_names_what_is_missing(tmp_path: Path) -> None:
    result = only(judge(constitution("governing_body: {chair: {clause: '1'}}\n"), rule(tmp_path)))
    assert (result.status, result.message) == ("fail", 'not stated: "seats" in governing_body')
    assert result.location.pointer == "/governing_body"


def test_a_rule_can_say_silence_in_its_own_words(tmp_path: Path) -> None:
    pack = rule(tmp_path, silent="No seats, and {law.minimum} are required.")
    assert only(judge(constitution("name: {value: x}\n"), pack)).message == "No seats, and 6 are required."


@pytest.mark.parametrize("body", [
    "governing_body: {not_reviewed: true}\n",
    "governing_body: {seats: {not_reviewed: true}}\n",
    "governing_body: {seats: [{id: gp, role: gp_member, count: 9}, {not_reviewed: true}]}\n",
    "governing_body: {chair: {clause: '1'}, not_reviewed: true}\n",
    "not_reviewed: true\n",
])  # fmt: skip
def test_what_nobody_looked_at_is_unknown(tmp_path: Path, body: str) -> None:
    result = only(judge(constitution(body), rule(tmp_path)))
    assert result.status == "unknown"
    assert "not reviewed" in result.message


def test_has_is_undecided_where_nobody_looked(tmp_path: Path) -> None:
    pack = rule(tmp_path, assert_="'!has(this.chair)'")
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member}], chair: {not_reviewed: true}}\n")
    assert only(judge(text, pack)).status == "unknown"


def test_a_decided_alternative_is_enough(tmp_path: Path) -> None:
    pack = rule(tmp_path, assert_="has(this.chair) || this.seats.size() == 1")
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 6}], chair: {not_reviewed: true}}\n")
    assert only(judge(text, pack)).status == "pass"


def test_a_statement_the_schema_refuses_is_not_relied_on(tmp_path: Path) -> None:
    report = judge(constitution(SEATS.format(count="many")), rule(tmp_path))
    assert [problem.kind for problem in report.problems] == ["schema"]
    assert only(report).status == "unknown"


def test_a_misspelt_key_leaves_its_neighbours_undecided(tmp_path: Path) -> None:
    report = judge(constitution("govering_body: {seats: [{id: gp, role: gp_member, count: 9}]}\n"), rule(tmp_path))
    assert 'did you mean "governing_body"' in report.problems[0].message
    assert only(report).status == "unknown"


def test_a_duplicate_key_is_not_relied_on(tmp_path: Path) -> None:
    text = constitution("governing_body:\n  seats: [{id: gp, role: gp_member, count: 6}]\n  seats: []\n")
    report = judge(text, rule(tmp_path))
    assert [problem.kind for problem in report.problems] == ["duplicate_key"]
    assert only(report).status == "unknown"


def test_a_condition_that_is_false_gives_its_reason(tmp_path: Path) -> None:
    pack = rule(tmp_path, when="has(this.chair)", otherwise="There is no chair.")
    result = only(judge(constitution(SEATS.format(count=1)), pack))
    assert (result.status, result.message) == ("not_applicable", "There is no chair.")


def test_a_condition_on_something_unstated_is_unknown(tmp_path: Path) -> None:
    pack = rule(tmp_path, when="this.chair.clause == '1'", otherwise="x")
    result = only(judge(constitution(SEATS.format(count=1)), pack))
    assert (result.status, result.message) == ("unknown", 'cannot tell whether this applies: "chair" is not stated')


def test_a_condition_on_something_not_reviewed_says_so(tmp_path: Path) -> None:
    pack = rule(tmp_path, when="this.chair.clause == '1'", otherwise="x")
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member}], chair: {not_reviewed: true}}\n")
    result = only(judge(text, pack))
    assert result.status == "unknown"
    assert result.message == 'cannot tell whether this applies: not reviewed: "chair"'


def test_a_condition_is_asked_before_absence_is_blamed(tmp_path: Path) -> None:
    pack = rule(tmp_path, when="has(constitution.name)", otherwise="It has no name.")
    assert only(judge(constitution("area: {description: x}\n"), pack)).status == "not_applicable"
    assert only(judge(constitution("name: {value: x}\n"), pack)).status == "fail"


def test_a_question_for_a_person_is_review(tmp_path: Path) -> None:
    lines = RULES.replace("      - passes:", "      - review:").replace(
        "    remedy:", "    asks_person: Are {law.minimum} enough here?\n    remedy:"
    )
    pack = packs.load(write_pack(tmp_path, rules=lines))
    result = only(judge(constitution(SEATS.format(count=6)), pack))
    assert (result.status, result.message, result.fails_run) == ("review", "Are 6 enough here?", False)


@pytest.mark.parametrize(("count", "status", "message"), [
    (6, "pass", "The governing body has at least 6 members."), (5, "review", "Is 5 enough?"), (4, "fail", "There are 4 members of 6."),
])  # fmt: skip
def test_a_person_is_asked_only_in_doubt(tmp_path: Path, count: int, status: str, message: str) -> None:
    pack = rule(tmp_path, asks_person_when="this.seats[0].count == 5", asks_person="Is {this.seats[0].count} enough?")
    result = only(judge(constitution(SEATS.format(count=count)), pack))
    assert (result.status, result.message) == (status, message)


@pytest.mark.parametrize(("expression", "says"), [
    ("this.seats", "not true or false"),
    ("1 / 0 == 1", "divide by zero"),
    ("this.seats[0].count.nonsense == 1", "broken"),
    ("[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, [0,1,2,3,4,5,6,7,8,9].all(c, "
     "[0,1,2,3,4,5,6,7,8,9].all(d, [0,1,2,3,4,5,6,7,8,9].all(e, true)))))", "took too long"),
])  # fmt: skip
def test_a_broken_rule_is_an_error_and_nothing_else(tmp_path: Path, expression: str, says: str) -> None:
    result = only(judge(constitution(SEATS.format(count=6)), rule(tmp_path, assert_=f"'{expression}'")))
    assert result.status == "error"
    assert says in result.message
    assert result.fails_run


def test_each_element_has_its_own_result_and_place(tmp_path: Path) -> None:
    pack = rule(
        tmp_path,
        for_each="governing_body.seats[*]",
        at="count",
        assert_="this.count >= law.minimum",
        message="'{this.id}'",
    )
    text = constitution(
        "governing_body:\n  seats:\n    - {id: a, role: gp_member, count: 6}\n    - {id: b, role: gp_member}\n"
    )
    found = [(result.status, result.location.pointer, result.location.line) for result in judge(text, pack).results]
    assert found == [("pass", "/governing_body/seats/0/count", 6), ("fail", "/governing_body/seats/1", 7)]


def test_a_default_that_is_not_written_points_to_its_holder(tmp_path: Path) -> None:
    pack = rule(
        tmp_path, for_each="governing_body.seats[*]", at="count", assert_="this.count > 1", message="'{this.count}'"
    )
    result = only(judge(constitution("governing_body: {seats: [{id: a, role: gp_member}]}\n"), pack))
    assert (result.message, result.location.pointer) == ("1", "/governing_body/seats/0")


def test_a_filter_selects_by_value_and_says_when_there_is_none(tmp_path: Path) -> None:
    pack = rule(tmp_path, for_each="committees[kind=audit]", at="chair", assert_="has(this.chair)", message="No chair.")
    text = "committees: [{{kind: quality}}, {{kind: {kind}}}]\n"
    assert only(judge(constitution(text.format(kind="audit")), pack)).location.pointer == "/committees/1"
    none = only(judge(constitution(text.format(kind="finance")), pack))
    assert (none.status, none.message) == ("not_applicable", 'the document states no "committees[kind=audit]"')


def test_a_filter_on_something_not_reviewed_is_unknown(tmp_path: Path) -> None:
    pack = rule(tmp_path, for_each="committees[kind=audit]", at="chair", assert_="has(this.chair)", message="No chair.")
    result = only(judge(constitution("committees: [{name: x, not_reviewed: true}]\n"), pack))
    assert (result.status, result.location.pointer) == ("unknown", "/committees/0")


def test_the_clause_is_the_nearest_one(tmp_path: Path) -> None:
    text = constitution('governing_body:\n  clause: "6.6"\n  seats: [{id: gp, role: gp_member}]\n')
    assert only(judge(text, rule(tmp_path))).location.clause == "6.6"
