"""The example that judges a corpus with Dask: one row a result, the same whatever the parts and wherever they ran."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ccgcheck
from ccgcheck.report.rows import COLUMNS
from tests.support import ROOT, SAMPLES, constitution

pq = pytest.importorskip("pyarrow.parquet")
EXAMPLE = ROOT / "examples" / "corpus_dask" / "judge_corpus.py"
TODAY = "2019-03-31"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a corpus of files and folders, one file of them broken and one no document."""
    place = tmp_path_factory.mktemp("corpus")
    text = (SAMPLES / "faults" / "conflicts.yaml").read_text(encoding="utf-8")
    for number in range(5):
        (place / f"body-{number}.yaml").write_text(text.replace("99T", f"T{number:02}"), encoding="utf-8")
    (place / "case").mkdir()
    (place / "case" / "constitution.yaml").write_text(constitution(""), encoding="utf-8")
    meeting = "kind: meeting\nbody: {type: ccg, name: NHS Example Clinical Commissioning Group, ods_code: 99Z}\n"
    (place / "case" / "meeting.yml").write_text(f"{meeting}date: 2018-01-11\n", encoding="utf-8")
    (place / "again.yaml").write_text(constitution(""), encoding="utf-8")
    (place / "broken.yaml").write_text("kind: [\n", encoding="utf-8")
    (place / "notes.txt").write_text("kind: [\n", encoding="utf-8")
    return place


def run(*arguments: object) -> str:
    told = subprocess.run(
        [sys.executable, str(EXAMPLE), *map(str, arguments)], capture_output=True, text=True, check=False, timeout=300
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


def read(out: Path) -> list[dict[str, Any]]:
    assert {path.suffix for path in out.iterdir()} == {".parquet"}
    return [row for part in sorted(out.iterdir()) for row in pq.read_table(part).to_pylist()]


def test_every_result_and_every_problem_is_a_row(corpus: Path, tmp_path: Path) -> None:
    said = run(corpus, tmp_path / "out", "--today", TODAY, "--size", 2)
    assert said.startswith("9 files, 7 bodies, ")
    assert said.endswith(" 1 problems\n")
    assert len(list((tmp_path / "out").iterdir())) == 4
    found = read(tmp_path / "out")
    assert list(found[0]) == list(COLUMNS)
    wanted: list[dict[str, Any]] = []
    for entry in sorted(corpus.iterdir()):
        paths = sorted(entry.iterdir()) if entry.is_dir() else [entry] if entry.suffix == ".yaml" else []
        texts = {path.relative_to(corpus).as_posix(): path.read_bytes() for path in paths}
        wanted += ccgcheck.rows(ccgcheck.check(texts, today=TODAY)) if texts else []
    assert found == wanted
    assert {row["status"] for row in found} >= {"pass", "fail", "unknown", "problem"}


def test_the_parts_change_nothing_but_the_files(corpus: Path, tmp_path: Path) -> None:
    for size in (1, 100):
        run(corpus, tmp_path / f"by-{size}", "--today", TODAY, "--size", size)
    assert read(tmp_path / "by-1") == read(tmp_path / "by-100")
    assert len(list((tmp_path / "by-100").iterdir())) == 1


def test_a_cluster_gives_the_same(corpus: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    program = (
        "import sys, runpy\n"
        "from distributed import LocalCluster\n"
        "if __name__ == '__main__':\n"
        "    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:\n"
        "        sys.argv += ['--scheduler', cluster.scheduler_address]\n"
        "        runpy.run_path(sys.argv.pop(1), run_name='__main__')\n"
    )
    assert distributed.__version__
    script = tmp_path / "cluster.py"
    script.write_text(program, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(script), str(EXAMPLE), str(corpus), str(tmp_path / "there"), "--today", TODAY],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    run(corpus, tmp_path / "here", "--today", TODAY)
    assert read(tmp_path / "there") == read(tmp_path / "here")
