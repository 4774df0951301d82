"""JUnit XML: golden file, the schema of Jenkins, a real consumer, and red exactly where the exit code is not 0."""

from collections import Counter
from dataclasses import replace
from itertools import product
from xml.etree.ElementTree import Element, fromstring

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from ccgcheck.law import Severity
from ccgcheck.report import json_format, junit_report, xml_text
from ccgcheck.report.lines import by_rule
from ccgcheck.report.model import Report, ReportedResult, worst_first
from ccgcheck.report.words import plain
from tests import golden_files
from tests.format_samples import EVIL, broken, changed, few, settled_as, with_text
from tests.report_samples import everything, nothing
from tests.support import ROOT

SCHEMA = xmlschema.XMLSchema(str(ROOT / "tests" / "schemas" / "junit-10.xsd"))
FAIL_ON: tuple[Severity | None, ...] = ("error", "warning", "note", None)
SETTINGS = list(product(FAIL_ON, (False, True)))


def parsed(report: Report) -> Element:
    return fromstring(junit_report.render(report))


def cases(report: Report) -> list[tuple[Element, list[ReportedResult]]]:
    """Return each test case of a rule with its results, the worst first."""
    suites = parsed(report).findall("testsuite")
    found = []
    for suite, body in zip(suites, report.bodies, strict=False):
        grouped = by_rule(body.results)
        elements = suite.findall("testcase")
        assert [case.get("name", "").split()[0] for case in elements] == list(grouped)
        found += list(zip(elements, map(worst_first, grouped.values()), strict=True))
    assert len(found) == len({(result.body.key, result.rule) for result in report.results})
    return found


def outcome(case: Element) -> Element | None:
    """Return the one failure, error or skipped of a test case."""
    found = [child for child in case if child.tag in ("failure", "error", "skipped")]
    assert len(found) < 2
    return found[0] if found else None


def test_it_reads_as_reviewed() -> None:
    golden_files.check("junit.xml", junit_report.render(few()))


@pytest.mark.parametrize("report", [
    everything(), few(), nothing(), broken(few()), with_text(few(), EVIL), settled_as(few(), None, strict=True),
], ids=["everything", "few", "nothing", "broken", "hostile", "strict"])  # fmt: skip
def test_it_is_valid_by_the_schema_of_jenkins(report: Report) -> None:
    assert [error.reason for error in SCHEMA.iter_errors(junit_report.render(report))] == []


@pytest.mark.parametrize(("fail_on", "strict"), SETTINGS)
def test_it_is_red_exactly_when_the_run_does_not_exit_with_0(fail_on: Severity | None, strict: bool) -> None:
    whole = settled_as(few(), fail_on, strict=strict)
    for report in (whole, replace(whole, problems=()), replace(whole, problems=(), notices=())):
        root = parsed(report)
        assert (int(root.get("failures", 0)) + int(root.get("errors", 0)) > 0) == (report.exit_code != 0)


def test_no_document_is_red() -> None:
    assert nothing().exit_code == 3
    assert parsed(nothing()).get("errors") == "1"


@pytest.mark.parametrize(("fail_on", "strict"), SETTINGS)
def test_a_test_case_is_as_bad_as_the_worst_result_of_its_rule(fail_on: Severity | None, strict: bool) -> None:
    for case, results in cases(broken(settled_as(few(), fail_on, strict=strict))):
        found = outcome(case)
        if any(result.fails_run for result in results):
            assert found is not None
            assert found.tag == ("error" if any(r.fails_run and r.status == "error" for r in results) else "failure")
        elif results[0].status == "pass":
            assert found is None
        else:
            assert found is not None
            assert (found.tag, found.get("type")) == ("skipped", results[0].status)
            assert found.get("message", "").startswith(plain(results[0].status))


def test_the_type_of_a_failure_is_its_severity() -> None:
    found = {outcome(case): results for case, results in cases(settled_as(few(), "note", strict=True))}
    types = {(element.get("type"), results[0].status) for element, results in found.items() if element is not None}
    assert {("error", "fail"), ("warning", "fail"), ("review", "review"), ("unknown", "unknown")} <= types
    for element, results in found.items():
        if element is not None and element.tag == "failure" and results[0].status == "fail":
            assert element.get("type") == results[0].severity


def test_a_broken_rule_is_an_error_and_counted_as_nothing_else() -> None:
    before, after = parsed(few()), parsed(broken(few()))
    assert int(after.get("errors", 0)) == int(before.get("errors", 0)) + 1
    assert after.get("failures") == before.get("failures")


def test_the_counts_of_results_are_those_of_every_format() -> None:
    total: dict[str, int] = {}
    for suite in parsed(everything()):
        for entry in suite.iterfind("properties/property"):
            name, value = entry.get("name", ""), entry.get("value", "")
            if name.startswith("results "):
                total[name.removeprefix("results ")] = total.get(name.removeprefix("results "), 0) + int(value)
    summary = everything().summary
    assert total.pop("by a person's judgement") == summary["by_person"]
    assert total == {status: summary[status] for status in total}
    assert sum(total.values()) == len(everything().results)


