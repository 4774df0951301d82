import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from ccgcheck import pointers, run
from ccgcheck.files import find
from ccgcheck.report import json_format, sarif, sarif_rules
from ccgcheck.report.model import Report, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sarif_text import artifact, physical, plain
from tests import golden_files
from tests.report_samples import everything, judged, narrow, nothing
from tests.support import ROOT, SAMPLES, ccg, ccgcheck

SCHEMA = json.loads((ROOT / "tests/schemas/sarif-2.1.0.schema.json").read_bytes())
OWN = ["ccgcheck-problem", "ccgcheck-error", "ccgcheck-notice", "ccgcheck-left-out"]
KIND = {"pass": "pass", "fail": "fail", "review": "review", "unknown": "open", "not_applicable": "notApplicable",
        "waived": "fail", "error": "fail"}  # fmt: skip
SOME = ["COI-345", "COI-350", "PUB-330", "GOV-101", "GOV-081"]


@cache
def some() -> Report:
    """A report with a waiver, a judgement, a reading, a place beside the result, problems, notices, hostile text."""
    return narrow(everything(), *SOME)


def in_sarif(report: Report, **options: Any) -> dict[str, Any]:
    (found,) = json.loads(sarif.render(report, **options))["runs"]
    assert isinstance(found, dict)
    return found


@cache
def whole() -> dict[str, Any]:
    return in_sarif(everything())


def with_statuses(report: Report, change: dict[str, dict[str, Any]]) -> Report:
    """Return a report in which the results of some rules are changed."""

    def changed(results: tuple[ReportedResult, ...]) -> tuple[ReportedResult, ...]:
        return tuple(replace(one, **change.get(one.rule, {})) for one in results)

    documents = tuple(replace(one, results=changed(one.results)) for one in report.documents)
    return replace(report, documents=documents, unsupplied=changed(report.unsupplied))


def of_rules(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in found["results"] if one["ruleId"] not in OWN or one["ruleId"] == "ccgcheck-error"]


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for one in data.items() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ():
        yield from strings(one)


def test_sarif_of_some_rules_reads_as_reviewed() -> None:
    golden_files.check("report.sarif", sarif.render(some()))


@pytest.mark.parametrize("report", [everything(), nothing(), replace(some(), baseline="baseline.json")])
def test_sarif_is_valid_against_the_published_schema(report: Report) -> None:
    log = json.loads(sarif.render(report))
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(log)] == []


def test_every_result_is_there_with_its_kind_and_the_counts_are_those_of_the_report() -> None:
    report = with_statuses(everything(), {"GOV-102": {"status": "error"}})
    found = in_sarif(report)
    assert report.summary["error"] > 0
    statuses = Counter(one["properties"]["status"] for one in of_rules(found))
    assert {name: report.summary[name] for name in KIND} == {name: statuses[name] for name in KIND}
    for one in of_rules(found):
        assert one["kind"] == KIND[one["properties"]["status"]]
    names = Counter(one["ruleId"] for one in found["results"])
    assert names["ccgcheck-problem"] == report.summary["problems"] > 0
    assert names["ccgcheck-notice"] == report.summary["notices"] > 0
    assert sum("judgement" in one["properties"] for one in found["results"]) == report.summary["by_person"] > 0
    assert found["invocations"][0]["properties"]["summary"] == report.summary


def test_only_a_failure_has_a_level_and_it_is_the_severity() -> None:
    levels = set()
    for one in of_rules(whole()):
        assert one["level"] == (one["properties"]["severity"] if one["kind"] == "fail" else "none")
        levels.add(one["level"])
    assert levels == {"error", "warning", "none"}


def test_every_place_is_that_of_the_json_report() -> None:
    wanted = {one["fingerprint"]: one for one in json_format.as_data(everything())["results"]}
    found = of_rules(whole())
    assert len(found) == len(wanted)
    for one in found:
        result = wanted[one["partialFingerprints"]["ccgcheck/v1"]]
        assert one["ruleId"] == result["rule"]
        assert place(one["locations"][0]) == place_in_json(result["location"])
        assert [*map(place, one.get("relatedLocations", []))] == [*map(place_in_json, result["also_at"])]
    assert any("relatedLocations" in one for one in found)


def place(location: dict[str, Any]) -> tuple[str, int, int, str]:
    where = location["physicalLocation"]
    (statement,) = location.get("logicalLocations", [{"fullyQualifiedName": ""}])
    file, region = where["artifactLocation"]["uri"], where["region"]
    return file, region["startLine"], region["startColumn"], statement["fullyQualifiedName"]


def place_in_json(location: dict[str, Any]) -> tuple[str, int, int, str]:
    return location["file"], location["line"], location["column"], location["pointer"]


