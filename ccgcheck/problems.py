"""What is wrong with a file before any rule is asked."""

from dataclasses import dataclass
from typing import Literal

ProblemKind = Literal[
    "missing", "unreadable", "too_large", "encoding", "syntax", "duplicate_key", "key", "nesting", "aliases",
    "empty", "kind", "schema", "reference", "date", "pack",
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
