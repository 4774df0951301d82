"""Hostile files, names and circumstances: a problem or a verdict, in every format; never a traceback, never a hang."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ccgcheck
from ccgcheck import output, parallel
from tests import hostile_support
from tests.hostile_corpus import DATED, EVIL_TEXTS, FILES, TEXTS
from tests.support import ccgcheck as program
from tests.support import constitution

NAMES = {
    "new line": "a\n::error::x\n.yaml", "escape": "\x1b[2J\x1b]0;x\x07.yaml", "workflow": "::error::x.yaml",
    "old workflow": "##[add-mask]x.yaml", "markup": "[red]x[bold].yaml", "html": "<img src=x onerror=alert(1)>.yaml",
    "formula": "=1+1.yaml", "bidi": "\u202egpj.yaml", "quote": "\"';$(id) `id` \\.yaml", "option": "--strict.yaml",
    "percent": "%0A%s{0}.yaml", "blank": " .yaml", "separator": "a\u2028b.yaml",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_a_problem_of_its_kind_or_is_judged(name: str) -> None:
    content, kinds = FILES[name]
    with hostile_support.within(60):
        report = hostile_support.judge(content)
        found = {problem.kind for problem in report.problems}
        assert found <= kinds if kinds else not found, report.problems[:3]
        assert bool(found) is bool(kinds)
        assert len(report.problems) <= 2_100
        if len(report.results) < 10_000:
            hostile_support.in_every_format(report)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_only_text_in_every_format(name: str) -> None:
    report = hostile_support.judge(TEXTS[name], f"{name}.yaml", select=["GOV-1", "PUB-0"])
    assert report.results or report.problems
    hostile_support.in_every_format(report)


@pytest.mark.parametrize("name", EVIL_TEXTS)
def test_hostile_names_of_files_are_only_text_in_every_format(name: str) -> None:
    report = hostile_support.judge(DATED.encode(), f"{EVIL_TEXTS[name]}.yaml", select=["GOV-1", "PUB-0"])
    assert report.results
    hostile_support.in_every_format(report)


@pytest.mark.parametrize("form", ["concise", "table", "github"])
def test_names_of_files_on_a_disk_are_only_text(tmp_path: Path, form: str) -> None:
    for name in NAMES.values():
        (tmp_path / name).write_text(constitution(""), encoding="utf-8")
        (tmp_path / f"b{name}").write_text("kind: [", encoding="utf-8")
    done = program("validate", ".", "--format", form, "--select", "PUB-002", "--jobs", "1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    hostile_support.CHECKS[form](done.stdout)
    told = json.loads(program("validate", ".", "--format", "json", "--no-config", cwd=tmp_path).stdout)
    assert {problem["file"] for problem in told["problems"]} == {f"b{name}" for name in NAMES.values()}


def test_a_name_that_is_not_unicode_is_told(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    try:
        Path(os.fsdecode(name)).write_bytes(DATED.encode())
    except OSError:
        pytest.skip("this file system holds only names in UTF-8")
    for form in output.FORMATS:
        done = program("validate", ".", "--format", form, "--no-config", cwd=tmp_path)
        assert done.returncode in (0, 1), (form, done.stderr)
        assert done.stderr == ""
        hostile_support.CHECKS[form](done.stdout)


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    (outside / "deep").mkdir(parents=True)
    folder.mkdir()
    (outside / "secret.yaml").write_text(constitution("version: SECRET\n"), encoding="utf-8")
    (outside / "deep" / "secret.yaml").write_text("SECRET", encoding="utf-8")
    (folder / "a.yaml").symlink_to(outside / "secret.yaml")
    (folder / "b").symlink_to(outside / "deep")
    (folder / "c.yaml").symlink_to("/dev/zero")
    (folder / "d.yaml").symlink_to("d.yaml")
    (folder / "good.yaml").write_text(constitution(""), encoding="utf-8")
    done = program("validate", "folder", "--format", "json", cwd=tmp_path, timeout=60)
    told = json.loads(done.stdout)
    assert set(told["passed_over"]) == {"folder/a.yaml", "folder/b", "folder/c.yaml", "folder/d.yaml"}
    assert "SECRET" not in done.stdout
    assert told["summary"]["documents"] == 1


@pytest.mark.parametrize("kind", ["fifo", "socket", "device", "folder"])
def test_what_is_no_file_is_a_problem_and_nothing_waits_for_it(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "a.yaml"
    named = place
    match kind:
        case "fifo":
            os.mkfifo(place)
        case "socket":
            import socket

            with socket.socket(socket.AF_UNIX) as bound:
                here = Path.cwd()
                os.chdir(tmp_path)
                bound.bind("a.yaml")
                os.chdir(here)
        case "device":
            named = Path("/dev/zero")
        case "folder":
            place.mkdir()
            (place / "b.yaml").mkdir()
            named = tmp_path
    done = program("validate", str(named), timeout=60)
    wanted = 3 if kind == "folder" else 1
    assert (done.returncode, "Traceback" in done.stderr) == (wanted, False)
    assert kind == "folder" or "this is not a regular file; check the path" in done.stdout


@pytest.mark.parametrize("change", ["shortened", "longer", "gone", "a folder"])
def test_a_file_that_changes_before_it_is_read_is_judged_as_it_is_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.yaml").write_text(constitution("").replace("99Z", f"Z0{number}"), encoding="utf-8")
    victim = tmp_path / "2.yaml"
    guess = parallel._guess

    def changing(path: Path | None) -> bytes | None:
        found = guess(path)
        if path == victim:
            match change:
                case "shortened":
                    victim.write_bytes(victim.read_bytes()[:50])
                case "longer":
                    victim.write_bytes(victim.read_bytes() + b"x" * 20_000_000)
                case "gone":
                    victim.unlink()
                case "a folder":
                    victim.unlink()
                    victim.mkdir()
        return found

    monkeypatch.setattr(parallel, "_guess", changing)
    from ccgcheck import files, run
    from tests.support import ccg

    settings = run.Settings(ccg(), ccg().selected(("PUB-002",), (), None), jobs=2)
    report = run.run(files.find([str(tmp_path)]), settings, "2019-01-01")
    wanted = {"shortened": "syntax", "longer": "too_large", "gone": "missing", "a folder": "unreadable"}[change]
    assert [problem.kind for problem in report.problems] == [wanted]
    assert report.summary["documents"] == 3


@pytest.mark.parametrize("form", output.FORMATS)
def test_a_full_disk_is_one_sentence_in_every_format(tmp_path: Path, form: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "a.yaml").write_text(constitution(""), encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ccgcheck", "validate", "a.yaml", "--format", form, "--no-config"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_report_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    for number in range(400):
        text = constitution("governing_body: {seats: [{id: a, role: gp_member}]}\n").replace("99Z", f"Z{number:03}")
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.json").write_text("before", encoding="utf-8")
    for wait in (0.1, 0.4, 0.8, 1.2, 1.6, 2.0, 2.5, 3.0):
        begun = subprocess.Popen(
            [sys.executable, "-m", "ccgcheck", "validate", ".", "--format", f"json={out / 'report.json'}"],
            cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        time.sleep(wait)
        os.killpg(begun.pid, signal.SIGINT)
        _, said = begun.communicate(timeout=60)
        assert "Traceback" not in said or "site.py" in said or "ccgcheck/__main__" in said  # before there is a program
        found = (out / "report.json").read_text(encoding="utf-8")
        assert found == "before" or json.loads(found)
        assert os.listdir(out) == ["report.json"]  # noqa: PTH208 - hidden names count


def test_what_lies_beside_a_report_is_not_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    (tmp_path / ".ccgcheck.00.part").symlink_to(tmp_path / "precious")
    monkeypatch.setattr(output, "token_hex", lambda _: "00")
    with pytest.raises(FileExistsError):
        output.replace(tmp_path / "report.txt", "x")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "report.txt").exists()


def test_a_report_takes_the_place_of_a_link_and_not_of_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    (tmp_path / "report.txt").symlink_to(tmp_path / "precious")
    output.replace(tmp_path / "report.txt", "x")
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "x"


HOSTILE_CONFIGURATIONS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "jobs": ("jobs: 256\n", lambda done: done.returncode == 0),
    "a glob that backtracks": (f"exclude: ['{'*a' * 40}b', '{'**/' * 40}b']\n", lambda done: done.returncode == 0),
    "a pack elsewhere": ("pack: ../pack\n", lambda done: "outside the folder" in done.stderr),
    "waivers elsewhere": ("waivers: [../../etc/passwd]\n", lambda done: "outside the folder" in done.stderr),
    "a baseline elsewhere": ("baseline: /etc/passwd\n", lambda done: "outside the folder" in done.stderr),
    "nothing": ("select: [ZZZ]\n", lambda done: "no rule of the pack" in done.stderr),
    "an alias bomb": (
        "a: &a [x]\n" + "".join(f"a{n}: &a{n} [{'*a,' * 9}]\n" for n in range(3)), lambda done: done.returncode == 2
    ),
    "NUL": ("\0", lambda done: done.returncode == 2),
    "deep": ("[" * 10_000, lambda done: done.returncode == 2),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_CONFIGURATIONS)
def test_a_hostile_configuration_can_do_nothing(tmp_path: Path, name: str) -> None:
    text, holds = HOSTILE_CONFIGURATIONS[name]
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / ".ccgcheck.yaml").write_text(text, encoding="utf-8")
    deep = folder / ("a" * 200)
    deep.mkdir()
    for number in range(3):
        (deep / f"{'a' * 100}{number}.yaml").write_text(constitution(""), encoding="utf-8")
    done = program("validate", str(folder), "--fail-on", "never", cwd=folder, timeout=60)
    assert "Traceback" not in done.stderr
    assert holds(done), (done.returncode, done.stdout[-300:], done.stderr)


def test_many_hostile_files_at_once_give_the_same_from_several_processes(tmp_path: Path) -> None:
    slow = {"many constitutions", "many documents", "as many seats as may be"}
    few = [name for name in FILES if name not in slow and len(FILES[name][0]) < 200_000]
    for number, name in enumerate(few):
        (tmp_path / f"{number}.yaml").write_bytes(FILES[name][0])
    for number, content in enumerate(TEXTS.values()):
        (tmp_path / f"t{number}.yaml").write_bytes(content)
    options = ("validate", ".", "--format", "json", "--select", "PUB-0", "--no-config", "--today", "2019-01-01")
    one, two = (program(*options, "--jobs", jobs, cwd=tmp_path, timeout=300) for jobs in ("1", "2"))
    assert one.returncode == 1
    assert one.stderr == two.stderr == ""
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["summary"]["problems"] > len(few)


def test_the_corpus_is_as_large_as_the_documentation_says() -> None:
    page = (Path(__file__).parent.parent / "docs" / "security.md").read_text(encoding="utf-8")
    assert f"{len(FILES)} hostile files" in page
    assert f"{len(TEXTS)} hostile texts" in page
    assert f"{len(NAMES)} hostile names" in page
    assert f"{len(HOSTILE_CONFIGURATIONS)} hostile configurations" in page
    assert ccgcheck.__version__
