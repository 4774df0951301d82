"""Packs on top of ours: rules added, provisions confirmed, severities lowered, and what is refused."""

from pathlib import Path

import pytest

from ccgcheck import examples, packs
from tests.support import PROVISIONS, ROOT, RULES, ccg, ccgcheck, constitution, judge

EXAMPLE = ROOT / "docs" / "example-pack"
HEAD = "pack: mine\nversion: 1.0.0\ntitle: Mine\nextends: ccg\n"
AUDIT = """\
governing_body: {seats: [{id: area, role: lay_member, lay_lead: local_area}]}
committees: [{kind: audit, chair: {seat: area}}]
"""


def pack(folder: Path, head: str, rules: str | None = None) -> packs.Pack:
    (folder / "pack.yaml").write_text(HEAD + head, encoding="utf-8")
    if rules is not None:
        (folder / "rules.yaml").write_text(rules, encoding="utf-8")
        (folder / "provisions.yaml").write_text(PROVISIONS, encoding="utf-8")
    return packs.load(folder)


def faults(folder: Path, head: str) -> list[str]:
    with pytest.raises(packs.BadPack) as caught:
        pack(folder, head)
    return [f"{problem.line}:{problem.column}: {problem.message}" for problem in caught.value.problems]


def status(with_pack: packs.Pack, rule: str, body: str, date: str = "2018-01-01") -> tuple[str, str]:
    (result,) = (one for one in judge(constitution(body, date), with_pack).results if one.rule == rule)
    return result.status, result.severity


def test_the_worked_example_holds() -> None:
    example = packs.load(EXAMPLE)
    assert [verdict.fault for verdict in examples.run(example) if verdict.fault] == []
    assert example.parents == (("ccg", ccg().version),)
    assert len(example.rules) == len(ccg().rules) + 1
    done = ccgcheck(
        "validate", "sample_constitutions/faults/committees.yaml", "--pack", str(EXAMPLE), "--format", "json"
    )
    assert '"name": "northern-region"' in done.stdout
    assert '"name": "ccg"' in done.stdout


def test_everything_of_ours_is_taken_over(tmp_path: Path) -> None:
    mine = pack(tmp_path, "")
    assert [rule.id for rule in mine.rules] == [rule.id for rule in ccg().rules]
    assert mine.provisions.keys() == ccg().provisions.keys()
    assert (mine.window, mine.register, mine.bases) == (ccg().window, ccg().register, ccg().bases)


def test_a_rule_is_added(tmp_path: Path) -> None:
    mine = pack(tmp_path, "provisions: [provisions.yaml]\nrules: [rules.yaml]\n", RULES.replace("GOV-001", "GOV-901"))
    assert mine.rules[-1].id == "GOV-901"
    assert status(mine, "GOV-901", "governing_body: {seats: [{id: gp, role: gp_member, count: 5}]}\n") == (
        "fail",
        "error",
    )


def test_a_rule_cannot_take_the_id_of_ours(tmp_path: Path) -> None:
    with pytest.raises(packs.BadPack) as caught:
        pack(tmp_path, "provisions: [provisions.yaml]\nrules: [rules.yaml]\n", RULES)
    assert "the rule GOV-001 is defined twice" in caught.value.problems[0].message


def test_a_confirmed_provision_may_condemn(tmp_path: Path) -> None:
    assert status(ccg(), "GOV-131", AUDIT) == ("review", "error")
    mine = pack(tmp_path, "confirmed: [{provision: reg-14-2, by: the clerk, on: 2020-01-01, where: the library}]\n")
    assert status(mine, "GOV-131", AUDIT) == ("fail", "error")
    assert "Read by the clerk on 2020-01-01, at the library." in str(mine.provisions["reg-14-2"].versions[0].note)
    assert ccg().provisions["reg-14-2"].versions[0].confidence == "recalled"


def test_one_version_can_be_confirmed_alone(tmp_path: Path) -> None:
    entry = "{provision: reg-13-4, from: 2022-04-14, by: x, on: 2022-05-01, where: y}"
    versions = pack(tmp_path, f"confirmed: [{entry}]\n").provisions["reg-13-4"].versions
    assert [version.confidence for version in versions] == ["recalled", "read"]


def test_guidance_may_weigh_less(tmp_path: Path) -> None:
    body = "governing_body: {seats: [{id: lay, role: lay_member, count: 2}]}\n"
    assert status(ccg(), "COI-130", body) == ("fail", "warning")
    assert status(pack(tmp_path, "severities: {COI-130: note}\n"), "COI-130", body) == ("fail", "note")


@pytest.mark.parametrize(("head", "says"), [
    ("severities: {GOV-101: note}\n", "5:14: GOV-101 is on regulations and weighs error; it cannot be made note"),
    ("severities: {COI-130: error}\n", "5:14: COI-130 is on statutory guidance and weighs warning; it cannot be made error"),
    ("severities: {COI-999: note}\n", "5:14: there is no rule COI-999 to give a severity"),
    ("confirmed: [{provision: nowhere, by: x, on: 2020-01-01, where: y}]\n", "there is no provision nowhere to confirm"),
    ("confirmed: [{provision: reg-14-2, from: 2020-01-01, by: x, on: 2020-01-01, where: y}]\n",
     "reg-14-2 has no version that begins on 2020-01-01"),
    ("confirmed: [{provision: reg-14-2}]\n", 'confirmed[0] needs "by"'),
])  # fmt: skip
def test_what_may_not_be_changed_is_refused_at_its_place(tmp_path: Path, head: str, says: str) -> None:
    found = faults(tmp_path, head)
    assert any(says in fault for fault in found), found


def test_only_a_pack_of_ccgcheck_can_be_extended(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(HEAD.replace("extends: ccg", "extends: other"), encoding="utf-8")
    with pytest.raises(packs.BadPack) as caught:
        packs.load(tmp_path)
    assert "there is no pack other of ccgcheck to extend" in caught.value.problems[0].message
