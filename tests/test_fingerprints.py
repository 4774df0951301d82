"""Fingerprints and digests: the same for the same result wherever it stands, another one for what has changed."""

import random
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ccgcheck import fingerprints, run
from ccgcheck.files import Source, find
from ccgcheck.report.model import Report
from tests.support import SAMPLES, ccg

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "clause", "id"]), inner),
    max_leaves=12,
)
TEXT = (SAMPLES / "faults" / "composition.yaml").read_text(encoding="utf-8")


def judge(folder: Path, text: str) -> Report:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return run.run([Source("a.yaml", path)], run.Settings(ccg(), ccg().rules), "2020-01-01")


def fewer(*titles: str) -> str:
    """Return the sample with these seats no longer those of members."""
    text = TEXT
    for title in titles:
        text = text.replace(f"title: {title}\n", f"title: {title}\n      member: false\n")
    return text


def named(report: Report) -> dict[str, tuple[str, Any]]:
    return {result.fingerprint: (result.rule, result.seen) for result in report.results}


def test_every_result_of_the_samples_has_a_fingerprint_of_its_own() -> None:
    for folder in ("cases", "real"):
        report = run.run(find([str(SAMPLES / folder)]), run.Settings(ccg(), ccg().rules), "2020-01-01")
        found = [result.fingerprint for result in report.results]
        assert len(found) > 3000
        assert len(set(found)) == len(found)


def test_every_result_that_needs_attention_tells_what_was_seen() -> None:
    report = run.run(find([str(SAMPLES / "cases" / "greenholme")]), run.Settings(ccg(), ccg().rules), "2020-01-01")
    for result in report.results:
        assert (result.seen is None) == (result.status in ("pass", "not_applicable")), result.rule


def test_lines_that_move_change_neither_fingerprint_nor_digest(tmp_path: Path) -> None:
    assert named(judge(tmp_path, TEXT)) == named(judge(tmp_path, "# One line more.\n\n" + TEXT))


def test_a_seat_put_before_the_others_leaves_their_fingerprints(tmp_path: Path) -> None:
    seat = "    - {id: extra, role: patient_representative, count: 1, voting: false}\n"
    before = judge(tmp_path, TEXT)
    after = judge(tmp_path, TEXT.replace("  seats:\n", "  seats:\n" + seat, 1))
    of_seats = {r.fingerprint: r for r in before.results if "/seats/id=" in r.location.stable}
    assert of_seats
    now = {r.fingerprint: r for r in after.results}
    for name, result in of_seats.items():
        assert now[name].location.stable == result.location.stable
        assert now[name].location.pointer != result.location.pointer


def test_a_changed_value_changes_the_digest_of_the_results_that_read_it(tmp_path: Path) -> None:
    before, after = judge(tmp_path, TEXT), judge(tmp_path, fewer("Clinical Vice Chair"))
    old = {r.fingerprint: r for r in before.results if r.rule == "GOV-101"}
    new = {r.fingerprint: r for r in after.results if r.rule == "GOV-101"}
    assert old.keys() == new.keys()
    for name, result in old.items():
        now = new[name]
        assert (result.status, new[name].status) == ("fail", "fail")
        assert result.seen is not None
        assert now.seen is not None
        assert result.seen.statement != now.seen.statement
        assert result.seen.read != now.seen.read
        assert result.seen.rule == now.seen.rule


def test_another_days_law_changes_the_digest_of_the_rule_and_not_of_the_statement(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(fewer("Clinical Vice Chair", "Governing Body Nurse"), encoding="utf-8")
    rules = tuple(rule for rule in ccg().rules if rule.id == "GOV-101")
    days = ("2015-06-01", "2022-05-01")
    reports = [run.run([Source("a.yaml", path)], run.Settings(ccg(), rules, day), "2023-01-01") for day in days]
    (before,), (after,) = (report.results for report in reports)
    assert (before.status, after.status) == ("fail", "fail")
    assert before.seen
    assert after.seen
    assert before.seen.statement == after.seen.statement
    assert before.seen.rule != after.seen.rule


def test_a_list_element_is_named_by_its_id_only_where_that_tells_it_from_the_others() -> None:
    data = {"seats": [{"id": "a"}, {"id": "b"}, {"id": "b"}, {"role": "x"}, "text"], "a/b": [{"id": "x~y"}]}
    assert fingerprints.stable(data, "/seats/0") == "/seats/id=a"
    assert fingerprints.stable(data, "/seats/1") == "/seats/1"
    assert fingerprints.stable(data, "/seats/3/role") == "/seats/3/role"
    assert fingerprints.stable(data, "/seats/4") == "/seats/4"
    assert fingerprints.stable(data, "/a~1b/0") == "/a~1b/id=x~0y"
    assert fingerprints.stable(data, "") == ""
    assert fingerprints.stable(data, "/nowhere/7") == "/nowhere/7"


def test_a_second_fingerprint_of_the_same_becomes_another() -> None:
    found = fingerprints.numbered(["a", "b", "a", "a"])
    assert found[:2] == ["a", "b"]
    assert len(set(found)) == 4
    assert found == fingerprints.numbered(["a", "b", "a", "a"])


@given(JSON)
def test_a_digest_is_letters_and_does_not_depend_on_the_order_of_keys(data: Any) -> None:
    found = fingerprints.digest(data)
    assert len(found) == 16
    assert set(found) <= set("abcdefghijklmnop")
    assert fingerprints.digest(shuffled(data)) == found


def shuffled(data: Any) -> Any:
    if isinstance(data, list):
        return [shuffled(item) for item in data]
    if not isinstance(data, dict):
        return data
    keys = list(data)
    random.Random(1).shuffle(keys)
    return {key: shuffled(data[key]) for key in keys}


def test_a_projection_keeps_what_is_named_and_whole_what_has_no_name_in_it() -> None:
    data = {"seats": [{"count": 1, "role": "x", "clause": "1"}, {"role": "y"}], "other": 3}
    names = frozenset({"seats", "count"})
    assert fingerprints.projection(data, names) == {"seats": [{"count": 1}, {"role": "y"}]}
    assert fingerprints.projection({"?seats": True, "x": 1}, names) == {"?seats": True}
    assert fingerprints.projection({"text": "t", "page": 4}, names) == {"text": "t"}
