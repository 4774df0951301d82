"""Beginning a repository: what is written can be judged at once, edited with its schemas, and overwrites nothing."""

import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from ccgcheck import __version__, documents, schema_check, schemas
from ccgcheck.cli import app
from ccgcheck.documents import Document
from ccgcheck.init import answers, contents, stubs, writing
from ccgcheck.init.answers import Answers
from tests.support import ROOT, ccgcheck

EXAMPLES = sorted((ROOT / "ccgcheck" / "init" / "examples").glob("*.yaml"))
TO_FILL_IN = "YYYY-MM-DD"
MARK = "# yaml-language-server: $schema="


def init(folder: Path, *arguments: str, expect: int = 0) -> str:
    """Run `ccgcheck init FOLDER` without a terminal, in this process, and return what it says."""
    done = CliRunner().invoke(app, ["init", str(folder), *arguments])
    assert done.exit_code == expect, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert bool(done.stdout) == (expect == 0)
    return done.stdout if expect == 0 else done.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, by its name there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def load(path: Path) -> Document:
    loaded = documents.load_path(path)
    assert loaded.problems == ()
    (document,) = loaded.documents
    return document


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of a body on the register, with the files of both kinds of CI."""
    folder = tmp_path_factory.mktemp("begun") / "deep" / "governance"
    init(folder, "--code", "08L", "--from", "2016-10-01", "--ci", "both")
    return folder


def test_what_is_begun_is_judged_at_once_and_only_the_register_decides_anything(begun: Path) -> None:
    done = ccgcheck("validate", str(begun), "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (report["summary"]["documents"], report["summary"]["problems"]) == (3, 0)
    decided = {result["rule"] for result in report["results"] if result["status"] not in ("unknown", "not_applicable")}
    assert decided == {"GOV-081", "GOV-082", "GOV-083"}
    assert report["summary"]["pass"] == 3
    assert report["summary"]["unknown"] > 300


def test_templates_are_no_documents_of_the_repository_and_ask_for_their_day(begun: Path) -> None:
    assert ".templates" not in ccgcheck("validate", ".", "-v", "--select", "GOV-08", cwd=begun).stdout
    done = ccgcheck("validate", ".templates", "--select", "GOV-08", cwd=begun)
    assert done.returncode == 1
    assert f'date must be a day written YYYY-MM-DD, and is "{TO_FILL_IN}"' in done.stdout


def test_every_document_names_a_schema_that_is_there_and_allows_it(begun: Path) -> None:
    ours = [*begun.glob("*.yaml"), *begun.glob(".*.yaml"), *(begun / ".templates").iterdir()]
    marked = {path: path.read_text(encoding="utf-8").partition("\n")[0] for path in ours}
    del marked[begun / ".pre-commit-config.yaml"]
    assert len(marked) == 9
    for path, first in marked.items():
        assert first.startswith(MARK)
        target = path.parent / first.removeprefix(MARK)
        name = target.name.removesuffix(".schema.json")
        assert target.read_text(encoding="utf-8") == schemas.text(name), path
        document = load(path)
        found = [problem.pointer for problem in schema_check.check(document, name)]
        days = ["/from", "/to"] if name == "year" else ["/date"]
        assert found == (days if path.parent.name == ".templates" else []), path


def test_a_template_that_was_copied_and_dated_is_judged(begun: Path, tmp_path: Path) -> None:
    for name, content in snapshot(begun).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    for kind in ("meeting", "procurement", "year"):
        text = (tmp_path / ".templates" / f"{kind}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{kind}s").mkdir()
        (tmp_path / f"{kind}s" / "one.yaml").write_text(text.replace(TO_FILL_IN, "2017-03-31"), encoding="utf-8")
    done = ccgcheck("validate", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "6 documents of 1 body: 3 pass, 0 fail" in done.stdout


def test_all_files_are_utf_8_with_plain_line_ends(begun: Path) -> None:
    for name, content in snapshot(begun).items():
        assert content.decode("utf-8").endswith("\n"), name
        assert b"\r" not in content, name
        assert b"@@" not in content, name


def test_the_readme_names_the_files_that_were_written(begun: Path) -> None:
    readme = (begun / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Governance of NHS Lewisham Clinical Commissioning Group\n")
    for name in snapshot(begun):
        top = name.partition("/")[0]
        assert name in readme or f"{top}/" in readme or name in ("README.md", ".gitignore")
    for kind in contents.SCHEMAS:
        assert kind in readme.splitlines()[-2]


def test_what_was_written_and_three_steps_are_told(tmp_path: Path) -> None:
    said = init(tmp_path / "my group", "--code", "08L", "--from", "2016-10-01", "--ci", "none").splitlines()
    assert said[0] == "Written for NHS Lewisham Clinical Commissioning Group (08L):"
    told = {line.removeprefix(f"  {tmp_path / 'my group'}/") for line in said[1:-4]}
    assert told == set(snapshot(tmp_path / "my group"))
    assert said[-4] == "Next:"
    assert said[-3].startswith(f"  1. ccgcheck validate '{tmp_path / 'my group'}'  ")


@pytest.mark.parametrize(("ci", "written"), [
    ("github", {".github/workflows/governance.yml"}),
    ("gitlab", {".gitlab-ci.yml"}),
    ("both", {".github/workflows/governance.yml", ".gitlab-ci.yml"}),
    ("none", set()),
])  # fmt: skip
def test_files_are_written_for_the_ci_that_is_named(ci: str, written: set[str]) -> None:
    given = Answers("99Z", "A", "2016-10-01", None, ci, "ccgcheck")
    assert contents.files(given).keys() - set(contents.always()) == written


def test_ci_installs_what_was_asked_for(tmp_path: Path) -> None:
    address = 'ccgcheck @ git+https://example.org/x@main#"; echo ${{ secrets.A }} $(id) `id`'
    init(tmp_path, "--code", "08L", "--from", "2016-10-01", "--ci", "both", "--install", address)
    gitlab = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["ccgcheck"]["variables"]["CCGCHECK"] == address
    assert "-m pip install 'ccgcheck @ git" not in str(gitlab["ccgcheck"]["script"])


# What is there stays as it is.


def test_a_second_run_refuses_and_changes_nothing(tmp_path: Path) -> None:
    arguments = ("--code", "08L", "--from", "2016-10-01", "--ci", "none")
    init(tmp_path, *arguments)
    before = snapshot(tmp_path)
    said = init(tmp_path, *arguments, expect=2)
    assert said.count("\n") == 1
    assert all(name in said for name in before)
    assert "nothing was written" in said
    assert snapshot(tmp_path) == before


def test_it_writes_beside_other_files_and_leaves_out_what_it_is_told_to(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("mine\n", encoding="utf-8")
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF")
    arguments = ("--code", "08L", "--from", "2016-10-01")
    said = init(tmp_path, *arguments, expect=2)
    assert said == (
        f"ccgcheck: README.md is there already in {tmp_path}, and nothing was written; leave out what you have "
        "(--without README.md), or name another folder\n"
    )
    assert len(snapshot(tmp_path)) == 2
    said = init(tmp_path, *arguments, "--without", "README.md")
    assert "README.md" not in said
    assert "Note:" not in said, "this is the root of its repository"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert (tmp_path / "constitution.yaml").is_file()


def test_what_is_left_out_must_be_a_file_of_ours(tmp_path: Path) -> None:
    said = init(tmp_path, "--code", "08L", "--from", "2016-10-01", "--without", "READ\x1bME", expect=2)
    assert said.startswith("ccgcheck: --without READ\\x1bME names none of the files: README.md, ")
    assert snapshot(tmp_path) == {}


def test_below_the_root_of_a_git_repository_it_says_where_ci_looks(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    said = init(tmp_path / "governance", "--code", "08L", "--from", "2016-10-01")
    assert f"Note: CI and pre-commit read their files at the root of the repository, {tmp_path}.\n" in said


@pytest.mark.parametrize("name", [".github", ".schemas", ".templates"])
def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (folder / name).symlink_to(outside)
    said = init(folder, "--code", "08L", "--from", "2016-10-01", expect=2)
    assert f"{folder / name} is a symbolic link" in said
    assert snapshot(outside) == {}
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_link_to_nothing_counts_as_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "constitution.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "constitution.yaml is there already" in init(tmp_path, "--code", "08L", "--from", "2016-10-01", expect=2)
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize("name", ["governance", "governance/.schemas"])
def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    said = init(tmp_path / "governance", "--code", "08L", "--from", "2016-10-01", expect=2)
    assert f"{tmp_path / name} is there and is no folder" in said
    assert snapshot(tmp_path) == {name: b"x"}


def test_what_was_written_is_taken_away_when_the_rest_cannot_be(tmp_path: Path) -> None:
    files = {"a/b/one.yaml": "one", "two.yaml": "two", "a/\0": "three"}
    (tmp_path / "other.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="null"):
        writing.write(tmp_path / "new", {"x/one": "1", **files})
    with pytest.raises(OSError, match="too long"):
        writing.write(tmp_path, {"a/b/one.yaml": "one", "two.yaml": "two", "n" * 300: "three"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.txt"]


def test_a_folder_that_cannot_be_made_is_one_sentence() -> None:
    said = init(Path("/proc/nowhere/governance"), "--code", "08L", "--from", "2016-10-01", expect=2)
    assert said.startswith("ccgcheck: /proc/nowhere")
    assert said.endswith("; nothing was written\n")


# Answers.


@pytest.mark.parametrize(("arguments", "says"), [
    ((), "there is no terminal to ask on: give --code and --from"),
    (("--code", "08L"), "there is no terminal to ask on: give --from"),
    (("--yes", "--from", "2016-10-01"), "--yes asks nothing: give --code"),
    (("--code", "99Z", "--from", "2016-10-01"), "there is no terminal to ask on: give --name"),
    (("--code", "8", "--from", "2016-10-01"), '"8" is no ODS code; write three capitals or figures, such as 08L'),
    (("--code", "08L", "--from", "1 October 2016"), '"1 October 2016" is not a day; write it as YYYY-MM-DD'),
    (("--code", "08L", "--from", "2016-02-30"), '"2016-02-30" is not a day; write it as YYYY-MM-DD'),
    (("--code", "08L", "--from", "2016-10-01", "--established", "soon"), '"soon" is not a day'),
    (("--code", "08L", "--from", "2016-10-01", "--ci", "jenkins"), '"jenkins" is none of github, gitlab, both and none'),
    (("--code", "08L", "--from", "2016-10-01", "--install", "--pre x"), '"--pre x" is an option of pip'),
    (("--code", "08L", "--from", "2020-04-01"),
     "08L is NHS Lewisham CCG, on the register from 2013-04-01 to 2020-03-31, and then NHS South East London CCG (72Q); "
     "2020-04-01 is after that"),
    (("--code", "72Q", "--from", "2020-03-31"),
     "72Q is NHS South East London CCG, on the register from 2020-04-01 to 2022-06-30; 2020-03-31 is before that: give "
     "--established if it was established by then"),
    (("--code", "99Z", "--name", "A", "--from", "2022-07-01"), "nothing is judged at 2022-07-01: no clinical"),
    (("--code", "99Z", "--name", "A", "--from", "2012-09-30", "--established", "2012-01-01"), "nothing is judged at"),
    (("--code", "99Z", "--name", "A", "--from", "2013-03-31"), "not every CCG existed before 2013-04-01; 2013-03-31 is"),
    (("--code", "08L", "--from", "2016-10-01", "--established", "2017-01-01"), "established only on 2017-01-01"),
])  # fmt: skip
def test_what_will_not_do_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    said = init(tmp_path / "new", *arguments, expect=2)
    assert says in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_body_established_early_may_have_a_constitution_of_its_first_day(tmp_path: Path) -> None:
    init(tmp_path, "--code", "08l", "--from", "2013-01-15", "--established", "2013-01-15", "--yes")
    assert load(tmp_path / "constitution.yaml").data["body"] == {
        "type": "ccg",
        "name": "NHS Lewisham Clinical Commissioning Group",
        "ods_code": "08L",
        "established": "2013-01-15",
    }
    assert ccgcheck("validate", str(tmp_path)).returncode == 0


def test_what_the_register_says_otherwise_is_told(tmp_path: Path) -> None:
    said = init(tmp_path / "a", "--code", "99Z", "--name", "NHS Example CCG", "--from", "2016-10-01")
    assert "Note: no CCG on the register had the code 99Z; the rules will ask about it.\n" in said
    said = init(tmp_path / "b", "--code", "08L", "--name", "NHS Lambeth CCG", "--from", "2016-10-01")
    assert "Note: the register has 08L as NHS Lewisham CCG; the rules will ask about the name.\n" in said
    said = init(tmp_path / "c", "--code", "08L", "--name", "nhs lewisham ccg", "--from", "2016-10-01")
    assert "Note:" not in said


def test_every_body_of_the_register_has_a_name_and_days_that_will_do() -> None:
    bodies = answers.known()
    assert len(bodies.register) == 248
    for code, entry in bodies.register.items():
        name = answers.line(answers.proposed_name(entry), "the name")
        assert name.endswith(" Clinical Commissioning Group")
        assert answers.code(code) == code
        assert answers.remark(code, name, bodies) is None
        for day in (entry["start_date"], entry["end_date"]):
            answers.check_days(day, None, code, bodies)


NAMES = [
    'NHS "Quoted" \'CCG\'', "NHS A: B, {C} [D] # E", "=cmd|'/C calc'!A0", "-", "--name", "@SUM(A1)", "!tag &a *b",
    "null", "true", "2016-10-01", "0x1F", "NHS Ynys Môn \u4e2d\u6587 \U0001f3e5", "%TAG ! x", "? x", "| >", "\\x1b \\n \\",
    "<script>alert(1)</script> [x](javascript:1) ![y](z) `c` *b* _i_ | ~~s~~ &amp; http://example.org", "}", "${{ 1 }} @@name",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_a_name_and_nothing_else(tmp_path: Path, name: str) -> None:
    init(tmp_path, "--code", "99Z", f"--name={name}", "--from", "2016-10-01", "--ci", "both")
    for file in ("constitution.yaml", "governing-body.yaml", "interests.yaml", ".templates/meeting.yaml"):
        assert load(tmp_path / file).data["body"] == {"type": "ccg", "name": name, "ods_code": "99Z"}
    title, rest = (tmp_path / "README.md").read_text(encoding="utf-8").split("\n", 1)
    assert rest.startswith("\nWhat the constitution")
    bare = title.removeprefix("# Governance of ")
    for mark in "\\`*_{}[]<>#|~&!:":
        assert bare.count(f"\\{mark}") >= name.count(mark), mark
    other = contents.files(Answers("99Z", "other", "2016-10-01", None, "both", f"ccgcheck=={__version__}"))
    for file in (".github/workflows/governance.yml", ".gitlab-ci.yml", ".ccgcheck.yaml", "waivers.yaml"):
        assert (tmp_path / file).read_text(encoding="utf-8") == other[file]


def test_bodies_with_hostile_names_are_judged_like_any_other(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES):
        init(tmp_path / str(number), "--code", f"9{number:02}", f"--name={name}", "--from", "2016-10-01")
    report = json.loads(ccgcheck("validate", str(tmp_path), "--format", "json", "--select", "GOV-08", "-j", "1").stdout)
    summary = report["summary"]
    assert (summary["bodies"], summary["problems"], summary["fail"]) == (len(NAMES), 0, 0)
    assert {document["body"]["name"] for document in report["documents"]} == set(NAMES)


def test_the_white_space_of_a_pasted_name_is_made_plain(tmp_path: Path) -> None:
    init(tmp_path, "--code", "99Z", "--name", " NHS\u00a0Example\r\n\tkind: year\u2028 ", "--from", "2016-10-01")
    assert load(tmp_path / "constitution.yaml").data["body"]["name"] == "NHS Example kind: year"


@pytest.mark.parametrize(("name", "says"), [
    ("", "the name is empty"),
    (" \t\n", "the name is empty"),
    ("NHS \x1b[31mRed\x07", 'a character that cannot be printed: "NHS \\x1b[31mRed\\x07"'),
    ("NHS \u202eGCC", "a character that cannot be printed"),
    ("\udcff", "a character that cannot be printed"),
    ("N" * 201, "the name is longer than 200 characters"),
])  # fmt: skip
def test_a_name_that_cannot_be_written_is_refused(tmp_path: Path, name: str, says: str) -> None:
    said = init(tmp_path, "--code", "99Z", "--name", name, "--from", "2016-10-01", expect=2)
    assert says in said
    assert "\x1b" not in said
    assert list(tmp_path.iterdir()) == []


# Questions, on a terminal.


INTERRUPT, END = "\x03", "\x04"
ON_A_TERMINAL = """
import fcntl, signal, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have had it ignored
from ccgcheck.__main__ import main
main()
"""


def asked(folder: Path, *arguments: str, typed: list[str]) -> tuple[int, str]:
    """Run `ccgcheck init` on a pseudo-terminal, type as it waits, and return the code and the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ON_A_TERMINAL, "init", str(folder), *arguments],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    screen, waiting, last = "", list(typed), ""
    try:
        for _ in range(200):
            if select.select([ours], [], [], 1)[0]:
                screen += os.read(ours, 65536).decode()
                if waiting and screen.endswith(": "):
                    last = waiting.pop(0)
                    os.write(ours, last.encode())
            elif last == INTERRUPT:  # it can come just before the program begins to wait, and is then not heard
                os.write(ours, INTERRUPT.encode())
    except OSError:  # the other end was closed: the program has ended
        pass
    finally:
        os.close(ours)
    return process.wait(10), screen.replace("\r\n", "\n")


