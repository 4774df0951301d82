"""Whatever the records of a body say: no rule breaks, and looking at less only ever leaves more undecided."""

import copy
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import cross_references, judging, pointers, schemas
from ccgcheck.bodies import judge_case
from ccgcheck.cases import Case, Record
from ccgcheck.documents import load_bytes
from ccgcheck.evidence import prepare
from ccgcheck.placing import Places
from ccgcheck.problems import Problem
from ccgcheck.report.model import JudgedDocument, Report
from ccgcheck.run import Settings
from ccgcheck.settle import settle
from ccgcheck.supplied import Supplied, supply
from tests.support import SAMPLES, ccg, dump_yaml, load_yaml, pointers_of
from tests.test_any_document import ODD_VALUES, change
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
        if not is_word_list(value) and not (isinstance(value, list) and not value) and not is_word(data, pointer)
    ]


def is_word(data: Any, pointer: str) -> bool:
    """Whether a statement is one word of a list, which is reviewed as a whole."""
    return is_word_list(pointers.get(data, pointer.rpartition("/")[0]))


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


@cache
def texts(body: Path) -> dict[Path, str]:
    return {path: dump_yaml(data) for path, data in records(body).items()}


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_no_rule_breaks_on_any_record(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(BODIES))
    case = records(body)
    path = data.draw(st.sampled_from([path for path, one in case.items() if one["kind"] != "constitution"]))
    odd = copy.deepcopy(case[path])
    places = [pointer for pointer, _ in pointers_of(odd) if pointer]
    for pointer in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6)):
        change(odd, pointer, data.draw(st.sampled_from(ODD_VALUES)), delete=data.draw(st.booleans()))
    shown = {other: texts(body)[other] for other in case if other == path or other.parent == body} | {
        path: dump_yaml(odd)
    }
    report = judge_texts(shown)
    for result in report.results:
        assert result.status != "error", f"{result.rule}: {result.message}"
        assert result.message
        assert "cannot be worked out" not in result.message, (result.rule, result.message)
        for place in (result.location, *result.also_at):
            assert 1 <= place.line <= shown[Path(place.file)].count("\n") + 1


def judge_texts(shown: dict[Path, str]) -> Report:
    """Judge documents given as text, by their paths, as one run."""
    supplied: list[Supplied] = []
    problems: list[Problem] = []
    for path, text in shown.items():
        loaded = load_bytes(text.encode(), str(path))
        for document in loaded.documents:
            one, found = supply(document, ccg().window, None, loaded.problems)
            problems += found
            supplied += [one] if one else []
    judged: list[JudgedDocument] = []
    for _, group in groupby(sorted(supplied, key=lambda one: one.body.key), key=lambda one: one.body.key):
        ours = list(group)
        gathered = Case.gather(one.record for one in ours)
        places = Places.of(gathered, ours)
        problems += cross_references.check(gathered, places)
        judged += judge_case(gathered, places, Settings(ccg(), ccg().rules))
    return Report("0", (), "2020-01-01", tuple(judged), tuple(problems))
