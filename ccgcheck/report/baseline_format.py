"""Baseline: what a run leaves open and what people settled, in a file small enough to keep in a repository.

It is the part of the JSON report that `--baseline` and `ccgcheck compare` read, a line a result, so that a change of it
reads well.
"""

from collections.abc import Iterator
from typing import Any

from ccgcheck.baseline import NEEDS_ATTENTION
from ccgcheck.report import json_text
from ccgcheck.report.json_format import FORMAT_VERSION
from ccgcheck.report.model import Report, ReportedResult


def render(report: Report) -> str:
    """Return the baseline as JSON text, valid against `schemas/baseline.schema.json`."""
    head = {
        "format_version": FORMAT_VERSION,
        "kind": "baseline",
        "tool": {"name": "ccgcheck", "version": report.version},
        "run_date": report.run_date,
    }
    lines = ",\n".join(f"  {json_text.dumps(entry, indent=None)}" for entry in _entries(report))
    opening = json_text.dumps(head).removesuffix("\n}")
    return f'{opening},\n "results": [\n{lines}\n ]\n}}\n' if lines else f'{opening},\n "results": []\n}}\n'


def _entries(report: Report) -> Iterator[dict[str, Any]]:
    for result in report.results:
        if result.status in NEEDS_ATTENTION or result.was is not None:
            yield _entry(result)


def _entry(result: ReportedResult) -> dict[str, Any]:
    place = result.location
    return {
        "fingerprint": result.fingerprint,
        "rule": result.rule,
        "body": {"ods_code": result.body.ods_code},
        "status": result.status,
        "was": result.was,
        "severity": result.severity,
        "seen": {"read": result.seen.read} if result.seen else None,
        "message": result.message,
        "location": {"file": place.file, "line": place.line, "column": place.column},
    }
