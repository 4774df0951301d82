"""The overview of a run over many bodies: a line each, whole figures at every width, nothing undecided left out."""

import re
from dataclasses import replace

import pytest

from ccgcheck.report import table, terminal
from ccgcheck.report.model import Report
from ccgcheck.report.overview import body_lines, most_missed, topics
from ccgcheck.report.words import summary
from tests.report_samples import REAL, everything, judged
from tests.support import SAMPLES
from tests.test_samples import judge

SHOWN = ("pass", "fail", "review", "unknown")
WIDTHS = [60, 80, 100, 120, 160, 200]


def shown(report: Report, width: int, *, verbose: bool = False) -> str:
    return terminal.to_text(table.render(report, width=width, verbose=verbose), width)


def overview(report: Report, width: int) -> list[str]:
    text = shown(report, width)
    assert max(map(len, text.splitlines())) <= width
    return text[text.index("overview ") :].splitlines()


def reports() -> dict[str, Report]:
    return {"real": judged(*REAL), "hostile": everything()}


@pytest.mark.parametrize("which", ["real", "hostile"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_body_has_one_line_with_its_whole_figures(width: int, which: str) -> None:
    report = reports()[which]
    lines = overview(report, width)
    for line in body_lines(report):
        (row,) = [row for row in lines if row.strip().startswith(f"{line.body.ods_code} ")]
        of_topics = [line.by_topic.get(topic, {}) for topic in topics(report)]
        by_topic = [counts.get(name, 0) for counts in of_topics for name in SHOWN]  # type: ignore[call-overload]
        whole = [line.counts[name] for name in SHOWN]  # type: ignore[index]
        assert any(re.search(r"\s" + r"\s+".join(map(str, given)) + r"\s", row) for given in (whole, by_topic)), row


def test_the_figures_of_the_lines_add_up_to_those_of_the_report() -> None:
    report = everything()
    for status in ("pass", "fail", "review", "unknown", "not_applicable", "waived", "error"):
        assert sum(line.counts[status] for line in body_lines(report)) == report.summary[status]


def test_what_is_waived_stands_before_the_name() -> None:
    for width in WIDTHS[1:]:
        assert any("99U (2 waived)" in line for line in overview(everything(), width))


def test_a_body_that_was_not_judged_says_so() -> None:
    (row,) = [row for row in overview(everything(), 160) if "99Z" in row]
    assert row.endswith("not judged")


def test_a_body_without_failures_points_to_what_is_unknown() -> None:
    (row,) = [row for row in overview(judged(*REAL), 160) if " 99A " in f" {row}"]
    assert row.endswith("nothing failed; see what is unknown")


def test_the_totals_end_the_table_whatever_was_left_out() -> None:
    for report in (everything(), replace(everything(), passed_over=("a", "b"), left_out=("c",))):
        flat = " ".join(shown(report, 100).split())
        assert flat.endswith(" ".join(summary(report).split()))


def test_many_bodies_are_shown_at_length_only_when_asked() -> None:
    report = judge(SAMPLES)
    assert len(report.bodies) > 12
    assert "fail (law not met)" not in shown(report, 120)
    assert "-v shows each body at length" in shown(report, 120)
    assert "fail (law not met)" in shown(report, 120, verbose=True)
    assert "-v shows each body at length" not in shown(report, 120, verbose=True)


def test_one_body_needs_no_overview() -> None:
    assert "overview" not in shown(judge(SAMPLES / "wharfedale-2016.yaml"), 100)


def test_the_duties_most_often_missed_come_first() -> None:
    found = most_missed(judge(SAMPLES))
    assert [one.fail for one in found] == sorted((one.fail for one in found), reverse=True)
    first = found[0]
    assert (first.provision, first.fail) == ("coi-guardian", 3)
    assert all(one.fail or one.review or one.waived for one in found)


def test_the_requirement_is_told_with_the_figures_of_its_day() -> None:
    duties = {one.provision: one.requires for one in most_missed(judge(SAMPLES / "faults"))}
    assert duties["reg-11-1"].startswith("The governing body has at least 6 members")
    assert not any("{" in requires for requires in duties.values())
