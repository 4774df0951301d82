"""Waivers: what they excuse, what nobody can excuse, and that none lapses or idles in silence."""

from pathlib import Path

import pytest

from ccgcheck import packs, run
from ccgcheck.files import Source
from ccgcheck.report.model import Report, ReportedResult
from tests.support import PROVISIONS, constitution, write_pack

FAILING = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 1}]}\n")
MEETING_PACK = """
topic: public_meetings
rules:
  - id: PUB-001
    provision: seats
    title: Papers are published
    document: meeting
    judges: operating
    for_each: meeting
    at: papers_published
    assert: this.papers_published
    message: The papers were not published.
    remedy: Publish them.
    examples:
      - passes: {papers_published: true}
      - fails: {papers_published: false}
"""
EXPLANATION = "The practice that would nominate a member has closed; a successor is sought."


def waiver(**changes: str | None) -> dict[str, str | None]:
    given = {
        "rule": "GOV-001", "body": "99Z", "explanation": EXPLANATION, "accepted_by": "Governing body, item 4",
        "accepted_on": "2018-02-01", "to": "2018-12-31",
    }  # fmt: skip
    return {key: value for key, value in {**given, **changes}.items() if value is not None}


def written(*entries: dict[str, str | None]) -> str:
    lines = (
        "".join(f"  {'- ' if not n else '  '}{key}: {value}\n" for n, (key, value) in enumerate(e.items()))
        for e in entries
    )
    return "kind: waivers\nwaivers:\n" + "".join(lines)


def judge(
    folder: Path,
    *texts: str,
    authority: str = "statutory_guidance",
    confidence: str = "read",
    rules: str | None = None,
    today: str = "2018-06-01",
    **settings: object,
) -> Report:
    (folder / "pack").mkdir()
    provisions = PROVISIONS.replace("authority: regulations", f"authority: {authority}")
    provisions = provisions.replace("confidence: read", f"confidence: {confidence}")
    given = {"provisions": provisions} if rules is None else {"provisions": provisions, "rules": rules}
    pack = packs.load(write_pack(folder / "pack", **given))
    sources = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        sources.append(Source(path.name, path))
    chosen = run.Settings(pack, pack.rules, **settings)  # type: ignore[arg-type]
    return run.run(sources, chosen, today)


def only(report: Report) -> ReportedResult:
    (result,) = report.results
    return result


def told(report: Report) -> list[tuple[str, str]]:
    return [(notice.kind, notice.severity) for notice in report.notices]


def test_a_departure_from_guidance_is_waived_and_says_so(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), fail_on="warning")
    result = only(report)
    assert (result.status, result.was, result.fails_run) == ("waived", "fail", False)
    assert result.waiver is not None
    assert (result.waiver.explanation, result.waiver.file, result.waiver.line) == (EXPLANATION, "1.yaml", 3)
    assert report.summary["waived"] == 1
    assert report.exit_code == 0
    assert told(report) == []


@pytest.mark.parametrize("authority", ["statute", "regulations", "constitution"])
def test_what_nobody_can_waive_stays_failed_and_the_waiver_fails_the_run(tmp_path: Path, authority: str) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), authority=authority)
    assert only(report).status == "fail"
    assert told(report) == [("waiver_not_allowed", "error")]
    assert report.exit_code == 1


def test_a_waiver_of_law_fails_even_where_nothing_failed(tmp_path: Path) -> None:
    met = FAILING.replace("count: 1", "count: 9")
    report = judge(tmp_path, met, written(waiver()), authority="statute")
    assert only(report).status == "pass"
    assert (told(report), report.exit_code) == ([("waiver_not_allowed", "error")], 1)


def test_never_lets_a_waiver_of_law_pass_too(tmp_path: Path) -> None:
    assert judge(tmp_path, FAILING, written(waiver()), authority="statute", fail_on=None).exit_code == 0


