"""Whatever a document says, every rule comes to a result: no rule breaks, and every place is in the file."""

import copy
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import pointers, validators
from tests.support import SAMPLES, ccg, dump_yaml, judge, load_yaml, pointers_of

COMPLETE = sorted([*SAMPLES.glob("wharfedale-*.yaml"), *(SAMPLES / "faults").glob("*.yaml")])
ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 10**15, 0.5, "", " ", "x", "gp_member", "2016-02-30", [], [None], ["x"], [[]], {},
    {"x": 1}, {"not_reviewed": True}, {"not_reviewed": True, "clause": "1"}, "[bold]", "\u202e", "a\nb",
]  # fmt: skip


@cache
def sample(path: Path) -> Any:
    data = load_yaml(path)
    data["members"]["practices"] = data["members"]["practices"][:3]
    return data


@cache
def places(path: Path) -> list[str]:
    return [pointer for pointer, _ in pointers_of(sample(path)) if pointer]


def change(data: Any, pointer: str, value: Any, *, delete: bool) -> None:
    *above, last = pointers.split(pointer)
    holder = data
    try:
        for token in above:
            holder = pointers.step(holder, token)
        pointers.step(holder, last)
    except KeyError:
        return
    key: Any = int(last) if isinstance(holder, list) else last
    if delete:
        del holder[key]
    else:
        holder[key] = copy.deepcopy(value)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_rule_breaks_on_any_document(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(COMPLETE))
    odd = copy.deepcopy(sample(path))
    for pointer in data.draw(st.lists(st.sampled_from(places(path)), min_size=1, max_size=6)):
        change(odd, pointer, data.draw(st.sampled_from(ODD_VALUES)), delete=data.draw(st.booleans()))
    text = dump_yaml(odd)
    report = judge(text, ccg())
    lines = text.count("\n") + 1
    for result in report.results:
        assert result.status != "error", f"{result.rule}: {result.message}"
        assert result.message
        assert "cannot be worked out" not in result.message
        assert 1 <= result.location.line <= lines
    for problem in report.problems:
        assert 1 <= problem.line <= lines
        assert problem.message


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_the_quick_schema_check_is_of_the_same_mind(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(COMPLETE))
    odd = copy.deepcopy(sample(path))
    odd["committees"] = odd["committees"][:2]
    for pointer in data.draw(st.lists(st.sampled_from(places(path)), max_size=2)):
        change(odd, pointer, data.draw(st.sampled_from(ODD_VALUES)), delete=data.draw(st.booleans()))
    slow = not any(validators.validator("constitution").iter_errors(odd))
    assert validators.is_valid(odd, "constitution") is slow


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_the_order_of_keys_and_of_lists_changes_no_verdict(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(COMPLETE))

    def shuffled(value: Any, *, is_list_free: bool) -> Any:
        if isinstance(value, dict):
            keys = data.draw(st.permutations(list(value)))
            return {key: shuffled(value[key], is_list_free=key != "practices") for key in keys}
        if isinstance(value, list) and is_list_free:
            return [shuffled(item, is_list_free=True) for item in data.draw(st.permutations(value))]
        return value

    def verdicts(document: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for result in judge(dump_yaml(document), ccg()).results:
            found.setdefault(result.rule, []).append(result.status)
        return {rule: sorted(statuses) for rule, statuses in found.items()}

    name = data.draw(st.sampled_from(["governing_body", "committees", "conflicts", "delegation"]))
    changed = {**sample(path), name: shuffled(sample(path)[name], is_list_free=True)}
    assert verdicts(changed) == verdicts(sample(path))
