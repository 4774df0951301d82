"""Formats: golden files, the published schema, and the same counts and places everywhere."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ccgcheck import run, schemas
from ccgcheck.files import find
from ccgcheck.report import concise, json_format, table, terminal
from ccgcheck.report.model import Report
from ccgcheck.report.overview import body_lines
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import runs
from tests import golden_files
from tests.report_samples import everything
from tests.support import ROOT, ccg

FILES = ["sample_constitutions/faults/composition.yaml", "tests/data/unusable.yaml"]


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("ccgcheck.run.__version__", "0.0.0")
    return run.run(find(FILES), run.Settings(ccg(), ccg().rules), "2020-01-01")


def as_table(report: Report, width: int, *, verbose: bool = False) -> str:
    return terminal.to_text(table.render(report, width=width, verbose=verbose), width)


@pytest.mark.parametrize("width", [80, 160])
def test_the_table_reads_as_reviewed(report: Report, width: int) -> None:
    text = as_table(report, width)
    assert max(map(len, text.splitlines())) <= width
    golden_files.check(f"table-{width}.txt", text)


def test_the_verbose_table_reads_as_reviewed(report: Report) -> None:
    golden_files.check("table-verbose.txt", as_table(report, 120, verbose=True))


def test_the_concise_lines_read_as_reviewed(report: Report) -> None:
    golden_files.check("concise.txt", concise.render(report))


def test_json_of_a_case_is_valid_and_sets_both_sides_of_a_duty_beside_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    sources = find(["sample_constitutions/cases/greenholme"])
    case = run.run(sources, run.Settings(ccg(), ccg().rules), "2020-01-01")
    data = json.loads(json_format.render(case))
    validator = Draft202012Validator(schemas.load("report"), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    duties = {duty["provision"]: (duty["stated"]["status"], duty["operating"]["status"]) for duty in data["duties"]}
    assert duties["sch1a-8-1-quorum"] == ("pass", "fail")
    assert duties["reg-11-1"] == ("pass", "pass")
    promised = next(result for result in data["results"] if result["rule"] == "PUB-330")
    assert [place["clause"] for place in promised["also_at"]] == ["Appendix C, 3.1"]


def test_the_table_of_a_case_reads_as_reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("ccgcheck.run.__version__", "0.0.0")
    case = run.run(find(["sample_constitutions/cases/greenholme"]), run.Settings(ccg(), ccg().rules), "2020-01-01")
    for width in (72, 120):
        text = as_table(case, width)
        assert max(map(len, text.splitlines())) <= width
        golden_files.check(f"table-case-{width}.txt", text)


def test_json_is_valid_against_its_published_schema(report: Report) -> None:
    data = json.loads(json_format.render(report))
    validator = Draft202012Validator(schemas.load("report"), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(data)] == []
    golden_files.check("report.json", json_format.render(report))


def test_every_format_has_the_same_counts_and_places(report: Report) -> None:
    data = json_format.as_data(report)
    wanted = [result for result in data["results"] if result["status"] in ("fail", "review", "error")]
    lines, shown = concise.render(report), as_table(report, 200)
    assert wanted
    for result in wanted:
        place = result["location"]
        at = f"{place['file']}:{place['line']}:{place['column']}"
        assert re.search(rf"^{re.escape(at)}: {result['status']}.* {result['rule']} ", lines, re.MULTILINE)
        assert at in shown
    counts = data["summary"]
    assert f"{counts['pass']} pass, {counts['fail']} fail" in lines
    assert f"{counts['pass']} pass, {counts['fail']} fail" in shown


def test_concise_hides_passes_unless_asked(report: Report) -> None:
    assert ": pass " not in concise.render(report)
    assert ": pass GOV-" in concise.render(report, verbose=True)
    assert ": not_applicable " in concise.render(report, verbose=True)


@pytest.mark.parametrize(("text", "shown"), [
    ("plain [2009] text", "plain [2009] text"),
    ("two\nlines", "two lines"),
    ("\x1b[31mred", "\\x1b[31mred"),
    ("right\u202eleft", "right\\u202eleft"),
    ("zero\u200bwidth", "zero\\u200bwidth"),
    ("bell\x07", "bell\\x07"),
    ("Ynys Môn", "Ynys Môn"),
])  # fmt: skip
def test_text_from_documents_is_made_safe(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(("chosen", "shown"), [
    ("", ""), ("A", "A"), ("A B", "A, B"), ("A B C", "A to C"), ("A C D E", "A, C to E"), ("A B C D E", "A to E"),
])  # fmt: skip
def test_long_lists_of_rules_are_shown_as_runs(chosen: str, shown: str) -> None:
    assert runs(chosen.split(), "ABCDE") == shown


@pytest.mark.parametrize("width", [50, 60, 80, 100, 120, 200])
def test_the_overview_cuts_names_and_never_figures(width: int) -> None:
    lines = as_table(everything(), width).splitlines()
    start = lines.index(next(line for line in lines if line.endswith("worst duty"))) + 1
    for line, body in zip(lines[start:], body_lines(everything()), strict=False):
        assert line.startswith(f"  {body.body.ods_code} ")
        assert len(line) <= width
        if body.worst is None:
            assert "not judged" in line
        else:
            assert f" {body.worst.rule} " in line
        if width < 150:
            figures = [body.counts[status] for status in ("pass", "fail", "review", "unknown")]
            assert re.search(" +".join(map(str, figures)), line), line
        if body.counts["waived"] and width > 50:
            assert f"({body.counts['waived']} w" in line
