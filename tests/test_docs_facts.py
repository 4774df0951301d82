"""The page on facts lists what the modules derive, no more and no less, and all that the rules of the pack read."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from ccgcheck import documents, examples, facts, schemas
from ccgcheck.cases import KINDS, Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.facts import without_gps
from ccgcheck.rules import Rule
from ccgcheck.supplied import supply
from tests.support import ROOT, SAMPLES, ccg

# (kind of document, place of the facts in it, name) to whether it has a verdict, and its further keys
Facts = dict[tuple[str, str, str], tuple[bool, frozenset[str]]]


@cache
def documented() -> Facts:
    """Return what the tables of the page say."""
    found: Facts = {}
    kind = ""
    for line in (ROOT / "docs" / "facts.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## `"):
            (kind,) = re.findall(r"`([^`]+)`", line)
        elif line.startswith("| `"):
            paths, _, verdict, keys = (cell.strip() for cell in line.strip("|").split(" |"))
            for path in re.findall(r"`([^`]+)`", paths):
                place, _, name = path.rpartition("facts.")
                key = (kind, place.removesuffix("."), name)
                assert key not in found, f"{path} stands on the page twice"
                found[key] = (verdict == "yes", frozenset(re.findall(r"`([^`]+)`", keys)))
    return found


def cases() -> Iterator[Case]:
    """Yield the bodies of the samples, and those of the examples of all rules."""
    for folder in (*(SAMPLES / "cases").iterdir(), *(SAMPLES / "real" / "records").iterdir(), SAMPLES / "real"):
        records = []
        for path in folder.glob("*.yaml") if folder.name == "real" else folder.rglob("*.yaml"):
            supplied = (supply(one, ccg().window, None, ())[0] for one in documents.load_path(path).documents)
            records += [one.record for one in supplied if one]
        yield Case.gather(records)
    for rule in ccg().rules:
        for example in rule.examples:
            day = ccg().day_of(example)
            given = [examples.document(example.fragment, day, rule.document)]
            given += [examples.document(beside, day, kind, move=False) for kind, _, beside in example.beside]
            yield Case.gather(
                Record(one["kind"], prepare(one, schemas.load(one["kind"])), one[schemas.judged_on(one["kind"])])
                for one in given
            )


@cache
def derived() -> Facts:
    """Return what the modules derive, from everything there is to derive it from."""
    found: Facts = {}
    for case in cases():
        for record in case.records:
            day = record.day or "2018-01-01"
            maps = (
                without_gps.derive(record.data)
                if record.kind == "constitution"
                else facts.derive(case, record, day, ccg().law(day))
            )
            for pointer, own in maps.items():
                place = re.sub(r"/\d+", "[*]", pointer).strip("/").replace("/", ".")
                for name, value in own.items():
                    for path, verdict, keys in flat(name, value):
                        before = found.get((record.kind, place, path), (verdict, frozenset()))
                        found[record.kind, place, path] = (verdict or before[0], before[1] | keys)
    return found


def flat(name: str, value: Any) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """Yield the name of each fact in a value, whether it has a verdict, and its further keys."""
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        for one in value:
            yield from element(f"{name}[*]", one)
    elif isinstance(value, Mapping) and not value.keys() & {"verdict", "says"} and holds_more(value):
        for key, below in value.items():
            yield from flat(f"{name}.{key}", below)
    elif isinstance(value, Mapping):
        yield name, *keys_of(value)
    elif value != []:
        yield name, False, frozenset()


def holds_more(value: Mapping[str, Any]) -> bool:
    """Return whether a map is of facts, not a fact of its own."""
    return any(isinstance(one, Mapping | list) for one in value.values())


def element(name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """Yield the facts of an element of a list; what the record itself says of a member or an office is no fact."""
    properties = schemas.load("governing_body")["properties"]
    lists = {"those_in_post": "members", "those_in_office": "offices"}
    copied = next((of for part, of in lists.items() if part in name), None)
    said = {*properties[copied]["else"]["items"]["properties"], "facts"} if copied else set()
    kept = {key: one for key, one in value.items() if key not in said and not key.startswith("?")}
    yield name, *keys_of({key: one for key, one in kept.items() if not isinstance(one, Mapping)})
    for key, one in kept.items():
        if isinstance(one, Mapping):
            yield from flat(f"{name}.{key}", one)


def keys_of(value: Mapping[str, Any]) -> tuple[bool, frozenset[str]]:
    verdict = "verdict" in value
    return verdict, frozenset(value.keys() - ({"verdict", "says"} if verdict else set()))


def read_by(rule: Rule) -> set[str]:
    """Return the names of the facts that a rule reads."""
    templates = (part for template in rule.templates.values() for part in template.expressions)
    sources = [rule.for_each.text, rule.also_at or "", *rule.let.values()]
    sources += [one.rewritten for one in (*rule.questions, *templates)]
    return {name for source in sources for name in re.findall(r"\bfacts\.([a-z_]+)", source)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_lists_the_facts_that_are_derived(kind: str) -> None:
    assert {key: one for key, one in documented().items() if key[0] == kind} == {
        key: one for key, one in derived().items() if key[0] == kind
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_lists_the_facts_that_the_rules_read(kind: str) -> None:
    read = {name for rule in ccg().rules if rule.document == kind for name in read_by(rule)}
    listed = {re.split(r"[.\[]", name)[0] for of, _, name in documented() if of == kind}
    assert read, f"no rule on documents {kind} reads a fact"
    assert read <= listed
