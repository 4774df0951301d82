"""Packs from anyone: whatever they hold, a run ends soon, in little memory, with a sentence or with results."""

import json
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ccgcheck
from ccgcheck import packs, schemas, validators
from tests import hostile_support
from tests.support import PACK, PROVISIONS, RULES, constitution, write_pack

SECONDS, MEMORY = 60, 3_000_000_000
ASSERTION = "sum(this.seats.map(s, s.count)) >= law.minimum"
SEATS = constitution(
    "governing_body:\n  seats:\n"
    + "".join(f"    - {{id: s{number}, role: gp_member, count: 1}}\n" for number in range(500))
)
EXPRESSIONS = {
    "loops in loops": "this.seats.all(a, this.seats.all(b, this.seats.all(c, this.seats.all(d, a.id != 'x'))))",
    "a loop over a list that loops made": "this.seats.map(a, this.seats.map(b, this.seats.map(c, c))).size() > 0",
    "lists that double": "[1,2,3,4,5,6,7,8].map(a, [1,2,3,4,5,6,7,8].map(b, [1,2,3,4,5,6,7,8].map(c, "
    "[1,2,3,4,5,6,7,8].map(d, [1,2,3,4,5,6,7,8].map(e, [1,2,3,4,5,6,7,8].map(f, [1,2,3,4,5,6,7,8]))))))"
    ".size() > 0",
    "text that doubles": "(" * 30 + "'xxxxxxxxxx'" + ".replace('x', 'xxxxxxxxxx'))" * 30 + " != ''",
    "text that is added": " + ".join(["this.seats.map(s, s.id).join('')"] * 200) + " != ''",
    "text that is joined": "this.seats.map(s, this.seats.map(t, t.id).join('x')).join('y').size() > 0",
    "a regular expression that backtracks": f"'{'a' * 5_000}!'.matches('^(a+)+$')",
    "a regular expression that is huge": "'a'.matches('((((((((((a{1,100}){1,100}){1,100}){1,100}){1,100}))))))')",
    "a regular expression that is none": "'a'.matches('(')",
    "brackets": f"{'(' * 5_000}true{')' * 5_000}",
    "lists in lists": f"{'[' * 5_000}true{']' * 5_000} == []",
    "minus": f"{'-' * 20_000}1 < 0",
    "not": f"{'!' * 20_000}true",
    "conditions": f"{'true ? ' * 2_000}true{' : false' * 2_000}",
    "sums": f"{' + '.join(['1'] * 20_000)} > 0",
    "ands": " && ".join(["this.seats.size() > 0"] * 4_000),
    "fields": f"this{'.a' * 5_000} == 1",
    "a number past all": f"{'9' * 5_000} > 0",
    "a number that overflows": "9223372036854775807 + 1 > 0",
    "a division by nothing": "1 / 0 > 0",
    "a long name": f"this.{'x' * 90_000} == 1",
    "a text without end": f"'{'x' * 90_000}' != ''",
    "a quote that is not closed": "'''x",
    "many months": "add_months('2018-01-01', 9223372036854775807) > ''",
    "days of no calendar": "days_between('0000-00-00', '9999-99-99') > 0",
    "a sum of texts": "sum(this.seats.map(s, s.id)) > 0",
    "a sum of maps": "sum(this.seats) > 0",
    "unique maps": "unique(this.seats).size() > 0",
    "split into nothing": "this.seats.map(s, s.id).join('').split('').size() > 0",
    "an element of nowhere": "element(99999) > 0",
    "an element of before": "element(-1) > 0",
    "Python": "__import__('os').system('touch /tmp/owned') == 0",
    "dunder": "this.__class__.__mro__ != []",
    "the environment": "env.PATH != ''",
    "a function of bytes": "string(b'\\xff\\xfe') != ''",
    "a type": "type(this) == type(type(this))",
    "a duration": "duration('99999999999999h') > duration('1s')",
    "a time": "timestamp('99999-01-01T00:00:00Z') > timestamp('0000-00-00T00:00:00Z')",
    "surrogates": "'\\ud800' != ''",
    "NUL": "'a\\u0000b' != ''",
}  # fmt: skip
HEADS: dict[str, dict[str, str]] = {
    "files of others": {"head": PACK.replace("[rules.yaml]", "[/etc/passwd]")},
    "files above": {"head": PACK.replace("[rules.yaml]", "[../../../../etc/passwd]")},
    "a device": {"head": PACK.replace("[rules.yaml]", "[/dev/zero]")},
    "itself as rules": {"head": PACK.replace("[rules.yaml]", "[pack.yaml]")},
    "one file a thousand times": {"head": PACK.replace("[rules.yaml]", f"[{'rules.yaml, ' * 1000}]")},
    "itself as parent": {"head": PACK.replace("pack: small", "pack: small\nextends: small")},
    "a parent elsewhere": {"head": PACK.replace("pack: small", "pack: small\nextends: ../../x")},
    "an alias bomb": {"rules": "a: &a [x]\n" + "".join(f"a{n}: &a{n} [{'*a,' * 999}]\n" for n in range(300))},
    "brackets": {"rules": "[" * 100_000},
    "a thousand rules of one id": {"rules": RULES + RULES.partition("rules:\n")[2] * 1000},
    "a message of expressions": {"rules": RULES.replace("There are {sum", "{this}" * 1500 + " {sum")},
    "names that call each other": {
        "rules": RULES.replace("    assert:", "    let: {a: b, b: a}\n    assert:").replace(ASSERTION, "a == b")
    },
    "names that double": {
        "rules": RULES.replace(
            "    assert:",
            "    let: {" + ", ".join(f"n{n}: n{n - 1} + n{n - 1}" for n in range(1, 60)) + ", n0: '1'}\n    assert:",
        ).replace(ASSERTION, "n59 > 0")
    },
    "a million versions": {
        "provisions": PROVISIONS
        + "".join(
            f'      - {{from: 2022-04-{day:02}, citation: c, url: "https://e.example", confidence: read, values: {{minimum: 1}}}}\n'
            for day in range(15, 31)
        )
        * 500
    },
    "addresses of scripts": {"provisions": PROVISIONS.replace("https://example.org/1", "javascript:alert(1)")},
    "values that are huge": {"provisions": PROVISIONS.replace("minimum: 6", f"minimum: {'9' * 4_000}")},
    "titles that are hostile": {
        "rules": RULES.replace("There are enough members", "'</script><script>alert(1)</script> ::error::x ##[y]'")
    },
    "a path that is none": {"rules": RULES.replace("for_each: governing_body", f"for_each: {'a[].' * 500}b")},
}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program with little time and little memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    return subprocess.run(
        [sys.executable, "-m", "ccgcheck", *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300, preexec_fn=limit,
    )  # fmt: skip


def one_sentence(text: str) -> bool:
    return "Traceback" not in text and "fault of ccgcheck" not in text


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_a_hostile_expression_is_refused_or_comes_to_an_end(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    quoted = json.dumps(EXPRESSIONS[name])
    write_pack(folder, rules=RULES.replace(f"assert: {ASSERTION}", f"assert: {quoted}"))
    (tmp_path / "a.yaml").write_text(SEATS, encoding="utf-8")
    told = run("validate", "a.yaml", "--pack", "pack", "--format", "json", cwd=tmp_path)
    assert one_sentence(told.stderr), told.stderr
    assert told.returncode in (0, 1, 2), (told.returncode, told.stderr)
    if told.returncode < 2:
        (result,) = json.loads(told.stdout)["results"]
        assert result["status"] in ("pass", "fail", "unknown", "error")
        assert result["status"] != "error" or result["message"]
    else:
        assert "rules.yaml:" in told.stderr
    assert not Path("/tmp/owned").exists()


def test_an_expression_that_runs_out_of_its_budget_is_an_error_and_never_a_pass(tmp_path: Path) -> None:
    loops = EXPRESSIONS["loops in loops"]
    write_pack(tmp_path, rules=RULES.replace(f"assert: {ASSERTION}", f"assert: {json.dumps(loops)}"))
    (result,) = ccgcheck.check(SEATS, today="2019-01-01", pack=tmp_path).results
    assert (result.status, result.fails_run) == ("error", True)
    assert "took too long" in result.message


@pytest.mark.parametrize("name", HEADS)
def test_a_hostile_pack_is_refused_or_comes_to_an_end(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    write_pack(folder, **HEADS[name])
    (tmp_path / "a.yaml").write_text(constitution("governing_body: {seats: [{id: a, role: gp_member}]}\n"))
    for arguments in (("validate", "a.yaml", "--format", "html"), ("test",), ("rules", "list"), ("coverage",)):
        told = run(*arguments, "--pack", "pack", cwd=tmp_path)
        assert one_sentence(told.stderr), told.stderr[-2000:]
        assert told.returncode in (0, 1, 2)
        assert "root:" not in told.stdout + told.stderr  # of /etc/passwd
        assert "<script>alert" not in told.stdout


def test_a_link_in_a_pack_is_not_followed_out_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    write_pack(folder)
    (tmp_path / "secret.yaml").write_text("secret: SECRET\n", encoding="utf-8")
    (folder / "rules.yaml").unlink()
    (folder / "rules.yaml").symlink_to(tmp_path / "secret.yaml")
    told = run("test", "--pack", "pack", cwd=tmp_path)
    assert told.returncode == 2
    assert "SECRET" not in told.stderr
    assert "secret" not in told.stderr.replace("pack", "")


def test_nothing_is_fetched_from_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refuse(*given: Any, **_: Any) -> Any:
        asked.append(given)
        raise AssertionError("something asked for a network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    pack = packs.load(write_pack(tmp_path))
    remote = {"$ref": "https://example.org/schema.json", "$schema": "https://example.org/x", "$id": "http://e.example"}
    text = constitution("$ref: https://example.org/a.json\n$schema: https://example.org/b.json\n")
    report = hostile_support.judge(text.encode(), pack=pack.folder)
    hostile_support.in_every_format(report)
    hostile_support.in_every_format(hostile_support.judge(SEATS.encode(), select=["GOV-1"]))
    for name in schemas.kinds():
        list(validators.validator(name).iter_errors(remote))
        validators.is_valid(remote, name)
    assert asked == []


def test_no_schema_refers_to_another_file() -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [one for item in value for one in references(item)]
        if not isinstance(value, dict):
            return []
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [one for item in value.values() for one in references(item)]

    for name in (*schemas.kinds(), "config", "pack", "rules", "provisions", "waivers", "assessment", "report"):
        assert all(one.startswith("#/") for one in references(schemas.load(name))), name


def test_a_kept_pack_that_was_damaged_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCGCHECK_CACHE", str(tmp_path / "kept"))
    folder = tmp_path / "pack"
    folder.mkdir()
    write_pack(folder)
    (tmp_path / "a.yaml").write_text(SEATS, encoding="utf-8")
    arguments = ("validate", "a.yaml", "--pack", "pack", "--format", "json", "--today", "2019-01-01")
    first = run(*arguments, cwd=tmp_path)
    (kept,) = (tmp_path / "kept").iterdir()
    whole = kept.read_bytes()
    places = [0, 5, whole.index(b"\n"), whole.index(b"\n") + 10, len(whole) // 2, len(whole) - 200, len(whole) - 1]
    damaged = [whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :] for at in places]
    for content in (*damaged, whole[: len(whole) // 2], b"", b"\n", b"{}\n", b"[]\n", whole + b"x"):
        kept.write_bytes(content)
        again = run(*arguments, cwd=tmp_path)
        assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)
    assert len(kept.read_bytes()) == len(whole)


@pytest.mark.skipif(os.name != "posix", reason="files have no owners here")
def test_packs_that_cannot_be_kept_are_loaded_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text(SEATS, encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for setting in ("/dev/null/x", str(tmp_path / "file"), str(tmp_path / "file" / "below"), "/proc/nothing"):
        monkeypatch.setenv("CCGCHECK_CACHE", setting)
        told = run("validate", "a.yaml", "--select", "PUB-002", cwd=tmp_path)
        assert (told.returncode, told.stderr) == (0, ""), setting


def test_the_counts_are_those_of_the_documentation() -> None:
    page = (Path(__file__).parent.parent / "docs" / "security.md").read_text(encoding="utf-8")
    assert f"{len(EXPRESSIONS)} hostile expressions" in page
    assert f"{len(HEADS)} hostile packs" in page
