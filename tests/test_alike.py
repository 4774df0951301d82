"""What reads alike is asked once: the answers are those of asking everything anew, whatever was asked before."""

import copy
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import answers, chapters, documents, engine, examples, facts, judging
from ccgcheck.answers import Asked
from ccgcheck.cases import Case
from ccgcheck.engine import Docket
from ccgcheck.expressions import Activation, Expression
from ccgcheck.footprints import Footprint
from ccgcheck.results import QUIET, Finding
from ccgcheck.rules import Status
from ccgcheck.scene import Scene
from ccgcheck.supplied import supply
from tests.support import SAMPLES, ccg, dump_yaml, load_yaml, pointers_of

Told = list[tuple[str, str, str, str]]
BODY = {"type": "ccg", "name": "NHS Example Clinical Commissioning Group", "ods_code": "99Z"}


def scenes_of(given: list[dict[str, Any]]) -> Iterator[tuple[Scene, str, str]]:
    """Yield each document of one body as rules see it, with its kind and its day."""
    records = []
    for number, data in enumerate(given):
        (document,) = documents.load_bytes(dump_yaml(data).encode(), f"{number}.yaml").documents
        one, _ = supply(document, ccg().window, None)
        assert one is not None
        records.append(one.record)
    case = Case.gather(records)
    for record in case.records:
        day = record.day or "2018-01-01"
        yield judging.set_scene(case, record, ccg(), day), record.kind, day


def told(scene: Scene, found: list[Finding]) -> Told:
    results = [engine.result_of(one, scene) for one in found]
    return sorted((one.rule.id, one.status, one.pointer, one.message) for one in results)


def anew(scene: Scene, kind: str, day: str) -> tuple[Told, Counter[Status]]:
    """Return what rules make of a document when nothing was asked before and nothing is remembered."""
    docket = Docket(ccg().rules)
    for asked in docket.on(kind, day):
        asked._known = None
    found = engine.find(scene, docket.on(kind, day))
    quiet = Counter(one.status for one in found if one.status in QUIET)
    return told(scene, [one for one in found if one.status not in QUIET]), quiet


def compare(given: list[dict[str, Any]], docket: Docket) -> None:
    for scene, kind, day in scenes_of(given):
        wanted, quiet = anew(scene, kind, day)
        counted: Counter[Status] = Counter()
        found = engine.find_in_chapters(scene, docket.chapters(kind, day), counted)
        assert told(scene, found) == wanted
        assert +counted == quiet
        whole = [one for one in engine.find(scene, docket.on(kind, day)) if one.status not in QUIET]
        assert told(scene, whole) == wanted


@pytest.mark.parametrize("part", range(4))
def test_examples_of_all_rules_get_the_same_answers_in_any_company(part: int) -> None:
    docket = Docket(ccg().rules)
    every = [(rule, example) for rule in ccg().rules for example in rule.examples][part::48]
    assert len(every) > 40
    for rule, example in every:
        day = ccg().day_of(example)
        compare(examples.documents_of(rule, example, day), docket)
    assert sum(asked._found for asked in docket._asked.values()) > 500


VARIANTS = ("gone", "unread", "partly", "other type", "other value")


def varied(data: dict[str, Any], pointer: str, how: str) -> dict[str, Any]:
    """Return a document in which one statement is another one, is gone or was not reviewed."""
    changed = copy.deepcopy(data)
    *way, last = pointer.split("/")[1:]
    holder: Any = changed
    for token in way:
        holder = holder[int(token) if isinstance(holder, list) else token]
    key: Any = int(last) if isinstance(holder, list) else last
    value = holder[key]
    if how == "gone":
        del holder[key]
    elif how == "unread":
        holder[key] = {"not_reviewed": True}
    elif how == "partly" and isinstance(value, dict):
        holder[key] = {**value, "not_reviewed": True}
    elif how == "other type":
        holder[key] = {True: 1, False: 0}.get(value, [value]) if isinstance(value, bool) else str(value)
    elif isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int):
        holder[key] = value + 1
    else:
        holder[key] = "another"
    return changed


