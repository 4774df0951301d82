"""What tests and fuzzers of hostile input share: judge bytes in memory, write every format, refuse what is malformed."""

import csv
import io
import json
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NoReturn
from xml.etree import ElementTree

import jsonschema_rs

import ccgcheck
from ccgcheck import output, schemas
from ccgcheck.report.model import Report
from ccgcheck.report.plain_text import is_hidden
from tests.html_tree import parse
from tests.support import ROOT
from tests.test_markdown_report import TAGS, Page

TODAY = "2019-03-31"
STATUSES = {"pass", "fail", "review", "unknown", "not_applicable", "waived"}
_FORMULA = re.compile(r"[\s\"'`]*[=+\-@]")
_COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)
_OWN_SCRIPTS = 1


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise AssertionError where what is done in it takes more of the processor's time than that."""

    def stop(*_: object) -> NoReturn:
        raise AssertionError(f"it took more than {seconds} seconds of the processor's time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def judge(content: bytes, name: str = "a.yaml", **options: Any) -> Report:
    """Judge a file by the whole pack; no rule may break, and every place must be in the file."""
    report = ccgcheck.check({name: content}, today=TODAY, **options)
    lines = len(re.split(b"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]", content))
    for result in report.results:
        assert result.status in STATUSES, (result.rule, result.message)
        assert 1 <= result.location.line <= lines
    for problem in report.problems:
        assert problem.message
        assert 0 <= problem.line <= lines
    if report.documents or report.problems:
        assert report.exit_code in (0, 1)
        assert report.exit_code == 1 or not report.problems
    return report


def in_every_format(report: Report) -> dict[str, str]:
    """Return the report in every format; raise AssertionError where one is malformed or obeys a document."""
    return in_formats(report, output.FORMATS)


def in_formats(report: Report, names: Iterable[str]) -> dict[str, str]:
    """Return the report in some formats, as `in_every_format` does."""
    found = {}
    for name in names:
        text = output.text(report, name, verbose=True)
        text.encode("utf-8")
        CHECKS[name](text)
        found[name] = text
    return found


def _plain(text: str) -> None:
    hidden = {character for character in set(text) if is_hidden(character)} - {"\n"}
    assert not hidden, hidden
    assert not _COMMAND.search(text)


def _refuse(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


def _json(text: str) -> Any:
    hidden = {character for character in set(text) if is_hidden(character)} - {"\n"}
    assert not hidden, hidden
    assert "##[" not in text
    return json.loads(text, parse_constant=_refuse)


@cache
def _schema(name: str) -> Any:
    if name == "sarif":
        text = (ROOT / "tests/schemas/sarif-2.1.0.schema.json").read_bytes()
        return jsonschema_rs.validator_for(json.loads(text.replace(b"{2}]?$", b"{2}$")))  # a bracket that opens nothing
    return jsonschema_rs.validator_for(dict(schemas.load(name)))


def _valid(name: str) -> Callable[[str], object]:
    def check(text: str) -> None:
        _schema(name).validate(_json(text))

    return check


def _gitlab(text: str) -> None:
    found = _json(text)
    assert isinstance(found, list)
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert all(one["location"]["path"] and one["location"]["lines"]["begin"] >= 1 for one in found)


def _junit(text: str) -> None:
    root = ElementTree.fromstring(text)
    assert root.tag in ("testsuites", "testsuite")


def _github(text: str) -> None:
    assert "##[" not in text
    for line in text.splitlines():
        assert re.match(r"::(error|warning|notice) [^:]*::|ccgcheck: ", line), line[:200]


def _markdown(text: str) -> None:
    page = Page(text)
    assert set(page.tags) <= TAGS
    assert page.attributes <= {"href"}
    assert all(link.startswith(("https://", "#")) for link in page.links)
    for line in text.splitlines():
        assert not line.startswith(("::", "    ", "\t", "```", "~~~", "<")), line[:200]


def _html(text: str) -> None:
    tree = parse(text)
    assert len(list(tree.all("script"))) == _OWN_SCRIPTS
    for node in tree.all():
        assert node.tag not in ("img", "iframe", "object", "embed", "base", "link"), node.tag
        for attribute, value in node.attributes.items():
            assert not attribute.startswith("on"), attribute
            if attribute in ("href", "src"):
                assert re.match(r"#|https?://|data:", value or ""), value


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not any(map(is_hidden, cell)), cell
            assert not _FORMULA.match(cell) or cell.startswith("'"), cell


CHECKS: dict[str, Callable[[str], object]] = {
    "table": _plain, "concise": _plain, "json": _valid("report"), "sarif": _valid("sarif"),
    "sarif-github": _valid("sarif"), "junit": _junit, "github": _github, "gitlab": _gitlab, "markdown": _markdown,
    "html": _html, "csv": _csv, "csv-results": _csv, "baseline": _valid("baseline"),
}  # fmt: skip
