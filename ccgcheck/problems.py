"""What is wrong with a file before any rule is asked."""

from dataclasses import dataclass
from typing import Literal

from ccgcheck.law import Severity

MAX_PROBLEMS = 1_000
"""How many problems are told of a file while it is loaded, and how many of a document by its schema."""
ProblemKind = Literal[
    "missing", "unreadable", "too_large", "encoding", "syntax", "duplicate_key", "key", "nesting", "aliases",
    "empty", "kind", "schema", "reference", "date", "pack",
]  # fmt: skip
NoticeKind = Literal[
    "waiver_not_allowed", "waiver_expired", "waiver_unused", "waiver_expires_soon", "judgement_stale",
    "judgement_unused", "baseline_outdated", "set_aside", "names_differ",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that keeps a document, or a part of it, from being judged.

    `line` and `column` count from 1; both are 0 when the file could not be opened at all. `pointer` is the
    JSON Pointer of the statement concerned, where there is one.
    """

    file: str
    line: int
    column: int
    kind: ProblemKind
    message: str
    pointer: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """What is to be said of a waiver, a person's judgement, the baseline or a body's name, at its place in a file.

    A notice of severity error fails the run: it says that somebody excused what nobody may excuse.
    """

    file: str
    line: int
    column: int
    kind: NoticeKind
    severity: Severity
    message: str
    rule: str | None = None
    body: str | None = None
