"""The GitHub action: its scripts run as a runner runs them, with a program that writes down how it was called."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT, SAMPLES, load_yaml

ACTION: Mapping[str, Any] = load_yaml(ROOT / "action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
INPUTS = {"PATHS": "paths", "ARGS": "args", "FAIL_ON": "fail-on", "SARIF": "sarif"}
RECORDER = """#!{python}
import json, os, pathlib, sys
with open("called.json", "a", encoding="utf-8") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
for word in sys.argv:
    name, _, target = word.partition("=")
    if name == "sarif" and os.environ["CODE"] != "2":
        pathlib.Path(target).write_text("{{}}\\n", encoding="utf-8")
if sys.argv[1:4] == ["-I", "-m", "venv"]:
    os.makedirs(sys.argv[4] + "/bin")
    os.symlink(sys.argv[0], sys.argv[4] + "/bin/python")
sys.exit(int(os.environ["CODE"]))
"""


class Runner:
    """A folder as workspace, and what a runner gives a step beside it."""

    def __init__(self, folder: Path) -> None:
        self.workspace, self.temp = folder / "work space", folder / "runner temp"
        self.workspace.mkdir()
        self.temp.mkdir()
        self.output, self.summary = folder / "output", folder / "summary"
        self.recorder = folder / "recorder"
        self.recorder.write_text(RECORDER.format(python=sys.executable), encoding="utf-8")
        self.recorder.chmod(0o755)

    def install_recorder(self) -> None:
        program = self.temp / "ccgcheck" / "bin" / "ccgcheck"
        program.parent.mkdir(parents=True)
        program.symlink_to(self.recorder)

    def step(self, name: str, **environment: str) -> int:
        """Run the script of a step as GitHub does, and return its exit code."""
        script = self.temp / "step.sh"
        script.write_text(STEPS[name]["run"], encoding="utf-8")
        self.output.write_text("", encoding="utf-8")
        self.summary.write_text("", encoding="utf-8")
        given = {
            "PATH": os.environ["PATH"], "RUNNER_TEMP": str(self.temp), "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_ACTION_PATH": str(ROOT), "CODE": "0",
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        return subprocess.run(command, cwd=self.workspace, env=given | environment, check=False).returncode

    def judge(self, *, code: int = 0, **inputs: str) -> int:
        """Run the step that judges, with the inputs given and the others as action.yml has them."""
        values = {name: inputs.get(name, ACTION["inputs"][key]["default"]) for name, key in INPUTS.items()}
        environment = {f"JUDGE_{name}": value for name, value in values.items()}
        return self.step("Judge the documents", **environment, CODE=str(code))

    @property
    def calls(self) -> list[list[str]]:
        lines = (self.workspace / "called.json").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def judging(runner: Runner) -> Runner:
    runner.install_recorder()
    return runner


def test_the_whole_workspace_is_judged_when_no_input_is_given(judging: Runner) -> None:
    assert judging.judge() == 0
    formats = ["--format", "github", "--format", "sarif=ccgcheck.sarif"]
    assert judging.calls == [["validate", *formats, "--", "."]]
    assert judging.output.read_text(encoding="utf-8") == "exit-code=0\nsarif=ccgcheck.sarif\n"


def test_inputs_are_words_and_never_commands(judging: Runner) -> None:
    (judging.workspace / "a.yaml").write_text("", encoding="utf-8")
    paths = "$(touch pwned)\n\n-rf\na b.yaml; touch pwned\n`touch pwned`\n*.yaml\n\"'\\\n${HOME}\n"
    args = "--strict  --ignore\tCOI $(touch${IFS}pwned)\n--select *.yaml"
    fail_on = "error; touch pwned $(touch pwned)"
    assert judging.judge(PATHS=paths, ARGS=args, FAIL_ON=fail_on, SARIF="") == 0
    (call,) = judging.calls
    assert call[3:5] == ["--fail-on", fail_on]
    assert call[5:11] == ["--strict", "--ignore", "COI", "$(touch${IFS}pwned)", "--select", "*.yaml"]
    assert call[11:] == ["--", *(line for line in paths.splitlines() if line)]
    assert not list(judging.workspace.parent.rglob("pwned"))


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_exit_code_is_that_of_the_program_and_an_output(judging: Runner, code: int) -> None:
    assert judging.judge(code=code) == code
    output = judging.output.read_text(encoding="utf-8").splitlines()
    assert output[0] == f"exit-code={code}"
    assert output[1:] == ([] if code == 2 else ["sarif=ccgcheck.sarif"])


def test_what_an_earlier_run_wrote_is_no_output_of_one_that_could_not_judge(judging: Runner) -> None:
    assert judging.judge() == 0
    assert judging.judge(code=2) == 2
    assert (judging.workspace / "ccgcheck.sarif").exists()
    assert judging.output.read_text(encoding="utf-8") == "exit-code=2\n"


def test_an_output_cannot_be_forged_through_the_name_of_a_file(judging: Runner) -> None:
    assert judging.judge(SARIF="a.sarif\nexit-code=0") == 2
    assert judging.output.read_text(encoding="utf-8") == ""
    assert not (judging.workspace / "called.json").exists()


def test_no_sarif_is_written_when_none_is_asked_for(judging: Runner) -> None:
    assert judging.judge(SARIF="") == 0
    assert judging.output.read_text(encoding="utf-8") == "exit-code=0\n"
    assert not any(word.startswith("sarif") for word in judging.calls[0])


def test_its_own_copy_is_installed_with_the_versions_that_were_tested(runner: Runner) -> None:
    assert runner.step("Install ccgcheck", PYTHON=str(runner.recorder), VERSION="") == 0
    pip = ["-I", "-m", "pip", "install", "--quiet"]
    assert runner.calls == [
        ["-I", "-m", "venv", f"{runner.temp}/ccgcheck"],
        [*pip, "--constraint", f"{ROOT}/constraints.txt", "--", str(ROOT)],
    ]


@pytest.mark.parametrize("version", ["ccgcheck==1.0.0", "--index-url=https://example.org x", "$(touch pwned)"])
def test_another_version_is_installed_when_it_is_named(runner: Runner, version: str) -> None:
    assert runner.step("Install ccgcheck", PYTHON=str(runner.recorder), VERSION=version) == 0
    assert runner.calls[1] == ["-I", "-m", "pip", "install", "--quiet", "--", version]
    assert not list(runner.workspace.parent.rglob("pwned"))


FORMATS_ARE_THERE = all(importlib.util.find_spec(f"ccgcheck.report.{name}") for name in ("github", "sarif"))


@pytest.mark.skipif(not FORMATS_ARE_THERE, reason="the formats github and sarif are not written yet")
def test_with_the_real_program_a_failure_fails_the_step_and_is_reported(runner: Runner) -> None:
    program = runner.temp / "ccgcheck" / "bin" / "ccgcheck"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m ccgcheck "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    (runner.workspace / "faults").mkdir()
    text = (SAMPLES / "faults" / "composition.yaml").read_text(encoding="utf-8")
    (runner.workspace / "faults" / "a.yaml").write_text(text, encoding="utf-8")
    assert runner.judge(PATHS="faults", ARGS="--select GOV-101") == 1
    assert runner.output.read_text(encoding="utf-8") == "exit-code=1\nsarif=ccgcheck.sarif\n"
    assert "GOV-101" in runner.summary.read_text(encoding="utf-8")
    sarif = json.loads((runner.workspace / "ccgcheck.sarif").read_text(encoding="utf-8"))
    assert sarif["version"] == "2.1.0"
