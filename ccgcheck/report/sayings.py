"""Sayings: results as lines, of which most say the same of many documents; that is worded once."""

from collections.abc import Iterable
from typing import NamedTuple

from ccgcheck.law import Severity
from ccgcheck.report.model import RANK, WEIGHT, Location
from ccgcheck.report.plain_text import clean
from ccgcheck.rules import Status


class Saying(NamedTuple):
    """What a rule says of every document of which it says the same: the part of a line that has no place in it.

    `rank` orders sayings by how much they need attention.
    """

    rank: tuple[int, int]
    status: Status
    rule: str
    said: str
    cited: str
    fails_run: bool

    @classmethod
    def of(
        cls, status: Status, severity: Severity, rule: str, message: str, citation: str, *, fails_run: bool
    ) -> "Saying":
        """Return the saying of a settled result."""
        how = f"{status} ({severity})" if status == "fail" else status
        rank = (RANK[status], WEIGHT[severity])
        return cls(rank, status, rule, f"{how} {rule} {clean(message)}", f" [{citation}]", fails_run)


class Line(NamedTuple):
    """A result as one line of a report tells it."""

    saying: Saying
    location: Location
    also_at: tuple[Location, ...]


def lines_worst_first(lines: Iterable[Line]) -> list[Line]:
    """Return lines about one document in the order in which they need attention: status, severity, then place."""

    def rank(line: Line) -> tuple[tuple[int, int], int, int, str]:
        saying, place = line[0], line[1]
        return saying[0], place.line, place.column, saying[2]

    return sorted(lines, key=rank)