@pytest.mark.parametrize("how", VARIANTS)
def test_documents_that_differ_in_one_statement_are_told_apart(how: str) -> None:
    data = load_yaml(SAMPLES / "cases" / "greenholme" / "constitution.yaml")
    docket = Docket(ccg().rules)
    compare([data], docket)
    pointers = [pointer for pointer, _ in pointers_of(data) if pointer.count("/") > 0][1::8]
    pointers = [one for one in pointers if one.split("/")[1] not in ("kind", "body", "effective_date")]
    assert len(pointers) > 20
    for pointer in pointers:
        compare([varied(data, pointer, how)], docket)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, -0.0, 1.0, 1.5, "", "a", "1"]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "?a", "?b"]), below),
    max_leaves=6,
)
QUESTIONS = (
    "has(constitution.a)", "has(constitution.a.b) && constitution.a.b", 'constitution.a == "1"', "constitution.a == 1",
    "constitution.a.b.exists(one, one == constitution.b)", "size(constitution.a) > 1", "!constitution.b",
    'has(constitution.a) || "b" in constitution', "constitution.size() == 1", 'constitution["a"] == 1',
    "[constitution].exists(one, has(one.b))", "known(constitution.a) ? constitution.b : true",
)  # fmt: skip


@given(VALUES, VALUES, st.sampled_from(QUESTIONS))
def test_what_reads_alike_gets_one_answer(first: Any, second: Any, source: str) -> None:
    question = Expression(source)
    footprint = Footprint.of([question.rewritten])
    contexts = [{"constitution": one} for one in (first, second)]
    keys = [[answers.written(one, part) for part in footprint.parts] for one in contexts]
    outcomes = [repr(question.evaluate(Activation(one))) for one in contexts]
    assert keys[0] != keys[1] or outcomes[0] == outcomes[1]


@pytest.mark.parametrize(("source", "parts", "names", "paths"), [
    ("constitution.a.b && this.c", (("constitution", "a", "b"),), ("?c", "c"), ()),
    ("this.a.b || this.a.c", (), (), (("a", "b"), ("a", "c"))),
    ("this.a.b || this.a", (), ("?a", "a"), ()),
    ("has(this.a)", (), ("?a", "a"), ()),
    ("has(this.a.b)", (), (), (("a", "b"),)),
    ("this in law.roles", (), (), ((),)),
    ("this.exists(one, one.a)", (), (), ((),)),
    ("this.a.exists(one, one.b == date)", (("date",),), ("?a", "a"), ()),
    ('this["a"].b', (), (), ((),)),
    ('this.a["b"]', (), ("?a", "a"), ()),
    ('"a" in this', (), ("?a", "a"), ()),
    ('"a" in this.b', (), (), (("b", "a"),)),
    (r'"\x61" in this', (), (), ((),)),
    ('this.a + "this.b"', (), ("?a", "a"), ()),
    ("law.this == 1", (), (), ()),
])  # fmt: skip
def test_the_footprint_of_an_expression(
    source: str, parts: tuple[Any, ...], names: tuple[str, ...], paths: tuple[Any, ...]
) -> None:
    assert Footprint.of([Expression(source).rewritten]) == Footprint(parts, names, paths)


def test_what_differs_everywhere_is_no_longer_remembered() -> None:
    (rule,) = (rule for rule in ccg().rules if rule.id == "GOV-104")
    asked = Asked(rule, rule.provision.versions[0])
    assert asked._known == {}
    for number in range(answers._TRIAL):
        scene, _, _ = next(scenes_of([{"kind": "constitution", "body": BODY, "name": {"value": f"NHS {number}"}}]))
        asked.answer(
            {**BODY, "number": number, "role": f"role {number}", "member": number}, scene.activation, scene.part
        )
    assert asked._known is None or len(asked._known) <= answers._MOST


def test_chapters_hold_every_rule_once_and_only_what_a_part_decides() -> None:
    docket = Docket(ccg().rules)
    for kind in facts.DERIVED_IN.keys() | {"constitution"}:
        asked = docket.on(kind, "2018-01-01")
        made, alone = chapters.of(asked, kind)
        found = [one.rule.id for chapter in made for one in chapter.rules] + [one.rule.id for one in alone]
        assert sorted(found) == sorted(one.rule.id for one in asked)
        for chapter in made:
            assert len(chapter.rules) >= chapters._FEWEST
            assert all(part[0] == kind and len(part) == 2 for part in chapter.parts)
            assert all(one.version is not None and one.rule.also_at is None for one in chapter.rules)
