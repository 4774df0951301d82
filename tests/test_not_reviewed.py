"""Looking at less never changes a verdict, it only leaves it undecided: a property of every rule of the pack."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import pointers, schemas
from ccgcheck.engine import judge
from ccgcheck.evidence import prepare
from ccgcheck.settle import settle
from tests.support import SAMPLES, ccg, load_yaml, pointers_of

COMPLETE = sorted([*SAMPLES.glob("wharfedale-*.yaml"), *(SAMPLES / "faults").glob("*.yaml")])
HEAD = frozenset({"/kind", "/body", "/effective_date"})


@cache
def sample(path: Path) -> Any:
    return load_yaml(path)


@cache
def statements(path: Path) -> list[str]:
    """Return the pointers of every map and list that can be marked as not reviewed."""
    return [
        pointer
        for pointer, value in pointers_of(sample(path))
        if pointer and pointer not in HEAD and isinstance(value, dict | list) and not is_word_list(value)
    ]


def is_word_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and not isinstance(value[0], dict)


def verdicts(data: Any) -> dict[str, set[str]]:
    results = settle(judge(prepare(data, schemas.load("constitution")), ccg(), data["effective_date"]))
    found: dict[str, set[str]] = {}
    for result in results:
        found.setdefault(result.rule.id, set()).add(result.status)
    return found


@cache
def before(path: Path) -> dict[str, set[str]]:
    return verdicts(sample(path))


def darken(data: Any, pointer: str, *, partly: bool) -> None:
    """Mark what `pointer` names as not reviewed: all of it, or all but what it says already."""
    parent = pointers.get(data, pointer.rpartition("/")[0])
    token = pointers.split(pointer)[-1]
    key: Any = int(token) if isinstance(parent, list) else token
    if partly and isinstance(parent[key], dict):
        parent[key]["not_reviewed"] = True
    else:
        parent[key] = {"not_reviewed": True}


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_not_reviewed_only_ever_leaves_more_undecided(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(COMPLETE))
    pointer = data.draw(st.sampled_from(statements(path)))
    less = copy.deepcopy(sample(path))
    darken(less, pointer, partly=data.draw(st.booleans()))
    for rule, after in verdicts(less).items():
        was = before(path)[rule]
        assert after <= was | {"unknown"}, f"{path.stem} without {pointer}: {rule} went from {was} to {after}"


@pytest.mark.parametrize("path", COMPLETE, ids=lambda path: path.stem)
def test_every_top_statement_left_unread(path: Path) -> None:
    for name in sample(path):
        if f"/{name}" in HEAD or not isinstance(sample(path)[name], dict | list):
            continue
        less = copy.deepcopy(sample(path))
        less[name] = {"not_reviewed": True}
        for rule, after in verdicts(less).items():
            assert after <= before(path)[rule] | {"unknown"}, f"without {name}: {rule} went to {after}"


@pytest.mark.parametrize("path", COMPLETE, ids=lambda path: path.stem)
def test_nothing_read_at_all_passes_and_fails_nothing(path: Path) -> None:
    data = sample(path)
    bare = {key: data[key] for key in ("kind", "body", "effective_date")} | {"not_reviewed": True}
    for rule, after in verdicts(bare).items():
        assert after <= before(path)[rule] | {"unknown"}, f"{rule} went to {after}"