def test_a_real_consumer_reads_the_same_counts() -> None:
    for report in (everything(), broken(few()), nothing()):
        read = JUnitXml.fromstring(junit_report.render(report))
        total = [0, 0, 0]
        for suite in read:
            kinds = Counter(type(result) for case in suite for result in case.result)
            counted = [len(list(suite)), kinds[Failure], kinds[Error]]
            assert [suite.tests, suite.failures, suite.errors, suite.skipped] == [*counted, kinds[Skipped]]
            total = [one + other for one, other in zip(total, counted, strict=True)]
        assert [read.tests, read.failures, read.errors] == total


def test_places_are_those_of_json() -> None:
    results = json_format.as_data(few())["results"]
    told = [result for result in results if result["status"] in ("fail", "review", "error", "waived")]
    texts = {(case.get("classname"), case.get("name", "").split()[0]): case for case, _ in cases(few())}
    assert told
    for result in told:
        case = texts[f"{result['body']['ods_code']}.{result['topic']}", result["rule"]]
        place = result["location"]
        element = outcome(case)
        assert element is not None
        assert f"{place['file']}:{place['line']}:{place['column']}: {plain(result['status'])}" in (element.text or "")
    for case, ordered in cases(few()):
        where = ordered[0].location
        assert (case.get("file"), case.get("line")) == (where.file, str(where.line))


def test_several_results_that_are_not_met_are_lines_of_one_test_case() -> None:
    report = changed(few(), lambda one: replace(one, status="review") if one.rule == "COI-401" else one)
    case, results = max(cases(report), key=lambda pair: sum(result.status == "review" for result in pair[1]))
    element = outcome(case)
    assert len(results) > 1
    assert {result.rule for result in results} == {"COI-401"}
    assert element is not None
    assert len([line for line in (element.text or "").splitlines() if ": review: " in line]) == len(results)
    assert f"(and {len(results) - 1} more)" in element.get("message", "")


def test_what_people_settled_says_who_and_why() -> None:
    found = {case.get("name", "").split()[0]: case for case, results in cases(few()) if results[0].waiver}
    waived = outcome(found["COI-345"])
    assert waived is not None
    assert waived.get("message", "").startswith("waived: The audit chair resigned in October 2018.")
    assert "accepted by Governing body, 21 November 2018, item 4 on 2018-11-21, until 2019-09-30" in (waived.text or "")
    outs = [case.findtext("system-out") or "" for case, _ in cases(few()) if case.find("system-out") is not None]
    assert ["decided by Head of governance on 2019-02-11 (it was review)" in out for out in outs] == [True]


def test_problems_and_notices_have_suites_of_their_own() -> None:
    suites = {suite.get("name"): suite for suite in parsed(few())}
    problems = suites["files that could not be read or relied on"]
    assert len(problems.findall("testcase/error")) == few().summary["problems"]
    notices = suites["waivers and judgements"]
    assert len(notices.findall("testcase")) == few().summary["notices"]
    assert [case.get("name", "") for case in notices if case.find("failure") is not None] == [
        "waiver not allowed: sample_constitutions/settled/waivers.yaml:30:5"
    ]


def test_what_is_left_out_is_told() -> None:
    report = replace(few(), left_out=("later.yaml",), reported_only=("a.yaml",), elsewhere={"fail": 3})
    told = parsed(report).findall("testsuite/properties/property[@name='summary of the run']")
    assert {"in other files, not shown: 3 fail, 1 later event left out" in one.get("value", "") for one in told} == {
        True
    }


def test_a_failure_known_to_the_baseline_says_so() -> None:
    documents = tuple(
        replace(one, results=tuple(replace(r, in_baseline=True, fails_run=False) for r in one.results))
        for one in few().documents
    )
    report = replace(few(), documents=documents)
    messages = [element.get("message", "") for case, _ in cases(report) if (element := outcome(case)) is not None]
    assert any(message.startswith("fail (law not met; in the baseline): ") for message in messages)
    assert parsed(report).findall("testsuite[1]/testcase/failure") == []


@given(st.text())
def test_any_text_is_one_line_of_xml_text(text: str) -> None:
    root = Element("a", b=xml_text.text(text))
    root.text = xml_text.text(text)
    read = fromstring(xml_text.render(root))
    assert read.get("b") == (read.text or "") == xml_text.text(text)
    assert len(xml_text.text(text).splitlines()) < 2


@settings(max_examples=20)
@given(st.text())
def test_any_text_in_a_report_stays_in_its_place(text: str) -> None:
    report = with_text(few(), text)
    root = fromstring(junit_report.render(report))
    tags = {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "failure",
        "error",
        "skipped",
        "system-out",
    }
    assert {element.tag for element in root.iter()} == tags
    assert [len(suite) for suite in root] == [len(suite) for suite in parsed(few())]