@pytest.mark.parametrize(("today", "status", "notices"), [
    ("2018-01-31", "fail", []),
    ("2018-02-01", "waived", []),
    ("2018-11-30", "waived", []),
    ("2018-12-01", "waived", [("waiver_expires_soon", "note")]),
    ("2018-12-31", "waived", [("waiver_expires_soon", "note")]),
    ("2019-01-01", "fail", [("waiver_expired", "warning")]),
])  # fmt: skip
def test_a_waiver_holds_from_its_acceptance_to_its_last_day(
    tmp_path: Path, today: str, status: str, notices: list[tuple[str, str]]
) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), today=today)
    assert only(report).status == status
    assert told(report) == notices


def test_an_expired_waiver_is_named_with_its_day_in_the_result_and_in_a_notice(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), today="2019-05-01")
    assert only(report).reason == "its waiver (1.yaml:3) expired on 2018-12-31"
    (notice,) = report.notices
    assert "expired on 2018-12-31 (read as on 2019-05-01)" in notice.message
    assert (notice.file, notice.line, notice.column) == ("1.yaml", 3, 5)


def test_the_day_asked_for_goes_before_the_day_of_the_run(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), today="2026-01-01", as_at="2018-06-01")
    assert only(report).status == "waived"


def test_how_long_before_its_end_a_waiver_is_told_of_can_be_set(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), today="2018-11-01", notice_days=60)
    assert told(report) == [("waiver_expires_soon", "note")]
    assert "60 days more" in report.notices[0].message


@pytest.mark.parametrize(("change", "kind", "severity", "says"), [
    ({"rule": "GOV-002"}, "waiver_unused", "warning", 'names no rule of the pack: GOV-002; ccgcheck rules lists'),
    ({"body": "99Y"}, "waiver_unused", "note", "no document of 99Y was judged"),
    ({"pointer": "/governing_body/chair"}, "waiver_unused", "warning", "meets no result; check its place"),
    ({"date": "2017-01-01"}, "waiver_unused", "warning", "meets no result"),
])  # fmt: skip
def test_a_waiver_that_excuses_nothing_is_told_of(
    tmp_path: Path, change: dict[str, str], kind: str, severity: str, says: str
) -> None:
    report = judge(tmp_path, FAILING, written(waiver(**change)))
    assert only(report).status == "fail"
    (notice,) = report.notices
    assert (notice.kind, notice.severity) == (kind, severity)
    assert says in notice.message


def test_a_waiver_of_what_passes_is_unused(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING.replace("count: 1", "count: 9"), written(waiver()))
    (notice,) = report.notices
    assert "waives nothing: the result is pass; take it out" in notice.message


def test_a_waiver_does_not_excuse_a_review(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), confidence="recalled")
    assert only(report).status == "review"
    assert "the result is review; a judgement can decide it" in report.notices[0].message


@pytest.mark.parametrize("pointer", ["/governing_body/seats", None])
def test_a_waiver_may_name_the_place(tmp_path: Path, pointer: str | None) -> None:
    assert only(judge(tmp_path, FAILING, written(waiver(pointer=pointer)))).status == "waived"


def test_a_waiver_may_name_list_elements_by_their_id(tmp_path: Path) -> None:
    rules = """
    topic: governance
    rules:
      - id: GOV-001
        provision: seats
        title: Each seat is for two
        judges: stated
        for_each: governing_body.seats[*]
        assert: this.count >= 2
        message: The seat is for {this.count}.
        remedy: Add one.
        examples:
          - passes: {governing_body: {seats: [{id: gp, role: gp_member, count: 6}]}}
          - fails: {governing_body: {seats: [{id: gp, role: gp_member, count: 1}]}}
    """
    seats = "governing_body: {seats: [{id: a, role: gp_member, count: 1}, {id: b, role: lay_member, count: 1}]}\n"
    report = judge(tmp_path, constitution(seats), written(waiver(pointer="/governing_body/seats/id=b")), rules=rules)
    assert [result.status for result in report.results] == ["fail", "waived"]
    assert [result.location.stable for result in report.results][1] == "/governing_body/seats/id=b"


