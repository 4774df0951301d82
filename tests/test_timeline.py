"""A constitution through time: the flips, their dates and their reasons."""

import json
from pathlib import Path

import pytest

from ccgcheck import packs
from ccgcheck.documents import load_bytes
from ccgcheck.supplied import examine
from ccgcheck.timeline import Course, days, follow
from tests import golden_files
from tests.support import ccg, ccgcheck, constitution, write_pack

FAULTY = "sample_constitutions/faults/composition.yaml"
SEATS = "governing_body: {seats: [{id: gp, role: gp_member, count: 5}]}\n"


def course(folder: Path, text: str, first: str = "2018-01-01", until: str = "2022-07-01") -> tuple[Course, ...]:
    pack = packs.load(write_pack(folder))
    document = load_bytes(text.encode(), "a.yaml").documents[0]
    seen, _ = examine(document, "constitution", ())
    return follow(seen, pack, pack.rules, days(pack.rules, first, until), until)


def test_a_flip_has_its_day_and_its_reason(tmp_path: Path) -> None:
    (one,) = course(tmp_path, constitution(SEATS))
    assert [(period.first, period.until, period.status) for period in one.periods] == [
        ("2018-01-01", "2022-04-14", "fail"), ("2022-04-14", "2022-07-01", "pass"),
    ]  # fmt: skip
    assert one.reasons == ("minimum 6 -> 4: reg 2",)


def test_what_stays_the_same_is_one_period(tmp_path: Path) -> None:
    (one,) = course(tmp_path, constitution(SEATS.replace("5", "9")))
    assert [(period.first, period.until, period.status) for period in one.periods] == [
        ("2018-01-01", "2022-07-01", "pass")
    ]
    assert not one.changes


def test_the_days_are_the_first_and_every_change_before_the_end(tmp_path: Path) -> None:
    pack = packs.load(write_pack(tmp_path))
    assert days(pack.rules, "2018-01-01", "2022-07-01") == ("2018-01-01", "2022-04-14")
    assert days(pack.rules, "2022-04-14", "2022-07-01") == ("2022-04-14",)
    assert days(pack.rules, "2018-01-01", "2022-04-14") == ("2018-01-01",)


def test_the_days_of_our_pack_are_those_of_its_law() -> None:
    rules = [rule for rule in ccg().rules if rule.document == "constitution"]
    assert days(rules, "2014-01-01", "2022-07-01") == (
        "2014-01-01", "2014-10-01", "2015-04-01", "2015-12-07", "2016-03-28", "2016-06-28", "2017-06-16", "2018-09-07",
        "2022-04-14",
    )  # fmt: skip


def test_a_law_that_ends_or_begins_says_so() -> None:
    data = json.loads(ccgcheck("timeline", FAULTY, "--from", "2022-04-01", "--json").stdout)
    rules = {rule["rule"]: rule for rule in data["timelines"][0]["rules"]}
    assert rules["GOV-114"]["reasons"] == ["SI 2012/1631, reg 11(3)(b) ended"]
    assert rules["GOV-116"]["reasons"][0].endswith("SI 2022/316, reg 2(2)(b) came into force")
    assert [period["status"] for period in rules["GOV-101"]["periods"]] == ["fail", "pass"]
    assert rules["GOV-106"]["changes"] is False


def test_the_page_reads_as_reviewed() -> None:
    done = ccgcheck("timeline", FAULTY, "--from", "2022-01-01", env={"COLUMNS": "110"})
    assert (done.returncode, done.stderr) == (0, "")
    golden_files.check("timeline.txt", done.stdout)


def test_a_narrow_page_has_no_matrix_and_fits() -> None:
    done = ccgcheck("timeline", FAULTY, env={"COLUMNS": "80"})
    assert "rule    2015-06-01" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_verbose_lists_every_rule() -> None:
    done = ccgcheck("timeline", FAULTY, "--from", "2022-01-01", "-v", env={"COLUMNS": "110"})
    assert all(f"\n{rule.id} " in done.stdout for rule in ccg().rules if rule.document == "constitution")


@pytest.mark.parametrize(("arguments", "code", "says"), [
    ((FAULTY, "--from", "soon"), 2, '--from "soon" is not a day'),
    ((FAULTY, "--until", "2015-02-30"), 2, '--until "2015-02-30" is not a day'),
    ((FAULTY, "--until", "2014-01-01"), 2, "the timeline would end on 2014-01-01, before it begins on 2015-06-01"),
    (("missing.yaml",), 1, "missing.yaml:0:0: problem missing there is no such file"),
    ((FAULTY, "--from", "2023-01-01"), 1, "nothing is judged at 2023-01-01"),
])  # fmt: skip
def test_what_cannot_be_shown_is_said(arguments: tuple[str, ...], code: int, says: str) -> None:
    done = ccgcheck("timeline", *arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
