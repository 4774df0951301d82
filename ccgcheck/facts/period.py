"""The part of a financial year that a record covers, and whether it is the body's first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts.verdicts import fact


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end` of a record, within the financial year that begins on `year_start`."""

    start: str
    end: str
    year_start: str
    is_over: bool
    first_of_body: bool | None
    established: str | None

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole financial year."""
        return self.is_over and self.start == self.year_start

    def holds(self, day: str) -> bool:
        """Whether a day is in it."""
        return self.start <= day <= self.end

    def first_year(self) -> dict[str, Any]:
        """Return as a fact whether the financial year is the body's first."""
        if self.established is None:
            return fact(None, "when the CCG was established is not known, so this may be its first financial year")
        which = "its first" if self.first_of_body else "not its first"
        return fact(
            self.first_of_body, f"the CCG was established on {self.established}: this is {which} financial year"
        )

    def __str__(self) -> str:
        return f"from {self.start} to {self.end}"


def period(case: Case, record: Record, law: Mapping[str, Any]) -> Period | None:
    """Return the period of the record of a year; None when its last day, or the law's first day, is not known.

    The first day of a financial year is that of `s14z15-6-b`. A record whose first day is earlier counts from
    the year's: what was promised for one year is not kept by the meetings of two.
    """
    end, begins = record.data.get("to"), law.get("s14z15-6-b", {}).get("year_begins")
    if end is None or begins is None:
        return None
    year_start = f"{int(end[:4]) - (end[5:] < begins)}-{begins}"
    established = _established(case)
    start = max(year_start, record.data.get("from", year_start), min(established or year_start, end))
    is_over = (date.fromisoformat(end) + timedelta(days=1)).isoformat()[5:] == begins
    first = None if established is None else year_start <= established <= end
    return Period(start, end, year_start, is_over, first, established)


def _established(case: Case) -> str | None:
    """Return the day on which the body was established; None when no record says it, or they differ."""
    days = {record.data.get("body", {}).get("established") for record in case.records} - {None}
    return str(days.pop()) if len(days) == 1 else None
