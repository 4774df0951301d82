"""Judgements: what a person decided of results that a rule left to a person, or that the records left open.

A judgement holds for what the person saw: it is stale when the statement or the rule has changed since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ccgcheck.documents import Document
from ccgcheck.fingerprints import Seen
from ccgcheck.rules import Status
from ccgcheck.waivers import Scope, place_of

Outcome = Literal["met", "not_met", "not_applicable", "undecided"]
STATUS: Mapping[Outcome, Status] = {"met": "pass", "not_met": "fail", "not_applicable": "not_applicable"}
OPEN: frozenset[Status] = frozenset({"review", "unknown"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: the outcome with its reason, who decided (a role), on which day, and on what evidence."""

    scope: Scope
    outcome: Outcome
    reason: str
    by: str
    on: str
    evidence: tuple[str, ...]
    seen: Seen
    file: str
    line: int
    column: int


def of_document(document: Document) -> Iterator[Judgement]:
    """Yield the judgements of a document that fits the schema `assessment`."""
    for index, entry in enumerate(document.data["judgements"]):
        place = place_of(document, f"/judgements/{index}")
        yield Judgement(
            Scope.of(entry), entry["outcome"], entry.get("reason", ""), entry.get("by", ""), entry.get("on", ""),
            tuple(entry.get("evidence", ())), Seen(entry["seen"]["statement"], entry["seen"]["rule"]),
            document.file, place.line, place.column,
        )  # fmt: skip
