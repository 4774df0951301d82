"""The generator, the checks of what tools print, and the tables of the benchmarks; nothing here is timed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture(scope="module", autouse=True)
def importable() -> Iterator[None]:
    sys.path.insert(0, str(BENCHMARKS))
    yield
    sys.path.remove(str(BENCHMARKS))


def made(seed: int, lines: int, files: int, **more: bool) -> list[Any]:
    documents = import_module("corpus.documents")
    return list(islice(documents.documents(documents.Wanted(seed, lines, **more)), files))


def generated(folder: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(BENCHMARKS / "generate.py"), str(folder), "--files", "30", *options]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    manifest: dict[str, Any] = json.loads(run.stdout)
    return manifest


def test_the_same_seed_writes_the_same_files_in_another_process(tmp_path: Path) -> None:
    manifest = generated(tmp_path, "--lines", "150", "--seed", "3")
    expected = {each.name: each.text for each in made(3, 150, 30)}
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == expected
    assert manifest["files"] == 30
    assert manifest["lines"]["all"] == sum(text.count("\n") for text in expected.values())


def test_another_seed_writes_other_files() -> None:
    assert {each.text for each in made(3, 150, 10)}.isdisjoint(each.text for each in made(4, 150, 10))


def test_a_larger_corpus_begins_with_the_smaller_one() -> None:
    assert made(1, 150, 20)[:7] == made(1, 150, 7)


@pytest.mark.parametrize("lines", [150, 300])
def test_files_have_about_the_lines_that_were_asked_for(lines: int) -> None:
    found = [each.text.count("\n") for each in made(1, lines, 25, records=False)]
    assert 0.93 * lines < sum(found) / len(found) < 1.07 * lines
    assert 0.6 * lines < min(found)
    assert max(found) < 1.25 * lines


def test_a_corpus_has_every_kind_unless_constitutions_alone_are_asked_for() -> None:
    kinds = import_module("corpus.documents").KINDS
    assert {each.kind for each in made(1, 150, 40)} == set(kinds)
    assert {each.kind for each in made(1, 150, 40, records=False)} == {"constitution"}


def test_faults_are_where_the_generator_says(tmp_path: Path) -> None:
    floor = import_module("floor")
    judges = floor.validators()
    documents = made(1, 300, 32, records=False)
    assert {each.faults for each in documents} == {"none", "law", "schema", "yaml"}
    for each in documents:
        (tmp_path / each.name).write_text(each.text, encoding="utf-8")
    command = [sys.executable, "-m", "ccgcheck", "validate", ".", "--format", "concise", "--jobs", "1"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, encoding="utf-8",
                         env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    problems: dict[str, set[str]] = {each.name: set() for each in documents}
    failed = set()
    for line in run.stdout.splitlines():
        name, _, rest = line.partition(":")
        if " problem " in rest:
            problems[name].add(rest.split()[2])
        elif " fail (" in rest:
            failed.add(name)
    for each in documents:
        kinds = problems[each.name]
        if each.faults == "yaml":
            assert kinds == {"duplicate_key"}, each.name
            continue
        assert kinds <= ({"schema", "reference"} if each.faults == "schema" else set()), each.name
        assert bool(kinds) is (each.faults == "schema"), each.name
        # The schema alone, asked of another reader, says the same: what ajv-cli and check-jsonschema have to find.
        assert floor.judge(each.text, judges) is ("schema" not in kinds), each.name
    of_law = {each.name for each in documents if each.faults == "law"}
    assert len(of_law & failed) > 0.7 * len(of_law)


def test_dates_are_quoted_for_readers_that_need_it() -> None:
    plain, quoted = made(1, 150, 5), made(1, 150, 5, quote_dates=True)
    assert [each.text for each in quoted] != [each.text for each in plain]
    assert [each.text.replace('"', "") for each in quoted] == [each.text.replace('"', "") for each in plain]


def test_templates_for_cfn_lint_come_from_the_seed_and_say_their_faults(tmp_path: Path) -> None:
    cfn = import_module("cfn_templates")
    written = cfn.write(tmp_path / "a", 20, 150, 1)
    assert cfn.write(tmp_path / "b", 20, 150, 1) == written
    texts = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "a").iterdir())]
    assert texts == [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "b").iterdir())]
    assert written.lines == sum(text.count("\n") for text in texts)
    marks = ("VisibilityTimeout: soon", "IpProtocl", "Statistic: Most", "Vpcc")
    assert written.faulty == sum(any(mark in text for mark in marks) for text in texts) > 0


def corpus(files: int, **expected: int) -> Any:
    manifest = {"expected": {"schema": 0, "yaml": 0, "cfn": 0} | expected, "faults": {"law": 0}}
    return import_module("corpora").Corpus(Path(), "constitution", files, 150, manifest)


FULL = {
    "ccgcheck": (
        ["plain/a.yaml:3:1: problem schema no", "plain/b.yaml:9:1: problem duplicate_key no",
         "3 documents of 3 bodies: 1 pass, 0 fail, 2 problems"], 1),
    "check_jsonschema": (["  Failed to parse plain/b.yaml", "  plain/a.yaml::$.x: no"], 1),
    "yamllint": (["plain/b.yaml:9:1: [error] duplication of key (key-duplicates)"], 1),
    "ajv": (["quoted/c.yaml valid", "quoted/a.yaml invalid"], 1),
    "spectral": (["/x/plain/b.yaml:9:1 error parser \"Duplicate key\""], 1),
    "cfn_lint": (["cfn/1.yaml:4:1:4:9:E3002:no"], 2),
    "floor": (["3 files, 0 not valid"], 0),
    "floor_schema": (["3 files, 2 not valid"], 0),
}  # fmt: skip


@pytest.mark.parametrize("tool", FULL)
def test_a_run_counts_when_it_found_the_faults(tool: str) -> None:
    printed, code = FULL[tool]
    look = getattr(import_module("checks"), tool)
    assert look(printed, code, corpus(3, schema=1, yaml=1, cfn=1)) == ""


@pytest.mark.parametrize("tool", FULL)
def test_a_run_that_prints_nothing_does_not_count(tool: str) -> None:
    look = getattr(import_module("checks"), tool)
    for code in (0, 1, 2, 127):
        assert look([], code, corpus(3, schema=1, yaml=1, cfn=1)), code


@pytest.mark.parametrize("tool", FULL)
def test_a_run_that_failed_to_start_does_not_count_where_nothing_is_to_be_found(tool: str) -> None:
    look = getattr(import_module("checks"), tool)
    assert look(["sh: 1: not found"], 127, corpus(1))


@pytest.mark.parametrize("tool", ["ccgcheck", "check_jsonschema", "yamllint", "ajv", "spectral", "cfn_lint"])
def test_a_run_that_missed_a_fault_does_not_count(tool: str) -> None:
    printed, code = FULL[tool]
    look = getattr(import_module("checks"), tool)
    assert look(printed, code, corpus(3, schema=2, yaml=2, cfn=2))


def test_what_is_run_is_measured_with_its_children() -> None:
    # In a process of its own, since this one may be larger than what it starts, and the kernel would tell its own size.
    large = "import time; held = b'x' * 80_000_000; time.sleep(1); print(len(held))"
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {large!r}])"
    outer = (
        "import json, sys; from pathlib import Path; import measure; "
        "took = measure.run([sys.executable, '-c', sys.argv[1]], Path('/'), 60, {}, "
        "lambda lines, code: ','.join(lines)); print(json.dumps(took.as_data()))"
    )
    command = [sys.executable, "-c", outer, inner]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=BENCHMARKS)
    took = json.loads(run.stdout)
    assert took["complaint"].startswith("80000000 ")
    assert (took["code"], took["output"]) == (0, 9)
    assert took["wall"] > 0
    assert took["peak_kb"] > 78_000


def test_a_program_that_is_not_there_is_an_error() -> None:
    measure = import_module("measure")
    with pytest.raises(OSError, match="no-such-program"):
        measure.run(["/no-such-program"], ROOT, 60, {}, lambda lines, code: "")


def test_children_may_write_compiled_modules_and_see_no_settings_of_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("CCGCHECK_CACHE", "off")
    found = import_module("measure").environment({"CCGCHECK_CACHE": "kept"})
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["CCGCHECK_CACHE"] == "kept"


def recorded(folder: Path) -> None:
    def entry(*walls: float, peak: int = 51200, **more: str) -> dict[str, Any]:
        runs = [{"at": "2026-11-26T10:00Z", "wall": wall, "cpu": wall, "peak_kb": peak} for wall in walls]
        return {"stamp": {"label": "x", "command": "y", "commit": "abc"}, "runs": runs, **more}

    lines = {"all": 150, "least": 150, "median": 150, "most": 150}
    data = {
        "format": 1, "kinds": "constitution", "lines": 150, "command": "python benchmarks/run.py",
        "machine": {"cpu": "Abacus", "cores": 2, "memory_gib": 4.0, "system": "Tin"},
        "versions": {"node": {"node": "v20"}},
        "corpus": {"seed": 1, "lines": lines, "bytes": 5, "faults": {"law": 1}, "cfn_lines": 149},
    }  # fmt: skip
    one = {"ccgcheck": entry(0.3, 0.1, 0.2), "yamllint": entry(0.1), "ajv-cli": entry(0.5, 0.7, no_result="failed: x")}
    many = {"ccgcheck": entry(2.0), "spectral": entry(31.0, peak=204800)}
    for files, tools in ((100, many), (1, one)):
        path = folder / import_module("results").name_of("constitution", 150, files)
        path.write_text(json.dumps(data | {"files": files, "tools": tools}), encoding="utf-8")


def test_the_table_has_medians_and_ratios_to_ccgcheck(tmp_path: Path) -> None:
    recorded(tmp_path)
    command = [sys.executable, str(BENCHMARKS / "table.py"), "--results", str(tmp_path)]
    page = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()
    assert page[0] == "### Constitutions of about 150 lines: time"
    assert "| Program | 1 file | 100 files |" in page
    assert "| ccgcheck | 0.20 s | 2.00 s |" in page
    assert "| yamllint | 0.10 s (0.50×) | - |" in page
    assert "| ajv-cli | failed | - |" in page
    assert "| Spectral with 24 rules | - | 31.0 s (15.5×) |" in page
    assert "| Spectral with 24 rules | - | 200 MiB |" in page
    assert "| ccgcheck | 3: 0.10 to 0.30 s | 1: 2.00 to 2.00 s |" in page
    assert "Machine: Abacus, 2 cores, 4.0 GiB, Tin." in page


def test_no_table_without_results(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCHMARKS / "table.py"), "--results", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "measure first" in run.stderr


def test_results_are_begun_anew_when_what_was_measured_is_another(tmp_path: Path) -> None:
    results = import_module("results").Results(tmp_path, "constitution", 150, 1)
    results.entry("yamllint", {"corpus": "a"})["runs"].append({"wall": 1.0})
    results.save()
    again = import_module("results").Results(tmp_path, "constitution", 150, 1)
    assert again.middle("yamllint", "wall") == 1.0
    assert again.entry("yamllint", {"corpus": "a"})["runs"] == [{"wall": 1.0}]
    assert again.entry("yamllint", {"corpus": "b"})["runs"] == []
