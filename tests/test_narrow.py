"""--report-only: everything is judged, the results of the named files are shown, and the others are counted."""

import json
from pathlib import Path

import pytest

from ccgcheck.narrow import narrow
from tests.report_samples import everything
from tests.support import ROOT, ccgcheck

CASE = "sample_constitutions/cases/greenholme"
OTHER = "sample_constitutions/wharfedale-2016.yaml"
YEAR, CONSTITUTION = f"{CASE}/year-2018-19.yaml", f"{CASE}/constitution.yaml"


def test_only_the_results_of_the_files_named_are_left() -> None:
    report = narrow(everything(), [YEAR])
    assert {document.file for document in report.documents} == {YEAR}
    assert {result.location.file for result in report.results} == {YEAR}
    assert report.reported_only == (YEAR,)


def test_what_bears_on_a_named_file_is_shown_with_it() -> None:
    report = narrow(everything(), [CONSTITUTION])
    beside = [result for result in report.results if result.location.file != CONSTITUTION]
    assert beside
    for result in beside:
        assert CONSTITUTION in {place.file for place in result.also_at}


def test_nothing_is_lost_between_what_is_shown_and_what_is_counted_elsewhere() -> None:
    whole = everything()
    report = narrow(whole, [YEAR, "sample_constitutions/settled/waivers.yaml"])
    for name in ("pass", "fail", "review", "unknown", "not_applicable", "waived", "error", "problems", "notices"):
        assert report.summary[name] + report.elsewhere.get(name, 0) == whole.summary[name], name
    assert report.summary["notices"] == 4


@pytest.mark.parametrize("name", [f"./{YEAR}", f"{CASE}/../greenholme/year-2018-19.yaml"])
def test_a_file_is_the_same_however_it_is_written(name: str) -> None:
    assert narrow(everything(), [name]).summary["fail"] == narrow(everything(), [YEAR]).summary["fail"] > 0


def test_the_option_takes_every_word_up_to_the_next_option() -> None:
    files = (YEAR, f"{CASE}/interests.yaml")
    done = ccgcheck("validate", CASE, "--report-only", *files, "--format", "json")
    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data["reported_only"] == list(files)
    assert {result["location"]["file"] for result in data["results"]} == set(files) | {
        result["location"]["file"] for result in data["results"] if result["also_at"]
    }
    assert data["elsewhere"]["fail"] > 0


def test_the_exit_code_is_that_of_what_is_shown() -> None:
    clean = f"{CASE}/meetings/2018-05-16-governing-body.yaml"
    done = ccgcheck("validate", CASE, "--report-only", clean)
    assert done.returncode == 0
    assert "in other files, not shown: 25 fail, 18 review, 1 unknown" in done.stdout


def test_a_file_that_is_no_document_of_ours_leaves_nothing_to_show() -> None:
    done = ccgcheck("validate", CASE, "--report-only", "README.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 documents of 0 bodies: 0 pass, 0 fail, in other files, not shown: 25 fail")


def test_a_folder_without_documents_is_3_whatever_is_to_be_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing of ours", encoding="utf-8")
    done = ccgcheck("validate", str(tmp_path), "--report-only", str(tmp_path / "a.txt"))
    assert done.returncode == 3
    assert "no document was found" in done.stderr


def test_a_file_that_is_not_there_cannot_be_shown() -> None:
    done = ccgcheck("validate", CASE, "--report-only", f"{CASE}/constitutoin.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ccgcheck: --report-only names {CASE}/constitutoin.yaml, and there is no such file\n"


def test_no_duty_is_called_met_on_both_sides_by_what_is_shown_of_it() -> None:
    whole = everything()
    meeting = f"{CASE}/meetings/2018-09-19-governing-body.yaml"
    duties = {duty.provision: duty.operating.status for body in whole.bodies for duty in body.duties}
    shown = narrow(whole, [CONSTITUTION, meeting])
    of_duty = {r.status for r in shown.results if r.provision.id == "act-14o-3-a"}
    assert (duties["act-14o-3-a"], of_duty) == ("fail", {"pass"})
    assert [duty for body in shown.bodies for duty in body.duties] == []


@pytest.mark.parametrize("format", ["csv", "baseline=base.json"])
def test_what_is_of_whole_bodies_is_not_written_of_a_part_of_them(format: str) -> None:
    done = ccgcheck("validate", CASE, "--format", format, "--report-only", YEAR)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is of whole bodies, and --report-only shows a part of them" in done.stderr
    assert not (ROOT / "base.json").exists()


def test_the_overview_of_a_part_does_not_say_that_nothing_failed() -> None:
    clean = f"{CASE}/meetings/2018-05-16-governing-body.yaml"
    done = ccgcheck("validate", CASE, OTHER, "--report-only", clean, OTHER, "--format", "table")
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("  99U"))
    assert line.endswith("nothing failed in what is shown")
