"""Markdown: what it says, the same counts and places as everywhere, and rendered to HTML no markup from a document."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ccgcheck.report import json_format, markdown_body, markdown_report
from ccgcheck.report import markdown as md
from ccgcheck.report.model import Body, Report
from ccgcheck.report.plain_text import clean
from ccgcheck.report.words import summary
from tests import golden_files
from tests.format_samples import EVIL, broken, changed, few, other_places, with_text
from tests.report_samples import everything, nothing

TAGS = {"h1", "h2", "h3", "p", "ul", "li", "strong", "code", "a", "table", "thead", "tbody", "tr", "th", "td"}
URLS = {result.provision.url for result in everything().results}
GAP = "\u200b"


class Page(HTMLParser):
    """What a browser makes of HTML: the tags, where links lead, and the words."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.outside_code = ""
        self.in_code = False
        renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.feed(renderer.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.in_code = tag == "code"
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data
        self.outside_code += "" if self.in_code else data

    def handle_endtag(self, tag: str) -> None:
        self.in_code = False


def safe(report: Report) -> Page:
    """Return the page of a report once it is known to hold only what we write."""
    page = Page(markdown_report.render(report))
    assert set(page.tags) <= TAGS
    assert page.attributes <= {"href"}
    assert set(page.links) <= URLS
    return page


def many(report: Report, number: int) -> Report:
    """Return the report with its bodies over and over, each time with other codes."""
    codes = [str(one) for one in range(number)]

    def named(body: Body, code: str) -> Body:
        return Body(f"{body.name} {code}", f"{body.ods_code}{code}")

    copies = [
        changed(report, lambda one, code=code: replace(one, body=named(one.body, code)))  # type: ignore[misc]
        for code in codes
    ]
    documents = tuple(
        replace(one, body=named(one.body, code))
        for code, copy in zip(codes, copies, strict=True)
        for one in copy.documents
    )
    return replace(report, documents=documents, unsupplied=tuple(one for copy in copies for one in copy.unsupplied))


def test_it_reads_as_reviewed() -> None:
    golden_files.check("report.md", markdown_report.render(few()))


def test_a_report_on_one_body_reads_as_reviewed() -> None:
    one = replace(few(), documents=few().documents[:10], unsupplied=(), problems=())
    golden_files.check("report-case.md", markdown_report.render(one))


def test_what_was_read_and_what_was_not_comes_first() -> None:
    report = replace(everything(), left_out=("a",), passed_over=("b", "c"), reported_only=("d",), elsewhere={"fail": 2})
    lines = markdown_report.render(report).splitlines()
    assert lines[:8] == [
        "# 4 bodies and the law of their day",
        "",
        "- Read: 13 documents of 4 bodies",
        "- Law: as at 2015-06-01 to 2019-03-31, each document by the law of its day",
        "- Rules: pack ccg 1.1.0; run on 2019-03-31 by ccgcheck 0.0.0",
        "- Not assessed: 465 results unknown, for want of evidence; 1 document not judged; what 3 problems kept "
        "from being read or relied on; 1 event after the day asked for; 2 other files or links passed over; in other files, "
        "not shown: 2 fail",
        "- This is not legal advice, and a report without failures is not a certificate.",
        "",
    ]
    assert lines[8] == f"**{summary(report)}**"


def test_a_run_without_documents_says_so() -> None:
    page = safe(nothing())
    assert page.words.startswith("No document was judged\n")
    assert "Read: 0 documents of 0 bodies" in page.words
    assert "Law: none was read" in page.words


@pytest.mark.parametrize(("judges", "says"), [
    ("stated", "Not assessed: what was done (only rules on what the constitution states were asked);"),
    ("operating", "Not assessed: what the constitution states (only rules on what was done were asked);"),
])  # fmt: skip
def test_a_run_of_rules_on_one_side_says_so(judges: str, says: str) -> None:
    report = replace(few(), rules=tuple(entry for entry in few().rules if entry.judges == judges))
    assert says in safe(report).words
    assert "were asked" not in safe(few()).words


def test_the_counts_are_those_of_every_format() -> None:
    report = broken(everything())
    page = safe(report)
    assert summary(report) in page.words
    for body in report.bodies:
        for heading, status in (
            ("Rules that broke", "error"),
            ("For a person to decide", "review"),
            ("Unknown", "unknown"),
            ("Waived", "waived"),
        ):
            number = sum(result.status == status for result in body.results)
            section = "\n".join(markdown_body.body_section(body, report, alone=True))
            assert (f"\n## {heading}: {number}\n" in section) == (number > 0)
        fails = re.findall(r"\n## (?:Law not met|Departures to explain|Notes): (\d+)\n", section)
        assert sum(map(int, fails)) == sum(result.status == "fail" for result in body.results)


def test_places_of_what_needs_attention_are_those_of_json() -> None:
    page = safe(everything())
    for result in json_format.as_data(everything())["results"]:
        place = result["location"]
        if result["status"] in ("fail", "review", "error", "waived") or result["judgement"]:
            assert f"At {place['file']}:{place['line']}:{place['column']}" in page.words
    for file, line, column in other_places(everything()):
        assert f"at {file}:{line}:{column}: " in page.words


def test_bodies_stand_in_a_table_with_what_needs_attention_most() -> None:
    report = broken(everything())
    lines = markdown_report.render(report).splitlines()
    start = lines.index("## Bodies") + 2
    table = [line.split(" | ") for line in lines[start : start + 6]]
    assert [len(row) for row in table] == [12] * 6
    assert table[0][-3:] == ["error", "by a person", "needs attention most |"]
    assert table[4][-1] == "not judged: see the problems |"
    assert table[5][-1] == "fail (law not met): GOV-101 The governing body has enough members |"
    assert table[2][3:10] == ["728", "24", "9", "16", "1", "2", "1"]


def test_a_body_of_which_only_the_unknown_is_left_is_not_said_to_need_nothing() -> None:
    report = changed(few(), lambda one: replace(one, status="unknown", judgement=None, waiver=None))
    assert "| what is unknown |" in markdown_report.render(report)
    assert "| nothing |" not in markdown_report.render(report)


def test_what_people_settled_says_who_and_why() -> None:
    page = safe(few())
    for words in (
        "accepted by Governing body, 21 November 2018, item 4 on 2018-11-21, until 2019-09-30: The audit chair resigned",
        "decided by Head of governance on 2019-02-11 (it was review): The group's own policy asks",
        "why: decided by Internal auditor on 2019-02-20 (it was review)",
        "why: its waiver (sample_constitutions/settled/waivers.yaml:23) expired on 2018-12-31",
    ):
        assert words in page.words


def test_what_is_unknown_is_told_by_reason_with_the_rules_that_wait() -> None:
    page = safe(everything())
    assert (
        "no roster of a governing body was supplied: 65 rules (GOV-301 to GOV-316, GOV-318 to GOV-321, " in page.words
    )
    assert "not told, or not reviewed, in what was supplied: 179 rules (COI-001 to " in page.words


def test_ids_of_rules_are_not_drawn_together_across_their_beginnings() -> None:
    runs = re.findall(r"\b([A-Z]+)-\d+ to ([A-Z]+)-\d+", safe(everything()).words)
    assert runs
    assert all(first == last for first, last in runs)


def test_what_is_stated_stands_beside_what_was_done() -> None:
    assert (
        "| GOV-319 | The number of lay persons on the governing body is at least 2. | pass | fail | SI 2012/1631"
        in (markdown_report.render(few()))
    )


def test_what_the_baseline_knows_says_so() -> None:
    report = changed(few(), lambda one: replace(one, in_baseline=one.status == "fail"))
    number = report.summary["fail"]
    assert number > 0
    assert markdown_report.render(report).count(" (in the baseline)\n") == number


def test_with_very_many_bodies_details_are_of_those_that_do_not_meet_the_law_and_the_rest_is_said_to_be_left_out() -> (
    None
):
    report = many(few(), 20)
    assert len(report.bodies) == 80
    page = safe(report)
    assert "the first 30 of the 60 bodies that do not meet the law, at most 10 rules under a heading." in page.words
    assert "The other\n50 have none here" in page.words
    assert page.tags.count("h2") == 30 + 4
    assert all(body.body.ods_code in page.words for body in report.bodies)
    assert summary(report) in page.words


def test_of_a_body_among_very_many_what_is_more_is_told_by_its_ids() -> None:
    body = everything().bodies[0]
    section = "\n".join(markdown_body.body_section(body, everything(), alone=True, most=2))
    told = re.findall(r"^- not told here: (\d+) results? of (.*)$", section, re.MULTILINE)
    assert [int(number) for number, _ in told] == [7, 13, 14]
    assert told[0][1] == "COI-313, COI-315, COI-370, COI-401, GOV-361, GOV-401, PUB-333"
    assert "judged on both sides; 45 met and 0 unknown on both; 2 of the 27 others:" in section


@pytest.mark.parametrize("size", [300, 1000, 5000, 15_000])
def test_a_report_that_is_too_long_is_cut_and_says_so(size: int) -> None:
    whole, cut = markdown_report.render(few()), markdown_report.bounded(few(), size)
    assert size - 1200 < len(cut.encode()) <= size
    kept, _, note = cut.rpartition("\n**Cut here: ")
    assert whole.startswith(kept)
    assert note.startswith(f"{len(whole.splitlines()) - len(kept.splitlines())} of {len(whole.splitlines())} lines")
    assert set(Page(cut).tags) <= TAGS


def test_a_report_that_has_room_is_whole_and_one_that_has_none_is_nothing() -> None:
    whole = markdown_report.render(few())
    assert markdown_report.bounded(few(), len(whole.encode())) == whole
    assert markdown_report.bounded(few(), 20) == ""


@pytest.mark.parametrize("report", [everything(), with_text(few(), EVIL), many(with_text(few(), EVIL), 8)],
                         ids=["file", "everywhere", "many"])  # fmt: skip
def test_hostile_text_stays_text(report: Report) -> None:
    page = safe(report)
    assert "\x1b" not in page.words
    assert "\u202e" not in page.words
    assert "<script>" in page.words
    for line in markdown_report.render(report).splitlines():
        assert not line.startswith(("::", "/", "    ", "\t", "```", "~~~", "<"))


def test_hostile_text_makes_no_mention_no_reference_and_no_link_where_a_site_looks_for_them() -> None:
    page = safe(with_text(few(), EVIL))
    assert "@\u200beveryone" in page.outside_code
    assert re.findall(r"@[\w-]|#\d|://|www\.", page.outside_code) == []


def shown(text: str) -> str:
    return " ".join(clean(text).split())


@given(st.text())
def test_any_text_is_shown_as_it_is(text: str) -> None:
    for before, tag in (("- x: ", "li"), ("# x: ", "h1"), ("x: ", "p")):
        page = Page(f"{before}{md.text(text)}")
        assert page.words.strip().replace(GAP, "") == f"x: {shown(text)}".strip().replace(GAP, "")
        assert set(page.tags) <= {"ul", tag}


@given(st.text(), st.text())
def test_any_text_is_one_cell(text: str, code: str) -> None:
    page = Page("\n".join(md.table(["a", "b", "c"], [[f"x{md.text(text)}", md.code(f"x{code}"), "end"]])))
    assert page.tags.count("td") == 3
    assert set(page.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert page.words.strip().endswith("end")
    assert f"x{shown(text)}".strip() in page.words.replace(GAP, "") or GAP in text or not shown(text)


@given(st.text(min_size=1))
def test_any_text_is_one_piece_of_code(text: str) -> None:
    page = Page(f"at {md.code(f'x{text}')}: b")
    assert page.tags == ["p", "code"]
    assert page.words.strip() == f"at {shown(f'x{text}')}: b"


@settings(max_examples=20)
@given(st.text())
def test_any_text_in_a_report_is_no_markup(text: str) -> None:
    page = safe(with_text(few(), text))
    assert page.tags.count("tr") == safe(few()).tags.count("tr")
    assert page.tags.count("h2") == safe(few()).tags.count("h2")
