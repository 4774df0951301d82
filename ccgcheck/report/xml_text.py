"""JUnit XML: text that XML can hold, and the counts of a suite and of the whole."""

import re
from xml.etree.ElementTree import Element, indent, tostring

from ccgcheck.report.plain_text import clean

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def text(source: str) -> str:
    """Return text on one line that XML can hold: what it cannot is written out as an escape."""
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", clean(source))


def add_counts(suite: Element) -> None:
    """Write on a suite how many test cases it has, and how many of them failed, broke or were skipped."""
    suite.set("tests", str(len(suite.findall("testcase"))))
    for name, tag in _COUNTED.items():
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))


def render(suites: Element) -> str:
    """Return the whole as text, with the counts of its suites summed up (the schema has none of those skipped)."""
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, 0)) for suite in suites)))
    indent(suites)
    written: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return written.decode("utf-8") + "\n"
