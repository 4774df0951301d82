"""The examples of a pack as JUnit XML: a test suite for each rule file, a test case for each example."""

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from ccgcheck.examples import Verdict
from ccgcheck.packs import Pack
from ccgcheck.report.plain_text import clean

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(pack: Pack, verdicts: Iterable[Verdict]) -> str:
    """Return the verdicts as JUnit XML; those of a rule file must follow each other."""
    suites = ElementTree.Element("testsuites", name=_text(f"ccgcheck {pack.name} {pack.version}"))
    for file, group in groupby(verdicts, lambda verdict: verdict.rule.origin.file):
        _add_suite(suites, pack, file, list(group))
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, 0)) for suite in suites)))
    ElementTree.indent(suites)
    written: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return written.decode("utf-8") + "\n"


def _add_suite(suites: ElementTree.Element, pack: Pack, file: str, verdicts: list[Verdict]) -> None:
    failures = sum(verdict.fault is not None for verdict in verdicts)
    path = Path(file)
    inside = path.relative_to(pack.folder) if path.is_relative_to(pack.folder) else path
    suite = ElementTree.SubElement(suites, "testsuite", name=_text(inside.as_posix()))
    for name, number in (("tests", len(verdicts)), ("failures", failures), ("errors", 0), ("skipped", 0)):
        suite.set(name, str(number))
    for verdict in verdicts:
        _add_case(suite, pack, verdict)


def _add_case(suite: ElementTree.Element, pack: Pack, verdict: Verdict) -> None:
    rule, example = verdict.rule, verdict.example
    name = f"{rule.id} example {rule.examples.index(example) + 1}: {example.expect}"
    case = ElementTree.SubElement(
        suite,
        "testcase",
        name=_text(f"{name} on {pack.day_of(example)}"),
        classname=_text(f"{pack.name}.{rule.topic}.{rule.id}"),
        file=_text(example.origin.file),
        line=str(example.origin.line),
    )
    if verdict.fault is not None:
        failure = ElementTree.SubElement(case, "failure", message=_text(verdict.fault), type=example.expect)
        failure.text = _text(f"{example.origin}: {rule.id} {verdict.fault}")


def _text(text: str) -> str:
    """Return text on one line that XML can hold: what it cannot is written out as an escape."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", clean(text))