def test_questions_fill_in_what_the_options_leave_open(tmp_path: Path) -> None:
    code, screen = asked(tmp_path / "new", typed=["lewisham\n", "08l\n", "\n", "2021-01-01\n", "2016-10-01\n", "\n"])
    assert code == 0, screen
    assert '"lewisham" is no ODS code; write three capitals or figures, such as 08L.\n' in screen
    assert "08L is NHS Lewisham CCG, on the register from 2013-04-01 to 2020-03-31.\n" in screen
    assert "Its name in full [NHS Lewisham Clinical Commissioning Group]: \n" in screen
    assert "; 2021-01-01 is after that.\n" in screen
    assert "Write files for which CI: github, gitlab, both, none [github]: \n" in screen
    assert "Written for NHS Lewisham Clinical Commissioning Group (08L):" in screen
    assert load(tmp_path / "new" / "constitution.yaml").data["effective_date"] == "2016-10-01"
    assert (tmp_path / "new" / ".github" / "workflows" / "governance.yml").is_file()


def test_the_day_of_establishment_is_asked_where_it_matters(tmp_path: Path) -> None:
    arguments = ("--code", "99Z", "--name", "NHS Example CCG", "--ci", "none")
    typed = ["2013-01-01\n", "2013-02-01\n", "2013-02-01\n", "2013-02-01\n"]
    code, screen = asked(tmp_path, *arguments, typed=typed)
    assert code == 0, screen
    assert "nothing is judged at 2013-01-01: the body was established only on 2013-02-01.\n" in screen
    assert load(tmp_path / "interests.yaml").data["body"]["established"] == "2013-02-01"


