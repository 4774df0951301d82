"""What tests share: judging YAML text, small packs, running the installed program."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import yaml

from ccgcheck import documents, packs, pointers, run
from ccgcheck.packs import Pack
from ccgcheck.report.model import JudgedDocument, Report, ReportedResult

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_constitutions"
HEAD = 'kind: constitution\nbody: {type: ccg, name: NHS Example Clinical Commissioning Group, ods_code: "99Z"}\n'

PACK = """
pack: small
version: 0.0.1
title: A pack for tests
body_type: ccg
window: {from: 2012-10-01, until: 2022-07-01, all_from: 2013-04-01, before: too early, some: too soon, after: too late}
provisions: [provisions.yaml]
rules: [rules.yaml]
examples_as_at: 2018-01-01
"""
PROVISIONS = """
provisions:
  seats:
    requires: The governing body has at least {minimum} members.
    authority: regulations
    versions:
      - {from: 2012-10-01, citation: reg 1, url: "https://example.org/1", confidence: read, values: {minimum: 6}}
      - {from: 2022-04-14, citation: reg 2, url: "https://example.org/2", confidence: read, values: {minimum: 4}}
"""
RULES = """
topic: governance
rules:
  - id: GOV-001
    provision: seats
    title: There are enough members
    judges: stated
    for_each: governing_body
    at: seats
    assert: sum(this.seats.map(s, s.count)) >= law.minimum
    message: There are {sum(this.seats.map(s, s.count))} members of {law.minimum}.
    remedy: Add a seat.
    examples:
      - passes: {governing_body: {seats: [{id: gp, role: gp_member, count: 6}]}}
      - fails: {governing_body: {seats: [{id: gp, role: gp_member, count: 5}]}}
"""


@cache
def ccg() -> Pack:
    """Return the pack that ccgcheck ships."""
    return packs.load(packs.find("ccg"))


def write_pack(folder: Path, *, head: str = PACK, provisions: str = PROVISIONS, rules: str = RULES) -> Path:
    """Write a small pack into `folder` and return it."""
    for name, text in (("pack", head), ("provisions", provisions), ("rules", rules)):
        (folder / f"{name}.yaml").write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def judge(text: str, pack: Pack, *, as_at: str | None = None) -> Report:
    """Judge one file of YAML text and return the report."""
    settings = run.Settings(pack, pack.rules, as_at)
    loaded = documents.load_bytes(text.encode(), "a.yaml")
    judged: list[JudgedDocument] = []
    problems = list(loaded.problems)
    for document in loaded.documents:
        one, found = run.judge(document, settings, loaded.problems)
        problems += found
        judged += [one] if one else []
    return Report("0", (), "2020-01-01", tuple(judged), tuple(problems))


def constitution(body: str, date: str = "2018-01-01") -> str:
    """Return YAML text: the head of a constitution, its date, and `body`."""
    return f"{HEAD}effective_date: {date}\n{dedent(body)}"


def only(report: Report) -> ReportedResult:
    """Return the one result of a report."""
    (result,) = report.results
    return result


def ccgcheck(*arguments: str, cwd: Path | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the installed program; extra environment comes as `env`, standard input as `input`."""
    environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    environment |= options.pop("env", {})
    program = [sys.executable, "-m", "ccgcheck", *arguments]
    return subprocess.run(
        program,
        cwd=cwd or ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        **options,
    )


def pointers_of(data: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of plain data with its pointer, parents before children."""
    yield pointer, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        yield from pointers_of(child, pointers.join(pointer, key))


def load_yaml(path: Path) -> Any:
    """Return the plain data of one of our own YAML files, read as ccgcheck reads it."""
    loaded = documents.load_path(path)
    assert not loaded.problems, loaded.problems
    return loaded.documents[0].data


def dump_yaml(data: Any) -> str:
    """Return data as YAML text that reads back the same."""
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return text
