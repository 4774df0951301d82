"""Results as the page shows them: at length, or many in a line."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ccgcheck.law import Authority
from ccgcheck.report import lines
from ccgcheck.report.html.marks import Mark, of_result
from ccgcheck.report.model import ReportedResult
from ccgcheck.report.words import AUTHORITY_WORDS
from ccgcheck.rules import Judges, Status

_AUTHORITIES = tuple(AUTHORITY_WORDS)
_REASONS_TOLD = 5
_NOT_IN_AN_ANCHOR = re.compile(r"[^A-Za-z0-9]+")


class Place(Protocol):
    """Anything that stands somewhere in a file."""

    @property
    def file(self) -> str:
        """The file, as the user named it."""

    @property
    def line(self) -> int:
        """The line, counted from 1."""

    @property
    def column(self) -> int:
        """The column, counted from 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the filter knows of an element: the attributes of its results, and for how many results it stands.

    `number` is 0 for an element that shows again what is counted elsewhere.
    """

    status: Status
    topic: str
    judges: Judges
    authority: Authority
    number: int

    @classmethod
    def of(cls, result: ReportedResult, number: int = 1) -> "Entry":
        """Return the entry of an element that shows a result, or `number` results like it."""
        return cls(result.status, result.topic, result.judges, result.provision.authority, number)

    def __str__(self) -> str:
        return f"{self.status} {self.topic} {self.judges} {self.authority} {self.number}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A result shown at length; `anchor` is the id of its element."""

    anchor: str
    mark: Mark
    entry: Entry
    result: ReportedResult


@dataclass(frozen=True, slots=True)
class Line:
    """Results of one rule, or of several rules alike, in one line; `title` is empty for several rules.

    `rules` are ids, with a number where a rule gave several of the results.

    `notes` say where the results are, or why; `known` counts those that the baseline has.
    """

    entry: Entry
    rules: tuple[str, ...]
    title: str
    notes: tuple[str, ...]
    known: int


def anchor(prefix: str, name: str) -> str:
    """Return an id for an element about `name`, which may be any text."""
    return f"{prefix}-{_NOT_IN_AN_ANCHOR.sub('-', name).strip('-')}"


def unlike(names: Iterable[str]) -> list[str]:
    """Return the names in their order, with a number added to those that were met before."""
    met: set[str] = set()
    found = []
    for name in names:
        number, free = 1, name
        while free in met:
            number += 1
            free = f"{name}-{number}"
        met.add(free)
        found.append(free)
    return found


def findings(results: Iterable[ReportedResult], body: str) -> tuple[Finding, ...]:
    """Return results at length, in their order; `body` is the anchor of the body that they are of.

    What stands after an underscore in an id is ours: no name of a body can lead to the same.
    """
    chosen = list(results)
    anchors = unlike(f"{body}_{result.rule}" for result in chosen)
    return tuple(
        Finding(name, of_result(result), Entry.of(result), result) for name, result in zip(anchors, chosen, strict=True)
    )


def where(place: Place) -> str:
    """Return a place as `file:line:column`; only the file where it could not be opened."""
    return lines.where(place.file, place.line, place.column)


def places(results: Iterable[ReportedResult]) -> tuple[str, ...]:
    """Return where results are, one text a file: `file:3:1, 7:5`."""
    files: dict[str, dict[str, None]] = {}
    for result in results:
        place = result.location
        files.setdefault(place.file, {})[f"{place.line}:{place.column}"] = None
    return tuple(f"{file}:{', '.join(found)}" for file, found in files.items())


def reasons(results: Iterable[ReportedResult]) -> tuple[str, ...]:
    """Return what results say, each sentence once, with how often it was said; of many, the first few."""
    said = Counter(result.message for result in results)
    found = [f"{message} ×{number}" if number > 1 else message for message, number in said.items()]
    rest = len(found) - _REASONS_TOLD
    return tuple(found) if rest < 2 else (*found[:_REASONS_TOLD], f"and {rest} other reasons like these")


def by_rule(
    results: Iterable[ReportedResult], notes: Callable[[Iterable[ReportedResult]], tuple[str, ...]]
) -> Iterator[Line]:
    """Yield a line for each rule, in the order of the rules' ids, with its title and the notes on its results."""
    for _, some in sorted(lines.by_rule(results).items()):
        known = sum(result.in_baseline for result in some)
        yield Line(Entry.of(some[0], len(some)), _counted(some), some[0].title, notes(some), known)


def by_kind(results: Iterable[ReportedResult]) -> Iterator[Line]:
    """Yield a line for each topic, side and authority that has results: the ids of the rules, with their numbers."""
    kinds: dict[tuple[str, str, int], list[ReportedResult]] = {}
    for result in results:
        weight = _AUTHORITIES.index(result.provision.authority)
        kinds.setdefault((result.topic, result.judges, weight), []).append(result)
    for _, some in sorted(kinds.items()):
        known = sum(result.in_baseline for result in some)
        yield Line(Entry.of(some[0], len(some)), _counted(some), "", (), known)


def _counted(results: Iterable[ReportedResult]) -> tuple[str, ...]:
    numbers = Counter(result.rule for result in results)
    return tuple(f"{rule} ×{number}" if number > 1 else rule for rule, number in sorted(numbers.items()))
