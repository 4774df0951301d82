"""GitHub Actions: workflow commands as the runner reads them, and the summary of the job."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck import output
from ccgcheck.report import github, json_format, markdown_report
from ccgcheck.report.model import Report, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import summary
from tests import golden_files
from tests.format_samples import EVIL, broken, changed, few, other_places, settled_as, with_text
from tests.report_samples import everything, nothing
from tests.support import ccgcheck

LIMIT = 1024 * 1024


@dataclass(frozen=True)
class Command:
    """A workflow command as GitHub's documentation has it read."""

    name: str
    properties: dict[str, str]
    data: str

    @property
    def place(self) -> tuple[str, int, int]:
        return self.properties["file"], int(self.properties.get("line", 0)), int(self.properties.get("col", 0))


def read(line: str) -> Command | None:
    """Return the command on a line, None for a plain line."""
    line = line.lstrip()
    if not line.startswith("::"):
        return None
    info, _, data = line[2:].partition("::")
    name, _, given_properties = info.partition(" ")
    pairs = (pair.split("=", 1) for pair in given_properties.split(",") if pair)
    properties = {key: unescaped(value).replace("%3A", ":").replace("%2C", ",") for key, value in pairs}
    return Command(name, {key: value.replace("%25", "%") for key, value in properties.items()}, unescaped(data, True))


def unescaped(text: str, last: bool = False) -> str:
    text = text.replace("%0D", "\r").replace("%0A", "\n")
    return text.replace("%25", "%") if last else text


def commands(report: Report) -> list[Command]:
    """Return the commands; every other line begins with the name of the program and opens none."""
    found = []
    for line in github.render(report).split("\n")[:-1]:
        command = read(line)
        assert command is not None or (line.startswith("ccgcheck: ") and "##[" not in line)
        found += [command] if command else []
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    return found


def test_it_reads_as_reviewed() -> None:
    golden_files.check("github.txt", github.render(few()))


def test_the_last_line_has_all_the_counts() -> None:
    for report in (everything(), few(), nothing()):
        assert github.render(report).splitlines()[-1] == f"ccgcheck: {summary(report)}"


def test_places_are_those_of_json() -> None:
    wanted = Counter(
        (place["file"], place["line"], place["column"])
        for result in json_format.as_data(everything())["results"]
        if result["status"] in ("fail", "review", "error")
        for place in [result["location"]]
    )
    found = Counter(one.place for one in commands(everything()) if " unknown: " not in one.properties["title"])
    assert found - wanted == Counter(other_places(everything()))
    assert not wanted - found


def test_levels_are_severities_and_the_worst_come_first() -> None:
    found = commands(few())
    assert [one.name for one in found] == sorted((one.name for one in found), key=["error", "warning", "notice"].index)
    titles = [(one.properties["title"].partition(" ")[2], one.name) for one in found]
    assert {name for title, name in titles if title.startswith("fail (law not met)")} == {"error"}
    assert {name for title, name in titles if title.startswith("fail (departure: explain")} == {"warning"}
    assert {name for title, name in titles if title.startswith("review")} == {"notice"}
    assert {one.name for one in found if one.properties["title"].startswith("problem")} == {"error"}
    notices = {one.properties["title"]: one.name for one in found if one.properties["title"].startswith("notice")}
    assert notices == {
        "notice (waiver not allowed)": "error",
        "notice (judgement stale)": "warning",
        "notice (waiver expired)": "warning",
        "notice (waiver unused)": "warning",
        "notice (waiver expires soon)": "notice",
    }


def test_what_fails_the_run_is_an_error() -> None:
    strict = commands(settled_as(few(), "warning", strict=True))
    fails = [one for one in strict if "review" in one.properties["title"] or "departure" in one.properties["title"]]
    assert fails
    assert {one.name for one in fails} == {"error"}
    assert {one.name for one in strict if " unknown: " in one.properties["title"]} == {"error"}


def test_a_broken_rule_is_an_error_even_when_nothing_fails_the_run() -> None:
    names = {one.name for one in commands(settled_as(broken(few()), None)) if " error: " in one.properties["title"]}
    assert names == {"error"}


def test_what_a_person_decided_says_who_and_why() -> None:
    (judged,) = [one for one in commands(few()) if "by a person's judgement" in one.properties["title"]]
    assert "decided by Internal auditor on 2019-02-20 (it was review): The words on the training page" in judged.data


