"""What every format must tell: all that needs attention by rule and place, and the counts of the run, however settled."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from ccgcheck import output
from ccgcheck.narrow import narrow
from ccgcheck.report.model import ORDER, Report, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import summary
from tests.format_samples import broken, changed, settled_as
from tests.html_tree import parse
from tests.report_samples import everything, judged

ATTENTION = frozenset({"fail", "error", "review"})
INTERESTS = "sample_constitutions/cases/greenholme/interests.yaml"


def in_baseline() -> Report:
    def known(one: ReportedResult) -> ReportedResult:
        is_known = one.status in ("fail", "review") and one.rule.startswith("GOV")
        return replace(one, in_baseline=True, fails_run=False) if is_known else one

    return changed(everything(), known)


def unsupplied_but_decided() -> Report:
    """Return the report in which a person decided two rules on records that were not supplied, and one broke."""
    report = everything()
    person = report.judgements[0]

    def decided(one: ReportedResult) -> ReportedResult:
        match one.rule:
            case "GOV-301":
                return replace(one, status="fail", was="unknown", judgement=person, fails_run=True)
            case "GOV-302":
                return replace(one, status="pass", was="unknown", judgement=person)
            case "GOV-303":
                return replace(one, status="error", message="The rule broke.", fails_run=True)
        return one

    return replace(report, unsupplied=tuple(map(decided, report.unsupplied)))


VARIANTS: dict[str, Callable[[], Report]] = {
    "as it is": everything,
    "a rule broke": lambda: broken(everything()),
    "strict": lambda: settled_as(everything(), "error", strict=True),
    "never": lambda: settled_as(everything(), None),
    "baseline": in_baseline,
    "unsupplied but decided": unsupplied_but_decided,
    "one file": lambda: narrow(everything(), [INTERESTS]),
    "no file": lambda: narrow(everything(), ["nothing"]),
}


@cache
def variant(name: str) -> Report:
    return VARIANTS[name]()


@pytest.fixture(params=VARIANTS)
def report(request: pytest.FixtureRequest) -> Report:
    return variant(request.param)


def at(result: ReportedResult) -> str:
    place = result.location
    return f"{clean(place.file)}:{place.line}:{place.column}"


def squeezed(text: str) -> str:
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.parametrize("name", ["concise", "table", "markdown", "github", "gitlab", "junit", "html", "csv-results"])
def test_what_needs_attention_is_told_with_its_place(report: Report, name: str) -> None:
    text = output.text(report, name, verbose=False)
    lines = text.splitlines()
    entries = {one["fingerprint"]: one for one in json.loads(text)} if name == "gitlab" else {}
    flat = squeezed(parse(text).text if name == "html" else text)
    for result in (one for one in report.results if one.status in ATTENTION):
        place = result.location
        match name:
            case "concise":
                told = any(line.startswith(f"{at(result)}: {result.status}") and result.rule in line for line in lines)
            case "github":
                where, title = f",line={place.line},col={place.column},", f"title={result.rule} {result.status}"
                told = any(where in line and title in line for line in lines)
            case "gitlab":
                told = entries[result.fingerprint]["location"]["lines"]["begin"] == place.line
            case "junit":
                told = f"{at(result)}: {result.status}" in text
            case "csv-results":
                told = result.fingerprint in text
            case _:
                told = squeezed(at(result)) in flat and result.rule in text
        assert told, f"{result.rule} {result.status} at {at(result)} is not in {name}"


@pytest.mark.parametrize(
    "name", ["concise", "table", "markdown", "github", "gitlab", "junit", "html", "csv", "csv-results"]
)
def test_the_counts_of_the_run_are_told(report: Report, name: str) -> None:
    text = output.text(report, name, verbose=False)
    assert squeezed(summary(report)).lower() in squeezed(parse(text).text if name == "html" else text).lower()


def test_rows_and_results_add_up_to_the_counts(report: Report) -> None:
    statuses = {name: report.summary[name] for name in ORDER}
    long = [row["status"] for row in rows(report, "csv-results")]
    assert {name: long.count(name) for name in ORDER} == statuses
    bodies = [row for row in rows(report, "csv") if row["row"] == "body"]
    assert {name: sum(int(row[name]) for row in bodies) for name in ORDER} == statuses
    kinds = [one["kind"] for one in json.loads(output.text(report, "sarif", verbose=False))["runs"][0]["results"]]
    assert kinds.count("pass") == statuses["pass"]
    assert kinds.count("open") == statuses["unknown"]
    assert kinds.count("review") == statuses["review"]


def rows(report: Report, name: str) -> list[dict[str, str]]:
    text = output.text(report, name, verbose=False).lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_verbose_table_lists_as_many_as_it_counts() -> None:
    report = judged("sample_constitutions/faults/composition.yaml")
    table = output.text(report, "table", verbose=True)
    for status in ("pass", "not_applicable"):
        assert f"{status.replace('_', ' ')}: {report.summary[status]}\n" in table


def test_the_table_of_one_document_says_what_a_person_decided() -> None:
    report = judged("sample_constitutions/faults/composition.yaml")
    person = everything().judgements[0]

    def decided(one: ReportedResult) -> ReportedResult:
        return replace(one, status="pass", was="review", judgement=person) if one.status == "review" else one

    table = output.text(changed(report, decided), "table", verbose=False)
    assert "3 of these by a person's judgement" in " ".join(table.split())
    assert "of these" not in output.text(report, "table", verbose=False)


def test_no_figure_of_a_narrow_table_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    table = output.text(judged("sample_constitutions/cases/greenholme"), "table", verbose=False)
    (total,) = re.findall(r"^ +total +(.*)$", table, re.MULTILINE)
    assert total.split() == ["728", "25", "18", "1", "657"]


@pytest.mark.parametrize("name", ["json", "baseline"])
def test_json_holds_nothing_that_a_terminal_obeys(name: str) -> None:
    report = judged("sample_constitutions/faults/composition.yaml")
    hostile = "a\x9b31m\u202e\u2028\udcff\x7f\U000e0001é"

    def said(one: ReportedResult) -> ReportedResult:
        return replace(one, message=hostile)

    text = output.text(changed(report, said), name, verbose=False)
    assert all(character.isprintable() or character == "\n" for character in text)
    assert {one["message"] for one in json.loads(text)["results"]} == {hostile}
    assert "é" in text
