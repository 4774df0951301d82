"""One constitution through time: judged on every day on which the law changed, with the reason for each change.

Dates are ISO text; spans run from their first day to the day before `until`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from ccgcheck import judging
from ccgcheck.evidence import Evidence
from ccgcheck.law import Version
from ccgcheck.packs import Pack
from ccgcheck.results import Result
from ccgcheck.rules import STATUSES, Rule, Status
from ccgcheck.settle import settle
from ccgcheck.templates import show


@dataclass(frozen=True, slots=True)
class Period:
    """A span in which a rule has one status; the message is that of its first day, `pointer` where it points."""

    first: str
    until: str
    status: Status
    message: str
    pointer: str
    version: Version | None


@dataclass(frozen=True, slots=True)
class Course:
    """A rule's periods in order. `reasons` say, for every period but the first, what changed on its first day."""

    rule: Rule
    periods: tuple[Period, ...]
    reasons: tuple[str, ...]

    @property
    def worst(self) -> int:
        """How much attention its worst period needs; less is more."""
        return min(STATUSES.index(period.status) for period in self.periods)

    @property
    def changes(self) -> bool:
        """Whether the rule has more than one status in its time."""
        return len(self.periods) > 1


def days(rules: Iterable[Rule], first: str, until: str) -> tuple[str, ...]:
    """Return `first` and every later day before `until` on which law that one of `rules` decides changes."""
    provisions = {rule.provision.id: rule.provision for rule in rules}.values()
    versions = (version for provision in provisions for version in provision.versions)
    changes = {day for version in versions for day in (version.in_force_from, version.in_force_until)}
    return (first, *sorted(day for day in changes if first < day < until))


def follow(seen: Evidence, pack: Pack, rules: tuple[Rule, ...], on: tuple[str, ...], until: str) -> tuple[Course, ...]:
    """Judge the evidence on each day of `on` (in order) and return the course of each rule up to `until`."""
    judged = {day: _by_rule(settle(judging.judge_constitution(seen, pack, day, rules))) for day in on}
    ends = dict(pairwise((*on, until)))
    return tuple(_course(rule, [(day, judged[day][rule.id]) for day in on], ends) for rule in rules)


def _by_rule(results: Iterable[Result]) -> Mapping[str, Result]:
    """Return the worst result of each rule."""
    worst: dict[str, Result] = {}
    for result in results:
        held = worst.get(result.rule.id)
        if held is None or STATUSES.index(result.status) < STATUSES.index(held.status):
            worst[result.rule.id] = result
    return worst


def _course(rule: Rule, found: list[tuple[str, Result]], ends: Mapping[str, str]) -> Course:
    periods: list[Period] = []
    for status, group in groupby(found, key=lambda pair: pair[1].status):
        days_of_it = list(group)
        first, result = days_of_it[0]
        until = ends[days_of_it[-1][0]]
        periods.append(Period(first, until, status, result.message, result.pointer, result.version))
    versions = {day: result.version for day, result in found}
    before = dict(pairwise(reversed([day for day, _ in found])))
    reasons = tuple(_reason(versions[before[later.first]], later.version, later.first) for later in periods[1:])
    return Course(rule, tuple(periods), reasons)


def _reason(was: Version | None, now: Version | None, day: str) -> str:
    """Return what changed between the day before `day` and `day`."""
    if now is None:
        return f"{was.citation} ended" if was else "nothing in the law"
    if was is None:
        return f"{now.citation} came into force"
    if was is now:
        return f"the law is the same; the rule looks at the day itself, {day}"
    changed = [name for name in now.values if now.values[name] != was.values.get(name)]
    figures = "; ".join(f"{name} {show(was.values.get(name))} -> {show(now.values[name])}" for name in changed)
    if not figures and was.confidence != now.confidence:
        figures = f"its words are {_KNOWN[now.confidence]}, those before were {_KNOWN[was.confidence]}"
    return f"{figures}: {now.citation}" if figures else now.citation


_KNOWN = {"read": "read", "second_hand": "known at second hand", "recalled": "recalled"}
