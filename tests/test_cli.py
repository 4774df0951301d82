"""The installed program: exit codes, streams, options, and input of every bad kind."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ccgcheck import output
from tests.support import ROOT, SAMPLES, ccgcheck, constitution, write_pack

GOOD = "sample_constitutions/wharfedale-2016.yaml"
BAD = "sample_constitutions/faults/composition.yaml"


def test_version_names_the_program() -> None:
    done = ccgcheck("--version")
    assert (done.returncode, done.stdout) == (0, "ccgcheck 0.1.0\n")


@pytest.mark.parametrize("arguments", [("--help",), ("validate", "--help"), ("test", "-h")])
def test_help_is_given(arguments: tuple[str, ...]) -> None:
    done = ccgcheck(*arguments)
    assert done.returncode == 0
    assert "Usage: ccgcheck" in done.stdout


def test_version_loads_no_engine() -> None:
    done = ccgcheck("--version", env={"PYTHONPROFILEIMPORTTIME": "1"})
    for module in ("jsonschema", "cel_expr_python", "yaml", "rich.table"):
        assert f"| {module}\n" not in done.stderr.replace(" " * 2, " ")
        assert f" {module}\n" not in done.stderr


def test_nothing_failed_is_0() -> None:
    assert ccgcheck("validate", GOOD).returncode == 0


def test_something_failed_is_1() -> None:
    done = ccgcheck("validate", BAD)
    assert done.returncode == 1
    assert "GOV-101" in done.stdout


def test_never_lets_results_pass_but_not_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert ccgcheck("validate", BAD, "--fail-on", "never").returncode == 0
    assert ccgcheck("validate", str(tmp_path / "missing.yaml"), "--fail-on", "never").returncode == 1


def test_the_exit_code_is_the_same_in_every_format() -> None:
    assert {ccgcheck("validate", BAD, "--format", name).returncode for name in ("table", "concise", "json")} == {1}
    assert {ccgcheck("validate", GOOD, "--format", name).returncode for name in ("table", "concise", "json")} == {0}


def test_nothing_to_check_is_3(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("no YAML here", encoding="utf-8")
    done = ccgcheck("validate", str(tmp_path))
    assert done.returncode == 3
    assert "no document was found" in done.stderr


@pytest.mark.parametrize(("arguments", "says"), [
    (("validate",), "Missing argument"),
    (("validate", GOOD, "--as-at", "2016"), '--as-at "2016" is not a day; write it as YYYY-MM-DD'),
    (("validate", GOOD, "--as-at", "2016-02-30"), "is not a day"),
    (("validate", GOOD, "--format", "pdf"), "there is no format pdf; the formats are table, concise, json"),
    (("validate", GOOD, "--format", "json="), "names no file"),
    (("validate", GOOD, "--format", "json", "--format", "table"), "only one format can go to standard output"),
    (("validate", GOOD, "--fail-on", "sometimes"), "none of error, warning, note and never"),
    (("validate", GOOD, "--select", "XYZ"), 'no rule of the pack ccg has an id that begins with "XYZ"'),
    (("validate", GOOD, "--ignore", "GOV,XYZ"), 'begins with "XYZ"'),
    (("validate", GOOD, "--pack", "nowhere"), "there is no pack nowhere"),
    (("validate", GOOD, "--format", "json=/nowhere/at/all.json"), "/nowhere/at/all.json cannot be written"),
    (("validate", GOOD, "--format", "json=."), ". cannot be written: Is a directory"),
    (("validate", GOOD, "--format", "json=tests"), "tests cannot be written: Is a directory"),
    (("frobnicate",), "No such command"),
])  # fmt: skip
def test_what_the_tool_cannot_do_is_2_with_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    done = ccgcheck(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_broken_pack_is_2_and_told_with_its_places(tmp_path: Path) -> None:
    write_pack(tmp_path, rules="topic: governance\nrules: nothing\n")
    done = ccgcheck("validate", GOOD, "--pack", str(tmp_path))
    assert done.returncode == 2
    assert "rules.yaml:2:8: rules must be a list" in done.stderr
    assert "the rule pack has 1 fault; mend it and try again" in done.stderr


def test_json_is_the_whole_of_standard_output() -> None:
    done = ccgcheck("validate", BAD, "--format", "json")
    data = json.loads(done.stdout)
    assert (data["format_version"], data["tool"]["name"]) == (1, "ccgcheck")
    assert done.stderr == ""


def test_several_formats_at_once(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    done = ccgcheck("validate", BAD, "--format", "concise", "--format", f"json={report}")
    data = json.loads(report.read_text(encoding="utf-8"))
    assert f"{data['summary']['fail']} fail" in done.stdout.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@pytest.mark.parametrize("same", ["a", "./a", "x/../a"])
def test_two_formats_do_not_go_to_one_file(tmp_path: Path, same: str) -> None:
    done = ccgcheck("validate", str(ROOT / GOOD), "--format", "json=a", "--format", f"csv={same}", cwd=tmp_path)
    assert done.returncode == 2
    assert "two formats go to" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_select_and_ignore_choose_rules() -> None:
    def rules(*arguments: str) -> set[str]:
        results = json.loads(ccgcheck("validate", BAD, "--format", "json", *arguments).stdout)["results"]
        return {result["rule"] for result in results}

    assert rules("--select", "GOV-101") == {"GOV-101"}
    assert {rule[:3] for rule in rules("--select", "GOV,COI")} == {"GOV", "COI"}
    assert "GOV-101" not in rules("--ignore", "GOV-101")
    assert {rule[:3] for rule in rules("--ignore", "GOV", "--ignore", "COI")} == {"PUB"}


def test_as_at_changes_the_law() -> None:
    arguments = ("validate", BAD, "--select", "GOV-101", "--as-at")
    assert ccgcheck(*arguments, "2022-04-13").returncode == 1
    assert ccgcheck(*arguments, "2022-04-14").returncode == 0


def test_strict_fails_on_what_is_undecided(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(constitution("not_reviewed: true\n"), encoding="utf-8")
    assert ccgcheck("validate", str(path)).returncode == 0
    assert ccgcheck("validate", str(path), "--strict").returncode == 1


def test_standard_input_is_read() -> None:
    text = (ROOT / BAD).read_text(encoding="utf-8")
    done = ccgcheck("validate", "-", input=text)
    assert done.returncode == 1
    assert done.stdout.startswith("standard input:")


def test_a_folder_is_walked_and_foreign_files_are_counted(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "sub" / "one.yml").write_text((ROOT / GOOD).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / ".hidden" / "two.yaml").write_text("kind: constitution\n", encoding="utf-8")
    (tmp_path / "mkdocs.yaml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    done = ccgcheck("validate", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "1 document of 1 body" in done.stdout
    assert "2 other files or links passed over" in done.stdout


def test_the_same_file_named_twice_is_judged_once() -> None:
    done = ccgcheck("validate", GOOD, GOOD, "sample_constitutions/../" + GOOD, "--format", "json")
    assert json.loads(done.stdout)["summary"]["documents"] == 1


BAD_INPUT: dict[str, tuple[bytes, str]] = {
    "empty.yaml": (b"", "1:1: problem empty"),
    "comment.yaml": (b"# nothing\n", "1:1: problem empty"),
    "binary.yaml": (bytes(range(256)) * 4, "problem encoding the file is not text"),
    "latin.yaml": (b"kind: constitution\nbody: {name: Caf\xe9}\n", "2:17: problem encoding the file is not UTF-8"),
    "utf16.yaml": ("kind: constitution\n".encode("utf-16"), "1:1: problem encoding the file is UTF-16"),
    "broken.yaml": (b"kind: constitution\nbody: {type: ccg\n", "problem syntax this is not YAML"),
    "list.yaml": (b"- a\n- b\n", "1:1: problem kind a document is a map"),
    "kind.yaml": (b"kind: constituton\nbody: {}\n", '1:7: problem kind there is no kind "constituton"'),
    "nokind.yaml": (b"body: {}\n", '1:1: problem kind the document has no "kind"'),
    "future.yaml": (constitution("", "2031-01-01").encode(), "3:17: problem date nothing is judged at 2031-01-01"),
    "early.yaml": (constitution("", "2011-01-01").encode(), "3:17: problem date nothing is judged at 2011-01-01"),
    "soon.yaml": (constitution("", "2012-12-01").encode(), "only some clinical commissioning groups existed"),
    "unborn.yaml": (
        constitution("", "2013-03-31").replace('"99Z"', '"99Z", established: 2013-04-01').encode(),
        "nothing is judged at 2013-03-31: the body was established only on 2013-04-01",
    ),
    "noday.yaml": (constitution("", "2016-13-01").encode(), "3:17: problem schema effective_date must be a day"),
    "large.yaml": (b"#" * 50_000_000, "0:0: problem too_large the file is larger than 10 MB"),
    "deep.yaml": (b"[" * 10_000, "1:101: problem nesting lists and maps are nested more than 100 deep"),
    "deepmap.yaml": (b"".join(b" " * i + b"a:\n" for i in range(10_000)), "problem too_large"),
    "dashes.yaml": (b"- " * 10_000 + b"a\n", "problem nesting"),
    "twice.yaml": (
        constitution("name: {value: a}\nname: {value: b}\n").encode(),
        '5:1: problem duplicate_key the key "name"',
    ),
    "number.yaml": (constitution("1: x\n").encode(), "4:1: problem key a key must be text"),
    "bomb.yaml": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(8)),
        "problem aliases this file holds more than 200,000 values",
    ),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_a_problem_and_the_rest_is_judged(tmp_path: Path, name: str) -> None:
    content, says = BAD_INPUT[name]
    (tmp_path / name).write_bytes(content)
    done = ccgcheck("validate", name, str(ROOT / GOOD), cwd=tmp_path, timeout=60)
    assert done.returncode == 1
    assert says in done.stdout
    assert done.stderr == ""
    assert " pass" in done.stdout.splitlines()[-1]
    assert "of 1 body" in done.stdout or "of 2 bodies" in done.stdout


def test_a_body_established_early_is_judged_from_its_first_day(tmp_path: Path) -> None:
    text = constitution("", "2012-12-06").replace('"99Z"', '"99Z", established: 2012-12-06')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    data = json.loads(ccgcheck("validate", "a.yaml", "--format", "json", cwd=tmp_path).stdout)
    assert data["problems"] == []
    assert {result["rule"] for result in data["results"] if result["status"] == "pass"} == {"GOV-001"}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    done = ccgcheck("validate", "missing.yaml", str(SAMPLES / "wharfedale-2016.yaml"), cwd=tmp_path)
    assert done.returncode == 1
    assert "missing.yaml:0:0: problem missing there is no such file" in done.stdout
    assert "1 document of 1 body" in done.stdout


def test_a_name_that_is_too_long_or_empty_is_a_problem_like_any_other() -> None:
    done = ccgcheck("validate", "", "x" * 300)
    assert (done.returncode, done.stderr) == (1, "")
    assert '"":0:0: problem unreadable the path is empty' in done.stdout
    assert "xxx:0:0: problem unreadable the file cannot be read: File name too long" in done.stdout


def test_two_documents_in_one_file_are_both_judged(tmp_path: Path) -> None:
    text = (ROOT / GOOD).read_text(encoding="utf-8") + "---\n" + (ROOT / BAD).read_text(encoding="utf-8")
    (tmp_path / "two.yaml").write_text(text, encoding="utf-8")
    data = json.loads(ccgcheck("validate", "two.yaml", "--format", "json", cwd=tmp_path).stdout)
    assert [(document["index"], document["body"]["ods_code"]) for document in data["documents"]] == [
        (0, "99Z"),
        (1, "99S"),
    ]
    failing = next(result for result in data["results"] if result["rule"] == "GOV-101" and result["status"] == "fail")
    line = text.splitlines()[failing["location"]["line"] - 1]
    assert line.strip().startswith("seats:")


def test_what_a_problem_says_of_a_document_is_no_escape_on_standard_error(tmp_path: Path) -> None:
    text = constitution("").replace("effective_date:", '"\\e[31m": 1\neffective_date:')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = ccgcheck("assess", "a.yaml", cwd=tmp_path)
    assert 'the document has no property "\\x1b[31m"' in done.stderr
    assert "\x1b" not in done.stderr


def test_a_closed_pipe_is_no_traceback() -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m ccgcheck validate sample_constitutions --format json | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("validate", GOOD), ("rules",), ("schema", "meeting"), ("--version",)])
def test_a_full_disk_is_one_sentence(arguments: tuple[str, ...]) -> None:
    import subprocess
    import sys

    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "ccgcheck", *arguments]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith("output cannot be written: No space left on device\n")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by a shell")
@pytest.mark.parametrize(("arguments", "code"), [
    (f"validate {BAD} >&-", 1),
    (f"validate {GOOD} >&- 2>&-", 0),
    ("validate - <&-", 1),
    ("init --from 2016-10-01 <&-", 2),
    ("--version >&-", 0),
])  # fmt: skip
def test_a_stream_that_is_closed_is_as_good_as_empty(arguments: str, code: int) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m ccgcheck {arguments}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "fault" in done.stderr) == (code, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        output.replace(pipe, "text\n")
        assert os.read(reader, 100) == b"text\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_text_of_documents_is_never_markup_or_escape(tmp_path: Path) -> None:
    name = "NHS [bold red]X[/] \\e[31m ::error:: <script> Clinical Commissioning Group"
    text = f'kind: constitution\nbody: {{type: ccg, name: "{name}", ods_code: "99Z"}}\neffective_date: 2018-01-01\n'
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = ccgcheck("validate", "a.yaml", "--format", "table", cwd=tmp_path)
    assert "NHS [bold red]X[/] \\x1b[31m : :error: : <script>" in done.stdout
    assert "\x1b" not in done.stdout


def test_output_is_utf8_where_the_locale_is_not(tmp_path: Path) -> None:
    text = constitution("").replace("NHS Example", "NHS Ynys Môn")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = ccgcheck(
        "validate", "a.yaml", "--format", "json", cwd=tmp_path, env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C"}
    )
    assert json.loads(done.stdout)["documents"][0]["body"]["name"].startswith("NHS Ynys Môn")


def test_the_examples_of_the_pack_hold() -> None:
    done = ccgcheck("test")
    assert done.returncode == 0
    assert done.stdout.endswith(", 0 do not hold\n")


def test_an_example_that_does_not_hold_is_shown(tmp_path: Path) -> None:
    from tests.support import RULES

    write_pack(tmp_path, rules=RULES.replace("count: 5", "count: 7"))
    done = ccgcheck("test", str(tmp_path))
    assert done.returncode == 1
    place = f"{(tmp_path / 'rules.yaml').as_posix()}:14:9"
    assert done.stdout.startswith(f"{place}: GOV-001 expected fail, got pass at /governing_body/seats: ")
    assert done.stdout.endswith("\n1 rule, 2 examples, 1 does not hold\n")


def test_what_the_examples_leave_untested_is_counted_and_listed(tmp_path: Path) -> None:
    from tests.support import RULES

    write_pack(tmp_path)
    done = ccgcheck("test", str(tmp_path))
    assert done.stdout == (
        "rules without an example of each result: pass 0, fail 0, review 1, unknown 1, not applicable 1\n"
        "rules on law that changed: 1, 0 with an example on each side of every change (-v lists the others)\n"
        "1 rule, 2 examples, 0 do not hold\n"
    )
    place = f"{(tmp_path / 'rules.yaml').as_posix()}:3:5"
    assert ccgcheck("test", str(tmp_path), "-v").stdout.startswith(f"{place}: GOV-001 has no example from 2022-04-14\n")
    write_pack(tmp_path, rules=RULES + "        as_at: 2022-04-14\n")
    done = ccgcheck("test", str(tmp_path), "-v")
    assert done.returncode == 1, "five members are enough by then"
    assert "1, 1 with an example on each side of every change\n" in done.stdout


def junit_of(folder: Path, expect: int) -> ElementTree.Element:
    """Run the examples of a pack with --junit and return the file's root, once its structure is that of JUnit."""
    file = folder / "junit.xml"
    done = ccgcheck("test", str(folder), "--junit", str(file))
    assert done.returncode == expect, done.stderr
    assert " not hold\n" in done.stdout
    root = ElementTree.fromstring(file.read_bytes())
    assert file.read_bytes().startswith(b"<?xml version='1.0' encoding='utf-8'?>\n")
    assert root.tag == "testsuites"
    assert {child.tag for child in root} == {"testsuite"}
    for suite in root:
        cases = list(suite)
        assert {case.tag for case in cases} == {"testcase"}
        assert int(suite.attrib["tests"]) == len(cases)
        assert int(suite.attrib["failures"]) == sum(len(case) for case in cases)
        assert all(case.keys() == ["name", "classname", "file", "line"] for case in cases)
        assert len({(case.attrib["classname"], case.attrib["name"]) for case in cases}) == len(cases)
        for failure in suite.iter("failure"):
            assert failure.keys() == ["message", "type"]
            assert failure.text
    for name in ("tests", "failures", "errors"):
        assert int(root.attrib[name]) == sum(int(suite.attrib[name]) for suite in root)
    assert not list(folder.glob(".*.part"))
    return root


