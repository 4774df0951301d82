"""Whatever the records of a body say: no rule breaks, and looking at less only ever leaves more undecided."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import judging, pointers, schemas
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.settle import settle
from tests.support import SAMPLES, ccg, load_yaml, pointers_of
from tests.test_not_reviewed import darken, is_word_list

BODIES = sorted(path for path in (SAMPLES / "cases").iterdir() if path.is_dir())
HEAD = frozenset({"/kind", "/body", "/effective_date", "/date", "/from", "/to", "/of"})
Case_ = dict[Path, Any]


@cache
def records(body: Path) -> Case_:
    """Return the data of every document of a body, its list of practices shortened."""
    found = {path: load_yaml(path) for path in sorted(body.rglob("*.yaml"))}
    for data in found.values():
        if data["kind"] == "constitution":
            data["members"]["practices"] = data["members"]["practices"][:2]
    return found


def placed(case: Case_) -> list[tuple[Path, str]]:
    """Return every statement of the records of a body that can be marked as not reviewed."""
    return [
        (path, pointer)
        for path, data in case.items()
        if data["kind"] != "constitution"
        for pointer, value in pointers_of(data)
        if pointer and pointer not in HEAD and not pointer.startswith("/body/")
        if not is_word_list(value) and not (isinstance(value, list) and not value) and not _is_word(data, pointer)
    ]


def _is_word(data: Any, pointer: str) -> bool:
    """Whether a statement is one word of a list, which is reviewed as a whole."""
    return isinstance(pointers.get(data, pointer.rpartition("/")[0]), list) and is_word_list(
        pointers.get(data, pointer.rpartition("/")[0])
    )


@cache
def statements(body: Path) -> list[tuple[Path, str]]:
    return placed(records(body))


def verdicts(case: Case_) -> dict[tuple[str, str], set[str]]:
    """Return the statuses of each rule in each document."""
    given_records = [
        Record(
            data["kind"], prepare(data, schemas.load(data["kind"])), data[schemas.judged_on(data["kind"])], str(path)
        )
        for path, data in case.items()
    ]
    gathered = Case.gather(given_records)
    found: dict[tuple[str, str], set[str]] = {}
    for record in gathered.records:
        if record.kind != "constitution":
            for result in settle(judging.judge(gathered, record, ccg(), record.day or "", ccg().rules)):
                found.setdefault((result.rule.id, record.file), set()).add(result.status)
    return found


@cache
def before(body: Path) -> dict[tuple[str, str], set[str]]:
    return verdicts(records(body))


def without(body: Path, path: Path, pointer: str, *, partly: bool) -> Case_:
    less = dict(records(body))
    less[path] = copy.deepcopy(less[path])
    darken(less[path], pointer, partly=partly)
    return less


def is_no_bolder(was: set[str], after: set[str]) -> bool:
    """Whether nothing passes or fails that did not before, and nothing that was open or missed seems settled."""
    settled = {"pass", "not_applicable"}
    return not (after - was) & {"pass", "fail", "error"} and (not after <= settled or was <= settled)


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_not_reviewed_only_ever_leaves_more_undecided(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(BODIES))
    path, pointer = data.draw(st.sampled_from(statements(body)))
    partly = data.draw(st.booleans())
    for place, after in verdicts(without(body, path, pointer, partly=partly)).items():
        was = before(body)[place]
        assert is_no_bolder(was, after), f"{path.name} without {pointer}: {place} went from {was} to {after}"
