"""Beginning a rule: packs from nothing, files that keep all they had, and what is refused without a trace."""

from pathlib import Path

import pytest

from ccgcheck import examples, packs, resources, scaffold, yaml_edit
from ccgcheck.documents import load_bytes
from tests.support import PACK, PROVISIONS, RULES, ccgcheck, write_pack

COMMENTED = """\
# What this file is for.
topic: governance   # the topic

rules:
    # The first rule.
    - id: GOV-001
      provision: seats
      title: "There are enough members"
      judges: stated
      for_each: governing_body
      assert: sum(this.seats.map(s, s.count)) >= law.minimum
      message: Too few.
      remedy: Add a seat.
      examples:
        - passes: {governing_body: {seats: [{id: gp, role: gp_member, count: 6}]}}
        - fails: {governing_body: {seats: [{id: gp, role: gp_member, count: 5}]}}
        # Five are too few.

# The end.
note: 'A remark.'
"""


def new(*arguments: str, pack: Path | str, expect: int = 0) -> str:
    """Run `ccgcheck rules new` and return what it says."""
    done = ccgcheck("rules", "new", *arguments, "--pack", str(pack))
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if expect == 0 else done.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_pack_from_nothing_loads_and_its_examples_hold(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "Our own_rules"
    said = new("GOV-160", pack=folder)
    assert f"{folder / 'rules.yaml'}:3: GOV-160 begun" in said
    assert f"{folder / 'provisions.yaml'}:2: gov-160 begun" in said
    assert sorted(snapshot(folder)) == ["pack.yaml", "provisions.yaml", "rules.yaml"]
    assert packs.load(folder).name == "our-own-rules"
    done = ccgcheck("test", str(folder))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 rule, 2 examples, 0 do not hold")


@pytest.mark.parametrize(("folder", "name"), [
    ("ours", "ours"), ("Nord & Süd", "nord-s-d"), ("2024", "pack-2024"), ("---", "pack"), ("ß", "pack"),
])  # fmt: skip
def test_a_new_pack_has_the_name_of_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    scaffold.create_pack(tmp_path / folder, "GOV-001", None, None)
    assert packs.load(tmp_path / folder).name == name


@pytest.mark.parametrize(("identifier", "topic"), [
    ("GOV-160", "governance"), ("COI-160", "conflicts_of_interest"), ("PUB-160", "public_meetings"),
])  # fmt: skip
def test_each_topic_has_a_stub_that_holds_and_cannot_condemn(tmp_path: Path, identifier: str, topic: str) -> None:
    scaffold.create_pack(tmp_path / "ours", identifier, None, "some-provision")
    pack = packs.load(tmp_path / "ours")
    (rule,) = pack.rules
    assert (rule.topic, rule.provision.id) == (topic, "some-provision")
    verdicts = list(examples.run(pack))
    assert [verdict.fault for verdict in verdicts] == [None, None]
    assert verdicts[1].results[0].status == "review"


def test_a_pack_grows_rule_by_rule_and_topic_by_topic(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    for arguments in (
        ("GOV-002",), ("GOV-001", "--provision", "gov-002"), ("COI-001",), ("COI-002",), ("LOC-001", "--topic", "public_meetings"),
    ):  # fmt: skip
        new(*arguments, pack=folder)
    pack = packs.load(folder)
    where = {rule.id: (Path(rule.origin.file).name, rule.topic, rule.provision.id) for rule in pack.rules}
    assert where == {
        "GOV-001": ("rules.yaml", "governance", "gov-002"),
        "GOV-002": ("rules.yaml", "governance", "gov-002"),
        "COI-001": ("conflicts_of_interest.yaml", "conflicts_of_interest", "coi-001"),
        "COI-002": ("conflicts_of_interest.yaml", "conflicts_of_interest", "coi-002"),
        "LOC-001": ("public_meetings.yaml", "public_meetings", "loc-001"),
    }
    assert list(pack.provisions) == ["gov-002", "coi-001", "coi-002", "loc-001"]
    assert ccgcheck("test", str(folder)).returncode == 0


def test_a_pack_that_extends_another_gets_files_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("pack: ours\nversion: 0.0.1\ntitle: Ours\nextends: ccg", encoding="utf-8")
    new("GOV-900", pack=tmp_path)
    new("GOV-901", "--provision", "reg-11-1", pack=tmp_path)
    assert sorted(snapshot(tmp_path)) == ["governance.yaml", "pack.yaml", "provisions.yaml"]
    done = ccgcheck("test", str(tmp_path), "--select", "GOV-9")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "2 rules, 4 examples, 0 do not hold")
    assert "has a rule GOV-101 at " in new("GOV-101", pack=tmp_path, expect=2)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_comments_and_layout_are_kept(tmp_path: Path, ending: str) -> None:
    write_pack(tmp_path)
    (tmp_path / "rules.yaml").write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", ending).encode())
    before = snapshot(tmp_path)
    new("GOV-160", "--provision", "seats", pack=tmp_path)
    after = snapshot(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {"rules.yaml"}
    head, _, tail = COMMENTED.replace("\n", ending).partition(f"{ending}# The end.")
    text = after["rules.yaml"].removeprefix(b"\xef\xbb\xbf").decode()
    assert text.startswith(f"{head.rstrip()}{ending}    - id: GOV-160 # a stub")
    assert text.endswith(f'          at: ""{ending}{ending}# The end.{tail}')
    assert text.count("\n") == text.count(ending)
    assert ccgcheck("test", str(tmp_path)).returncode == 0


def test_a_rule_goes_after_its_neighbour_with_the_blank_line_that_the_file_has(tmp_path: Path) -> None:
    second = RULES.partition("rules:\n")[2].replace("GOV-001", "GOV-005")
    other = RULES.replace("GOV-001", "GOV-100")
    write_pack(
        tmp_path, head=PACK.replace("[rules.yaml]", "[rules.yaml, other.yaml]"), rules=f"{RULES}\n  # Five\n{second}"
    )
    (tmp_path / "other.yaml").write_text(other.lstrip("\n"), encoding="utf-8")
    new("GOV-050", "--provision", "seats", pack=tmp_path)
    text = (tmp_path / "rules.yaml").read_text(encoding="utf-8")
    assert "count: 5}]}}\n\n  - id: GOV-050" in text
    assert [rule.id for rule in packs.load(tmp_path).rules] == ["GOV-001", "GOV-005", "GOV-050", "GOV-100"]


def test_examples_are_judged_while_the_provision_is_in_force(tmp_path: Path) -> None:
    late = PROVISIONS.replace("from: 2012-10-01", "from: 2020-01-01")
    write_pack(tmp_path, provisions=late, rules=RULES.replace("}]}}\n", "}]}}\n        as_at: 2020-01-01\n"))
    new("GOV-160", "--provision", "seats", pack=tmp_path)
    pack = packs.load(tmp_path)
    assert [example.as_at for example in pack.rules[1].examples] == ["2022-04-14"] * 2
    assert [verdict.fault for verdict in examples.run(pack, pack.rules[1:])] == [None, None]


@pytest.mark.parametrize(("arguments", "says"), [
    (("GOV-001",), "the pack small has a rule GOV-001 at "),
    (("GOV-16",), '"GOV-16" is no id for a rule; write one such as GOV-160'),
    (("gov-160",), '"gov-160" is no id for a rule'),
    (("COI-160", "--topic", "governance"), "ids that begin with COI are for conflicts_of_interest, not for governance"),
    (("LOC-001",), "LOC is none of GOV, COI, PUB; say with --topic what LOC-001 is on"),
    (("GOV-160", "--topic", "weather"), 'there is no topic "weather"; the topics are governance, conflicts_of_interest'),
    (("GOV-160", "--provision", "Reg 11"), '"Reg 11" is no id for a provision; write small letters'),
    (("GOV-160", "--provision", "2012"), '"2012" is no id for a provision'),
    (("GOV-160", "--provision", "person"), "the provision person says decided_by: person; take that and its reason out"),
    (("COI-160",), "conflicts_of_interest.yaml is there, but pack.yaml does not list it; list it or rename it"),
])  # fmt: skip
def test_what_will_not_do_is_refused_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    person = PROVISIONS.partition("provisions:\n")[2].replace("seats:", "person:")
    person = person.replace("regulations", "regulations\n    decided_by: person\n    reason: It asks for judgement.")
    write_pack(tmp_path, provisions=PROVISIONS + person)
    (tmp_path / "conflicts_of_interest.yaml").write_text("# nothing yet\n", encoding="utf-8")
    before = snapshot(tmp_path)
    assert says in new(*arguments, pack=tmp_path, expect=2)
    assert snapshot(tmp_path) == before


def test_a_folder_with_other_files_is_no_place_for_a_pack(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    assert "is there and is no pack: it has no pack.yaml" in new("GOV-001", pack=tmp_path, expect=2)
    assert "letter.txt is there and is no pack" in new("GOV-001", pack=tmp_path / "letter.txt", expect=2)
    assert sorted(snapshot(tmp_path)) == ["letter.txt"]


def test_a_broken_pack_is_told_with_its_places_and_left_alone(tmp_path: Path) -> None:
    write_pack(tmp_path, rules=RULES.replace("provision: seats", "provision: nowhere"))
    before = snapshot(tmp_path)
    assert "there is no provision nowhere" in new("GOV-160", pack=tmp_path, expect=2)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("parent", ["data", "elsewhere"])
def test_the_pack_that_is_installed_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parent: str
) -> None:
    folder = tmp_path / parent / "rules" / "small"
    folder.mkdir(parents=True)
    pack = packs.load(write_pack(folder))
    real = resources.folder
    monkeypatch.setattr(resources, "folder", lambda name: folder.parent if name == "rules" else real(name))
    if parent == "elsewhere":
        monkeypatch.setattr("os.access", lambda path, mode: False)
    before = snapshot(folder)
    with pytest.raises(scaffold.CannotScaffold, match="belongs to ccgcheck and is not written to; copy it to a folder"):
        scaffold.add_rule(pack, "GOV-160", None, None)
    assert snapshot(folder) == before


def test_options_of_the_list_are_not_taken_for_those_of_new(tmp_path: Path) -> None:
    done = ccgcheck("rules", "--topic", "governance", "new", "GOV-001", "--pack", str(tmp_path / "ours"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "options of the list do not go with new; write its own after its name" in done.stderr
    assert not (tmp_path / "ours").exists()


@pytest.mark.parametrize(("text", "becomes"), [
    ("rules: [a.yaml]\nx: 1\n", "rules: [a.yaml, b.yaml]\nx: 1\n"),
    ("rules: [a.yaml, ] # one\n", "rules: [a.yaml, b.yaml, ] # one\n"),
    ("rules: [a.yaml, # one\n  c.yaml # two\n]\n", "rules: [a.yaml, # one\n  c.yaml, b.yaml # two\n]\n"),
    ("rules:\n- a.yaml # one\n# two\nx: 1", "rules:\n- a.yaml # one\n- b.yaml\n# two\nx: 1"),
    ("rules:\n   - a.yaml", "rules:\n   - a.yaml\n   - b.yaml\n"),
    ("x: 1", "x: 1\nrules:\n  - b.yaml\n"),
])  # fmt: skip
def test_a_name_is_added_to_a_list_however_it_is_written(text: str, becomes: str) -> None:
    assert yaml_edit.append_name(text, "rules", "b.yaml") == becomes


@pytest.mark.parametrize(("text", "becomes"), [
    ("r:\n  - a: |\n      # text\n\n# end\n", "r:\n  - a: |\n      # text\n\n  - b\n# end\n"),
    ("r:\n  - &x {a: 1}\n  - *x # again\n", "r:\n  - &x {a: 1}\n  - *x # again\n  - b\n"),
    ("r:\n  - a: 1\n    # of a\n  # of r\n", "r:\n  - a: 1\n    # of a\n  - b\n  # of r\n"),
    ("r:\n  - a\n\n  # two\n  - c\n\n", "r:\n  - a\n\n  # two\n  - c\n\n  - b\n\n"),
    ("\ufeffr:\n  - 'a\n    c'\nx: {y: z}\n", "\ufeffr:\n  - 'a\n    c'\n  - b\nx: {y: z}\n"),
])  # fmt: skip
def test_an_item_is_added_after_all_that_belongs_to_the_last(text: str, becomes: str) -> None:
    assert yaml_edit.append(text, "r", ["- b"]) == becomes
    assert load_bytes(becomes.encode(), "").problems == ()


@pytest.mark.parametrize(
    "text",
    ["r: [a, c]\n", "r: {a: 1}\n", "x: 1\n", "r: a\n", "r: []\n", "x: &x\n  - a\nr: *x\n", "r: &x\n  - a\n"],
)
def test_what_cannot_be_added_to_safely_is_refused(text: str) -> None:
    with pytest.raises(yaml_edit.CannotEdit, match=r"by hand"):
        yaml_edit.append(text, "r", ["- b"])


@pytest.mark.parametrize("kind", ["governing_body", "interests", "meeting", "procurement", "year"])
def test_a_rule_on_records_begins_with_examples_that_hold(tmp_path: Path, kind: str) -> None:
    new("PUB-360", "--document", kind, pack=tmp_path / "ours")
    new("PUB-361", "--document", kind, pack=tmp_path / "ours")
    pack = packs.load(tmp_path / "ours")
    assert [(rule.document, rule.judges) for rule in pack.rules] == [(kind, "operating")] * 2
    assert [verdict.fault for verdict in examples.run(pack)] == [None] * 4


def test_a_kind_of_document_that_there_is_not_is_refused(tmp_path: Path) -> None:
    said = new("PUB-360", "--document", "minutes", pack=tmp_path / "ours", expect=2)
    assert "there is no kind of document" in said
    assert not (tmp_path / "ours").exists()
