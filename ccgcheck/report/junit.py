"""The examples of a pack as JUnit XML: a test suite for each rule file, a test case for each example."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from ccgcheck.examples import Verdict
from ccgcheck.packs import Pack
from ccgcheck.report import xml_text
from ccgcheck.report.xml_text import text


def render(pack: Pack, verdicts: Iterable[Verdict]) -> str:
    """Return the verdicts as JUnit XML; those of a rule file must follow each other."""
    suites = Element("testsuites", name=text(f"ccgcheck {pack.name} {pack.version}"))
    for file, group in groupby(verdicts, lambda verdict: verdict.rule.origin.file):
        _add_suite(suites, pack, file, list(group))
    return xml_text.render(suites)


def _add_suite(suites: Element, pack: Pack, file: str, verdicts: list[Verdict]) -> None:
    path = Path(file)
    inside = path.relative_to(pack.folder) if path.is_relative_to(pack.folder) else path
    suite = SubElement(suites, "testsuite", name=text(inside.as_posix()))
    for verdict in verdicts:
        _add_case(suite, pack, verdict)
    xml_text.add_counts(suite)


def _add_case(suite: Element, pack: Pack, verdict: Verdict) -> None:
    rule, example = verdict.rule, verdict.example
    name = f"{rule.id} example {rule.examples.index(example) + 1}: {example.expect}"
    case = SubElement(
        suite,
        "testcase",
        name=text(f"{name} on {pack.day_of(example)}"),
        classname=text(f"{pack.name}.{rule.topic}.{rule.id}"),
        file=text(example.origin.file),
        line=str(example.origin.line),
    )
    if verdict.fault is not None:
        failure = SubElement(case, "failure", message=text(verdict.fault), type=example.expect)
        failure.text = text(f"{example.origin}: {rule.id} {verdict.fault}")
