"""Examples: small changes to a base document, where each stands, and what the examples of a pack leave untested."""

from pathlib import Path
from typing import Any

import pytest

from ccgcheck import bases, examples, packs, run
from ccgcheck.documents import load_path
from tests.support import PACK, RULES, ccg, ccgcheck, write_pack

BASE = """
kind: constitution
body: {type: ccg, name: NHS Northgate Clinical Commissioning Group, ods_code: "99Y"}
effective_date: 2016-12-01
governing_body:
  seats: [{id: gp, role: gp_member, count: 5}, {id: lay, role: lay_member}]
"""
BASED = PACK + "bases: {northgate: bases/northgate.yaml}\n"
ON_BASE = """
      - passes: {}
        base: northgate
      - fails: {}
        base: northgate
        without: [/governing_body/seats/1]
        at: /governing_body/seats
"""


def pack_with(folder: Path, more: str, base: str = BASE) -> Path:
    """Write a pack with a base, whose rule has `more` examples after its two."""
    (folder / "bases").mkdir()
    (folder / "bases" / "northgate.yaml").write_text(base.lstrip("\n"), encoding="utf-8")
    return write_pack(folder, head=BASED, rules=RULES + more.lstrip("\n"))


def faults(folder: Path) -> list[str]:
    with pytest.raises(packs.BadPack) as caught:
        packs.load(folder)
    return [f"{Path(p.file).name}:{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


@pytest.mark.parametrize(("fragment", "without", "becomes"), [
    ({}, (), {"a": {"b": 1, "c": [1, {"d": 2}]}, "e": 3}),
    ({"a": {"b": 2}}, (), {"a": {"b": 2, "c": [1, {"d": 2}]}, "e": 3}),
    ({"a": {"c": [5]}, "f": {"g": 6}}, (), {"a": {"b": 1, "c": [5]}, "e": 3, "f": {"g": 6}}),
    ({"a": 7}, (), {"a": 7, "e": 3}),
    ({"e": {"f": 1}}, (), {"a": {"b": 1, "c": [1, {"d": 2}]}, "e": {"f": 1}}),
    ({}, ("/a/b", "/e"), {"a": {"c": [1, {"d": 2}]}}),
    ({}, ("/a/c/0", "/a/c/1"), {"a": {"b": 1, "c": []}, "e": 3}),
    ({}, ("/a/c/1/d", "/a/c/00"), {"a": {"b": 1, "c": [{}]}, "e": 3}),
    ({}, ("/a", "/a/b"), {"e": 3}),
    ({"x/y": 1}, ("/x~1y",), {"a": {"b": 1, "c": [1, {"d": 2}]}, "e": 3}),
])  # fmt: skip
def test_a_fragment_is_merged_over_the_base_and_the_rest_taken_out(
    fragment: dict[str, Any], without: tuple[str, ...], becomes: dict[str, Any]
) -> None:
    base = {"a": {"b": 1, "c": [1, {"d": 2}]}, "e": 3}
    assert bases.apply(base, fragment, without) == becomes
    assert base == {"a": {"b": 1, "c": [1, {"d": 2}]}, "e": 3}


@pytest.mark.parametrize("pointer", ["/b", "/a/c/2", "/a/b/c", "/a/c/d", "/e/"])
def test_a_pointer_that_names_nothing_is_told(pointer: str) -> None:
    with pytest.raises(KeyError, match=pointer):
        bases.apply({"a": {"b": 1, "c": [1, 2]}, "e": 3}, {}, (pointer,))


def test_an_example_on_a_base_is_judged_as_the_whole_document_on_its_day(tmp_path: Path) -> None:
    pack = packs.load(pack_with(tmp_path, ON_BASE))
    verdicts = list(examples.run(pack))
    assert [verdict.fault for verdict in verdicts] == [None] * 4
    last = pack.rules[0].examples[-1]
    assert (last.base, last.without, last.as_at) == ("northgate", ("/governing_body/seats/1",), "2016-12-01")
    assert last.fragment["governing_body"] == {"seats": [{"id": "gp", "role": "gp_member", "count": 5}]}


def test_the_day_of_an_example_comes_before_that_of_its_base(tmp_path: Path) -> None:
    pack = packs.load(pack_with(tmp_path, ON_BASE + "        as_at: 2022-05-01\n"))
    assert pack.rules[0].examples[-1].as_at == "2022-05-01"
    assert "expected fail, got pass" in (list(examples.run(pack))[-1].fault or "")


def test_an_example_knows_its_place(tmp_path: Path) -> None:
    pack = packs.load(pack_with(tmp_path, ON_BASE))
    places = [str(example.origin) for example in pack.rules[0].examples]
    lines = (tmp_path / "rules.yaml").read_text(encoding="utf-8").splitlines()
    assert places == [f"{(tmp_path / 'rules.yaml').as_posix()}:{line}:9" for line in (13, 14, 15, 17)]
    assert lines[16] == "      - fails: {}"
    assert str(pack.rules[0].origin).endswith("rules.yaml:3:5")


@pytest.mark.parametrize(("was", "becomes", "said"), [
    ("        base: northgate\n        without", "        base: northgat\n        without", 'rules.yaml:18:15: GOV-001: the pack has no base northgat; did you mean "northgate"?'),
    ("        base: northgate\n        without", "        base: elsewhere\n        without", "rules.yaml:18:15: GOV-001: the pack has no base elsewhere; the bases are northgate"),
    ("        base: northgate\n        without", "        without", "rules.yaml:18:18: GOV-001: without takes something out of a base"),
    ("[/governing_body/seats/1]", "[/governing_body/seats/0, /governing_body/seats/2]", "rules.yaml:19:44: GOV-001: /governing_body/seats/2 names nothing in northgate"),
    ("[/governing_body/seats/1]", "[seats]", "rules[0].examples[3].without[0] is"),
    ("[/governing_body/seats/1]", "[]", "rules[0].examples[3].without"),
    ("        at: /governing_body/seats\n", "        unknown: {}\n", "rules.yaml:17:9: GOV-001: an example has exactly one of passes, fails"),
])  # fmt: skip
def test_a_broken_example_is_refused_at_its_place(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    assert was in ON_BASE
    found = faults(pack_with(tmp_path, ON_BASE.replace(was, becomes)))
    assert any(said in fault for fault in found), found


@pytest.mark.parametrize(("was", "becomes", "said"), [
    ("kind: constitution", "kind: roster", "northgate.yaml:1:7: kind must be constitution"),
    ("effective_date: 2016-12-01\n", "", 'northgate.yaml:1:1: the document needs "effective_date"'),
    ("role: lay_member", "role: lay_membre", "northgate.yaml:5:64: governing_body.seats[1].role is"),
    ("effective_date", "---\nkind: constitution\neffective_date", "northgate.yaml:4:1: a pack's file holds one document"),
])  # fmt: skip
def test_a_broken_base_is_refused_once_and_not_for_every_example(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    assert was in BASE
    found = faults(pack_with(tmp_path, ON_BASE, BASE.replace(was, becomes, 1)))
    assert any(said in fault for fault in found), found
    assert not any(fault.startswith("rules.yaml") for fault in found), found


def test_a_pack_that_extends_another_has_its_bases_too(tmp_path: Path) -> None:
    head = "pack: ours\nversion: 0.0.1\ntitle: Ours\nextends: ccg\nrules: [rules.yaml]\nbases: {constitution-2022: mine.yaml}\n"
    on_base = ON_BASE.replace("base: northgate", "base: constitution-2016").replace("seats/1", "seats/0")
    rules = RULES.replace("GOV-001", "GOV-900").replace("provision: seats", "provision: reg-11-1")
    (tmp_path / "mine.yaml").write_text(BASE.lstrip("\n"), encoding="utf-8")
    write_pack(tmp_path, head=head, rules=rules + on_base.lstrip("\n"))
    assert packs.load(tmp_path).bases["constitution-2022"]["effective_date"] == "2016-12-01"
    assert "constitution-2016" in packs.load(tmp_path).bases
    (tmp_path / "mine.yaml").unlink()
    assert [fault.partition(":")[0] for fault in faults(tmp_path)] == ["mine.yaml"]


def test_a_base_is_a_file_of_the_packs_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    pack_with(folder, ON_BASE)
    (folder / "bases" / "northgate.yaml").rename(tmp_path / "northgate.yaml")
    assert "northgate.yaml:0:0: there is no such file" in faults(folder)[0]
    (folder / "bases" / "northgate.yaml").symlink_to(tmp_path / "northgate.yaml")
    assert "pack.yaml:9:9: bases/northgate.yaml lies outside the pack's folder" in faults(folder)[0]


def test_an_example_on_a_base_is_explained_by_its_change(tmp_path: Path) -> None:
    rules = RULES.partition("    examples:\n")[0] + "    examples:\n" + ON_BASE.lstrip("\n")
    pack_with(tmp_path, "")
    (tmp_path / "rules.yaml").write_text(rules.lstrip("\n"), encoding="utf-8")
    shown = ccgcheck("explain", "GOV-001", "--pack", str(tmp_path)).stdout
    assert "A document that does not, on 2016-12-01" in shown
    assert "the base northgate without /governing_body/seats/1" in shown
    assert "the base northgate\n" in shown
    assert "lay_member" not in shown


@pytest.mark.parametrize("name", ["constitution-2016", "constitution-2022"])
def test_the_bases_of_the_pack_are_small_and_lawful(name: str) -> None:
    path = ccg().folder / "bases" / f"{name}.yaml"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 130
    document = load_path(path).documents[0]
    judged, problems = run.judge(document, run.Settings(ccg(), ccg().rules))
    assert problems == []
    assert judged is not None
    found = {one.rule: one.message for one in judged.results if one.status in ("fail", "error", "review")}
    assert found.keys() <= {"GOV-081"}, "all but that no such body is on the register"
    assert found == {"GOV-081": "No CCG had the code 99Y."}
    assert any(example.base == name for rule in ccg().rules for example in rule.examples)
