"""The baseline: what was known to be open at an earlier run, so that a run fails on what is new only.

An entry holds for a result as it was: one whose statement has changed leaves the baseline by itself.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ccgcheck.law import Severity
from ccgcheck.rules import STATUSES, Status
from ccgcheck.settle import RANK

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

    `is_whole` says that it lists every result of its run, those that passed too; `is_part` that it leaves out files
    (--report-only). `problems` are what could not be read or judged, `asked` is what the run was asked, by its name: a
    baseline says neither.
    """

    file: str
    entries: Mapping[str, Entry]
    is_whole: bool = True
    is_part: bool = False
    problems: tuple[str, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)

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
        entries = {entry.fingerprint: entry for entry in _entries(data)}
        if data.get("kind") == "baseline":
            return Baseline(path.as_posix(), entries, is_whole=False)
        is_part = bool(data["reported_only"])
        problems = tuple(f"{_place(problem)}: {problem['message']}" for problem in data["problems"])
        return Baseline(path.as_posix(), entries, not is_part, is_part, problems, _asked(data))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadRun(f"{path} is not a whole report: {error} is missing or of the wrong kind") from None


def _entries(data: Mapping[str, Any]) -> Iterable[Entry]:
    for result in data["results"]:
        seen = result.get("seen")
        entry = Entry(
            fingerprint=result["fingerprint"],
            rule=result["rule"],
            body=result["body"]["ods_code"],
            status=result["status"],
            severity=result["severity"],
            read=seen["read"] if seen else None,
            message=result["message"],
            place=_place(result["location"]),
            settled=result.get("was") is not None,
        )
        if entry.status not in STATUSES or entry.severity not in RANK:
            raise TypeError(f"the status or the severity of {entry.fingerprint}")
        if not all(isinstance(text, str) for text in (entry.fingerprint, entry.rule, entry.body, entry.message)):
            raise TypeError("a text of a result")
        yield entry


def _place(where: Mapping[str, Any]) -> str:
    return f"{where['file']}:{where['line']}:{where['column']}" if where["line"] else str(where["file"])


def _asked(data: Mapping[str, Any]) -> Mapping[str, str]:
    return {
        "packs": ", ".join(f"{pack['name']} {pack['version']}" for pack in data["packs"]),
        "rules asked": str(data["rules"]["asked"]),
        "law": f"as at {data['as_at']}" if data["as_at"] else "of each document's day",
    }
