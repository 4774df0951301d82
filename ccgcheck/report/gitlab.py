"""GitLab Code Quality: what needs attention, as GitLab's merge request widget shows it.

What is unknown is one entry a body, with its count, and one entry has all counts of the run: an empty list would read
as if all were well. Passes and what does not apply are not listed, unless a person settled them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ccgcheck import fingerprints
from ccgcheck.law import Severity
from ccgcheck.report import words
from ccgcheck.report.findings import Finding, beside
from ccgcheck.report.model import JudgedBody, Report, ReportedResult, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sentences import of_result, sentence

_FAILURES: Mapping[Severity, str] = {"error": "critical", "warning": "major", "note": "minor"}
_FINDINGS: Mapping[Severity, str] = {"error": "critical", "warning": "major", "note": "info"}
_LISTED = frozenset({"fail", "error", "review", "waived"})
_REASONS = 3
_NOWHERE = "."


def render(report: Report) -> str:
    """Return the entries as JSON text that ends in a line break."""
    return json.dumps([*_entries(report)], ensure_ascii=False, indent=1) + "\n"


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    yield from map(_finding, beside(report))
    yield from map(_result, worst_first(filter(_is_listed, report.results)))
    for body in report.bodies:
        yield from _unknown(body)
    yield _run(report)


def _is_listed(result: ReportedResult) -> bool:
    return result.status in _LISTED or result.was is not None


def _entry(check: str, severity: str, said: str, file: str, line: int, fingerprint: str) -> dict[str, Any]:
    return {
        "description": said,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": clean(file), "lines": {"begin": max(1, line)}},
    }


def _finding(one: Finding) -> dict[str, Any]:
    return _entry(one.check, _FINDINGS[one.severity], one.message, one.file, one.line, one.fingerprint)


def _result(result: ReportedResult) -> dict[str, Any]:
    place = result.location
    return _entry(result.rule, _severity(result), of_result(result), place.file, place.line, result.fingerprint)


def _severity(result: ReportedResult) -> str:
    if result.status == "fail":
        return _FAILURES[result.severity]
    return {"error": "critical", "review": "minor"}.get(result.status, "info")


def _unknown(body: JudgedBody) -> Iterator[dict[str, Any]]:
    """Yield the entry on what of a body could not be decided, if there is anything, with the most frequent reasons."""
    unknown = [result for result in body.results if result.status == "unknown"]
    if unknown:
        who = f"{body.body.name} ({body.body.ods_code})"
        said = sentence(f"unknown: {words.plural(len(unknown), 'result')} of {who}: {_reasons(unknown)}")
        name = fingerprints.of_result("ccgcheck-unknown", body.body.key, "", "")
        yield _entry("ccgcheck-unknown", "info", said, body.documents[0].file, 1, name)


def _reasons(unknown: Iterable[ReportedResult]) -> str:
    found = Counter(result.message.rstrip(".") for result in unknown)
    first = found.most_common(_REASONS)
    others = found.total() - sum(number for _, number in first)
    parts = [f"{reason} ({number})" for reason, number in first]
    return "; ".join([*parts, *([f"other reasons ({others})"] if others else [])])


def _run(report: Report) -> dict[str, Any]:
    """Return the entry with the counts of the run, which is the only one where no document was found."""
    is_empty = report.exit_code == 3
    said = "no document was found: nothing was judged" if is_empty else words.summary(report)
    files = [
        *(document.file for document in report.documents),
        *(problem.file for problem in report.problems),
        _NOWHERE,
    ]
    name = fingerprints.of_result("ccgcheck-run", (), "", "")
    return _entry("ccgcheck-run", "critical" if is_empty else "info", sentence(said), files[0], 1, name)
