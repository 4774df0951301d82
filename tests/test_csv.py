"""CSV: read back by Python's csv module; the same counts and places as everywhere; no cell is a formula."""

import csv
import io
from collections import Counter
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck.report import csv_matrix, csv_results, csv_text, json_format
from ccgcheck.report.model import Report, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import settled, summary
from tests import golden_files
from tests.format_samples import EVIL, broken, few, other_places, with_text
from tests.report_samples import everything, nothing

STATUSES = ("pass", "fail", "review", "unknown", "not_applicable", "waived", "error")


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV text; every row has a cell for each column."""
    assert text.startswith("\ufeff")
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in found} == {len(found[0])}
    assert len(set(found[0])) == len(found[0])
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]


def matrix(report: Report) -> list[dict[str, str]]:
    return rows(csv_matrix.render(report))


def results(report: Report) -> list[dict[str, str]]:
    return rows(csv_results.render(report))


@pytest.mark.parametrize("name", ["matrix", "results"])
def test_it_reads_as_reviewed(name: str) -> None:
    report = replace(few(), documents=few().documents[:-1], unsupplied=few().unsupplied[:3])
    text = {"matrix": csv_matrix, "results": csv_results}[name].render(report)
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    golden_files.check(f"{name}.csv", text.replace("\r\n", "\n"))


def test_the_matrix_has_a_row_for_each_body_with_the_counts_of_every_format() -> None:
    report = broken(everything())
    bodies = [row for row in matrix(report) if row["row"] == "body"]
    assert [row["ods_code"] for row in bodies] == [body.body.ods_code for body in report.bodies]
    for status in STATUSES:
        assert sum(int(row[status]) for row in bodies) == report.summary[status]
    assert sum(int(row["by_person"]) for row in bodies) == report.summary["by_person"]
    assert sum(int(row["documents"]) for row in bodies) == report.summary["documents"]
    for row in bodies:
        assert sum(int(row[f"fail_{severity}"]) for severity in ("error", "warning", "note")) == int(row["fail"])


def test_a_cell_of_the_matrix_is_the_worst_status_of_the_rule() -> None:
    report = broken(everything())
    wanted = {
        (body.body.ods_code, rule): worst_first(r for r in body.results if r.rule == rule)[0].status
        for body in report.bodies
        for rule in {result.rule for result in body.results}
    }
    ids = [entry.id for entry in report.rules]
    found = {(row["ods_code"], rule): row[rule] for row in matrix(report) for rule in ids if row[rule]}
    assert found == wanted
    assert list(matrix(report)[0])[-len(ids) :] == ids


def test_the_matrix_has_the_days_whose_law_was_read() -> None:
    days = {row["ods_code"]: (row["law_from"], row["law_to"]) for row in matrix(everything()) if row["row"] == "body"}
    assert days == {
        "99U": ("2017-10-01", "2019-03-31"), "99Y": ("2016-12-01",) * 2, "99Z": ("", ""), "99S": ("2015-06-01",) * 2,
    }  # fmt: skip


def test_problems_and_notices_are_rows_of_the_matrix_and_the_last_has_the_counts() -> None:
    for report in (everything(), nothing()):
        kinds = Counter(row["row"] for row in matrix(report))
        assert kinds["problem"] == report.summary["problems"]
        assert kinds["notice"] == report.summary["notices"]
        assert (matrix(report)[-1]["row"], matrix(report)[-1]["remark"]) == ("summary", summary(report))
    (unjudged,) = [row for row in matrix(everything()) if row["ods_code"] == "99Z"]
    assert unjudged["remark"] == "not judged: see the problems"


def test_every_result_is_a_row_with_the_counts_and_places_of_json() -> None:
    data = json_format.as_data(everything())
    found = results(everything())
    for row, result in zip(found, data["results"], strict=False):
        place = result["location"]
        assert (row["rule"], row["status"], row["severity"]) == (result["rule"], result["status"], result["severity"])
        assert (row["file"], row["line"], row["column"]) == (place["file"], str(place["line"]), str(place["column"]))
        assert (row["pointer"], row["fingerprint"]) == (place["pointer"], result["fingerprint"])
        assert (row["fails_run"] == "yes") == result["fails_run"]
        assert row["message"] == csv_text.safe(result["message"])
    counts = Counter(row["status"] for row in found)
    assert {status: counts[status] for status in STATUSES} == {status: data["summary"][status] for status in STATUSES}
    assert (counts["problem"], counts["notice"], counts["summary"]) == (len(data["problems"]), len(data["notices"]), 1)
    assert found[-1]["message"] == summary(everything())


def test_problems_and_notices_have_their_places() -> None:
    found = results(everything())
    told = [(row["file"], row["line"], row["column"]) for row in found if row["status"] in ("problem", "notice")]
    assert told == [(file, str(line), str(column)) for file, line, column in other_places(everything())]
    notices = [row for row in found if row["status"] == "notice"]
    assert {(row["ods_code"], row["body"]) for row in notices} == {
        ("99U", "NHS Greenholme Clinical Commissioning Group")
    }
    assert [row["title"] for row in notices if row["fails_run"] == "yes"] == ["waiver not allowed"]


def test_who_settled_a_result_is_told() -> None:
    wanted = [settled(result) for result in few().results if settled(result)]
    assert len(wanted) == 4
    assert [row["settled_by"] for row in results(few()) if row["settled_by"]] == wanted
    assert {(row["was"], row["status"]) for row in results(few()) if row["was"]} == {
        ("fail", "waived"), ("review", "pass"), ("review", "fail")
    }  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), [
    ("=1+1", "'=1+1"),
    ("+44 1234", "'+44 1234"),
    ("-1", "'-1"),
    ("@SUM(1)", "'@SUM(1)"),
    ("\t=1", "' =1"),
    ("\r=1", "' =1"),
    ("\uff1d1", "'\uff1d1"),
    ("\uff0b1", "'\uff0b1"),
    ("\uff0d1", "'\uff0d1"),
    ("\uff201", "'\uff201"),
    ('" =1', "'\" =1"),
    ("a;=1", "a;'=1"),
    ("plain = text - here", "plain = text - here"),
    ("/governing_body/seats", "/governing_body/seats"),
    ("", ""),
])  # fmt: skip
def test_formulas_are_defused(text: str, shown: str) -> None:
    assert csv_text.safe(text) == shown


def test_hostile_text_is_no_formula_in_any_cell() -> None:
    for row in (*matrix(with_text(few(), EVIL)), *results(with_text(few(), EVIL))):
        for cell in row.values():
            assert cell[:1] not in tuple("=+-@\t\r")
            assert clean(cell) == cell
    assert len(results(with_text(few(), EVIL))) == len(results(few()))


@given(st.lists(st.text(), min_size=2, max_size=4))
def test_any_text_is_one_cell_and_no_formula(texts: list[str]) -> None:
    text = csv_text.render([f"column {number}" for number in range(len(texts))], [texts])
    (row,) = rows(text)
    assert list(row.values()) == list(map(csv_text.safe, texts))
    for given_text, cell in zip(texts, row.values(), strict=True):
        assert cell.replace("'", "") == clean(given_text).replace("'", "")
        for piece in cell.split(";"):
            assert normalize("NFKC", piece).strip(' "`')[:1] not in tuple("=+-@")


@settings(max_examples=20)
@given(st.text())
def test_any_text_in_a_report_leaves_the_rows_as_they_are(text: str) -> None:
    assert len(results(with_text(few(), text))) == len(results(few()))
    assert len(matrix(with_text(few(), text))) == len(matrix(few()))
