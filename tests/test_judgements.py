"""People's judgements: applied to what was open, labelled as a person's, and stale once what was seen has changed."""

import subprocess
import sys
from pathlib import Path

import pytest

from ccgcheck import assessing
from ccgcheck.report import words
from ccgcheck.report.model import Report
from tests.support import RULES, constitution
from tests.test_waivers import judge, only, told, waiver, written

OPEN = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 1}]}\n")
DECISION = """\
kind: assessment
judgements:
  - rule: GOV-001
    body: 99Z
    outcome: {outcome}
    reason: The words were read in the library, and they ask for six.
    by: Head of governance
    on: 2018-03-01
    evidence: [The printed guidance, page 4]
    seen: {{statement: {statement}, rule: {rule}}}
"""


def seen(folder: Path, text: str = OPEN, **options: str) -> dict[str, str]:
    (folder / "before").mkdir()
    result = only(judge(folder / "before", text, confidence="recalled", **options))
    assert result.seen is not None
    return {"statement": result.seen.statement, "rule": result.seen.rule}


def decided(folder: Path, outcome: str, text: str = OPEN, now: str | None = None, **options: str) -> Report:
    decision = DECISION.format(outcome=outcome, **seen(folder, text))
    return judge(folder, now or text, decision, **{"confidence": "recalled", **options})


@pytest.mark.parametrize(("outcome", "status"), [
    ("met", "pass"), ("not_met", "fail"), ("not_applicable", "not_applicable"),
])  # fmt: skip
def test_a_person_decides_what_is_for_review(tmp_path: Path, outcome: str, status: str) -> None:
    report = decided(tmp_path, outcome)
    result = only(report)
    assert (result.status, result.was) == (status, "review")
    assert result.judgement is not None
    assert (result.judgement.by, result.judgement.on) == ("Head of governance", "2018-03-01")
    assert (report.summary[status], report.summary["by_person"]) == (1, 1)
    assert told(report) == []


def test_a_person_decides_what_is_unknown(tmp_path: Path) -> None:
    dark = constitution("governing_body: {seats: {not_reviewed: true}}\n")
    result = only(decided(tmp_path, "met", dark))
    assert (result.status, result.was) == ("pass", "unknown")


def test_what_a_person_found_not_met_fails_the_run_as_its_law_does(tmp_path: Path) -> None:
    assert decided(tmp_path, "not_met").exit_code == 0
    (tmp_path / "law").mkdir()
    assert decided(tmp_path / "law", "not_met", authority="regulations").exit_code == 1


def test_what_a_person_found_not_met_can_be_waived_where_it_is_guidance(tmp_path: Path) -> None:
    decision = DECISION.format(outcome="not_met", **seen(tmp_path))
    report = judge(tmp_path, OPEN, decision, written(waiver()), confidence="recalled")
    assert only(report).status == "waived"


def test_who_decided_and_who_accepted_are_both_told(tmp_path: Path) -> None:
    decision = DECISION.format(outcome="not_met", **seen(tmp_path))
    result = only(judge(tmp_path, OPEN, decision, written(waiver()), confidence="recalled"))
    said = words.settled(result) or ""
    assert "decided by Head of governance on 2018-03-01 (it was review)" in said
    assert "accepted by Governing body, item 4 on 2018-02-01, until 2018-12-31" in said


def test_judgements_that_contradict_each_other_decide_nothing(tmp_path: Path) -> None:
    digests = seen(tmp_path)
    decisions = [DECISION.format(outcome=outcome, **digests) for outcome in ("met", "not_met", "met")]
    report = judge(tmp_path, OPEN, *decisions, confidence="recalled")
    assert only(report).status == "review"
    assert told(report) == [("judgement_unused", "warning")] * 3
    assert [notice.message.partition("not applied: ")[2] for notice in report.notices] == [
        "that at 2.yaml:3 says otherwise", "that at 1.yaml:3 says otherwise", "that at 1.yaml:3 says otherwise",
    ]  # fmt: skip


def test_judgements_that_agree_are_all_used(tmp_path: Path) -> None:
    decision = DECISION.format(outcome="met", **seen(tmp_path))
    report = judge(tmp_path, OPEN, decision, decision, confidence="recalled")
    assert (only(report).status, told(report)) == ("pass", [])


def test_an_undecided_entry_changes_nothing_and_needs_no_reason(tmp_path: Path) -> None:
    digests = seen(tmp_path)
    entry = f"kind: assessment\njudgements:\n  - {{rule: GOV-001, body: 99Z, outcome: undecided, seen: {digests}}}\n"
    report = judge(tmp_path, OPEN, entry.replace("'", ""), confidence="recalled")
    assert report.problems == ()
    assert (only(report).status, told(report)) == ("review", [])