def test_every_rule_of_the_run_is_described_with_all_versions_of_its_law() -> None:
    found = whole()
    described = found["tool"]["driver"]["rules"]
    assert [one["id"] for one in described] == [*(rule.id for rule in everything().rules), *OWN]
    for entry, one in zip(everything().rules, described, strict=False):
        assert one["defaultConfiguration"]["level"] == entry.severity
        assert one["helpUri"] == entry.versions[-1].url
        assert len(one["properties"]["tags"]) <= 10
        for version in entry.versions:
            assert version.citation in one["help"]["text"]
            assert version.url in one["help"]["text"]
            assert f"]({version.url})" in one["help"]["markdown"]
    for one in found["results"]:
        assert described[one["ruleIndex"]]["id"] == one["ruleId"]


def test_fingerprints_are_unique_in_a_file() -> None:
    names = [one["partialFingerprints"]["ccgcheck/v1"] for one in whole()["results"]]
    assert len(names) == len(set(names))


def test_fingerprints_stay_when_lines_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (SAMPLES / "faults" / "composition.yaml").read_text(encoding="utf-8") + "unheard_of: true\n"

    def names_and_lines() -> list[tuple[str, int]]:
        report = run.run(find(["a.yaml"]), run.Settings(ccg(), ccg().rules), "2020-01-01")
        assert report.problems
        return [
            (
                one["partialFingerprints"]["ccgcheck/v1"],
                one["locations"][0]["physicalLocation"]["region"]["startLine"],
            )
            for one in in_sarif(report)["results"]
        ]

    Path("a.yaml").write_text(text, encoding="utf-8")
    before = names_and_lines()
    Path("a.yaml").write_text("\n\n\n" + text, encoding="utf-8")
    after = names_and_lines()
    assert [name for name, _ in after] == [name for name, _ in before]
    assert [line for _, line in after] == [line + 3 for _, line in before]


def test_a_waived_result_is_a_failure_that_is_suppressed_with_its_explanation() -> None:
    found = in_sarif(some())
    assert all("suppressions" in one for one in found["results"])  # all or none, says the standard
    (waived,) = [one for one in found["results"] if one["suppressions"]]
    assert (waived["ruleId"], waived["kind"], waived["level"]) == ("COI-345", "fail", "warning")
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"].startswith("accepted by Governing body, 21 November 2018")
    (waiver,) = [one for one in some().waivers if one.scope.rule == "COI-345"]
    where = suppression["location"]["physicalLocation"]
    assert (where["artifactLocation"]["uri"], where["region"]["startLine"]) == (waiver.file, waiver.line)
    assert waived["message"]["text"].startswith("Waived: ")


def test_a_persons_judgement_is_told() -> None:
    (judged_,) = [one for one in in_sarif(some())["results"] if "judgement" in one["properties"]]
    assert judged_["properties"]["was"] == "review"
    assert judged_["properties"]["judgement"]["by"] == "Internal auditor"
    assert "Decided by Internal auditor on 2019-02-20 (it was review)" in judged_["message"]["text"]


def test_a_broken_rule_is_no_result_of_the_rule_and_the_run_says_that_it_is_incomplete() -> None:
    report = with_statuses(some(), {"PUB-330": {"status": "error", "message": "division by zero"}})
    found = in_sarif(report)
    broken = [one for one in found["results"] if one["ruleId"] == "ccgcheck-error"]
    assert len(broken) == report.summary["error"] > 0
    assert not [one for one in found["results"] if one["ruleId"] == "PUB-330"]
    assert {(one["kind"], one["level"], one["properties"]["rule"]) for one in broken} == {("fail", "error", "PUB-330")}
    assert broken[0]["message"]["text"].startswith("PUB-330: Error: division by zero.")
    told = [one for one in found["invocations"][0]["toolExecutionNotifications"] if "associatedRule" in one]
    assert len(told) == len(broken)
    assert {(one["level"], one["associatedRule"]["id"]) for one in told} == {("error", "PUB-330")}
    index = told[0]["associatedRule"]["index"]
    assert found["tool"]["driver"]["rules"][index]["id"] == "PUB-330"


def test_problems_make_the_run_incomplete_but_not_unsuccessful() -> None:
    (call,) = in_sarif(some())["invocations"]
    assert (call["executionSuccessful"], call["exitCode"]) == (True, 1)
    errors = [one["message"]["text"] for one in call["toolExecutionNotifications"] if one["level"] == "error"]
    assert errors == ["3 problems kept documents, or parts of them, from being judged."]


