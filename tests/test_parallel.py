"""Many files on all cores: what comes out is what one process gives, whatever the order and the guesses."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ccgcheck import extension, packs, parallel, run
from ccgcheck.files import Source, find
from ccgcheck.report.model import Report
from tests.support import PROVISIONS, SAMPLES, ccg, ccgcheck, constitution, write_pack

COPIES = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of bodies of every kind: whole ones, ones spread over folders, broken files, foreign files."""
    place = tmp_path_factory.mktemp("many")
    text = (SAMPLES / "faults" / "conflicts.yaml").read_text(encoding="utf-8")
    for number in range(COPIES):
        (place / f"body-{number:02}.yaml").write_text(text.replace("99T", f"T{number:02}"), encoding="utf-8")
    for kind in ("meetings", "rosters"):
        (place / kind).mkdir()
    meeting = "kind: meeting\nbody: {{type: ccg, name: NHS B, ods_code: T{0:02}}}\ndate: 2018-01-11\n"
    for number in range(0, COPIES, 3):
        (place / "meetings" / f"{number}.yaml").write_text(meeting.format(number), encoding="utf-8")
    odd = "# ods_code: T01 is not what it seems\nkind: meeting\nbody:\n  name: NHS B\n  type: ccg\n  ods_code: T02\n"
    (place / "meetings" / "odd.yaml").write_text(f"{odd}date: 2018-02-01\n", encoding="utf-8")
    two = meeting.format(3).replace("01-11", "03-01") + "---\n" + meeting.format(4).replace("01-11", "03-01")
    (place / "meetings" / "two.yaml").write_text(two, encoding="utf-8")
    (place / "broken.yaml").write_text("kind: [\n", encoding="utf-8")
    (place / "empty.yaml").write_text("", encoding="utf-8")
    (place / "foreign.yaml").write_text("services: {}\n", encoding="utf-8")
    (place / "waivers.yaml").write_text(
        "kind: waivers\nwaivers:\n  - {rule: COI-104, body: T03, explanation: A reason that is long enough., "
        "accepted_by: Chair, accepted_on: 2018-01-01, to: 2030-12-31}\n",
        encoding="utf-8",
    )
    return place


def judge(folder: Path, jobs: int, **options: Any) -> Report:
    rules = tuple(rule for rule in ccg().rules if rule.id.startswith(("COI-0", "COI-1", "GOV-4", "PUB-30")))
    settings = replace(run.Settings(ccg(), rules, jobs=jobs), **options)
    return run.run(find([str(folder)]), settings, "2018-06-01")


@pytest.mark.parametrize("jobs", [2, 3])
def test_many_processes_give_the_same_report_as_one(folder: Path, jobs: int) -> None:
    one, many = judge(folder, 1), judge(folder, jobs)
    assert len(one.results) > 2000
    assert one.summary["problems"] == 2
    for name in Report.__dataclass_fields__:
        if name != "rules":
            assert getattr(one, name) == getattr(many, name), name


def test_the_law_of_another_day_reaches_every_process(folder: Path) -> None:
    one, many = judge(folder, 1, as_at="2013-05-01", strict=True), judge(folder, 2, as_at="2013-05-01", strict=True)
    assert one.left_out
    assert (one.results, one.left_out) == (many.results, many.left_out)


def test_processes_that_share_no_memory_give_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccgcheck.parallel._pool", parallel._spawned)
    one, many = judge(folder, 1), judge(folder, 2)
    assert (one.results, one.problems) == (many.results, many.problems)


