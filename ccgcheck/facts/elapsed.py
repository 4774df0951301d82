"""How long it was from one time to another, when of either sometimes only the month is known."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from ccgcheck.facts.days import Span, days_between
from ccgcheck.facts.sentences import amount

# What nobody has dated may have been on any day that ISO text can name.
ANY_DAY = Span("0001-01-01", "9999-12-31")
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A time of which the bounds are known: at least `least`, at most `most`, in days, months or years."""

    least: int
    most: int

    def words(self, unit: str) -> str:
        """Return it in words: `1 day`, `154 to 214 days`."""
        number = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return amount(number, unit)

    def later(self, unit: str) -> str:
        """Return in words how much later something was, or how much before."""
        if self.most < 0:
            return f"{Elapsed(-self.most, -self.least).words(unit)} before"
        if self.least < 0:
            return f"at most {Elapsed(self.most, self.most).words(unit)} later"
        return f"{self.words(unit)} later"


def dated(when: Span) -> str:
    """Return when something was, in words: `on 2018-07-02`, or `in 2018-07`."""
    return f"on {when.first}" if when.first == when.last else f"in {when.first[:7]}"


def days(first: Span, second: Span) -> Elapsed:
    """Return how many days the second time is after the first; below zero when it is before."""
    return Elapsed(days_between(first.last, second.first), days_between(first.first, second.last))


def months(first: Span, second: Span) -> Elapsed:
    """Return how many whole months the second time is after the first."""
    return Elapsed(whole_months(first.last, second.first), whole_months(first.first, second.last))


def years(first: Span, second: Span) -> Elapsed:
    """Return how many whole years the second time is after the first."""
    between = months(first, second)
    return Elapsed(between.least // _YEAR, between.most // _YEAR)


def whole_months(first: str, second: str) -> int:
    """Return how many whole months have passed from one day to another; below zero when it is before."""
    begun, ended = date.fromisoformat(first), date.fromisoformat(second)
    number = (ended.year - begun.year) * _YEAR + ended.month - begun.month
    return number - 1 if _months_after(begun, number) > ended else number


def months_begun(first: str, second: str) -> int:
    """Return how many months have begun from one day to another: the whole ones, and one for days beyond them."""
    number = whole_months(first, second)
    return number if _months_after(date.fromisoformat(first), number) == date.fromisoformat(second) else number + 1


def _months_after(day: date, number: int) -> date:
    """Return the day so many months later; from 31 January one month later is the last day of February."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + number, _YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bounds(known: Elapsed | None, says: str, **more: Any) -> dict[str, Any]:
    """Return a fact on how long something took: whether that is `known`, its bounds, and a sentence."""
    if known is None:
        return {"known": False, "says": says, **more}
    return {"known": True, "least": known.least, "most": known.most, "says": says, **more}