def test_a_run_without_documents_was_not_successful() -> None:
    found = in_sarif(nothing())
    (call,) = found["invocations"]
    assert found["results"] == []
    assert (call["executionSuccessful"], call["exitCode"]) == (False, 3)
    assert [one["level"] for one in call["toolExecutionNotifications"]] == ["error"]


def test_what_is_not_shown_is_said() -> None:
    report = replace(
        some(), left_out=("late.yaml",), passed_over=("a.yaml", "b.yaml"), reported_only=("c.yaml",),
        elsewhere={"fail": 2, "unknown": 1}, as_at="2019-01-01", confirmed=({"provision": "reg-16", "by": "A\x1b[1m"},),
    )  # fmt: skip
    (call,) = in_sarif(report)["invocations"]
    assert [(one["level"], one["message"]["text"]) for one in call["toolExecutionNotifications"][1:]] == [
        ("warning", "In other files, not shown: 2 fail, 1 unknown."),
        ("note", "1 event later than the day asked for: left out."),
        ("note", "2 other files or links passed over."),
    ]
    about = call["properties"]
    assert (about["left_out"], about["passed_over"], about["as_at"]) == (
        ["late.yaml"],
        ["a.yaml", "b.yaml"],
        "2019-01-01",
    )
    assert about["elsewhere"] == {"fail": 2, "unknown": 1}
    assert about["confirmed"] == [{"provision": "reg-16", "by": "A\\x1b[1m"}]


def test_with_a_baseline_every_result_says_whether_it_is_new_and_without_one_none_does() -> None:
    assert not any("baselineState" in one for one in in_sarif(some())["results"])
    known = with_statuses(replace(some(), baseline="b.json"), {"GOV-101": {"in_baseline": True}})
    states = {(one["ruleId"] == "GOV-101", one["baselineState"]) for one in in_sarif(known)["results"]}
    assert states == {(True, "unchanged"), (False, "new")}


def test_too_many_results_leave_out_what_needs_no_attention_and_say_so() -> None:
    cut = in_sarif(everything(), limit=300)
    assert len(cut["results"]) == 300
    here, all_ = (Counter(one["properties"]["status"] for one in of_rules(found)) for found in (cut, whole()))
    assert [here[name] - all_[name] for name in ("fail", "review", "waived", "error")] == [0] * 4
    assert here["pass"] == 1  # the one that a person decided
    assert here["not_applicable"] == 0 < here["unknown"] < all_["unknown"]
    missing = {name: all_[name] - here[name] for name in ("pass", "unknown", "not_applicable")}
    assert cut["invocations"][0]["properties"]["not_in_this_file"] == missing
    first = cut["results"][0]
    assert (first["ruleId"], first["kind"], first["level"]) == ("ccgcheck-left-out", "fail", "warning")
    assert f"{missing['unknown']} unknown" in first["message"]["text"]
    assert any(
        "Not in this file" in one["message"]["text"] for one in cut["invocations"][0]["toolExecutionNotifications"]
    )


def test_passes_go_before_what_is_unknown_when_there_are_too_many() -> None:
    total = len(whole()["results"])
    cut = in_sarif(everything(), limit=total - 10)
    assert cut["invocations"][0]["properties"]["not_in_this_file"] == {"not_applicable": 11}


def test_what_needs_attention_is_never_cut_whatever_the_limit() -> None:
    cut = in_sarif(everything(), limit=1)
    counts = everything().summary
    kept = Counter(one["properties"]["status"] for one in of_rules(cut))
    assert [kept[name] for name in ("fail", "review", "waived")] == [
        counts[name] for name in ("fail", "review", "waived")
    ]
    assert kept["unknown"] == 0
    names = Counter(one["ruleId"] for one in cut["results"])
    assert (names["ccgcheck-problem"], names["ccgcheck-notice"]) == (counts["problems"], counts["notices"])


def test_passes_can_be_kept_from_those_who_would_show_them_as_alerts() -> None:
    found = in_sarif(everything(), attention_only=True)
    kinds = Counter(one["kind"] for one in found["results"])
    assert kinds["open"] == everything().summary["unknown"]
    assert kinds["review"] == everything().summary["review"]
    (passed,) = [one for one in found["results"] if one["kind"] in ("pass", "notApplicable")]
    assert passed["properties"]["was"] == "review"
    assert not [one for one in found["results"] if one["ruleId"] == "ccgcheck-left-out"]
    counts = everything().summary
    assert found["invocations"][0]["properties"]["not_in_this_file"] == {
        "pass": counts["pass"] - 1, "not_applicable": counts["not_applicable"],
    }  # fmt: skip


