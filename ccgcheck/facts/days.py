"""Days of which sometimes only the month is known: ISO text, YYYY-MM-DD or YYYY-MM."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_MONTH = len("2018-01")


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a text may mean, the first and the last included."""

    first: str
    last: str

    def is_by(self, day: str) -> bool | None:
        """Return whether it is on or before `day`; None when the month leaves it open."""
        return True if self.last <= day else False if self.first > day else None

    def is_from(self, day: str) -> bool | None:
        """Return whether it is on or after `day`; None when the month leaves it open."""
        return True if self.first >= day else False if self.last < day else None


def span(text: Any) -> Span | None:
    """Return the days that `text` may mean; None for what is no day and no month."""
    if not isinstance(text, str):
        return None
    if len(text) != _MONTH:
        return Span(text, text)
    year, month = int(text[:4]), int(text[5:])
    return Span(f"{text}-01", f"{text}-{monthrange(year, month)[1]:02d}")


def days_between(first: str, second: str) -> int:
    """Return how many days the second day is after the first."""
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def years_before(day: str, years: int) -> str:
    """Return the day that many years before; 28 February for a 29th that the year lacks."""
    then = date.fromisoformat(day)
    year = then.year - years
    return date(year, then.month, min(then.day, monthrange(year, then.month)[1])).isoformat()


def holds(data: Mapping[str, Any], day: str, *, unless_said: bool | None = True) -> bool | None:
    """Return whether something with `from` and `to` was so on a day; None when it is not known.

    What has no `from` was so already when `unless_said` is true. What has no `to` goes on.
    """
    if "?from" in data or "?to" in data:
        return None
    begun, ended = span(data.get("from")), span(data.get("to"))
    answers = [unless_said if begun is None else begun.is_by(day), True if ended is None else ended.is_from(day)]
    return False if False in answers else None if None in answers else True
