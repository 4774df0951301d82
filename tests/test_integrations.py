"""What other tools read: the hooks for pre-commit, the action, the CI files that init writes, and the page on them."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ccgcheck import output
from ccgcheck.documents import load_bytes
from ccgcheck.init import contents
from ccgcheck.init.answers import Answers
from tests.support import ROOT, ccgcheck, load_yaml
from tests.test_docs import blocks

HOOKS = {hook["id"]: hook for hook in load_yaml(ROOT / ".pre-commit-hooks.yaml")}
ACTION: Mapping[str, Any] = load_yaml(ROOT / "action.yml")
WRITTEN = contents.files(Answers("08L", "NHS Lewisham CCG", "2016-10-01", None, "both", "ccgcheck==0.1.0"))
PAGE = "docs/ci.md"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


def data(text: str) -> Any:
    """Return YAML text as data; it must have no fault."""
    loaded = load_bytes(text.encode(), "a.yaml")
    assert loaded.problems == ()
    (document,) = loaded.documents
    return document.data


@cache
def help_of(command: str) -> str:
    done = ccgcheck(*command.split(), "--help", env={"COLUMNS": "200"})
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_call(words: list[str]) -> None:
    """Assert that a call of ccgcheck names a command of ours, and options and formats that it has."""
    assert words[0] == "ccgcheck"
    command = "" if words[1].startswith("-") else words[1]
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word.startswith("--"):
            assert re.search(rf"{word}\b", help_of(command)), f"{command} has no {word}"
        if word == "--format":
            assert after.partition("=")[0] in output.FORMATS


def scripts(node: Any) -> Iterator[str]:
    """Yield every script of a workflow, an action or a pipeline."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("run", "script"):
                yield "\n".join(value) if isinstance(value, list) else value
            else:
                yield from scripts(value)
    elif isinstance(node, list):
        for item in node:
            yield from scripts(item)


def test_the_hooks_have_what_pre_commit_demands() -> None:
    assert list(HOOKS) == ["ccgcheck", "ccgcheck-all"]
    for hook in HOOKS.values():
        assert hook.keys() >= {"id", "name", "entry", "language"}
        assert (hook["language"], hook["types"]) == ("python", ["yaml"])
        assert hook["require_serial"] is True, "results of one body must come from one process"