def test_the_worst_comes_first() -> None:
    order = [one["properties"]["status"] for one in of_rules(whole())]
    assert list(dict.fromkeys(order)) == ["fail", "review", "unknown", "waived", "pass", "not_applicable"]
    ids = [one["ruleId"] for one in whole()["results"]]
    assert set(ids[:8]) == {"ccgcheck-problem", "ccgcheck-notice"}


@pytest.mark.parametrize(("file", "uri", "is_relative"), [
    ("bodies/a.yaml", "bodies/a.yaml", True),
    ("my bodies/100%#1?.yaml", "my%20bodies/100%25%231%3F.yaml", True),
    ("Ynys Môn.yaml", "Ynys%20M%C3%B4n.yaml", True),
    ("c:d.yaml", "c%3Ad.yaml", True),
    ("../other/a.yaml", "../other/a.yaml", True),
    ("not-utf8-\udcff.yaml", "not-utf8-%FF.yaml", True),
    ("/srv/my bodies/a.yaml", "file:///srv/my%20bodies/a.yaml", False),
    ("standard input", "standard%20input", False),
])  # fmt: skip
def test_files_are_written_as_addresses(file: str, uri: str, is_relative: bool) -> None:
    found = artifact(file)
    assert found["uri"] == uri
    assert found.get("uriBaseId") == ("%SRCROOT%" if is_relative else None)


def test_paths_are_as_the_user_named_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "my bodies"
    folder.mkdir()
    (folder / "a.yaml").write_bytes((SAMPLES / "faults" / "composition.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    uris = {
        given: {
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for one in in_sarif(run.run(find([given]), run.Settings(ccg(), ccg().rules), "2020-01-01"))["results"]
        }
        for given in ("./my bodies", "my bodies/a.yaml", str(folder))
    }
    assert uris == {
        "./my bodies": {"my%20bodies/a.yaml"},
        "my bodies/a.yaml": {"my%20bodies/a.yaml"},
        str(folder): {(folder / "a.yaml").as_uri()},
    }


def test_a_file_that_could_not_be_opened_is_a_problem_without_a_line() -> None:
    found = in_sarif(judged("tests/data/no-such-file.yaml"))
    (one,) = found["results"]
    assert (one["ruleId"], one["level"]) == ("ccgcheck-problem", "error")
    assert one["locations"] == [physical("tests/data/no-such-file.yaml", 0, 0)]
    assert "region" not in one["locations"][0]["physicalLocation"]


def test_hostile_text_stays_text() -> None:
    found = whole()
    texts = {text for one in found["results"] for text in strings(one)}
    assert any("<script>" in text for text in texts)
    assert [text for text in texts if clean(text) != text] == []
    report = with_statuses(some(), {"GOV-101": {"message": "[press](http://evil.example) {0} \x1b[31m\u202e"}})
    messages = [one["message"]["text"] for one in in_sarif(report)["results"] if one["ruleId"] == "GOV-101"]
    assert all(text.split("Law:")[0].count("[press] (http://evil.example) {{0}} \\x1b[31m\\u202e") for text in messages)


def test_a_pack_makes_no_markup() -> None:
    rule = some().rules[0]
    evil = "<img src=x> [a](javascript:b) *c* {0}"
    found = sarif_rules.of_rule(replace(rule, title=evil, requires=evil, remedy=evil))
    markdown = found["help"]["markdown"]
    assert "<" not in markdown
    assert "[a]" not in markdown
    assert "{{0}}" in markdown
    assert "](javascript" not in found["help"]["text"]
    assert re.fullmatch(r"\w*", found["name"])


def test_text_of_a_message_is_as_it_was_but_for_braces_and_links() -> None:
    assert plain("seats[0] {a} [b](c) (d)[e] f]") == "seats[0] {{a}} [b] (c) (d)[e] f]"


@pytest.mark.parametrize(("version", "is_semantic"), [
    ("0.1.0", True), ("1.2.3-rc.1", True), ("1.2.3+local.1", True), ("0.1.0.dev0", False), ("1.0", False),
])  # fmt: skip
def test_a_version_is_called_semantic_only_if_it_is(version: str, is_semantic: bool) -> None:
    driver = in_sarif(replace(nothing(), version=version))["tool"]["driver"]
    assert driver["version"] == version
    assert ("semanticVersion" in driver) is is_semantic


def test_standard_output_is_the_report_alone_and_knows_the_exit_code() -> None:
    made = ccgcheck("validate", "--format", "sarif", "sample_constitutions/faults/composition.yaml")
    (found,) = json.loads(made.stdout)["runs"]
    assert made.returncode == found["invocations"][0]["exitCode"] == 1
    pointed = {
        one["fullyQualifiedName"] for r in found["results"] for one in r["locations"][0].get("logicalLocations", [])
    }
    assert pointed
    assert all(pointers.split(one) for one in pointed)