def test_what_a_body_leaves_unknown_is_one_notice() -> None:
    found = [one for one in commands(everything()) if " unknown: " in one.properties["title"]]
    assert [one.properties["title"].split()[0] for one in found] == ["1", "338", "126"]
    assert "no roster of a governing body was supplied: 65 rules" in found[1].data.split("\n")
    assert "not told or not reviewed in what was supplied: 179" in found[1].data.split("\n")


def test_it_says_how_many_there_are_when_github_does_not_show_all() -> None:
    number = Counter(one.name for one in commands(everything()))
    assert github.render(everything()).splitlines()[-2] == (
        "ccgcheck: GitHub shows 10 annotations of a level a step; these are "
        f"{number['error']} errors, {number['warning']} warnings, {number['notice']} notices"
    )
    assert "GitHub shows" not in github.render(replace(few(), notices=(), problems=()))


def test_a_file_that_could_not_be_opened_has_no_line() -> None:
    problem = replace(few().problems[0], line=0, column=0)
    (command,) = commands(replace(nothing(), problems=(problem,)))
    assert set(command.properties) == {"file", "title"}


def test_hostile_text_opens_no_command() -> None:
    report = with_text(few(), EVIL)
    assert len(commands(report)) == len(commands(few()))
    assert "##[" not in github.render(report)
    assert "\x1b" not in github.render(report)


@given(st.text(), st.text(), st.text())
def test_any_text_is_one_command(file: str, title: str, message: str) -> None:
    annotation = github.Annotation("error", f"f{file}", 3, 4, f"t{title}", f"m{clean(message)}\nTo do: x")
    (line,) = str(annotation).split("\n")
    command = read(line)
    assert command is not None
    assert command.place == (clean(f"f{file}").replace("##[", "## ["), 3, 4)
    assert command.properties["title"] == clean(f"t{title}").replace("##[", "## [")
    assert command.data == f"m{clean(message)}\nTo do: x".replace("##[", "## [")


@settings(max_examples=20)
@given(st.text())
def test_any_text_in_a_report_opens_no_command(text: str) -> None:
    assert [one.name for one in commands(with_text(few(), text))] == [one.name for one in commands(few())]


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
    return file


def test_the_summary_of_the_job_is_appended(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    job.write_text("Before.\n", encoding="utf-8")
    output.write(few(), output.Target("github"), verbose=False)
    assert job.read_text(encoding="utf-8") == "Before.\n" + markdown_report.render(few())
    assert capsys.readouterr().out == github.render(few())


def test_only_github_on_standard_output_adds_to_the_summary(job: Path, tmp_path: Path) -> None:
    output.write(few(), output.Target("concise"), verbose=False)
    output.write(few(), output.Target("github", tmp_path / "commands.txt"), verbose=False)
    assert not job.exists()


def test_without_the_variable_there_is_no_summary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    monkeypatch.chdir(tmp_path)
    output.write(few(), output.Target("github"), verbose=False)
    assert list(tmp_path.iterdir()) == []


def test_a_summary_never_grows_beyond_what_github_takes(job: Path) -> None:
    job.write_text("x" * (LIMIT - 5000), encoding="utf-8")
    output.write(few(), output.Target("github"), verbose=False)
    assert LIMIT - 400 < job.stat().st_size <= LIMIT
    assert "**Cut here: " in job.read_text(encoding="utf-8").splitlines()[-1]
    job.write_text("x" * (LIMIT - 5), encoding="utf-8")
    output.write(few(), output.Target("github"), verbose=False)
    assert job.stat().st_size == LIMIT - 5


def test_a_summary_that_cannot_be_written_is_2_with_one_sentence(tmp_path: Path) -> None:
    done = ccgcheck("validate", "sample_constitutions/wharfedale-2016.yaml", "--format", "github",
                    env={"GITHUB_STEP_SUMMARY": str(tmp_path)})  # fmt: skip
    assert done.returncode == 2
    assert f"the job summary {tmp_path}: Is a directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_baseline_knows_does_not_crowd_out_what_is_new() -> None:
    failing = [result for result in few().results if result.status == "fail" and result.severity == "error"]

    def known(one: ReportedResult) -> ReportedResult:
        return replace(one, in_baseline=True, fails_run=False) if one in failing[1:] else one

    found = commands(changed(few(), known))
    told = [one for one in found if failing[0].rule in one.properties["title"] and one.name == "error"]
    assert told
    in_baseline = [one for one in found if "in the baseline" in one.properties["title"]]
    assert len(in_baseline) == len(failing) - 1
    assert {one.name for one in in_baseline} == {"notice"}
