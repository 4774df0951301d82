"""The configuration: found upward to the repository's root, checked with places, and overruled in one order."""

import json
import os
from pathlib import Path

import pytest

from ccgcheck import config, resources
from tests.support import PACK, PROVISIONS, ccg, ccgcheck, constitution, write_pack

OPEN = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 1}]}\n")
CONFIRMED = "confirmed: [{provision: seats, by: Clerk, on: 2018-03-01, where: The library}]\n"


def repository(folder: Path, text: str | None, document: str = OPEN) -> Path:
    (folder / ".git").mkdir()
    (folder / "bodies" / "one").mkdir(parents=True)
    (folder / "bodies" / "one" / "constitution.yaml").write_text(document, encoding="utf-8")
    if text is not None:
        (folder / config.NAME).write_text(text, encoding="utf-8")
    return folder


def values(folder: Path, *arguments: str) -> dict[str, dict[str, object]]:
    done = ccgcheck("config", "show", "bodies/one", "--json", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, object]] = json.loads(done.stdout)["values"]
    return found


def test_it_is_found_upward_to_the_root_of_the_repository_and_no_further(tmp_path: Path) -> None:
    (tmp_path / config.NAME).write_text("strict: true\n", encoding="utf-8")
    inside = tmp_path / "repository"
    inside.mkdir()
    repository(inside, None)
    assert config.find(inside / "bodies" / "one") is None
    (inside / config.NAME).write_text("strict: true\n", encoding="utf-8")
    assert config.find(inside / "bodies" / "one") == inside / config.NAME
    (inside / "bodies" / config.NAME).write_text("strict: false\n", encoding="utf-8")
    assert config.find(inside / "bodies" / "one") == inside / "bodies" / config.NAME


def test_a_folder_that_cannot_be_looked_at_has_no_configuration(tmp_path: Path) -> None:
    assert config.find(tmp_path / ("x" * 300)) is None


def test_outside_a_repository_only_the_folder_itself_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / config.NAME).write_text("strict: true\n", encoding="utf-8")
    assert config.find(tmp_path / "a") is None
    assert config.find(tmp_path) == tmp_path / config.NAME


def test_defaults_pack_file_and_command_line_overrule_each_other_in_this_order(tmp_path: Path) -> None:
    head = PACK + "settings: {fail_on: warning, strict: true, notice_days: 10}\n"
    folder = repository(tmp_path, "pack: rules\nfail_on: note\nignore: [GOV-001]\n")
    (folder / "rules").mkdir()
    write_pack(folder / "rules", head=head)
    shown = values(folder, "--ignore", "GOV-0")
    assert shown["jobs"] == {"value": None, "origin": "default"}
    assert shown["strict"] == {"value": True, "origin": "pack small"}
    assert shown["notice_days"] == {"value": 10, "origin": "pack small"}
    assert shown["fail_on"] == {"value": "note", "origin": ".ccgcheck.yaml:2"}
    assert shown["pack"] == {"value": "rules", "origin": ".ccgcheck.yaml:1"}
    assert shown["ignore"] == {"value": ["GOV-0"], "origin": "command line"}
    assert values(folder, "--no-strict")["strict"] == {"value": False, "origin": "command line"}


def test_what_it_says_is_what_validate_does(tmp_path: Path) -> None:
    folder = repository(tmp_path, "select: [GOV-101]\nfail_on: never\nformat: json\n")
    done = ccgcheck("validate", "bodies", cwd=folder)
    assert done.returncode == 0
    assert {result["rule"] for result in json.loads(done.stdout)["results"]} == {"GOV-101"}
    assert ccgcheck("validate", "bodies", "--fail-on", "error", cwd=folder).returncode == 1
    plain = ccgcheck("validate", "bodies", "--no-config", cwd=folder)
    assert plain.returncode == 1
    assert "GOV-001" in plain.stdout


def test_config_show_as_a_table_reads_aloud(tmp_path: Path) -> None:
    folder = repository(tmp_path, "# ours\nfail_on: warning\n")
    done = ccgcheck("config", "show", cwd=folder)
    rows = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert ["fail_on", "warning", ".ccgcheck.yaml:2"] in rows
    assert ["strict", "no", "default"] in rows


@pytest.mark.parametrize(("text", "says"), [
    ("fail_on: sometimes\n", ".ccgcheck.yaml:1:10: fail_on must be one of error, warning, note, never"),
    ("strict: yes\n", ".ccgcheck.yaml:1:9: strict must be true or false"),
    ("failon: error\n", 'has no property "failon"; did you mean "fail_on"?'),
    ("jobs: 0\n", ".ccgcheck.yaml:1:7: jobs must be at least 1"),
    ("format: json=out.json\n", "format must be one of"),
    ("waivers: [../elsewhere/waivers.yaml]\n", ".ccgcheck.yaml:1:11: ../elsewhere/waivers.yaml lies outside the folder"),
    ("baseline: /etc/passwd\n", "/etc/passwd lies outside the folder of the configuration"),
    ("confirmed: [{provision: nothing, by: a, on: 2018-01-01, where: b}]\n", "there is no provision nothing to confirm"),
    ("a: 1\n---\nb: 2\n", "a configuration is one document"),
    ("- a list\n", "must be a map"),
    ("strict: [\n", ".ccgcheck.yaml:2:1:"),
    ("pack: ../elsewhere\n", "lies outside the folder of the configuration; use --pack"),
    ("select: [XYZ]\n", 'no rule of the pack ccg has an id that begins with "XYZ"'),
])  # fmt: skip
def test_a_faulty_configuration_is_2_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    done = ccgcheck("validate", "bodies", cwd=repository(tmp_path, text))
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_configuration_says_nothing(tmp_path: Path, text: str) -> None:
    assert values(repository(tmp_path, text))["fail_on"] == {"value": "error", "origin": "default"}


