"""What the documentation shows is true: its examples load, judge, and print what it says."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ccgcheck import examples, packs
from ccgcheck.documents import load_bytes
from ccgcheck.schema_check import check
from tests.support import PACK, ROOT, ccg, ccgcheck, constitution, write_pack


def blocks(name: str, language: str) -> list[str]:
    """Return the fenced blocks of a page in one language."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_rule_of_the_guide_is_a_pack_whose_examples_hold(tmp_path: Path) -> None:
    provisions, rules, bases, more, _ = blocks("docs/rules.md", "yaml")
    (tmp_path / "bases").mkdir()
    seats = "governing_body: {seats: [{id: gp, role: gp_member, count: 5}, {id: lay, role: lay_member}]}\n"
    (tmp_path / "bases" / "small-2016.yaml").write_text(constitution(seats, "2016-12-01"), encoding="utf-8")
    on_base = more.partition("examples:\n")[2]
    pack = packs.load(write_pack(tmp_path, head=PACK + bases, provisions=provisions, rules=rules + on_base))
    verdicts = list(examples.run(pack))
    assert len(verdicts) == 6
    assert [verdict.fault for verdict in verdicts if verdict.fault] == []


def test_the_rule_on_records_of_the_guide_is_one_whose_examples_hold(tmp_path: Path) -> None:
    provisions, *_, rules = blocks("docs/rules.md", "yaml")
    pack = packs.load(write_pack(tmp_path, provisions=provisions, rules=rules))
    assert [verdict.fault for verdict in examples.run(pack)] == [None] * 3


def test_the_meeting_of_the_guide_fits_the_schema() -> None:
    (text,) = blocks("docs/records.md", "yaml")
    (document,) = load_bytes(text.encode(), "guide.yaml").documents
    assert check(document, "meeting") == []


def test_the_run_in_the_guide_is_what_the_program_prints(tmp_path: Path) -> None:
    provisions, rules, *_ = blocks("docs/rules.md", "yaml")
    (session,) = blocks("docs/rules.md", "console")
    command, _, shown = session.partition("\n")
    (tmp_path / "my-pack").mkdir()
    write_pack(tmp_path / "my-pack", provisions=provisions, rules=rules.replace("count: 5", "count: 6"))
    done = ccgcheck(*command.removeprefix("$ ccgcheck ").split(), cwd=tmp_path)
    assert done.stdout == shown


def test_the_document_of_the_guide_fits_the_schema() -> None:
    (text,) = blocks("docs/documents.md", "yaml")
    (document,) = load_bytes(text.encode(), "guide.yaml").documents
    assert check(document, "constitution") == []


def test_the_files_of_the_guides_fit_their_schemas() -> None:
    waivers, assessment, confirmed = blocks("docs/settling.md", "yaml")
    (configuration,) = blocks("docs/configuration.md", "yaml")
    given = (("waivers", waivers), ("assessment", assessment), ("config", confirmed), ("config", configuration))
    for kind, text in given:
        (document,) = load_bytes(text.encode(), "guide.yaml").documents
        assert check(document, kind) == []


def test_the_provision_that_the_guide_confirms_is_one_that_waits_for_a_reader() -> None:
    data = yaml.safe_load(blocks("docs/settling.md", "yaml")[2])["confirmed"][0]
    versions = ccg().provisions[data["provision"]].versions
    assert {version.in_force_from: version.confidence for version in versions}[str(data["from"])] == "recalled"


@pytest.mark.parametrize("session", [*blocks("README.md", "console"), *blocks("docs/configuration.md", "console")])
def test_the_output_in_the_readme_is_what_the_program_prints(session: str) -> None:
    command, _, shown = session.partition("\n")
    arguments = command.removeprefix("$ ccgcheck ").split()
    done = ccgcheck(*arguments, env={"COLUMNS": "100"})
    printed = re.sub(r"run on \d{4}-\d\d-\d\d by", "run on 2026-11-22 by", done.stdout)
    for part in shown.split("[...]\n"):
        assert part.strip("\n") in printed


def test_the_counts_in_the_readme_are_those_of_the_pack() -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    decided = {rule.provision.id for rule in ccg().rules}
    assert f"with {len(ccg().rules)} rules on {len(decided)} provisions" in readme
    for prefix in ("GOV", "COI", "PUB"):
        ids = sorted(rule.id for rule in ccg().rules if rule.id.startswith(prefix))
        assert f"{ids[0]} to {ids[-1]}" in readme


def test_every_page_that_is_linked_exists() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_every_option_of_validate_is_in_the_readme() -> None:
    helped = set(re.findall(r"--[a-z][a-z-]+", ccgcheck("validate", "--help").stdout)) - {"--help"}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {option for option in helped if option not in readme} == set()


def test_the_commands_for_auditors_do_what_the_page_says(tmp_path: Path) -> None:
    for folder, sample in (("bodies", "composition"), ("bodies-2017", "composition"), ("bodies-2018", "committees")):
        (tmp_path / folder).mkdir()
        shutil.copy(ROOT / f"sample_constitutions/faults/{sample}.yaml", tmp_path / folder)
    commands = [shlex.split(line) for block in blocks("docs/auditing.md", "sh") for line in block.splitlines()]
    assert len(commands) == 6
    for _, *words in commands:
        done = ccgcheck(*words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (1, ""), words
    written = {"report.html", "without.html", "matrix.csv", "results.csv", "2017.json", "2018.json"}
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == written
    (script,) = blocks("docs/auditing.md", "python")
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    failed, _, decided = done.stdout.split()
    assert 0 < int(failed) < int(decided)
