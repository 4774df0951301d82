"""Cases: what is gathered for one body, by which constitution it is read, and what must never change a result."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccgcheck import run, schemas
from ccgcheck.cases import KINDS
from ccgcheck.documents import load_bytes
from ccgcheck.files import Source
from ccgcheck.report.model import Report
from tests.support import ccg

BODY = "body: {type: ccg, name: NHS Example Clinical Commissioning Group, ods_code: 99Z}\n"
OTHER = "body: {type: ccg, name: NHS Other Clinical Commissioning Group, ods_code: 99Y}\n"
CONSTITUTION = """kind: constitution
{body}effective_date: {day}
governing_body:
  seats: [{{id: gp, role: gp_member, count: 3, voting: true}}]
  quorum: {{minimum: {minimum}, of: voting_members, conflicted_members_count: false, clause: "3.6"}}
"""
MEETING = """kind: meeting
{body}date: {day}
attendance:
  - {{id: ada, role: gp_member, seat: gp}}
  - {{id: ben, role: gp_member, seat: gp}}
items: [{{number: "1", decision: {{kind: commissioning}}}}]
declarations: []
"""


def judge(folder: Path, *texts: str, as_at: str | None = None, rules: str = "GOV-4") -> Report:
    sources = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path.name, path))
    chosen = tuple(rule for rule in ccg().rules if rule.id.startswith(rules))
    return run.run(sources, run.Settings(ccg(), chosen, as_at), "2020-01-01")


def constitution(minimum: int, day: str = "2016-01-01", body: str = BODY) -> str:
    return CONSTITUTION.format(body=body, day=day, minimum=minimum)


def meeting(day: str = "2018-01-11", body: str = BODY) -> str:
    return MEETING.format(body=body, day=day)


def quorum(report: Report) -> list[tuple[str, str]]:
    return [(result.status, result.message) for result in report.results if result.rule == "GOV-401"]


def test_a_meeting_is_read_beside_the_constitution_of_its_body(tmp_path: Path) -> None:
    ((status, message),) = quorum(judge(tmp_path, meeting(), constitution(3), constitution(1, body=OTHER)))[:1]
    assert status == "fail"
    assert message == "There was no quorum for a decision: item 1: present 2, conflicted 0, counted 2 of 3."


def test_the_constitution_of_the_day_is_the_last_that_had_effect_by_then(tmp_path: Path) -> None:
    eras = [constitution(1, "2015-01-01"), constitution(3, "2017-01-01"), constitution(2, "2019-01-01")]
    days = [meeting("2016-06-01"), meeting("2018-06-01"), meeting("2019-06-03")]
    assert [status for status, _ in quorum(judge(tmp_path, *eras, *days))] == ["pass", "fail", "pass"]


def test_the_place_of_the_promise_is_told_too(tmp_path: Path) -> None:
    report = judge(tmp_path, constitution(3), meeting())
    (result,) = [result for result in report.results if result.rule == "GOV-401"]
    assert (result.location.file, result.location.line) == ("1.yaml", 7)
    (promise,) = result.also_at
    assert (promise.file, promise.line, promise.clause) == ("0.yaml", 6, "3.6")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ([meeting()], "no quorum is stated"),
        ([meeting(), constitution(3, "2019-01-01")], "no quorum is stated"),
        ([meeting(), constitution(3), constitution(2)], "no quorum is stated"),
    ],
)
def test_without_one_constitution_in_effect_the_quorum_is_unknown(tmp_path: Path, texts: list[str], why: str) -> None:
    ((status, message), *_) = quorum(judge(tmp_path, *texts))
    assert status == "unknown"
    assert why in message


def test_a_rule_on_a_record_that_nobody_supplied_is_unknown(tmp_path: Path) -> None:
    report = judge(tmp_path, constitution(3))
    assert {result.status for result in report.unsupplied} == {"unknown", "not_applicable"}
    told = {result.message for result in report.unsupplied if result.status == "unknown"}
    assert told == {"no record of a meeting was supplied"}
    assert {(result.location.file, result.location.line) for result in report.unsupplied} == {("0.yaml", 1)}


def test_a_body_without_a_constitution_is_judged_as_far_as_it_can_be(tmp_path: Path) -> None:
    report = judge(tmp_path, meeting(), rules="")
    stated = [result for result in report.results if result.judges == "stated"]
    assert {result.status for result in stated} == {"unknown", "not_applicable"}
    assert any(result.status == "pass" for result in report.results if result.judges == "operating")


def test_a_later_event_is_left_out_and_an_earlier_one_is_judged_on_its_day(tmp_path: Path) -> None:
    report = judge(tmp_path, constitution(3), meeting("2017-05-03"), meeting("2018-05-02"), as_at="2018-01-01")
    assert report.left_out == ("2.yaml",)
    assert [document.as_at for document in report.documents] == ["2018-01-01", "2017-05-03"]


def test_a_seat_that_the_constitution_lacks_is_a_problem(tmp_path: Path) -> None:
    report = judge(tmp_path, constitution(3), meeting().replace("seat: gp}", "seat: gps}", 1))
    (problem,) = report.problems
    assert (problem.file, problem.line, problem.kind) == ("1.yaml", 5, "reference")
    assert problem.message == 'attendance[0].seat is "gps", and the constitution has no such seat; did you mean "gp"?'


def test_every_kind_of_document_is_one_that_cases_know() -> None:
    assert set(KINDS) == set(schemas.kinds())


def told(report: Report) -> list[tuple[str, str, str, str, str]]:
    """Return the results of the first body, each with its place but for the name of the file."""
    return sorted(
        (result.rule, result.status, result.message, result.as_at, result.location.pointer)
        for result in report.results
        if result.body.ods_code == "99Z"
    )


TEXTS = [constitution(3), constitution(2, "2018-06-01"), meeting(), meeting("2018-06-13"), meeting("2019-01-09")]
STRANGERS = [constitution(1, "2017-01-01", OTHER), meeting("2018-01-11", OTHER), meeting("2018-06-13", OTHER)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.permutations(TEXTS), st.lists(st.sampled_from(STRANGERS), unique=True))
def test_neither_the_order_of_files_nor_those_of_another_body_change_a_result(
    tmp_path: Path, texts: list[str], strangers: list[str]
) -> None:
    assert told(judge(tmp_path, *strangers, *texts)) == told(judge(tmp_path, *TEXTS))


def test_a_document_cannot_bring_its_own_facts() -> None:
    text = meeting() + "facts: {of_kind: governing_body}\n"
    judged, problems = run.judge(load_bytes(text.encode(), "a.yaml").documents[0], run.Settings(ccg(), ccg().rules))
    assert judged is not None
    assert [problem.kind for problem in problems] == ["schema"]
    forged = meeting().replace('{number: "1",', "{number: \"1\", facts: {quorum: {verdict: 'yes', says: forged}},")
    judged, _ = run.judge(load_bytes(forged.encode(), "a.yaml").documents[0], run.Settings(ccg(), ccg().rules))
    assert judged is not None
    assert not any("forged" in result.message for result in judged.results)


ROSTER = """kind: governing_body
{body}effective_date: {day}
members: [{{id: ada, role: gp_member, seat: gp, voting: true}}, {{id: ben, role: {role}, seat: {seat}}}]
offices: [{{office: chair, held_by: {chair}}}]
"""
PRINTED = """kind: meeting
{body}date: 2018-01-11
attendance: [{{id: ada, role: gp_member, voting: true}}, {{id: ben, role: gp_member, voting: true}}]
items: [{{number: "1", decision: {{kind: commissioning}}}}, {{number: "2", decision: {{kind: other}}}}]
declarations: [{{who: ben, items: ["2"], managed: left}}]
quorum: {{minimum: 1, of: voting_members, conflicted_members_count: false, must_include: [chair]}}
"""


def roster(day: str, chair: str, body: str = BODY) -> str:
    return ROSTER.format(body=body, day=day, role="gp_member", seat="gp", chair=chair)


@pytest.mark.parametrize(("rosters", "expected"), [
    ([roster("2018-01-01", "ben")], ["pass", "fail"]),
    ([roster("2018-01-01", "ada")], ["pass", "pass"]),
    ([roster("2022-01-01", "ada")], ["unknown", "unknown"]),  # of a later day, and without a beginning
    ([roster("2018-01-01", "ada"), roster("2018-01-01", "ben")], ["unknown", "unknown"]),
    ([roster("2018-01-01", "ada", OTHER)], ["unknown", "unknown"]),
])  # fmt: skip
def test_the_roster_of_the_day_says_who_is_chair(tmp_path: Path, rosters: list[str], expected: list[str]) -> None:
    for texts in (rosters, rosters[::-1]):
        report = judge(tmp_path, PRINTED.format(body=BODY), *texts)
        assert [status for status, _ in quorum(report)][:2] == expected


def test_somebody_with_two_entries_holds_the_seats_of_both_whatever_their_order(tmp_path: Path) -> None:
    entries = ["{id: ada, role: gp_member, seat: gp}", "{id: ada, role: accountable_officer, seat: chief}"]
    held = PRINTED.format(body=BODY).replace("role: gp_member, voting: true}, {id: ben", "voting: true}, {id: ben")
    held = held.replace("must_include: [chair]", "groups: [{roles: [accountable_officer], minimum: 1}]")
    for rows in (entries, entries[::-1]):
        text = f"kind: governing_body\n{BODY}effective_date: 2018-01-01\nmembers: [{', '.join(rows)}]\n"
        assert [status for status, _ in quorum(judge(tmp_path, held, text))] == ["pass", "pass"]


def test_a_constitution_without_a_date_is_told_from_none(tmp_path: Path) -> None:
    undated = constitution(1).replace("effective_date: 2016-01-01\n", "")
    report = judge(tmp_path, roster("2018-01-01", "ada"), undated, rules="GOV-331")
    assert [result.message for result in report.results] == [
        "The constitution supplied does not say from when it has effect."
    ]


def test_whose_meeting_it_was_is_open_when_what_was_written_of_it_is_unusable(tmp_path: Path) -> None:
    report = judge(tmp_path, meeting().replace("attendance:", "of: 7\nattendance:"), constitution(1))
    told = {result.rule: result.status for result in report.results}
    assert (told["GOV-401"], told["GOV-402"]) == ("not_applicable", "unknown")


def test_a_count_beyond_any_meeting_is_a_problem_and_is_not_counted(tmp_path: Path) -> None:
    text = meeting().replace("{id: ben, role: gp_member, seat: gp}", "{role: gp_member, seat: gp, count: 1000000000}")
    report = judge(tmp_path, text, constitution(3))
    assert [problem.pointer for problem in report.problems] == ["/attendance/1/count"]
    assert [status for status, _ in quorum(report)] == ["unknown"]


def test_a_record_of_more_than_any_body_had_is_a_problem_and_not_counted(tmp_path: Path) -> None:
    items = ", ".join(f'{{number: "{number}", decision: {{kind: commissioning}}}}' for number in range(501))
    report = judge(
        tmp_path, constitution(1), meeting().partition("items:")[0] + f"items: [{items}]\ndeclarations: []\n"
    )
    (problem,) = report.problems
    assert problem.message == "items must be a list of at most 500, and has 501"
    assert {status for status, _ in quorum(report)} == {"unknown"}
