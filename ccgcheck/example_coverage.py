"""What the examples of rules leave untested: results that none shows, and days on which none is judged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ccgcheck.packs import Pack
from ccgcheck.rules import Rule, Status

EXPECTED: tuple[Status, ...] = ("pass", "fail", "review", "unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class Period:
    """Days between two changes of a rule's provision; `first` or `until` is None at an end of the pack's time."""

    first: str | None
    until: str | None

    def __contains__(self, day: str) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        parts = [f"from {self.first}" if self.first else "", f"before {self.until}" if self.until else ""]
        return " and ".join(part for part in parts if part)


def lacking(rules: Iterable[Rule]) -> Mapping[Status, int]:
    """Return for each result how many rules have no example of it; a rule that always asks a person cannot pass."""
    shown = [
        {example.expect for example in rule.examples} | ({"pass"} if rule.always_asks else set()) for rule in rules
    ]
    return {status: sum(status not in one for one in shown) for status in EXPECTED}


def periods(pack: Pack, rule: Rule) -> tuple[Period, ...]:
    """Return the periods into which the changes of the rule's provision divide the pack's time, at least one."""
    versions = rule.provision.versions
    days = {day for version in versions for day in (version.in_force_from, version.in_force_until)}
    changes = sorted(day for day in days if pack.window.first < day < pack.window.until)
    return tuple(Period(first, until) for first, until in pairwise([None, *changes, None]))


def gaps(pack: Pack, rule: Rule) -> Iterator[Period]:
    """Yield the periods next to a change in which no example of the rule is judged."""
    dated = periods(pack, rule)
    if len(dated) > 1:
        days = [pack.day_of(example) for example in rule.examples]
        yield from (period for period in dated if not any(day in period for day in days))
