"""What a judgement or a baseline rests on: where what is told of an open result changes, its digests change."""

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ccgcheck import bodies, documents, packs, pointers, run
from ccgcheck.bodies import Ordered
from ccgcheck.documents import Document
from ccgcheck.judgements import OPEN
from ccgcheck.report.model import ReportedResult
from ccgcheck.supplied import supply
from tests.support import SAMPLES, ccg, constitution, judge, only, pointers_of, write_pack

DARK = {"not_reviewed": True}
Results = Mapping[str, ReportedResult]


@cache
def case(name: str) -> tuple[Document, ...]:
    paths = sorted((SAMPLES / "cases" / name).rglob("*.yaml"))
    return tuple(document for path in paths for document in documents.load_path(path).documents)


def results(given: tuple[Document, ...]) -> Results:
    settings = run.Settings(ccg(), ccg().rules)
    supplied = [supply(document, settings.pack.window, None)[0] for document in given]
    ordered = [Ordered((number, 0), one) for number, one in enumerate(supplied) if one is not None]
    found = bodies.judge_bodies(ordered, settings)
    return {r.fingerprint: r for one in found for document in one.documents for r in document.results}


@cache
def unchanged(name: str) -> Results:
    return results(case(name))


def changed(name: str, file: str, pointer: str, value: Any) -> tuple[Document, ...]:
    """Return a case with another value, or with none (...), at a place of one of its documents."""
    *holders, last = pointers.split(pointer)
    found = []
    for document in case(name):
        if f"/{document.file}".endswith(f"/{file}"):
            data = deepcopy(document.data)
            holder = pointers.get(data, pointers.build(holders))
            key = int(last) if isinstance(holder, list) else last
            if value is ...:
                del holder[key]
            else:
                holder[key] = value
            document = replace(document, data=data)
        found.append(document)
    return tuple(found)


def told_otherwise(before: Results, after: Results) -> Iterator[tuple[ReportedResult, ReportedResult]]:
    """Yield the results that were open and are, and of which something else is told now."""
    for name, now in after.items():
        was = before.get(name)
        if (
            was
            and {was.status, now.status} <= OPEN | {"fail"}
            and (was.status, was.message) != (now.status, now.message)
        ):
            yield was, now


def assert_seen_otherwise(was: ReportedResult, now: ReportedResult) -> None:
    assert was.seen is not None
    assert now.seen is not None
    assert was.seen.statement != now.seen.statement, (now.rule, was.message, now.message)
    assert was.seen.read != now.seen.read, (now.rule, was.message, now.message)


def another(value: Any, chance: random.Random) -> Any:
    """Return what may stand in place of a value: another one, nothing, or what nobody reviewed."""
    choices: list[Any] = [..., DARK]
    if isinstance(value, bool):
        choices.append(not value)
    elif isinstance(value, int):
        choices.append(value + 1)
    elif isinstance(value, str):
        try:
            moved = date.fromisoformat(value) + timedelta(chance.choice([-400, -40, -3, 3, 40, 400]))
            choices.append(moved.isoformat())
        except ValueError:
            choices.append(f"{value} and more")
    return chance.choice(choices)


@pytest.mark.parametrize("name", ["greenholme", "swaledale"])
def test_whatever_changes_what_is_told_changes_the_digests(name: str) -> None:
    chance = random.Random(f"{name} 2019")
    places = [(one.file, *place) for one in case(name) for place in pointers_of(one.data) if place[0]]
    for file, pointer, value in chance.sample(places, 12):
        after = results(changed(name, file, pointer, another(value, chance)))
        for was, now in told_otherwise(unchanged(name), after):
            assert_seen_otherwise(was, now)


@pytest.mark.parametrize(("file", "pointer", "value", "rules"), [
    ("constitution.yaml", "/governing_body/seats/3", DARK, {"GOV-401", "GOV-403"}),
    ("governing-body.yaml", "/members/3/role", DARK, {"GOV-319", "GOV-320", "GOV-323"}),
])  # fmt: skip
def test_what_follows_from_other_records_is_part_of_what_was_seen(
    file: str, pointer: str, value: Any, rules: set[str]
) -> None:
    after = results(changed("greenholme", file, pointer, value))
    found = list(told_otherwise(unchanged("greenholme"), after))
    assert rules <= {now.rule for _, now in found}
    for was, now in found:
        assert_seen_otherwise(was, now)


ASKING = """
topic: governance
rules:
  - id: GOV-001
    provision: seats
    title: Each seat is described
    judges: stated
    for_each: governing_body.seats[*]
    assert: has(this.description) && {question}
    asks_person: Somebody decides whether that is enough.
    message: It is not.
    remedy: Describe it.
    examples:
      - review: {{governing_body: {{seats: [{{id: gp, role: gp_member, description: A GP.}}]}}}}
      - fails: {{governing_body: {{seats: [{{id: gp, role: gp_member}}]}}}}
"""
SEAT = "governing_body: {seats: [{id: gp, role: gp_member, description: A GP.}]}\n"


@pytest.mark.parametrize(("question", "change"), [
    ('body.ods_code != ""', ("99Z", "98Z")),
    ('date > "2014-01-01"', ("2018-01-01", "2018-03-01")),
])  # fmt: skip
def test_the_body_and_the_day_are_part_of_what_was_seen_where_the_rule_reads_them(
    tmp_path: Path, question: str, change: tuple[str, str]
) -> None:
    reads = packs.load(write_pack(tmp_path, rules=ASKING.format(question=question)))
    blind = packs.load(write_pack(tmp_path, rules=ASKING.format(question="true")))
    text = constitution(SEAT)
    for pack, is_same in ((reads, False), (blind, True)):
        was, now = only(judge(text, pack)), only(judge(text.replace(*change), pack))
        assert was.status == now.status == "review"
        assert (was.seen == now.seen) is is_same


def test_where_a_statement_is_missing_is_not_part_of_what_was_seen(tmp_path: Path) -> None:
    rules = ASKING.format(question="true").replace("has(this.description)", "this.description.size() > 1")
    pack = packs.load(write_pack(tmp_path, rules=rules))
    seat = "{id: gp, role: gp_member}"
    was = only(judge(constitution(f"governing_body: {{seats: [{seat}]}}\n"), pack))
    moved = judge(constitution("governing_body: {seats: [{id: a, role: nurse, description: B}, " + seat + "]}\n"), pack)
    now = moved.results[-1]
    assert was.status == now.status == "fail"
    assert was.message != now.message
    assert was.seen == now.seen
