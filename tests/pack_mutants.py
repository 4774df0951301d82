"""The pack with one thing changed at a time: a rule taken out, a day moved, a value altered. What notices?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from ccgcheck import examples
from ccgcheck.law import Provision, Version
from ccgcheck.packs import Pack
from ccgcheck.rules import Example, Rule
from tests.bars import Bar, bars, outcome
from tests.law_borders import exchanges, verdict
from tests.support import ROOT, ccg, load_yaml
from tests.test_boundary_cases import verdicts
from tests.test_dated_law import mistaken

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mutant:
    """A provision whose history differs in one place from what the pack says; `what` names the place."""

    provision: str
    what: str
    versions: tuple[Version, ...]

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"{self.provision}: {self.what}"


def mutants() -> Iterator[Mutant]:
    """Yield every change of a day on which law begins or ends within the time of the pack, and of every value."""
    pack = ccg()
    outside = {pack.window.first, pack.window.until}
    for provision in pack.provisions.values():
        for at, version in enumerate(provision.versions):
            if version.in_force_from not in outside:
                for days in (-1, 1):
                    yield _begins(provision, at, days)
            is_last = at + 1 == len(provision.versions)
            if is_last and version.in_force_until not in outside and version.in_force_until < "9999":
                for days in (-1, 1):
                    until = _moved(version.in_force_until, days)
                    yield _with(provision, at, f"until {days:+} day", replace(version, in_force_until=until))
            for where, values in _altered(version.values):
                yield _with(provision, at, f"values{where}", replace(version, values=values))


def noticed(mutant: Mutant) -> str | None:
    """Return what notices a mutant: an example of a rule, or a boundary case; None where nothing does."""
    pack = ccg()
    provision = replace(pack.provisions[mutant.provision], versions=mutant.versions)
    swapped = {rule.id: _on(rule, provision) for rule in pack.rules if rule.provision.id == mutant.provision}
    changed = replace(
        pack,
        provisions={**pack.provisions, provision.id: provision},
        rules=tuple(swapped.get(rule.id, rule) for rule in pack.rules),
    )
    near = [rule for rule in changed.rules if rule.id in swapped]
    far = [rule for rule in changed.rules if rule.document != "constitution" and rule.id not in swapped]
    for rules in (near, far if _is_read_by_facts(mutant) else []):
        for rule in rules:
            for example in rule.examples:
                if examples.run_one(changed, rule, example).fault is not None:
                    return f"an example of {rule.id}"
        ids = {rule.id for rule in rules}
        for name, case in boundary_cases():
            if not ids.isdisjoint(case["expect"]) and verdicts(case, changed) != case["expect"]:
                return f"the boundary case {name}"
        if bar := next((one for one in bars() if one.provision == mutant.provision and _differs(one, changed)), None):
            return f"the bar of {bar.name}"
        if wrong := next(mistaken(changed, mutant.provision), None):
            return f"the version of the day: {wrong}"
        for rule in rules:
            for label, example, wanted in borders(rule.id):
                if verdict(changed, rule, example) != wanted:
                    return label
    return None


@cache
def borders(name: str) -> tuple[tuple[str, Example, str], ...]:
    """Return the examples of a rule at the borders of its law, with what it comes to there."""
    (rule,) = (rule for rule in ccg().rules if rule.id == name)
    return tuple((one.label, one.example, verdict(ccg(), rule, one.example)) for one in exchanges(ccg(), rule))


@cache
def boundary_cases() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return the boundary cases by name."""
    files = sorted((ROOT / "tests" / "boundary").glob("*.yaml"))
    return tuple((f"{file.stem}-{case['case']}", case) for file in files for case in load_yaml(file)["cases"])


def _differs(bar: Bar, changed: Pack) -> bool:
    return outcome(bar, changed).status != bar.status


def _is_read_by_facts(mutant: Mutant) -> bool:
    return bool(
        {"bars", "needs", "years", "by", "roles", "year_begins", "acting_for_ccg", "since"}
        & mutant.versions[0].values.keys()
    )


def _on(rule: Rule, provision: Provision) -> Rule:
    """Return a rule on another history of its provision, with all that was compiled of it."""
    other = replace(rule, provision=provision)
    other.__dict__.update(
        {name: value for name, value in rule.__dict__.items() if name not in ("provision", "digests")}
    )
    return other


def _begins(provision: Provision, at: int, days: int) -> Mutant:
    versions = list(provision.versions)
    day = _moved(versions[at].in_force_from, days)
    if at and versions[at - 1].in_force_until == versions[at].in_force_from:
        versions[at - 1] = replace(versions[at - 1], in_force_until=day)
    versions[at] = replace(versions[at], in_force_from=day)
    what = f"the version of {provision.versions[at].in_force_from}, from {days:+} day"
    return Mutant(provision.id, what, tuple(versions))


def _with(provision: Provision, at: int, what: str, version: Version) -> Mutant:
    versions = tuple(version if number == at else one for number, one in enumerate(provision.versions))
    return Mutant(provision.id, f"the version of {provision.versions[at].in_force_from}, {what}", versions)


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + days * _DAY).isoformat()


def _altered(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Yield a value with one thing in it changed, and where and how."""
    match value:
        case Mapping():
            for key, inner in value.items():
                for place, other in _altered(inner, f"{where}.{key}"):
                    yield place, {**value, key: other}
        case list() | tuple():
            for at, item in enumerate(value):
                yield f"{where} without {item}", [one for number, one in enumerate(value) if number != at]
        case bool():
            yield f"{where} {value} -> {not value}", not value
        case int() | float():
            yield f"{where} {value} -> {value - 1}", value - 1
            yield f"{where} {value} -> {value + 1}", value + 1
        case str() if _is_day(value):
            for days in (-1, 1):
                yield f"{where} {days:+} day", _moved(value, days)
        case str():
            yield f"{where} {value} -> something else", "something_else"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
