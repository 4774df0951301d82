"""The samples of conduct: a clean year, a year with faults that real bodies published, and what real bodies recorded."""

from pathlib import Path

import pytest

from ccgcheck.report.model import Report, worst_first
from tests import golden_files
from tests.support import SAMPLES
from tests.test_samples import judge

CASES = SAMPLES / "cases"
RECORDS = SAMPLES / "real" / "records"
PUBLISHED = {
    "COI-401": "meetings/2018-07-18-governing-body.yaml",  # a registered directorship, not declared at the meeting
    "COI-313": "interests.yaml",  # an interest declared after more than 28 days
    "GOV-401": "meetings/2018-11-21-governing-body.yaml",  # a decision without a quorum after withdrawals
    "COI-345": "interests.yaml",  # the guardian's post vacant
    "PUB-330": "year-2018-19.yaml",  # five meetings of the six promised
}
ASKED_OF_CLEAN = {"GOV-081", "COI-315"}  # codes of fictional bodies; whether "as soon as practicable" was met


def attention(report: Report) -> list[str]:
    found = []
    for result in worst_first(result for document in report.documents for result in document.results):
        if result.status in ("fail", "review", "error"):
            place = result.location
            found.append(f"  {result.status} {result.rule} {Path(place.file).name}:{place.line} {result.message}")
    return found


def test_the_clean_year_fails_nothing_and_leaves_nothing_open() -> None:
    report = judge(CASES / "swaledale")
    assert report.problems == ()
    assert report.unsupplied == ()
    open_or_missed = [result for result in report.results if result.status in ("fail", "error", "unknown")]
    assert [(result.rule, result.message) for result in open_or_missed] == []
    assert {result.rule for result in report.results if result.status == "review"} <= ASKED_OF_CLEAN


@pytest.mark.parametrize("rule", PUBLISHED)
def test_one_run_catches_what_real_bodies_published_of_themselves(rule: str) -> None:
    report = judge(CASES / "greenholme")
    failed = [result.location.file for result in report.results if result.rule == rule and result.status == "fail"]
    assert failed == [f"sample_constitutions/cases/greenholme/{PUBLISHED[rule]}"]


def test_every_fault_is_seen_in_its_file() -> None:
    report = judge(CASES / "greenholme")
    assert report.problems == ()
    for path in sorted((CASES / "greenholme").rglob("*.yaml")):
        faults = path.read_text(encoding="utf-8").count("# FAULT")
        found = {
            result.rule
            for result in report.results
            if result.status in ("fail", "review") and Path(result.location.file).name == path.name
        } - ASKED_OF_CLEAN
        assert len(found) >= faults, (path.name, faults, found)


def test_the_breach_that_a_real_body_published_is_caught_at_both_places() -> None:
    report = judge(RECORDS / "tameside-and-glossop")
    (breach,) = [result for result in report.results if result.rule == "COI-401" and result.status == "fail"]
    assert "item 119" in breach.message
    assert breach.location.file.endswith("meeting-2017-01-17.yaml")
    assert [Path(place.file).name for place in breach.also_at] == ["interests-2017-01-17.yaml"]


def test_what_needs_attention_in_each_case_is_as_reviewed() -> None:
    lines = []
    folders = [*sorted(CASES.iterdir()), *sorted(RECORDS.iterdir())]
    for folder in (folder for folder in folders if folder.is_dir()):
        report = judge(folder, *sorted(RECORDS.parent.glob(f"{folder.name}-*.yaml")))
        assert report.problems == ()
        assert [result.rule for result in report.results if result.status == "error"] == []
        counts = ", ".join(f"{number} {status}" for status, number in report.summary.items() if number)
        lines += [f"{folder.name}: {counts}", *attention(report)]
    golden_files.check("cases.txt", "\n".join(lines) + "\n")
