"""Comparing runs: what is new, reopened, changed, unchanged and resolved, and a baseline that holds for what it knows."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ccgcheck import baseline, compare, run, schemas
from ccgcheck.files import Source
from ccgcheck.report import baseline_format, json_format
from ccgcheck.report.model import Report
from tests.report_samples import everything
from tests.support import SAMPLES, ccg, ccgcheck

BAD = SAMPLES / "faults" / "composition.yaml"
TEXT = BAD.read_text(encoding="utf-8")
SEAT = "role: gp_member\n      title: GP Chair\n"
OTHER = "role: gp_member\n      title: Clinical Vice Chair\n"
MENDED = TEXT.replace(SEAT, f"{SEAT}      count: 3\n")


def judge(folder: Path, text: str, known: baseline.Baseline | None = None, **options: object) -> Report:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    settings = run.Settings(ccg(), ccg().rules, baseline=known)
    return run.run([Source("a.yaml", path)], replace(settings, **options), "2020-01-01")  # type: ignore[arg-type]


def saved(folder: Path, report: Report, name: str = "old.json", *, slim: bool = False) -> Path:
    path = folder / name
    path.write_text(baseline_format.render(report) if slim else json_format.render(report), encoding="utf-8")
    return path


def entry(status: str, read: str = "s", *, settled: bool = False) -> baseline.Entry:
    return baseline.Entry("f", "GOV-001", "99Z", status, "error", read, "m", "a.yaml:1:1", settled)  # type: ignore[arg-type]


def holding(*entries: baseline.Entry) -> baseline.Baseline:
    return baseline.Baseline("x.json", {one.fingerprint: one for one in entries})


@pytest.mark.parametrize(("old", "new", "change", "fails"), [
    (None, entry("fail"), "new", True),
    (entry("pass"), entry("fail"), "new", True),
    (entry("unknown"), entry("fail"), "new", True),
    (None, entry("review"), "new", False),
    (entry("waived", settled=True), entry("fail"), "reopened", True),
    (entry("pass", settled=True), entry("review"), "reopened", False),
    (entry("fail"), entry("fail"), "unchanged", False),
    (entry("fail"), entry("fail", "other"), "changed", True),
    (entry("review"), entry("fail"), "changed", True),
    (entry("fail"), entry("pass"), "resolved", False),
    (entry("fail"), entry("not_applicable"), "resolved", False),
    (entry("fail"), entry("waived", settled=True), "excused", False),
    (entry("review"), entry("pass", settled=True), "excused", False),
    (entry("fail"), entry("unknown"), "undecided", False),
    (entry("fail"), None, "gone", False),
])  # fmt: skip
def test_what_became_of_a_result(
    old: baseline.Entry | None, new: baseline.Entry | None, change: str, fails: bool
) -> None:
    (found,) = compare.compare(holding(*filter(None, [old])), holding(*filter(None, [new])))
    assert found.change == change
    assert compare.fails(found, "error", strict=False) is fails


@pytest.mark.parametrize(("old", "new"), [("pass", "pass"), ("unknown", "pass"), ("pass", "unknown")])
def test_what_was_open_in_neither_run_is_not_listed(old: str, new: str) -> None:
    assert compare.compare(holding(entry(old)), holding(entry(new))) == ()


def test_a_new_review_fails_when_strict() -> None:
    (found,) = compare.compare(holding(), holding(entry("review")))
    assert compare.fails(found, "error", strict=True)
    assert not compare.fails(found, None, strict=False)


def test_a_run_compared_with_itself_is_unchanged(tmp_path: Path) -> None:
    known = baseline.load(saved(tmp_path, judge(tmp_path, TEXT)))
    changes = {one.change for one in compare.compare(known, known)}
    assert changes == {"unchanged"}


def test_a_mended_statement_is_resolved(tmp_path: Path) -> None:
    old = baseline.load(saved(tmp_path, judge(tmp_path, TEXT)))
    new = baseline.load(saved(tmp_path, judge(tmp_path, MENDED), "new.json"))
    changed = {one.entry.rule: one.change for one in compare.compare(old, new) if one.change != "unchanged"}
    assert changed["GOV-101"] == "resolved"
    assert {one.change for one in compare.compare(new, old) if one.entry.rule == "GOV-101"} == {"new"}


@pytest.mark.parametrize("slim", [True, False])
def test_a_baseline_lets_what_it_knows_pass_and_nothing_else(tmp_path: Path, slim: bool) -> None:
    first = judge(tmp_path, TEXT)
    assert first.exit_code == 1
    known = baseline.load(saved(tmp_path, first, slim=slim))
    again = judge(tmp_path, TEXT, known)
    assert again.exit_code == 0
    assert again.summary["fail"] == first.summary["fail"]
    assert again.summary["in_baseline"] == sum(first.summary[name] for name in ("fail", "review", "unknown"))
    worse = judge(tmp_path, TEXT.replace(OTHER, f"{OTHER}      member: false\n"), known)
    assert worse.exit_code == 1
    again_told = {result.rule for result in worse.results if result.fails_run}
    assert "GOV-101" in again_told  # it counts members, and there are fewer
    assert "GOV-108" not in again_told  # it reads another seat


def test_strict_counts_what_the_baseline_does_not_know(tmp_path: Path) -> None:
    known = baseline.load(saved(tmp_path, judge(tmp_path, TEXT), slim=True))
    assert judge(tmp_path, TEXT, known, strict=True).exit_code == 0
    assert judge(tmp_path, TEXT, strict=True).exit_code == 1


def test_a_baseline_of_which_something_is_mended_says_so(tmp_path: Path) -> None:
    known = baseline.load(saved(tmp_path, judge(tmp_path, TEXT)))
    (notice,) = judge(tmp_path, MENDED, known).notices
    assert (notice.kind, notice.severity) == ("baseline_outdated", "note")
    assert notice.message.startswith("2 failures of the baseline are mended or changed")


def test_the_baseline_fits_its_schema_and_has_a_line_for_each_result() -> None:
    report = everything()
    text = baseline_format.render(report)
    validator = Draft202012Validator(schemas.load("baseline"), format_checker=FormatChecker())
    data = json.loads(text)
    assert [error.message for error in validator.iter_errors(data)] == []
    open_or_settled = [r for r in report.results if r.status not in ("pass", "not_applicable") or r.was is not None]
    assert len(data["results"]) == len(open_or_settled)
    assert text.count("\n  {") == len(open_or_settled)


def test_the_baseline_of_nothing_is_valid() -> None:
    data = json.loads(baseline_format.render(Report("0", (), "2020-01-01", (), ())))
    assert data["results"] == []


@pytest.mark.parametrize(("text", "says"), [
    ("not json", "is no JSON"),
    ("[]", "is no report of ccgcheck"),
    ('{"format_version": 2}', "is no report of ccgcheck"),
    ('{"format_version": 1}', "is not a whole report"),
    ('{"format_version": 1, "results": [{}], "reported_only": []}', "is not a whole report"),
    ("[" * 100_000, "x.json"),
    ("\udcff", "is no JSON"),
])  # fmt: skip
def test_a_file_that_is_no_report_is_refused_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(baseline.BadRun, match=says):
        baseline.load(path)
    done = ccgcheck("compare", str(path), str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_compare_on_the_command_line(tmp_path: Path) -> None:
    old, new = saved(tmp_path, judge(tmp_path, MENDED)), saved(tmp_path, judge(tmp_path, TEXT), "new.json")
    done = ccgcheck("compare", str(old), str(new))
    assert done.returncode == 1
    assert "new: 1  open now, and not before" in done.stdout
    assert "GOV-101 99S The governing body has 5 members" in done.stdout
    assert ccgcheck("compare", str(old), str(new), "--fail-on", "never").returncode == 0
    assert "resolved: 1  open before; now met" in ccgcheck("compare", str(new), str(old)).stdout
    data = json.loads(ccgcheck("compare", str(old), str(new), "--json").stdout)
    assert data["counts"]["new"] == 1
    assert data["differences"][0]["rule"] == "GOV-101"


def test_compare_wants_a_whole_report_as_the_later_run(tmp_path: Path) -> None:
    old = saved(tmp_path, judge(tmp_path, TEXT), slim=True)
    done = ccgcheck("compare", str(old), str(old))
    assert done.returncode == 2
    assert "holds a part of a run" in done.stderr
    assert ccgcheck("compare", str(old), str(saved(tmp_path, judge(tmp_path, TEXT), "new.json"))).returncode == 0


def test_the_baseline_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    first = ccgcheck("validate", str(BAD), "--format", f"baseline={path}")
    assert (first.returncode, first.stdout) == (1, "")
    again = ccgcheck("validate", str(BAD), "--baseline", str(path))
    assert again.returncode == 0
    assert "GOV-101" in again.stdout
    assert "(in the baseline)" in again.stdout
    gone = ccgcheck("validate", str(BAD), "--baseline", str(tmp_path / "none.json"))
    assert gone.returncode == 2
    assert "none.json cannot be read: No such file" in gone.stderr


def test_what_the_later_run_could_not_read_is_told_and_fails(tmp_path: Path) -> None:
    old = saved(tmp_path, judge(tmp_path, TEXT))
    new = saved(tmp_path, judge(tmp_path, "kind: [\n"), "new.json")
    done = ccgcheck("compare", str(old), str(new), "--fail-on", "never")
    assert done.returncode == 1
    assert "gone: " in done.stdout
    assert "the later run could not judge all: a.yaml:2:1: this is not YAML" in done.stdout


def test_runs_that_were_asked_otherwise_are_told_apart(tmp_path: Path) -> None:
    some = tuple(rule for rule in ccg().rules if rule.id.startswith("COI"))
    old = saved(tmp_path, judge(tmp_path, TEXT))
    new = saved(tmp_path, judge(tmp_path, TEXT, rules=some, as_at="2018-01-01"), "new.json")
    said = json.loads(ccgcheck("compare", str(old), str(new), "--json").stdout)["remarks"]
    assert said == [
        f"the runs differ in rules asked: {len(ccg().rules)}, then {len(some)}",
        "the runs differ in law: of each document's day, then as at 2018-01-01",
    ]
    assert json.loads(ccgcheck("compare", str(old), str(old), "--json").stdout)["remarks"] == []


def test_a_part_of_a_run_is_no_earlier_run(tmp_path: Path) -> None:
    whole = judge(tmp_path, TEXT)
    part = saved(tmp_path, replace(whole, reported_only=("a.yaml",)))
    done = ccgcheck("compare", str(part), str(saved(tmp_path, whole, "new.json")))
    assert (done.returncode, done.stdout) == (2, "")
    assert "leaves out files (--report-only)" in done.stderr


@pytest.mark.parametrize("change", [{"status": "met"}, {"severity": 3}, {"message": 7}, {"fingerprint": []}])
def test_a_report_with_values_of_the_wrong_kind_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = saved(tmp_path, judge(tmp_path, TEXT))
    data = json.loads(path.read_text(encoding="utf-8"))
    data["results"][0] |= change
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(baseline.BadRun, match="is not a whole report"):
        baseline.load(path)
