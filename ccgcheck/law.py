"""Dated law: provisions, their versions, and which version is in force on a day.

Dates are ISO text (YYYY-MM-DD), which sorts as the calendar does; `from` is inclusive, `until` exclusive.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Authority = Literal["statute", "regulations", "statutory_guidance", "guidance", "constitution"]
Confidence = Literal["read", "second_hand", "recalled"]
Severity = Literal["error", "warning", "note"]

_VALUE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
OPEN_END = "9999-12-31"
SEVERITY: Mapping[Authority, Severity] = {
    "statute": "error",
    "regulations": "error",
    "statutory_guidance": "warning",
    "guidance": "note",
    "constitution": "warning",
}


@dataclass(frozen=True, slots=True)
class Version:
    """A provision's text between two dates: its citation, how well it is known, and its figures.

    `in_force_until` is OPEN_END for law that has no end in the pack.
    """

    in_force_from: str
    in_force_until: str
    citation: str
    url: str
    confidence: Confidence
    values: Mapping[str, Any]
    note: str | None = None


class InForce(dict[str, Any]):
    """The values of the provisions in force on a day, by the provision's id."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Take over values; they do not change afterwards."""
        super().__init__(values)
        self._about: dict[str, tuple[Mapping[str, Any], ...]] = {}
        self._years: dict[str, int | None] = {}

    def about(self, seat: str) -> tuple[Mapping[str, Any], ...]:
        """Return the values of those that say who may hold a seat: `bars` or `needs` names it."""
        if seat not in self._about:
            self._about[seat] = tuple(
                values for values in self.values() if seat in values.get("bars", ()) or seat in values.get("needs", ())
            )
        return self._about[seat]

    def years(self, by: str) -> int | None:
        """Return how far the provisions that decide `by` a statement look back; the longest if they differ."""
        if by not in self._years:
            found = (values["years"] for values in self.values() if values.get("by") == by)
            self._years[by] = max(found, default=None)
        return self._years[by]


@dataclass(frozen=True, slots=True)
class Provision:
    """A requirement of the law with its history.

    `requires` may name values in braces: `{minimum}`. `source` is the instrument or publication that it comes from,
    `topic` what it is about.
    """

    id: str
    requires: str
    authority: Authority
    versions: tuple[Version, ...]
    source: str = ""
    topic: str = "no topic"
    decided_by: Literal["rule", "person", "context"] = "rule"
    reason: str | None = None

    @property
    def severity(self) -> Severity:
        """The severity that the authority gives: law is an error, guidance a departure or a note."""
        return SEVERITY[self.authority]

    def at(self, date: str) -> Version | None:
        """Return the version in force on `date`, or None."""
        for version in self.versions:
            if version.in_force_from <= date < version.in_force_until:
                return version
        return None

    def requirement(self, version: Version) -> str:
        """Return `requires` with the values of `version` filled in; raise KeyError for a value it lacks."""
        return _VALUE.sub(lambda name: str(version.values[name[1]]), self.requires)

    def may_condemn(self, version: Version) -> bool:
        """Whether a rule on this version may say `fail`.

        Statute and regulations must have been read; guidance must at least be known at second hand. Anything
        less asks for a person.
        """
        if self.authority in ("statute", "regulations"):
            return version.confidence == "read"
        return version.confidence != "recalled"

    def not_in_force(self, date: str) -> str:
        """Return the sentence that says why the provision does not bind on `date`."""
        first, last = self.versions[0], self.versions[-1]
        if date < first.in_force_from:
            return f"{first.citation} was not in force on {date}: it began on {first.in_force_from}"
        return f"{last.citation} was not in force on {date}: it ceased on {last.in_force_until}"
