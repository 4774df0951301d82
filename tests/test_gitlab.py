import json
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest

from ccgcheck.report import gitlab, words
from ccgcheck.report.model import Report
from ccgcheck.report.plain_text import clean
from tests import golden_files
from tests.report_samples import everything, judged, narrow, nothing
from tests.support import ccgcheck

SOME = ["COI-345", "COI-350", "PUB-330", "GOV-101", "GOV-081"]
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def entries(report: Report) -> list[dict[str, Any]]:
    found = json.loads(gitlab.render(report))
    assert isinstance(found, list)
    return found


def named(report: Report, check: str) -> list[dict[str, Any]]:
    return [one for one in entries(report) if one["check_name"] == check]


def place(entry: dict[str, Any]) -> tuple[str, int]:
    return entry["location"]["path"], entry["location"]["lines"]["begin"]


def test_the_list_for_gitlab_reads_as_reviewed() -> None:
    golden_files.check("gitlab.json", gitlab.render(narrow(everything(), *SOME)))


def test_every_entry_is_as_gitlab_reads_it() -> None:
    found = entries(everything())
    for one in found:
        assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in SEVERITIES
        assert one["description"]
        path, line = place(one)
        assert line >= 1
        assert not PurePosixPath(path).is_absolute()
        assert not path.startswith("./")
    names = [one["fingerprint"] for one in found]
    assert len(names) == len(set(names))


def test_what_needs_attention_is_listed_once_at_its_place() -> None:
    report = everything()
    listed = {one["fingerprint"]: one for one in entries(report)}
    wanted = [one for one in report.results if one.status in ("fail", "error", "review", "waived") or one.judgement]
    assert len({one.status for one in wanted}) == 4
    for result in wanted:
        entry = listed.pop(result.fingerprint)
        assert entry["check_name"] == result.rule
        assert place(entry) == (result.location.file, result.location.line)
    rest = Counter(one["check_name"] for one in listed.values())
    assert rest == {
        "ccgcheck-problem": report.summary["problems"], "ccgcheck-notice": report.summary["notices"],
        "ccgcheck-unknown": 3, "ccgcheck-run": 1,
    }  # fmt: skip


def test_severities_follow_the_law() -> None:
    report = everything()
    listed = {one["fingerprint"]: one["severity"] for one in entries(report)}
    found = {(one.status, one.severity, listed[one.fingerprint]) for one in report.results if one.fingerprint in listed}
    assert found == {
        ("fail", "error", "critical"), ("fail", "warning", "major"), ("review", "error", "minor"),
        ("review", "warning", "minor"), ("review", "note", "minor"), ("waived", "warning", "info"),
        ("pass", "warning", "info"),
    }  # fmt: skip
    notices = zip(report.notices, named(report, "ccgcheck-notice"), strict=True)
    assert {(notice.severity, entry["severity"]) for notice, entry in notices} == {
        ("error", "critical"), ("warning", "major"), ("note", "info"),
    }  # fmt: skip
    assert {one["severity"] for one in named(report, "ccgcheck-problem")} == {"critical"}


def test_a_broken_rule_is_critical_and_says_that_it_broke() -> None:
    report = narrow(everything(), "GOV-101")
    broken = tuple(
        replace(
            one, results=tuple(replace(result, status="error", message="division by zero") for result in one.results)
        )
        for one in report.documents
    )
    found = named(replace(report, documents=broken), "GOV-101")
    assert found
    assert {one["severity"] for one in found} == {"critical"}
    assert all(one["description"].startswith("Error: division by zero.") for one in found)


def test_what_is_unknown_is_one_entry_a_body_with_its_count() -> None:
    report = everything()
    found = named(report, "ccgcheck-unknown")
    counts = {body.body.ods_code: sum(result.status == "unknown" for result in body.results) for body in report.bodies}
    assert sum(counts.values()) == report.summary["unknown"]
    for code, number in counts.items():
        told = [one for one in found if f"({code})" in one["description"]]
        assert [one["description"].split()[1] for one in told] == [str(number)] * bool(number)
        assert all(one["severity"] == "info" for one in told)


def test_the_reasons_why_things_are_unknown_add_up() -> None:
    (told,) = [one["description"] for one in named(everything(), "ccgcheck-unknown") if "(99S)" in one["description"]]
    total, reasons = int(told.split()[1]), told.split(": ", 2)[2].removesuffix(".")
    numbers = [int(reason.rpartition("(")[2].rstrip(")")) for reason in reasons.split("; ")]
    assert sum(numbers) == total


def test_one_entry_has_the_counts_of_the_run() -> None:
    report = replace(everything(), reported_only=("a.yaml",), elsewhere={"fail": 3}, left_out=("b.yaml",))
    (told,) = named(report, "ccgcheck-run")
    assert told["description"] == f"{words.summary(report)}."
    assert "3 fail, 1 later event left out" in told["description"]
    assert told["severity"] == "info"


def test_a_run_without_documents_is_no_empty_list() -> None:
    (only,) = entries(nothing())
    assert only["severity"] == "critical"
    assert only["description"] == "No document was found: nothing was judged."


def test_a_file_that_could_not_be_opened_is_at_its_first_line() -> None:
    problem, whole = entries(judged("tests/data/no-such-file.yaml"))
    assert place(problem) == ("tests/data/no-such-file.yaml", 1)
    assert whole["check_name"] == "ccgcheck-run"
    assert "1 problem" in whole["description"]


@pytest.mark.parametrize("key", ["description", "check_name"])
def test_hostile_text_stays_text(key: str) -> None:
    texts = [one[key] for one in entries(everything())]
    assert [text for text in texts if clean(text) != text] == []


def test_standard_output_is_the_list_alone() -> None:
    made = ccgcheck("validate", "--format", "gitlab", "sample_constitutions/faults/composition.yaml")
    assert made.returncode == 1
    assert {one["location"]["path"] for one in json.loads(made.stdout)} == {
        "sample_constitutions/faults/composition.yaml"
    }
