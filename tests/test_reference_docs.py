"""The pages made from the pack are those of today, hang together, and show everything; the author's guide is true."""

import html
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from ccgcheck import cel_source, packs, schemas
from ccgcheck.documents import load_path
from ccgcheck.evidence import prepare
from ccgcheck.expressions import Activation, Expression
from ccgcheck.report import markdown as md
from ccgcheck.report.markdown_reference import FOLDER, pages, write
from ccgcheck.templates import Template, show
from tests.support import PROVISIONS, ROOT, SAMPLES, ccg, ccgcheck, write_pack

GUIDE = ROOT / "docs" / "author-guide.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def made() -> dict[str, str]:
    """Return the pages that the pack gives now."""
    return pages(ccg())


def outside_code(page: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^(`{3,}).*?^\1$", "", page, flags=re.DOTALL | re.MULTILINE)


def shown(page: str) -> str:
    """Return the words of a page as a reader sees them, on one line."""
    return " ".join(html.unescape(re.sub(r"\\(.)", r"\1", page)).split())


# The pages made from the pack


def test_the_pages_are_those_of_the_pack_as_it_is() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).glob("*.md")}
    assert sorted(kept) == sorted(made()), "docs/reference has other pages than the pack gives: run make docs"
    old = [name for name in made() if kept[name] != made()[name]]
    assert old == [], "docs/reference is not that of the pack as it is: run make docs"


def test_every_rule_is_shown_once_and_with_all_that_decides() -> None:
    for rule in ccg().rules:
        (page,) = [page for page in made().values() if md.anchor(rule.id) in page]
        section = page.partition(md.anchor(rule.id))[2].partition("<a id=")[0]
        expressions = [question.source for question in rule.questions] + list(rule.let.values())
        sentences = [rule.id, rule.title, rule.remedy, rule.note, rule.reading, rule.for_each.text]
        for part in (*expressions, *sentences):
            assert part is None or " ".join(part.split()) in " ".join(section.split()) or part in shown(section), (
                rule.id
            )
        assert section.count("```yaml") <= 2 + section.count("Beside it a document")
        assert "- **" in section


def test_every_provision_is_shown_with_its_history_and_what_decides_it() -> None:
    index = shown(made()["README.md"])
    for provision in ccg().provisions.values():
        rules = [rule for rule in ccg().rules if rule.provision is provision]
        homes = [page for page in made().values() if md.anchor(provision.id) in page]
        assert homes, f"{provision.id} is on no page"
        assert shown(provision.requirement(provision.versions[-1])) in index, provision.id
        for page in homes:
            assert all(shown(version.citation) in shown(page) for version in provision.versions), provision.id
        assert rules or shown(provision.reason or "") in index, provision.id


def test_every_link_leads_somewhere() -> None:
    for name, page in made().items():
        for target in re.findall(r"(?<!\\)\]\(([^)]+)\)", outside_code(page)):
            if target.startswith(("http://", "https://")):
                continue
            file, _, place = target.partition("#")
            if file.startswith("../"):
                text = (ROOT / FOLDER / file).read_text(encoding="utf-8")
                assert place.replace("-", " ") in {
                    head.lower() for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
                }
            else:
                there = made()[file or name]
                assert not place or f'<a id="{place}"></a>' in there, f"{name} links to {target}"


def test_no_place_has_two_names_alike() -> None:
    for name, page in made().items():
        places = re.findall(r'<a id="([^"]*)">', page)
        assert len(places) == len(set(places)), name


def test_tables_have_as_many_cells_in_each_row_as_in_the_head() -> None:
    for name, page in made().items():
        assert_tables_hold(outside_code(page), name)


def test_no_markup_comes_from_the_pack() -> None:
    for name, page in made().items():
        tags = set(re.findall(r"<[^>]*>", outside_code(page)))
        ours = {tag for tag in tags if re.fullmatch(r'<a id="[a-z0-9_-]+">|</a>|<br>|<!-- Made from .* -->', tag)}
        assert tags == ours, name


@pytest.mark.parametrize("size", [1, 40])
def test_a_hostile_pack_stays_text(tmp_path: Path, size: int) -> None:
    evil = "<script>alert(1)</script> a | b `c` [d](javascript:e) ![f](g) *h* _i_ \\| ``` # j"
    quoted = "'" + evil + "'"
    versions = PROVISIONS.replace("citation: reg 1", f"citation: {quoted}, note: {quoted}")
    versions = versions.replace("The governing body has at least {minimum} members.", quoted)
    versions = versions.replace("minimum: 6", f"minimum: {quoted}").replace(
        "https://example.org/1", "https://e.org/(|<x>)"
    )
    rule = f"""
  - id: GOV-%03d
    provision: seats
    title: {quoted}
    judges: stated
    for_each: governing_body
    let: {{fence: "'```' + '|'"}}
    assert: has(this.chair) || fence == ""
    message: {quoted}
    remedy: {quoted}
    note: {quoted}
    reading: {quoted}
    examples:
      - passes: {{governing_body: {{chair: {{drawn_from: [a], text: {quoted}}}}}}}
      - fails: {{governing_body: {{deputy_chair: {{drawn_from: [a]}}}}}}
"""
    rules = "topic: governance\nrules:\n" + "".join(rule.lstrip("\n") % number for number in range(1, size + 1))
    evil_pages = pages(packs.load(write_pack(tmp_path, provisions=versions, rules=rules)))
    assert sorted(evil_pages) == ["README.md", "governance.md" if size == 1 else "governance-rules.md"]
    for name, page in evil_pages.items():
        text = outside_code(page)
        assert "<script" not in text
        assert not re.search(r"(?<!\\)\]\(javascript", text)
        assert_tables_hold(text, name)
    assert shown(evil) in shown(next(page for name, page in evil_pages.items() if name != "README.md"))


def test_writing_takes_away_pages_that_are_no_more(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    (tmp_path / "kept.txt").write_text("mine", encoding="utf-8")
    write(packs.load(write_pack(tmp_path)), tmp_path / "out")
    (tmp_path / "out" / "old.md").write_text("old", encoding="utf-8")
    written = write(packs.load(tmp_path), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in written)
    assert (tmp_path / "old.md").exists()


def assert_tables_hold(text: str, name: str) -> None:
    """Check that all rows of a table have the same number of cells."""
    for is_row, lines in groupby(text.splitlines(), lambda line: line.startswith("|")):
        if is_row:
            rows = list(lines)
            cells = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows}
            assert len(cells) == 1, f"{name}: {rows[0]}"
            assert all(row.endswith(" |") for row in rows), f"{name}: {rows[0]}"


# The author's guide


def play(folder: Path) -> Iterator[tuple[re.Match[str], str]]:
    """Do in `folder` what the guide says, block by block; yield each command's block and what it should hold."""
    shutil.copy(SAMPLES / "wharfedale-2016.yaml", folder)
    for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")):
        language, text = block.groups()
        if language == "yaml" and text.startswith("# "):
            put(folder, *text.removeprefix("# ").split("\n", 1))
        elif language == "console":
            command = text.partition("\n")[0]
            done = ccgcheck(*shlex.split(command.removeprefix("$ ccgcheck ")), cwd=folder, env={"COLUMNS": "100"})
            yield block, f"{command}\n{done.stdout}{done.stderr}"


def put(folder: Path, head: str, text: str) -> None:
    """Write a block into the file that its first line names: as a whole, at its end, or over a line of the same key."""
    name, _, how = head.partition(", ")
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if how == "change this line":
        (line,) = text.splitlines()
        before = path.read_text(encoding="utf-8")
        after, times = re.subn(rf"^{re.escape(line.partition(':')[0])}:.*$", line, before, flags=re.MULTILINE)
        assert times == 1, line
        path.write_text(after, encoding="utf-8")
    else:
        assert how in ("", "at the end"), head
        path.write_text((path.read_text(encoding="utf-8") if how else "") + text, encoding="utf-8")


def test_the_guide_gives_what_it_shows(tmp_path: Path) -> None:
    """With UPDATE_GOLDEN=1, write into the guide what the program prints now."""
    played = list(play(tmp_path))
    if os.environ.get("UPDATE_GOLDEN"):
        text = GUIDE.read_text(encoding="utf-8")
        for block, found in reversed(played):
            text = text[: block.start(2)] + found + text[block.end(2) :]
        GUIDE.write_text(text, encoding="utf-8")
        played = [(block, found) for block, (_, found) in zip(commands(), played, strict=True)]
    assert played
    for block, found in played:
        assert block[2] == found, "the guide shows something else; if rightly so, run UPDATE_GOLDEN=1 pytest and review"


def commands() -> Iterator[re.Match[str]]:
    """Yield the blocks of the guide that show a command."""
    return (block for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8")) if block[1] == "console")


def test_the_guide_goes_from_faults_to_a_pack_that_holds() -> None:
    tests = [block[2] for block in commands() if block[2].startswith("$ ccgcheck test")]
    held = ["0 do not hold" in shown_output for shown_output in tests]
    assert held == [True, False, False, True, True, True, True]
    assert "fellside/rules.yaml:9:13: FEL-001: this expression is wrong" in tests[1]
    assert "expected pass, got fail" in tests[2]
    assert "3 rules, 14 examples" in tests[-1]


def test_the_expressions_of_the_guide_give_what_it_says(tmp_path: Path) -> None:
    blocks = [block.groups() for block in BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))]
    (document,) = [text for language, text in blocks if text.startswith("# expressions.yaml")]
    (tmp_path / "a.yaml").write_text(document, encoding="utf-8")
    (loaded,) = load_path(tmp_path / "a.yaml").documents
    evidence = prepare(loaded.data, schemas.load("constitution")).data
    activation = Activation({"constitution": evidence, "date": "2016-01-01"})
    names = {"this": "constitution.governing_body"}
    lines = [line for language, text in blocks if language == "cel" for line in text.splitlines() if line]
    assert len(lines) == 19
    for line in lines:
        source, _, said = line.partition(" // ")
        outcome = Expression(source.strip(), names).evaluate(activation)
        value = show(outcome.value) if outcome.kind == "value" else f"{outcome.kind.replace('_', ' ')}: {outcome.value}"
        assert said == value or said.startswith(f"{value}: "), line
    (named,) = [yaml.safe_load(text) for language, text in blocks if text.startswith("let:")]
    names |= {name: f"({cel_source.substitute(source, names)})" for name, source in named["let"].items()}
    with_law = Activation({"constitution": evidence, "law": {"minimum": 2}})
    assert Expression(named["assert"], names).evaluate(with_law).value is True
    for line in next(text for language, text in blocks if language == "text").splitlines():
        template, _, said = line.partition("  ->  ")
        assert Template(template, names).render(activation) == said
