"""Working days: Monday to Friday, less the bank holidays of England, which stand in `bank_holidays.yaml`."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

from ccgcheck.facts.verdicts import Count, counted

_TABLE = Path(__file__).with_name("bank_holidays.yaml")
_SATURDAY = 5
MOST_DAYS = 3660


def working_days_before(day: str, since: str) -> Count:
    """Return how many working days lie before `day`, the day `since` counted and `day` not.

    So a paper sent on a Friday is out one working day before the Monday after, and one sent on the Saturday none.
    In a year whose bank holidays are not known, any day but Saturday and Sunday may be one: the count has bounds.
    """
    first, length = date.fromisoformat(since), (date.fromisoformat(day) - date.fromisoformat(since)).days
    if length > MOST_DAYS:  # years ahead: nobody promises that many, and nobody need count them
        return Count(MOST_DAYS // 2, length)
    days = (first + timedelta(days=number) for number in range(length))
    return sum((counted(is_working(one)) for one in days), Count())


def is_working(day: date) -> bool | None:
    """Return whether a day is a working day in England; None when its year's bank holidays are not known."""
    if day.weekday() >= _SATURDAY:
        return False
    known = bank_holidays().get(day.year)
    return None if known is None else day.isoformat() not in known


@lru_cache(maxsize=1)
def bank_holidays() -> Mapping[int, frozenset[str]]:
    """Return the bank holidays of England by year, as ISO text."""
    table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {year: frozenset(f"{year}-{day}" for day in days) for year, days in table["years"].items()}