def test_a_configuration_that_is_named_must_be_there(tmp_path: Path) -> None:
    done = ccgcheck("validate", "bodies", "--config", "none.yaml", cwd=repository(tmp_path, None))
    assert done.returncode == 2
    assert "none.yaml:0:0: there is no such file" in done.stderr


def test_a_provision_that_somebody_read_may_condemn(tmp_path: Path) -> None:
    folder = repository(tmp_path, "pack: rules\n")
    (folder / "rules").mkdir()
    write_pack(folder / "rules", provisions=PROVISIONS.replace("confidence: read", "confidence: recalled"))
    before = json.loads(ccgcheck("validate", "bodies", "--format", "json", cwd=folder).stdout)
    assert [result["status"] for result in before["results"]] == ["review"]
    (folder / config.NAME).write_text("pack: rules\n" + CONFIRMED, encoding="utf-8")
    done = ccgcheck("validate", "bodies", "--format", "json", cwd=folder)
    after = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(r["status"], r["provision"]["confidence"]) for r in after["results"]] == [("fail", "read")]
    assert after["confirmed"] == [{"provision": "seats", "by": "Clerk", "on": "2018-03-01", "where": "The library"}]


def test_confirming_one_version_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    entry = CONFIRMED.replace("provision: seats,", "provision: seats, from: 2022-04-14,")
    folder = repository(tmp_path, "pack: rules\n" + entry)
    (folder / "rules").mkdir()
    write_pack(folder / "rules", provisions=PROVISIONS.replace("confidence: read", "confidence: recalled"))
    for day, status in (("2018-01-01", "review"), ("2022-05-01", "fail")):
        done = ccgcheck("validate", "bodies", "--format", "json", "--as-at", day, cwd=folder)
        assert [result["status"] for result in json.loads(done.stdout)["results"]] == [status]


def test_waivers_and_assessments_that_it_names_count_without_being_in_the_folder_judged(tmp_path: Path) -> None:
    folder = repository(tmp_path, "waivers: [settled/waivers.yaml]\n")
    (folder / "settled").mkdir()
    (folder / "settled" / "waivers.yaml").write_text(
        "kind: waivers\nwaivers:\n  - {rule: GOV-101, body: 99Z, explanation: It is hard to find people., "
        "accepted_by: Chair, accepted_on: 2018-01-01, to: 2018-12-31}\n",
        encoding="utf-8",
    )
    done = ccgcheck("validate", "bodies/one/constitution.yaml", "--today", "2018-06-01", cwd=folder)
    assert "settled/waivers.yaml:3:5: error waiver_not_allowed GOV-101" in done.stdout


def test_what_is_excluded_is_passed_over_and_counted(tmp_path: Path) -> None:
    folder = repository(tmp_path, "exclude: [bodies/templates/**]\n")
    (folder / "bodies" / "templates" / "deep").mkdir(parents=True)
    (folder / "bodies" / "templates" / "deep" / "constitution.yaml").write_text("kind: [", encoding="utf-8")
    done = ccgcheck("validate", "bodies", "--format", "json", cwd=folder)
    data = json.loads(done.stdout)
    assert data["passed_over"] == ["bodies/templates/deep/constitution.yaml"]
    assert data["problems"] == []


def test_the_shipped_pack_leaves_the_defaults_as_they_are() -> None:
    assert ccg().settings == {}


def test_a_pack_outside_its_folder_is_refused_however_it_is_written(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_pack(elsewhere)
    shipped = Path(resources.folder("rules")).resolve()
    inside = tmp_path / "repository"
    inside.mkdir()
    folder = repository(inside, None)
    for name in (str(elsewhere), os.path.relpath(elsewhere, shipped)):
        (folder / config.NAME).write_text(f"pack: {name}\n", encoding="utf-8")
        done = ccgcheck("validate", "bodies", cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert "lies outside the folder of the configuration; use --pack" in done.stderr


def test_a_configuration_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    folder = repository(tmp_path, None)
    (folder / config.NAME).symlink_to("nowhere")
    done = ccgcheck("validate", "bodies", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such file" in done.stderr


def test_a_configuration_and_none_contradict_each_other(tmp_path: Path) -> None:
    folder = repository(tmp_path, "strict: true\n")
    done = ccgcheck("validate", "bodies", "--config", config.NAME, "--no-config", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ccgcheck: --config names a configuration, and --no-config wants none; give one of them\n"


@pytest.mark.parametrize("arguments", [
    ("--select", "GOV-101", "--ignore", "GOV"),
    ("--select", "GOV-101", "--judges", "operating"),
])  # fmt: skip
def test_a_run_that_would_ask_nothing_is_no_clean_run(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = ccgcheck("validate", "bodies", *arguments, cwd=repository(tmp_path, None))
    assert (done.returncode, done.stdout) == (2, "")
    assert "together leave no rule to ask" in done.stderr
