"""The function `check`: what the program finds, from text, without files; its rows."""

import gc
import inspect
import json
import pickle
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ccgcheck
from ccgcheck import checking
from ccgcheck.report import csv_results, json_format
from ccgcheck.report.rows import COLUMNS, rows
from tests.support import SAMPLES, constitution, write_pack
from tests.support import ccgcheck as program

TODAY = "2019-03-31"
CONFLICTS = (SAMPLES / "faults" / "conflicts.yaml").read_text(encoding="utf-8")


def test_it_finds_what_the_program_finds(tmp_path: Path) -> None:
    folder = SAMPLES / "cases" / "greenholme"
    files = sorted(path.relative_to(SAMPLES.parent).as_posix() for path in folder.rglob("*.yaml"))
    texts = {name: (SAMPLES.parent / name).read_bytes() for name in files}
    report = ccgcheck.check(texts, today=TODAY, fail_on="warning", strict=True)
    options = ("--today", TODAY, "--fail-on", "warning", "--strict", "--no-config", "--jobs", "1")
    told = program("validate", *files, *options, "--format", "json")
    assert told.returncode == report.exit_code == 1
    assert json.loads(json_format.render(report)) == json.loads(told.stdout)
    assert len(report.results) > 400


def test_documents_of_one_body_in_several_texts_are_judged_together() -> None:
    meeting = "kind: meeting\nbody: {type: ccg, name: NHS Example Clinical Commissioning Group, ods_code: 99Z}\ndate: 2018-01-11\n"
    alone = ccgcheck.check({"a": constitution("")}, today=TODAY)
    both = ccgcheck.check({"a": constitution(""), "b": meeting}, today=TODAY)
    assert (alone.summary["bodies"], both.summary["bodies"]) == (1, 1)
    assert {result.location.file for result in both.results} == {"a", "b"}
    assert "no record of a meeting was supplied" in {result.message for result in alone.unsupplied}
    assert "no record of a meeting was supplied" not in {result.message for result in both.unsupplied}


def test_waivers_among_the_texts_are_read_on_the_day_given() -> None:
    waiver = (
        "kind: waivers\nwaivers:\n  - {rule: COI-104, body: 99T, explanation: A reason that is long enough., "
        "accepted_by: Chair, accepted_on: 2018-01-01, to: 2018-12-31}\n"
    )
    for today, expired in (("2018-06-01", False), ("2019-06-01", True)):
        report = ccgcheck.check({"a": CONFLICTS, "w": waiver}, today=today)
        assert ("waiver_expired" in {notice.kind for notice in report.notices}) is expired


@pytest.mark.parametrize(
    ("text", "kind"),
    [("kind: [", "syntax"), (b"\xff\xfe", "encoding"), ("\ud800", "encoding"), ("", "empty"), ("a: 1\n", "kind")],
)
def test_what_is_wrong_with_a_text_is_a_problem_never_an_error(text: str | bytes, kind: str) -> None:
    report = ccgcheck.check({"x.yaml": text}, today=TODAY)
    assert [(problem.file, problem.kind) for problem in report.problems] == [("x.yaml", kind)]
    assert report.exit_code == 1


def test_no_text_is_no_document() -> None:
    assert ccgcheck.check({}, today=TODAY).exit_code == 3


def test_options_mean_what_they_mean_on_the_command_line() -> None:
    def rules(**options: Any) -> set[str]:
        return {result.rule for result in ccgcheck.check(CONFLICTS, today=TODAY, **options).results}

    every = rules()
    assert rules(select=["GOV-1"]) == {rule for rule in every if rule.startswith("GOV-1")}
    assert rules(ignore=["GOV", "COI"]) == {rule for rule in every if rule.startswith("PUB")}
    assert rules(judges="stated") | rules(judges="operating") == every
    early = ccgcheck.check(CONFLICTS, today=TODAY, as_at="2013-05-01")
    assert {document.as_at for document in early.documents} == {"2013-05-01"}
    assert ccgcheck.check(CONFLICTS, today=TODAY).exit_code == 1
    assert ccgcheck.check(CONFLICTS, today=TODAY, fail_on=None).exit_code == 0


def test_a_pack_is_a_name_or_a_folder(tmp_path: Path) -> None:
    pack = write_pack(tmp_path)
    text = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 5}]}\n")
    for given in (pack, str(pack)):
        (result,) = ccgcheck.check(text, today=TODAY, pack=given).results
        assert (result.status, result.location.line, result.location.file) == ("fail", 4, "text")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"today": "today"}, 'today "today" is not a day; write it as YYYY-MM-DD'),
        ({"as_at": "2018-02-30"}, 'as_at "2018-02-30" is not a day'),
        ({"select": ["XYZ"]}, 'no rule of the pack ccg has an id that begins with "XYZ"'),
        ({"ignore": "GOV"}, r'ignore is a list of ids, not text; write ignore=\["GOV"\]'),
    ],
)
def test_wrong_options_are_told_in_a_sentence(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ccgcheck.check(CONFLICTS, **{"today": TODAY, **options})


def test_a_pack_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="there is no pack nothing"):
        ccgcheck.check(CONFLICTS, today=TODAY, pack="nothing")


def test_the_same_text_gives_the_same_report_whatever_was_judged_before() -> None:
    first = pickle.dumps(ccgcheck.check(CONFLICTS, today=TODAY))
    ccgcheck.check(CONFLICTS.replace("99T", "99U"), today=TODAY, as_at="2014-01-01")
    again = ccgcheck.check(CONFLICTS, today=TODAY)
    assert pickle.loads(first) == again


def test_reports_can_be_pickled_with_all_that_is_in_them() -> None:
    report = ccgcheck.check({"a": CONFLICTS, "b": "kind: ["}, today=TODAY, select=["COI"])
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert (again.summary, again.exit_code, again.bodies) == (report.summary, report.exit_code, report.bodies)


def test_it_leaves_the_collector_of_garbage_as_it_was() -> None:
    before = (gc.get_threshold(), gc.get_freeze_count())
    ccgcheck.check(CONFLICTS, today=TODAY)
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_it_opens_no_socket_and_reads_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr("time.time", refuse)
    assert ccgcheck.check(CONFLICTS, today=TODAY).results
    assert "today" in inspect.signature(checking.check).parameters


def test_importing_it_loads_nothing_else() -> None:
    asked = (
        "import sys, ccgcheck; print(sorted({'cel_expr_python', 'jsonschema', 'yaml', 'rich'} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
    with pytest.raises(AttributeError, match="has no attribute nothing"):
        _ = ccgcheck.nothing


def test_a_row_has_every_column_with_its_type() -> None:
    report = ccgcheck.check({"a": CONFLICTS, "b": "kind: ["}, today=TODAY)
    found = list(rows(report))
    assert len(found) == len(report.results) + 1
    assert [row["status"] for row in found].count("problem") == 1
    for row in found:
        assert list(row) == list(COLUMNS)
        for name, value in row.items():
            assert value is None or type(value) is COLUMNS[name], name
    assert csv_results.render(report).count("\r\n") == len(found) + 2
    first = next(row for row in found if row["status"] == "fail")
    assert {"file": "a", "ods_code": "99T", "severity": "error"}.items() <= first.items()
    assert isinstance(first["line"], int)


def test_the_documentation_names_every_column() -> None:
    page = (SAMPLES.parent / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in page] == []
