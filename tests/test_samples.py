"""The samples: what each is known to give, and nothing else."""

from pathlib import Path

import pytest

from ccgcheck import run
from ccgcheck.files import find
from ccgcheck.report.model import Report
from tests import golden_files
from tests.support import ROOT, SAMPLES, ccg

CLEAN = sorted(SAMPLES.glob("wharfedale-*.yaml"))
FAULTY = sorted((SAMPLES / "faults").glob("*.yaml"))
REAL = sorted((SAMPLES / "real").glob("*.yaml"))


def judge(*paths: Path) -> Report:
    sources = find(path.relative_to(ROOT).as_posix() for path in paths)
    return run.run(sources, run.Settings(ccg(), ccg().rules), "2020-01-01")


def judge_stated(*paths: Path) -> Report:
    """Judge what constitutions state, without what their bodies did, of which there may be no record."""
    sources = find(path.relative_to(ROOT).as_posix() for path in paths)
    stated = tuple(rule for rule in ccg().rules if rule.judges == "stated")
    return run.run(sources, run.Settings(ccg(), stated), "2020-01-01")


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_there_are_enough_samples() -> None:
    assert (len(CLEAN), len(FAULTY)) == (3, 5)
    assert len(REAL) >= 4


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_sample_meets_everything(path: Path) -> None:
    report = judge_stated(path)
    assert report.summary["problems"] == 0
    assert [(r.rule, r.message) for r in report.results if r.status in ("fail", "error", "unknown")] == []


@pytest.mark.parametrize("path", [*FAULTY, *REAL], ids=lambda path: path.stem)
def test_a_sample_has_no_problem_and_no_broken_rule(path: Path) -> None:
    report = judge(path)
    assert report.problems == ()
    assert [result.rule for result in report.results if result.status == "error"] == []


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_body_is_mostly_undecided(path: Path) -> None:
    counts = judge_stated(path).summary
    assert counts["unknown"] > counts["fail"] + counts["review"]


def test_what_needs_attention_in_each_sample_is_as_reviewed() -> None:
    lines = []
    for path in (*CLEAN, *FAULTY, *REAL):
        report = judge_stated(path)
        counts = ", ".join(f"{number} {status}" for status, number in report.summary.items() if number)
        lines.append(f"{path.relative_to(SAMPLES).as_posix()}: {counts}")
        for result in report.results:
            if result.status in ("fail", "review"):
                place = result.location
                where = f"{place.pointer or '/'} line {place.line} clause {place.clause or '-'}"
                lines.append(f"  {result.status} {result.severity} {result.rule} {where}: {result.message}")
    golden_files.check("samples.txt", "".join(f"{line}\n" for line in lines))