def test_a_decision_without_reason_role_day_and_evidence_is_a_problem(tmp_path: Path) -> None:
    digests = seen(tmp_path)
    entry = f"kind: assessment\njudgements:\n  - {{rule: GOV-001, body: 99Z, outcome: met, seen: {digests}}}\n"
    report = judge(tmp_path, OPEN, entry.replace("'", ""), confidence="recalled")
    found = " ".join(problem.message for problem in report.problems)
    for name in ("reason", "by", "on", "evidence"):
        assert f'needs "{name}"' in found
    assert only(report).status == "review"


def test_a_judgement_is_stale_when_the_statement_has_changed(tmp_path: Path) -> None:
    report = decided(tmp_path, "met", now=OPEN.replace("count: 1", "count: 2"))
    assert only(report).status == "review"
    assert told(report) == [("judgement_stale", "warning")]
    assert "the statement has changed since" in report.notices[0].message


def test_a_judgement_is_stale_when_the_rule_has_changed(tmp_path: Path) -> None:
    report = decided(tmp_path, "met", rules=RULES.replace("s.count)) >= law.minimum", "s.count)) > law.minimum", 1))
    assert only(report).status == "review"
    assert "the rule has changed since" in report.notices[0].message


def test_new_clauses_pages_and_notes_leave_a_judgement_as_it_is(tmp_path: Path) -> None:
    moved = OPEN.replace("role: gp_member,", 'role: gp_member, clause: "6.1", page: 9, note: A remark.,')
    assert only(decided(tmp_path, "met", now=f"# A line more.\n\n{moved}")).status == "pass"


def test_a_judgement_on_what_the_rule_decides_by_itself_is_told_of(tmp_path: Path) -> None:
    report = decided(tmp_path, "met", confidence="read")
    assert only(report).status == "fail"
    assert told(report) == [("judgement_unused", "note")]
    assert "decides nothing: the result is fail" in report.notices[0].message


def test_judgements_can_be_set_aside(tmp_path: Path) -> None:
    decision = DECISION.format(outcome="met", **seen(tmp_path))
    report = judge(tmp_path, OPEN, decision, confidence="recalled", with_judgements=False)
    assert only(report).status == "review"
    assert [notice.message for notice in report.notices] == ["--no-judgements set 1 judgement aside"]


def test_the_worksheet_is_an_assessment_that_changes_nothing_until_it_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    open_report = judge(tmp_path / "before", OPEN, confidence="recalled")
    sheet = assessing.worksheet(open_report, ["review"])
    report = judge(tmp_path, OPEN, sheet, confidence="recalled")
    assert report.problems == ()
    (entry,) = report.judgements
    assert (entry.outcome, entry.seen) == ("undecided", only(open_report).seen)
    (tmp_path / "after").mkdir()
    filled = sheet.replace(
        "outcome: undecided",
        "outcome: met\n    reason: Read.\n    by: Clerk\n    on: 2018-03-01\n    evidence: [A book]",
    )
    assert only(judge(tmp_path / "after", OPEN, filled, confidence="recalled")).status == "pass"


def test_the_worksheet_of_nothing_open_is_an_empty_assessment(tmp_path: Path) -> None:
    assert assessing.worksheet(judge(tmp_path, OPEN), ["review"]).endswith("kind: assessment\njudgements: []\n")


def test_the_worksheet_can_go_to_a_file_of_the_folder_that_is_judged(tmp_path: Path) -> None:
    (tmp_path / "constitution.yaml").write_text(constitution("not_reviewed: true\n"), encoding="utf-8")
    with (tmp_path / "decided.yaml").open("w") as file:
        command = [sys.executable, "-m", "ccgcheck", "assess", "--unknown", "."]
        done = subprocess.run(command, cwd=tmp_path, stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "outcome: undecided" in (tmp_path / "decided.yaml").read_text(encoding="utf-8")


def test_the_worksheet_of_a_very_long_message_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    rules = RULES.replace("There are {sum", "There are {this.seats.map(s, list([s.title, s.title]))} {sum")
    text = OPEN.replace("role: gp_member,", f"role: gp_member, title: {'x' * 9000},")
    report = judge(tmp_path / "before", text, confidence="recalled", rules=rules)
    assert len(only(report).message) > 18000
    again = judge(tmp_path, text, assessing.worksheet(report, ["review"]), confidence="recalled", rules=rules)
    assert again.problems == ()
    assert len(again.judgements) == 1