@pytest.mark.parametrize("key", [INTERRUPT, END], ids=["interrupt", "end"])
def test_leaving_a_question_writes_nothing(tmp_path: Path, key: str) -> None:
    code, screen = asked(tmp_path / "new", typed=["08L\n", key])
    assert code == 2, screen
    assert screen.endswith("ccgcheck: interrupted; nothing was written\n")
    assert not (tmp_path / "new").exists()


def test_what_is_in_the_way_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "waivers.yaml").write_text("kind: waivers\nwaivers: []\n", encoding="utf-8")
    code, screen = asked(tmp_path, typed=[])
    assert (code, screen.startswith("ccgcheck: waivers.yaml is there already in")) == (2, True)


# The shapes that the comments show.


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_has_a_shape_for_each_statement_of_its_schema_and_fits_it(file: Path) -> None:
    document = load(file)
    assert schema_check.check(document, file.stem) == []
    assert schemas.load(file.stem)["properties"].keys() - document.data.keys() <= {"not_reviewed", "note"}


def uncommented(text: str) -> Iterator[str]:
    """Yield the lines of a stub as they are once somebody has put each shape in the place of what was not reviewed."""
    is_prose = True
    for line in text.splitlines():
        is_comment = line.lstrip().startswith("#")
        is_prose = (is_prose and is_comment) or not line
        if is_comment and not is_prose:
            yield line.replace("# ", "", 1)
        elif not is_prose and line.strip() != "not_reviewed: true" and not line.endswith("# or instead, for example:"):
            yield line


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_comments_of_a_stub_uncommented_are_its_example(file: Path) -> None:
    example = load(file).data
    given = {
        key: str(example[key]) for key in ("effective_date", "date", "from", "to") if isinstance(example.get(key), str)
    }
    given |= {"body": "{type: ccg, name: x, ods_code: 99Y}"} if "body" in example else {}
    text = stubs.document(file.stem, "x.json", given)
    (document,) = documents.load_bytes("\n".join(uncommented(text)).encode(), "").documents
    assert document.data.keys() == example.keys()
    assert schema_check.check(document, file.stem) == []
    lists = {name for name, value in document.data.items() if isinstance(value, list)}
    for name in document.data.keys() - {"body"}:
        more = [{"not_reviewed": True}] if name in lists and file.stem not in ("waivers", "assessment") else []
        assert document.data[name] == (example[name] + more if name in lists else example[name])


def test_a_stub_describes_each_statement_in_the_words_of_its_schema() -> None:
    for kind in ("constitution", "governing_body", "interests", "meeting", "procurement", "year"):
        comments = " ".join(
            line.strip("# ") for line in stubs.document(kind, "x.json", {}).splitlines() if line.startswith("#")
        )
        schema = schemas.load(kind)
        for name, each in schema["properties"].items():
            if name not in ("kind", "body", "not_reviewed"):
                assert " ".join(schemas.resolve(schema, each)["description"].split()) in comments, name
