"""The baseline: what was known to be open at an earlier run, so that a run fails on what is new only.

An entry holds for a result as it was: one whose statement has changed leaves the baseline by itself.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccgcheck.law import Severity
from ccgcheck.rules import Status

NEEDS_ATTENTION: frozenset[Status] = frozenset({"fail", "error", "review", "unknown"})


class BadRun(ValueError):
    """A file that is no report and no baseline of ccgcheck; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A result of an earlier run. `read` is the digest of what its rule read; `settled` says that a person did."""

    fingerprint: str
    rule: str
    body: str
    status: Status
    severity: Severity
    read: str | None
    message: str
    place: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """The results of an earlier run by their fingerprints, and where they were read.

    `is_whole` says that it lists every result of its run, those that passed too.
    """

    file: str
    entries: Mapping[str, Entry]
    is_whole: bool = True

    def has(self, fingerprint: str, status: Status, read: str | None) -> bool:
        """Whether a result stands in it with the same status, of which the rule read the same."""
        entry = self.entries.get(fingerprint)
        return entry is not None and status in NEEDS_ATTENTION and (entry.status, entry.read) == (status, read)


def load(path: Path) -> Baseline:
    """Read a report (`--format json`) or a baseline (`--format baseline`); raise BadRun or OSError."""
    try:
        data = json.loads(path.read_bytes())
    except ValueError as error:
        raise BadRun(f"{path} is no JSON: {error}") from None
    except RecursionError:
        raise BadRun(f"{path} is nested too deeply to be a report") from None
    if not isinstance(data, dict) or data.get("format_version") != 1:
        raise BadRun(f"{path} is no report of ccgcheck (format_version 1); write one with --format json={path.name}")
    try:
        entries = _entries(data)
        is_whole = data.get("kind") != "baseline" and not data["reported_only"]
        return Baseline(path.as_posix(), {entry.fingerprint: entry for entry in entries}, is_whole)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadRun(f"{path} is not a whole report: {error} is missing or of the wrong kind") from None


def _entries(data: Mapping[str, Any]) -> Iterable[Entry]:
    for result in data["results"]:
        location, seen = result["location"], result.get("seen")
        yield Entry(
            fingerprint=result["fingerprint"],
            rule=result["rule"],
            body=result["body"]["ods_code"],
            status=result["status"],
            severity=result["severity"],
            read=seen["read"] if seen else None,
            message=result["message"],
            place=f"{location['file']}:{location['line']}:{location['column']}",
            settled=result.get("was") is not None,
        )
