"""Waivers: accepted explanations of departures from guidance ("comply or explain"), each for one rule and one body.

Days are ISO text; `to` is the last day on which a waiver holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.documents import Document, Place
from ccgcheck.law import Authority

WAIVABLE: frozenset[Authority] = frozenset({"statutory_guidance", "guidance"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What an entry is about: a rule, a body by its code (or name), and perhaps one statement or one document's day."""

    rule: str
    body: str
    pointer: str | None = None
    date: str | None = None

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> "Scope":
        """Return the scope of an entry of a file of waivers or of judgements."""
        return cls(entry["rule"], entry["body"], entry.get("pointer"), entry.get("date"))

    def __str__(self) -> str:
        where = f" at {self.pointer}" if self.pointer is not None else ""
        day = f" on {self.date}" if self.date is not None else ""
        return f"{self.rule} for {self.body}{where}{day}"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted explanation: who accepted it, on which day, and the last day on which it holds."""

    scope: Scope
    explanation: str
    accepted_by: str
    accepted_on: str
    to: str
    file: str
    line: int
    column: int

    def holds(self, today: str, event: str | None) -> bool:
        """Whether it holds as seen on the day `today`, for a state of things or for an event of an earlier day.

        What was accepted for an event by the last day stays accepted afterwards.
        """
        return self.accepted_on <= today and (event or today) <= self.to


def of_document(document: Document) -> Iterator[Waiver]:
    """Yield the waivers of a document that fits the schema `waivers`."""
    for index, entry in enumerate(document.data["waivers"]):
        place = place_of(document, f"/waivers/{index}")
        yield Waiver(
            Scope.of(entry), entry["explanation"], entry["accepted_by"], entry["accepted_on"], entry["to"],
            document.file, place.line, place.column,
        )  # fmt: skip


def place_of(document: Document, pointer: str) -> Place:
    """Return where an entry of a list starts."""
    return document.place(pointer, of_value=True)
