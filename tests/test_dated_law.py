"""The pack against a second entry of its law: no rule goes, and no day or value changes, without a test that notices."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from ccgcheck import examples
from ccgcheck.law import OPEN_END
from ccgcheck.packs import Pack
from ccgcheck.rules import Rule
from tests.support import ROOT, ccg, load_yaml

RECORD: Mapping[str, Any] = load_yaml(ROOT / "tests" / "data" / "dated_law.yaml")


def entered(name: str, until: str) -> list[tuple[str, str, str, Any]]:
    """Return the versions of a provision in the second entry: from, until, confidence and values."""
    versions = RECORD[name]["versions"]
    ends = [*(version["from"] for version in versions[1:]), until]
    return [
        (one["from"], one.get("until", end), one["confidence"], one.get("values", {}))
        for one, end in zip(versions, ends, strict=True)
    ]


def differences(pack: Pack) -> Iterator[str]:
    """Yield where the law or the rules of a pack differ from the second entry."""
    for name in sorted(RECORD.keys() ^ pack.provisions.keys()):
        yield f"{name} stands only in one of the two"
    for name in RECORD.keys() & pack.provisions.keys():
        found = [
            (version.in_force_from, version.in_force_until, version.confidence, version.values)
            for version in pack.provisions[name].versions
        ]
        if found != entered(name, pack.window.until):
            yield f"{name} has other versions"
        rules = sorted(rule.id for rule in pack.rules if rule.provision.id == name)
        if rules != sorted(RECORD[name].get("rules", [])):
            yield f"{name} has other rules"


def test_the_law_and_the_rules_are_those_of_the_second_entry() -> None:
    assert list(differences(ccg())) == []


@cache
def days(name: str) -> tuple[str, ...]:
    """Return the days within the time of the pack on which a version begins or ends, by the second entry."""
    window = ccg().window
    every = {day for first, end, *_ in entered(name, window.until) for day in (first, end)}
    return tuple(sorted(day for day in every if window.first < day < window.until and day != OPEN_END))


def in_force(name: str, day: str) -> int | None:
    """Return the number of the version that binds on a day, by the second entry; None where none does."""
    every = enumerate(entered(name, ccg().window.until))
    return next((number for number, (first, end, *_) in every if first <= day < end), None)


def judged_by(pack: Pack, rule: Rule, day: str) -> int | None:
    """Return the number of the version by which a rule judges an example of its own on a day; None for none."""
    example = next(example for example in rule.examples if example.expect != "not_applicable")
    given = [examples.document(example.fragment, day, rule.document)]
    given += [examples.document(fragment, day, kind, move=False) for kind, _, fragment in example.beside]
    results = list(examples.judge_documents(given, pack, day, (rule,)))
    (version,) = {id(result.version): result.version for result in results}.values()
    if version is None:
        assert {result.status for result in results} == {"not_applicable"}
        assert "was not in force on" in results[0].message
        return None
    return rule.provision.versions.index(version)


@pytest.mark.parametrize("name", [name for name in RECORD if days(name)])
def test_each_rule_judges_by_the_version_of_the_day(name: str) -> None:
    assert list(mistaken(ccg(), name)) == []


def mistaken(pack: Pack, name: str) -> Iterator[str]:
    """Yield the days on which a rule, or the pack, takes another version of a provision than the second entry says."""
    provision = pack.provisions[name]
    rules = [rule for rule in pack.rules if rule.id in RECORD[name].get("rules", [])]
    for day in (one for change in days(name) for one in (day_before(change), change)):
        version = provision.at(day)
        if (provision.versions.index(version) if version else None) != in_force(name, day):
            yield f"{name} on {day}"
        yield from (f"{rule.id} on {day}" for rule in rules if judged_by(pack, rule, day) != in_force(name, day))


def day_before(day: str) -> str:
    """Return the day before a day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