def test_what_was_accepted_for_an_event_stays_accepted(tmp_path: Path) -> None:
    meeting = "kind: meeting\nbody: {type: ccg, name: NHS Example CCG, ods_code: 99Z}\ndate: 2018-01-11\n"
    late = meeting.replace("2018-01-11", "2019-02-01")
    texts = (meeting + "papers_published: false\n", late + "papers_published: false\n")
    report = judge(tmp_path, *texts, written(waiver(rule="PUB-001")), rules=MEETING_PACK, today="2019-06-01")
    assert [(result.as_at, result.status) for result in report.results] == [
        ("2018-01-11", "waived"), ("2019-02-01", "fail"),
    ]  # fmt: skip


def test_no_waivers_judges_as_if_nothing_had_been_waived(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver()), with_waivers=False)
    assert only(report).status == "fail"
    assert [notice.message for notice in report.notices] == ["--no-waivers set 1 waiver aside"]


def test_a_waiver_for_a_kind_of_record_that_was_not_supplied_is_not_tried(tmp_path: Path) -> None:
    report = judge(tmp_path, FAILING, written(waiver(rule="PUB-001")), rules=MEETING_PACK)
    (notice,) = report.notices
    assert (notice.kind, notice.severity) == ("waiver_unused", "note")
    assert notice.message == "the waiver of PUB-001 for 99Z was not tried: no record of a meeting was supplied"


@pytest.mark.parametrize(("text", "says"), [
    (written(waiver(to=None)), 'waivers[0] needs "to"'),
    (written(waiver(to="soon")), "must be a day written YYYY-MM-DD"),
    (written(waiver(explanation="Because.")), "explanation"),
    (written(waiver(approver="me")), 'has no property "approver"'),
    (written(waiver()) + "waivers: []\n", 'the key "waivers" stands twice'),
])  # fmt: skip
def test_a_faulty_file_of_waivers_is_a_problem_and_excuses_nothing(tmp_path: Path, text: str, says: str) -> None:
    report = judge(tmp_path, FAILING, text)
    assert says in " ".join(problem.message for problem in report.problems)
    assert only(report).status == "fail"
    assert report.exit_code == 1


def test_of_two_waivers_the_one_that_holds_counts_and_the_other_is_told_of(tmp_path: Path) -> None:
    earlier = waiver(to="2018-03-31")
    for number, entries in enumerate(((earlier, waiver()), (waiver(), earlier))):
        (tmp_path / str(number)).mkdir()
        report = judge(tmp_path / str(number), FAILING, written(*entries))
        result = only(report)
        assert (result.status, result.reason) == ("waived", None)
        assert result.waiver is not None
        assert result.waiver.to == "2018-12-31"
        assert told(report) == [("waiver_expired", "warning")]
    (tmp_path / "twice").mkdir()
    report = judge(tmp_path / "twice", FAILING, written(waiver(), waiver()))
    assert only(report).status == "waived"
    assert "waives nothing: the result is waived; take it out" in report.notices[0].message


def test_two_names_under_one_code_are_told_of_since_one_waiver_covers_both(tmp_path: Path) -> None:
    other = FAILING.replace("NHS Example Clinical", "NHS Elsewhere Clinical").replace("2018-01-01", "2018-02-01")
    short = FAILING.replace("Clinical Commissioning Group", "CCG").replace("2018-01-01", "2018-03-01")
    report = judge(tmp_path, FAILING, other, short, written(waiver()))
    assert [result.status for result in report.results] == ["waived"] * 3
    (notice,) = report.notices
    assert (notice.kind, notice.severity, notice.file, notice.line) == ("names_differ", "warning", "1.yaml", 2)
    assert 'that of "NHS Elsewhere Clinical Commissioning Group" here and of "NHS Example' in notice.message