def test_provisions_that_were_confirmed_are_so_in_every_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recalled = write_pack(tmp_path, provisions=PROVISIONS.replace("confidence: read", "confidence: recalled"))
    entries = ({"provision": "seats", "by": "a", "on": "2018-01-01", "where": "b"},)
    pack = extension.with_confirmed(packs.load(recalled), entries)
    sources = []
    for number in range(4):
        path = tmp_path / f"c{number}.txt"
        path.write_text(constitution("governing_body: {seats: [{id: gp, role: gp_member}]}\n"), encoding="utf-8")
        sources.append(Source(path.name, path))
    monkeypatch.setattr("ccgcheck.parallel._pool", parallel._spawned)
    settings = run.Settings(pack, pack.rules, jobs=2, confirmed=entries)
    report = run.run(sources, settings, "2018-06-01")
    assert [result.status for result in report.results] == ["fail"] * 4


def test_whoever_watches_is_told_of_every_file_once(folder: Path) -> None:
    for jobs in (1, 2):
        told: list[int] = []
        rules = tuple(rule for rule in ccg().rules if rule.id == "GOV-401")
        sources = list(find([str(folder)]))
        run.run(sources, run.Settings(ccg(), rules, jobs=jobs), "2018-06-01", told.append)
        assert sum(told) == len(sources)


def test_the_program_gives_the_same_bytes_whatever_the_number_of_processes(folder: Path) -> None:
    arguments = ("validate", str(folder), "--format", "json", "--select", "COI-0,PUB-301", "--today", "2018-06-01")
    one, many = ccgcheck(*arguments, "--jobs", "1"), ccgcheck(*arguments, "--jobs", "2")
    assert one.returncode == many.returncode == 1
    assert one.stdout == many.stdout
    assert many.stderr == ""
    assert json.loads(many.stdout)["summary"]["bodies"] == COPIES


def test_a_worker_that_is_lost_is_told_in_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccgcheck.parallel._judge_chunk", lambda *_: os._exit(9))
    with pytest.raises(parallel.WorkerLost, match="a process that judged was ended from outside"):
        judge(folder, 2)


def test_workers_take_turns_in_crews(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    pool = parallel._pool

    def counting(jobs: int, settings: Any, finish: Any) -> Any:
        made.append(jobs)
        return pool(jobs, settings, finish)

    monkeypatch.setattr("ccgcheck.parallel._TASKS_A_CREW", 2)
    monkeypatch.setattr("ccgcheck.parallel._pool", counting)
    one, many = judge(folder, 1), judge(folder, 2)
    assert len(made) > 3
    assert (one.results, one.problems) == (many.results, many.problems)


@pytest.mark.parametrize("whose", [os.kill, os.killpg])
def test_an_interrupted_run_ends_at_once_with_its_workers(folder: Path, whose: Callable[[int, int], None]) -> None:
    program = (
        "import sys, time; from ccgcheck import parallel; from ccgcheck.__main__ import main\n"
        "parallel._judge_chunk = lambda *_: time.sleep(600)\n"
        "parallel._deal, deal = lambda *_: (print('begun', flush=True), deal(*_))[1], parallel._deal\n"
        f"sys.argv = ['ccgcheck', 'validate', {str(folder)!r}, '--jobs', '2']; main()"
    )
    run_of_it = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert run_of_it.stdout is not None
    assert run_of_it.stdout.readline() == "begun\n"
    time.sleep(1)
    whose(run_of_it.pid, signal.SIGINT)
    _, said = run_of_it.communicate(timeout=60)
    assert (run_of_it.returncode, said) == (2, "ccgcheck: interrupted; no file was left half written\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(run_of_it.pid, 0)


def test_a_file_that_vanishes_before_it_is_read_again_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = parallel._judge_chunk

    def vanishing(chunk: list[parallel.Numbered], settings: Any, finish: Any, only: Any = None) -> Any:
        given = [(number, replace(one, path=Path("gone"))) for number, one in chunk] if only else chunk
        return first(given, settings, finish, only)

    kept = judge(folder, 1)
    monkeypatch.setattr("ccgcheck.parallel._judge_chunk", vanishing)
    lost = judge(folder, 2)
    assert lost.summary["problems"] > kept.summary["problems"]
    assert "there is no such file; check the path" in {problem.message for problem in lost.problems}