@pytest.mark.parametrize("hook", [*HOOKS.values(), *data(WRITTEN[".pre-commit-config.yaml"])["repos"][0]["hooks"]])
def test_a_hook_calls_a_command_of_ours_on_files_that_are_documents(hook: dict[str, Any]) -> None:
    check_call([*shlex.split(hook["entry"]), *hook.get("args", [])])
    passed_over = re.compile(hook["exclude"])
    for file in (".ccgcheck.yaml", ".github/workflows/governance.yml", ".templates/meeting.yaml", "a/.b/c.yaml"):
        assert passed_over.search(file)
    for file in ("constitution.yaml", "governance/meetings/2018-01-24.yaml", "a.b/c.d.yaml"):
        assert not passed_over.search(file)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository as init begins it, in which the constitution has a fault."""
    folder = tmp_path_factory.mktemp("repository")
    for name, text in WRITTEN.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    seats = "governing_body:\n  seats: [{id: chair, role: gp_member, count: 3}]\n"
    faulty = WRITTEN["constitution.yaml"].replace("governing_body:\n", seats, 1)
    (folder / "constitution.yaml").write_text(faulty, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("hook", "files", "code"), [
    ("ccgcheck-all", ["constitution.yaml"], 1),
    ("ccgcheck-all", ["interests.yaml"], 0),
    ("ccgcheck-all", ["mkdocs.yaml"], 0),
    ("ccgcheck", ["constitution.yaml"], 1),
    ("ccgcheck", ["interests.yaml", "governing-body.yaml"], 0),
])  # fmt: skip
def test_a_hook_fails_on_what_bears_on_the_files_that_change(
    repository: Path, hook: str, files: list[str], code: int
) -> None:
    (repository / "mkdocs.yaml").write_text("site_name: x\n", encoding="utf-8")
    words = [*shlex.split(HOOKS[hook]["entry"]), *HOOKS[hook]["args"], *files]
    done = ccgcheck(*words[1:], cwd=repository)
    assert (done.returncode, done.stderr) == (code, ""), done.stdout
    assert ("GOV-101" in done.stdout.partition("unknown:")[0]) == (code == 1)


def test_inputs_of_the_action_reach_its_scripts_as_environment_only() -> None:
    steps = ACTION["runs"]["steps"]
    assert ACTION["runs"]["using"] == "composite"
    for step in steps:
        assert "run" not in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")
    used = set(re.findall(r"\$\{\{ inputs\.([a-z-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == ACTION["inputs"].keys()
    assert all(one["description"] for one in [*ACTION["inputs"].values(), *ACTION["outputs"].values()])


def test_scripts_of_the_ci_files_hold_no_expression_and_call_commands_of_ours() -> None:
    for name in (".github/workflows/governance.yml", ".gitlab-ci.yml"):
        found = list(scripts(data(WRITTEN[name])))
        assert found
        calls = [line for script in found for line in script.splitlines() if line.startswith("ccgcheck ")]
        assert len(calls) == 1
        check_call(shlex.split(calls[0]))
        assert not any("${{" in script for script in found)


def test_what_others_wrote_is_pinned_by_its_commit() -> None:
    texts = [(ROOT / "action.yml").read_text(encoding="utf-8"), WRITTEN[".github/workflows/governance.yml"]]
    uses = [use for text in texts for use in re.findall(r"uses: (\S+)", text)]
    assert len(uses) == 3
    assert all(PINNED.fullmatch(use) for use in uses)


def test_a_workflow_that_init_writes_may_read_the_repository_and_nothing_more() -> None:
    workflow = data(WRITTEN[".github/workflows/governance.yml"])
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["on"] == {"push": None, "pull_request": None}
    (job,) = workflow["jobs"].values()
    assert job["steps"][0]["with"] == {"persist-credentials": False}


def test_the_snippets_of_the_page_are_yaml_that_names_what_there_is() -> None:
    github, gitlab, pre_commit, config, modeline = map(data, blocks(PAGE, "yaml"))
    step = next(step for step in github["jobs"]["ccgcheck"]["steps"] if step.get("id") == "ccgcheck")
    assert step["with"].keys() <= ACTION["inputs"].keys()
    assert set(re.findall(r"outputs\.([\w-]+)", str(github))) <= ACTION["outputs"].keys()
    written = data(WRITTEN[".gitlab-ci.yml"])["ccgcheck"]
    assert gitlab["ccgcheck"]["artifacts"] == written["artifacts"]
    assert {hook["id"] for repo in pre_commit["repos"] for hook in repo["hooks"]} <= HOOKS.keys()
    assert config == {"baseline": "baseline.json"}
    assert modeline == {"kind": "meeting"}


def test_the_commands_of_the_page_are_ours() -> None:
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    lines = [line for block in blocks(PAGE, "sh") for line in block.splitlines()]
    lines += [line for script in scripts([*map(data, blocks(PAGE, "yaml"))]) for line in script.splitlines()]
    lines += re.findall(r"`(ccgcheck [^`]+)`", text)
    calls = [words for line in lines if (words := shlex.split(line, comments=True))[:1] == ["ccgcheck"]]
    assert len(calls) > 9
    for words in calls:
        check_call(words)


def test_what_the_page_says_of_the_baseline_holds(repository: Path) -> None:
    *_, command = (line for line in "\n".join(blocks(PAGE, "sh")).splitlines() if "baseline" in line)
    words = [word if word != "governance" else "." for word in shlex.split(command)]
    assert ccgcheck(*words[1:], cwd=repository).returncode == 0
    assert ccgcheck("validate", ".", "--baseline", "baseline.json", cwd=repository).returncode == 0
    (repository / "baseline.json").unlink()
    assert ccgcheck("validate", ".", cwd=repository).returncode == 1


def complete(shell: str, **words: str) -> str:
    environment = os.environ | {"_CCGCHECK_COMPLETE": shell} | words
    program = [sys.executable, "-m", "ccgcheck"]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_a_shell_can_be_taught_to_complete(shell: str) -> None:
    assert "ccgcheck" in complete(f"source_{shell}")


def test_commands_and_options_are_completed() -> None:
    assert complete("complete_bash", COMP_WORDS="ccgcheck val", COMP_CWORD="1").split() == ["validate"]
    found = complete("complete_bash", COMP_WORDS="ccgcheck init --wi", COMP_CWORD="2").split()
    assert found == ["--without"]
    assert "--install-completion" in help_of("")
