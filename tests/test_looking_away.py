"""Looking at less of an example never makes its rule bolder: nothing passes or fails that did not before.

Every example of the pack is judged again with each of its statements not reviewed, one at a time: wholly, and but for
what it says already. Of a base that many examples start from, only what stands high up in it is taken away.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from ccgcheck import examples
from ccgcheck.rules import Example, Rule
from ccgcheck.settle import settle
from tests.support import ccg, pointers_of
from tests.test_any_case import is_no_bolder, is_word
from tests.test_not_reviewed import darken

_PARTS = 8
_HIGH_UP = 2
_HEAD = frozenset({"/kind", "/effective_date", "/date", "/from", "/to", "/of"})
_TELL_NOTHING = frozenset({"not_reviewed", "note", "clause", "page", "text", "source"})

# Two statements contradict each other, which is unknown; one that nobody read is not taken to contradict the other.
CONTRADICTED = {
    "COI-308": {"/registers/published"},
    "GOV-302": {"/offices/0/held_by", "/offices/0/vacant"},
    "GOV-333": {"/members/0/seat"},
    "PUB-301": {"/closed_parts"},
    "PUB-311": {"/papers_published"},
    "PUB-333": {"/annual_public_meeting", "/annual_public_meeting/held"},
    "PUB-335": {"/meetings"},
}
# A doubt that only what was read raises: two ids that bear one name, one person in both offices.
RAISED_BY_WHAT_WAS_READ = {
    "COI-372": {"/decision_makers/0/name", "/interests/0/name"},
    "GOV-303": {"/offices/0", "/offices/0/office", "/offices/0/held_by"},
}
# What was read is enough: a meeting that was open to the public was, by telephone or not.
ENOUGH = {"PUB-301": {"/remote"}}
EXCUSED = {
    name: set().union(*(one.get(name, set()) for one in (CONTRADICTED, RAISED_BY_WHAT_WAS_READ, ENOUGH)))
    for name in (*CONTRADICTED, *RAISED_BY_WHAT_WAS_READ, *ENOUGH)
}


@pytest.mark.parametrize("part", range(_PARTS))
def test_looking_away_never_makes_a_rule_bolder(part: int) -> None:
    tried = 0
    for rule in ccg().rules[part::_PARTS]:
        for number, example in enumerate(rule.examples, 1):
            was = statuses(rule, example, documents(rule, example))
            for place, pointer, partly in places(rule, example):
                after = statuses(rule, example, less(rule, example, place, pointer, partly=partly))
                tried += 1
                assert is_no_bolder(was, after) or excused(rule, pointer), (
                    f"{rule.id} example {number}, document {place} without {pointer}: from {was} to {after}"
                )
    assert tried > 1_000


def excused(rule: Rule, pointer: str) -> set[str]:
    """Return the statements without which, or a part of which, a rule is known to be bolder: why is told above."""
    return {one for one in EXCUSED.get(rule.id, ()) if f"{pointer}/".startswith(f"{one}/")}


def documents(rule: Rule, example: Example) -> list[dict[str, Any]]:
    """Return the document of an example, and those beside it."""
    return examples.documents_of(rule, example, ccg().day_of(example))


def less(rule: Rule, example: Example, place: int, pointer: str, *, partly: bool) -> list[dict[str, Any]]:
    """Return them with one statement not reviewed."""
    given = documents(rule, example)
    given[place] = copy.deepcopy(given[place])
    darken(given[place], pointer, partly=partly)
    return given


def places(rule: Rule, example: Example) -> Iterator[tuple[int, str, bool]]:
    """Yield what can be taken away: the number of the document, a pointer, and whether what it says already stays."""
    own = documents(rule, example)
    bases = [example.base, *(name for _, name, _ in example.beside)]
    written: list[Any] = [example.change, *(None if name else fragment for _, name, fragment in example.beside)]
    for place, (data, base, change) in enumerate(zip(own, bases, written, strict=True)):
        said = {pointer for pointer, _ in pointers_of(change or {})}
        for pointer, value in pointers_of(data):
            is_near = not base or pointer in said or pointer.count("/") <= _HIGH_UP
            if is_near and may_be_unread(data, pointer, value):
                yield place, pointer, False
                if isinstance(value, dict):
                    yield place, pointer, True


def may_be_unread(data: Any, pointer: str, value: Any) -> bool:
    """Whether what stands at a pointer can be marked as not reviewed: no word of a list, nothing of the head."""
    if not pointer or pointer in _HEAD or pointer.startswith("/body") or value == []:
        return False
    return pointer.rpartition("/")[2] not in _TELL_NOTHING and not is_word(data, pointer)


def statuses(rule: Rule, example: Example, given: list[dict[str, Any]]) -> set[str]:
    """Return what a rule comes to on documents."""
    return {one.status for one in settle(examples.judge_documents(given, ccg(), ccg().day_of(example), (rule,)))}


def test_what_is_excused_is_needed() -> None:
    needed = set()
    for rule in ccg().rules:
        for example in rule.examples if rule.id in EXCUSED else ():
            was = statuses(rule, example, documents(rule, example))
            for place, pointer, partly in places(rule, example):
                if excuses := excused(rule, pointer):
                    after = statuses(rule, example, less(rule, example, place, pointer, partly=partly))
                    needed |= set() if is_no_bolder(was, after) else {(rule.id, one) for one in excuses}
    assert needed == {(name, pointer) for name, some in EXCUSED.items() for pointer in some}