def test_junit_has_a_suite_for_each_rule_file_and_a_case_for_each_example(tmp_path: Path) -> None:
    from tests.support import PACK, RULES

    write_pack(tmp_path, head=PACK.replace("[rules.yaml]", "[rules.yaml, more.yaml]"))
    more = RULES.replace("GOV-001", "GOV-002").replace("count: 5", "count: 7").lstrip("\n")
    (tmp_path / "more.yaml").write_text(more, encoding="utf-8")
    root = junit_of(tmp_path, 1)
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [("rules.yaml", "0"), ("more.yaml", "1")]
    (failure,) = root.iter("failure")
    assert failure.attrib["message"].startswith("expected fail, got pass at /governing_body/seats")
    assert (failure.text or "").startswith(f"{(tmp_path / 'more.yaml').as_posix()}:14:9: GOV-002 expected fail")
    case = root[1][1]
    assert case.attrib["name"] == "GOV-002 example 2: fail on 2018-01-01"
    assert (case.attrib["file"], case.attrib["line"]) == ((tmp_path / "more.yaml").as_posix(), "14")


def test_junit_holds_no_character_that_xml_may_not(tmp_path: Path) -> None:
    from tests.support import RULES

    rules = RULES.replace("message: There", 'message: "\\x01 \\uFFFE ]]> <b> & \\e[31m There').replace(
        "minimum}.", 'minimum}."'
    )
    write_pack(tmp_path, rules=rules.replace("count: 6", "count: 2"))
    (failure,) = junit_of(tmp_path, 1).iter("failure")
    assert "\\x01 \\ufffe ]]> <b> & \\x1b[31m There are 2" in failure.attrib["message"]


def test_junit_that_cannot_be_written_is_2(tmp_path: Path) -> None:
    done = ccgcheck("test", str(write_pack(tmp_path)), "--junit", str(tmp_path / "no" / "where.xml"))
    assert done.returncode == 2
    assert "where.xml cannot be written: No such file or directory" in done.stderr


def test_a_fault_of_our_own_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from ccgcheck import parallel\nparallel.judge_each = lambda *arguments: 1 / 0\n", encoding="utf-8"
    )
    done = ccgcheck("validate", GOOD, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert (
        done.stderr == "ccgcheck: this is a fault of ccgcheck (ZeroDivisionError: division by zero); please report it\n"
    )


def test_names_and_configurations_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.yaml").write_text("kind: [\n", encoding="utf-8")
    (tmp_path / ".ccgcheck.yaml").write_text('pack: "../\\e[31m"\n', encoding="utf-8")
    for arguments in (("assess", str(tmp_path), "--no-config"), ("validate", str(tmp_path)), ("validate", "x\x1b[31m")):
        done = ccgcheck(*arguments, cwd=tmp_path)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\\x1b[31m" in done.stdout + done.stderr
