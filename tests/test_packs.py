"""Loading a pack: what is refused, with file, line, column and, for an expression, the place inside it."""

from pathlib import Path

import pytest

from ccgcheck import packs
from tests.support import PACK, PROVISIONS, RULES, constitution, judge, write_pack


def faults(folder: Path) -> list[str]:
    with pytest.raises(packs.BadPack) as caught:
        packs.load(folder)
    return [f"{Path(p.file).name}:{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


def test_a_good_pack_loads(tmp_path: Path) -> None:
    pack = packs.load(write_pack(tmp_path))
    assert (pack.name, pack.version, [rule.id for rule in pack.rules]) == ("small", "0.0.1", ["GOV-001"])
    assert [version.in_force_until for version in pack.provisions["seats"].versions] == ["2022-04-14", "2022-07-01"]


@pytest.mark.parametrize(("was", "becomes", "said"), [
    ("    title: There", "    titel: There", 'rules.yaml:5:5: rules[0] has no property "titel"; did you mean "title"?'),
    ("    provision: seats", "    provision: seat", 'rules.yaml:4:16: GOV-001: there is no provision seat; did you mean "seats"?'),
    ("    provision: seats", "    provision: seats\n    provision: seats", 'rules.yaml:5:5: the key "provision" stands twice'),
    (">= law.minimum\n", ">= law.maximum\n", "rules.yaml:9:13: GOV-001: the provision has no value law.maximum; it has: minimum"),
    (">= law.minimum\n", ">= law.minimum &&\n", "rules.yaml:9:13: GOV-001: this expression is wrong: Syntax error"),
    ("assert: sum(", "assert: som(", "undeclared reference to 'som' (in container '') (line 1, column 4 of assert)"),
    ("There are {sum(", "There are {som(", "undeclared reference to 'som' (in container '') (line 1, column 15 of message)"),
    ("members of {law", "members of {{law", "this closing brace opens nowhere"),
    ("members of {law.minimum}", "members of {law.minimum", "this brace is never closed"),
    ("for_each: governing_body", "for_each: governing body", "rules[0].for_each is"),
    ("judges: stated", "judges: said", 'rules[0].judges must be one of stated, operating, and is "said"'),
    ("      - fails:", "      - passes:", "GOV-001 needs an example that passes and one that fails"),
    ("      - fails:", "      - at: /x\n        unknown: {}\n        passes:", "an example has exactly one of passes, fails"),
])  # fmt: skip
def test_a_broken_rule_is_refused_at_its_place(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    assert was in RULES
    found = faults(write_pack(tmp_path, rules=RULES.replace(was, becomes)))
    assert any(said in fault for fault in found), found


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    again = RULES.partition("rules:\n")[2]
    assert "rules.yaml:15:5: the rule GOV-001 is defined twice" in faults(write_pack(tmp_path, rules=RULES + again))[0]


@pytest.mark.parametrize(("was", "becomes", "said"), [
    ("from: 2012-10-01,", "from: 2012-10-01, until: 2022-04-13,", "begins on 2022-04-14 and leaves a gap: the one before ends on 2022-04-13"),
    ("from: 2012-10-01,", "from: 2012-10-01, until: 2022-04-15,", "begins on 2022-04-14 and overlaps: the one before ends on 2022-04-15"),
    ("from: 2022-04-14,", "from: 2022-04-14, until: 2022-04-14,", "ends on 2022-04-14, before it begins"),
    ("values: {minimum: 4}", "values: {least: 4}", "every version has the same values; not so least, minimum"),
    ("{minimum} members", "{maximum} members", "requires names a value in braces that its versions lack"),
    ("confidence: read", "confidence: sure", "confidence must be one of read, second_hand, recalled"),
    ("from: 2012-10-01", "from: 2012-10-32", "must be a day written YYYY-MM-DD"),
    ("authority: regulations", "authority: regulations\n    decided_by: person", 'seats is decided by person and needs a "reason"'),
])  # fmt: skip
def test_a_broken_provision_is_refused(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    assert was in PROVISIONS
    found = faults(write_pack(tmp_path, provisions=PROVISIONS.replace(was, becomes, 1)))
    assert any(said in fault and fault.startswith("provisions.yaml:") for fault in found), found


@pytest.mark.parametrize(("was", "becomes", "said"), [
    ("[rules.yaml]", "[rulez.yaml]", "rulez.yaml:0:0: there is no such file"),
    ("[rules.yaml]", "[../rules.yaml]", "pack.yaml:7:9: rules[0] is"),
    ("version: 0.0.1", "version: one", "pack.yaml:2:10: version is"),
    ("pack: small\n", "", 'pack.yaml:1:1: the document needs "pack"'),
])  # fmt: skip
def test_a_broken_head_is_refused(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    assert was in PACK
    found = faults(write_pack(tmp_path, head=PACK.replace(was, becomes)))
    assert any(said in fault for fault in found), found


def test_a_file_outside_the_folder_is_never_read(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    write_pack(folder)
    outside = tmp_path / "outside.yaml"
    outside.write_text((folder / "rules.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "rules.yaml").unlink()
    (folder / "rules.yaml").symlink_to(outside)
    assert "rules.yaml lies outside the pack's folder" in faults(folder)[0]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    rules = RULES.replace("provision: seats", "provision: nowhere")
    provisions = PROVISIONS.replace("{minimum} members", "{maximum} members")
    assert len(faults(write_pack(tmp_path, rules=rules, provisions=provisions))) == 2


def test_a_pack_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="there is no pack nowhere"):
        packs.find("nowhere")


def test_names_that_double_each_other_are_refused_at_once(tmp_path: Path) -> None:
    doubling = "".join(f"      n{i}: n{i - 1} + n{i - 1}\n" for i in range(1, 60))
    rules = RULES.replace("    assert:", f"    let:\n      n0: '1'\n{doubling}    assert:")
    assert (
        "longer than 100,000 characters once its names are written out" in faults(write_pack(tmp_path, rules=rules))[0]
    )


def test_has_in_has_is_refused_before_it_grows(tmp_path: Path) -> None:
    nested = "this" + ".a"
    for _ in range(200):
        nested = f"[has({nested})][0].a"
    rules = RULES.replace("assert: sum(this.seats.map(s, s.count)) >= law.minimum", f"assert: '{nested}'")
    found = faults(write_pack(tmp_path, rules=rules))
    assert "nests has() and known() more than 32 deep" in found[0] or "longer than" in found[0]


def test_a_rule_without_end_leaves_the_others_alone(tmp_path: Path) -> None:
    digits = "[0,1,2,3,4,5,6,7,8,9]"
    endless = "true"
    for name in "abcde":
        endless = f"{digits}.all({name}, {endless})"
    again = RULES.partition("rules:\n")[2].replace("GOV-001", "GOV-002")
    again = again.replace("sum(this.seats.map(s, s.count)) >= law.minimum", f"'{endless}'")
    pack = packs.load(write_pack(tmp_path, rules=RULES + again))
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 6}]}\n")
    assert [(result.rule, result.status) for result in judge(text, pack).results] == [
        ("GOV-001", "pass"), ("GOV-002", "error"),
    ]  # fmt: skip
