"""HTML: the structure of the page, that nothing is lost or hidden on it, and that text from documents stays text."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from ccgcheck import output
from ccgcheck.report import html, json_format
from ccgcheck.report.html.marks import LEGEND, mark_of
from ccgcheck.report.html.matrix import cells
from ccgcheck.report.html.results import anchor, unlike
from ccgcheck.report.model import Body, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.rules import STATUSES
from tests import golden_files, report_samples
from tests.html_samples import FEW, NUMBER, REPORTS, brief, confirmed, few, samples
from tests.html_tree import Node, parse

STYLE = (Path(html.__file__).parent / "report.css").read_text(encoding="utf-8")
AT_LENGTH = {"fail", "error", "review", "waived"}


@cache
def page(name: str) -> Node:
    return parse(html.render(REPORTS[name]()))


@pytest.fixture(params=REPORTS)
def name(request: pytest.FixtureRequest) -> str:
    wanted: str = request.param
    return wanted


def entries(tree: Node) -> Iterator[tuple[Node, list[str]]]:
    return ((node, node.get("data-e").split(" ")) for node in tree.all() if "data-e" in node.attributes)


def test_a_page_has_a_language_one_h1_and_headings_in_order(name: str) -> None:
    tree = page(name)
    assert next(tree.all("html")).get("lang") == "en-GB"
    levels = [int(one.tag[1]) for one in tree.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(one.text for one in tree.all("h1", "h2", "h3", "h4"))


def test_every_table_has_a_caption_and_its_headers_a_scope(name: str) -> None:
    for table in page(name).all("table"):
        (caption,) = table.all("caption")
        assert caption.text
        assert all(one.get("scope") in ("col", "row", "colgroup", "rowgroup") for one in table.all("th"))
        for row in next(table.all("tbody")).all("tr"):
            assert any(cell.tag == "th" for cell in row.all("th")) or "law" in table.classes
        widths = {sum(int(cell.get("colspan") or 1) for cell in row.all("th", "td")) for row in table.all("tr")}
        assert len(widths) == 1, caption.text


def test_ids_are_unique_and_what_refers_to_them_resolves(name: str) -> None:
    tree = page(name)
    ids = [one.get("id") for one in tree.all() if "id" in one.attributes]
    assert [one for one, number in Counter(ids).items() if number > 1] == []
    known = set(ids)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", one) for one in known)
    links = [one.get("href") for one in tree.all("a")]
    assert {one for one in links if one.startswith("#")} <= {f"#{one}" for one in known}
    for attribute in ("aria-labelledby", "for", "data-for"):
        assert {one.get(attribute) for one in tree.all() if attribute in one.attributes} <= known


def test_every_control_has_a_label(name: str) -> None:
    tree = page(name)
    labelled = {one.get("for") for one in tree.all("label")}
    for one in tree.all("input", "select", "button"):
        is_in_label = any(above.tag == "label" for above in one.above())
        assert one.get("aria-label") or one.get("id") in labelled or is_in_label or (one.tag == "button" and one.text)


def test_a_page_has_landmarks_a_skip_link_and_a_live_count(name: str) -> None:
    tree = page(name)
    for tag in ("header", "nav", "main", "footer"):
        assert len(list(tree.all(tag))) == 1
    skip = next(tree.all("a"))
    assert skip.classes == {"skip"}
    assert tree.by_id(skip.get("href").removeprefix("#")).tag == "main"
    assert next(tree.by_id("shown").all("p")).get("aria-live") == "polite"
    assert all(one.get("aria-labelledby") for one in tree.all("section"))


def test_nothing_is_fetched_and_law_is_linked_without_a_referrer(name: str) -> None:
    tree = page(name)
    for one in tree.all():
        assert one.tag not in ("link", "img", "iframe", "object", "embed", "base", "svg")
        assert not any(key in ("src", "style") or key.startswith("on") for key in one.attributes)
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    for one in tree.all("a"):
        if not one.get("href").startswith("#"):
            assert one.get("href").startswith(("https://", "http://"))
            assert one.get("rel") == "noreferrer"


def test_the_policy_allows_the_inlined_style_and_script_and_nothing_else() -> None:
    text = html.render(report_samples.nothing())
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    digests = {}
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digests[tag] = b64encode(sha256(inside.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_numbers_of_a_page_are_those_of_its_summary(name: str) -> None:
    tree, report = page(name), REPORTS[name]()
    found: Counter[str] = Counter()
    for _, (status, _, _, _, number) in entries(tree):
        found[status] += int(number)
    assert {status: found[status] for status in STATUSES} == {status: report.summary[status] for status in STATUSES}
    legend = next(tree.with_class("legend"))
    rows = [[cell.text for cell in row.all("th", "td")] for row in legend.all("tr")][1:]
    told = {mark.words: int(number) for mark, (_, number, _) in zip(LEGEND, rows, strict=False)}
    counts = report.summary
    assert told["law not met"] + told["departure: explain"] + told["note"] == counts["fail"]
    for status in set(STATUSES) - {"fail"}:
        assert told[status.replace("_", " ")] == counts[status]
    assert int(rows[-1][1]) == len(report.results)


def test_each_body_has_a_section_whose_numbers_are_its_own() -> None:
    tree, report = page("samples"), samples()
    sections = list(tree.with_class("body"))
    assert len(sections) == len(report.bodies) == 4
    for section, body in zip(sections, report.bodies, strict=True):
        assert body.body.name in next(section.all("h2")).text
        found: Counter[str] = Counter()
        for _, (status, _, _, _, number) in entries(section):
            found[status] += int(number)
        assert found == Counter(result.status for result in body.results)
        files = {document.file for document in body.documents}
        assert files <= {one.text for one in section.all("code")}


def test_every_result_that_needs_attention_is_told_in_full() -> None:
    tree, report = page("everything"), report_samples.everything()
    told = Counter(_told(article) for article in tree.all("article"))
    wanted = [result for result in report.results if result.status in AT_LENGTH or result.judgement]
    assert {result.status for result in wanted} == {"fail", "review", "waived", "pass"}
    assert told == Counter(_wanted(result) for result in wanted)


def _told(article: Node) -> tuple[str, ...]:
    status = article.get("data-e").split(" ")[0]
    rows = {one.text: next(_after(one).all("a"), _after(one)).text for one in article.all("dt")}
    places = " ".join(one.text for one in article.all("dd") if "At" in _label(one))
    about = next(article.with_class("about")).text
    return status, about.split(" ")[0], _dd(article, "Found"), _dd(article, "Do"), rows["Law"], places


def _after(term: Node) -> Node:
    assert term.parent is not None
    return next(term.parent.all("dd"))


def _label(one: Node) -> str:
    assert one.parent is not None
    return next(one.parent.all("dt")).text


def _dd(article: Node, label: str) -> str:
    return next(one.text for one in article.all("dd") if _label(one) == label)


def _wanted(result: ReportedResult) -> tuple[str, ...]:
    places = " see ".join(
        f"{place.file}:{place.line}:{place.column}" + (f", clause {place.clause}" if place.clause else "")
        for place in (result.location, *result.also_at)
    )
    found = result.status, result.rule, result.message, result.remedy, result.provision.citation, places
    return tuple(" ".join(clean(one).split()) for one in found)


def test_every_place_and_citation_of_the_json_report_is_on_the_page() -> None:
    text = page("everything").text
    for result in json_format.as_data(report_samples.everything())["results"]:
        if result["status"] in AT_LENGTH:
            for place in (result["location"], *result["also_at"]):
                assert f"{place['file']}:{place['line']}:{place['column']}" in text
            assert result["provision"]["citation"] in text


def test_every_rule_that_passed_or_does_not_apply_is_named() -> None:
    for name in ("everything", "brief"):
        tree, report = page(name), REPORTS[name]()
        for section, body in zip(tree.with_class("body"), report.bodies, strict=True):
            told = {
                (entry[0], rule)
                for node, entry in entries(section)
                for rule in re.findall(r"[A-Z]+-\d+", node.text.split("sample_constitutions")[0])
            }
            assert {(result.status, result.rule) for result in body.results} <= told


def test_red_is_for_an_act_or_regulations_that_are_not_met_and_nothing_else() -> None:
    reds = [mark.css for mark in LEGEND if mark is mark_of("fail", "error")]
    assert [mark.css for mark in LEGEND if mark.css in reds] == reds == ["f"]
    tree, report = page("everything"), report_samples.everything()
    red = [one for one in tree.all("article") if "f" in one.classes]
    wanted = [one for one in report.results if one.status == "fail" and one.severity == "error"]
    assert len(red) == len(wanted) > 0
    assert {one.get("data-e").split(" ")[3] for one in red} == {"statute", "regulations"}
    for article in tree.all("article"):
        assert ("f" in article.classes) == any("f" in one.classes for one in article.with_class("m"))
    (rules,) = {tuple(re.findall(r"var\(--f-[a-z]+\)", STYLE))}
    assert len(rules) == 3, "the red variables serve the mark and the edge of a finding"


def test_a_cell_of_the_matrix_is_the_worst_of_a_body_on_a_duty() -> None:
    tree, report = page("everything"), report_samples.everything()
    by_body = {one.body.name: one.results for one in report.bodies}
    seen: set[str] = set()
    for table in (next(one.all("table")) for one in tree.with_class("matrix")):
        duties = [next(one.all("span")).text for one in table.with_class("duty")]
        for row in next(table.all("tbody")).all("tr"):
            results = next(some for name, some in by_body.items() if clean(name) == next(row.all("th")).text)
            for duty, cell in zip(duties, row.all("td"), strict=True):
                marks = {LEGEND.index(mark_of(r.status, r.severity)) for r in results if r.provision.id == duty}
                worst = LEGEND[min(marks)] if marks else None
                assert (cell.get("class"), cell.text) == ((worst.css, worst.symbol) if worst else ("", ""))
                seen.add(cell.text)
    assert {"✕", "▲", "◆", "?", "○", "✓", "–"} <= seen
    assert len({mark.symbol for mark in LEGEND}) == len({mark.css for mark in LEGEND}) == len(LEGEND)


def test_a_duty_that_fails_as_law_and_as_a_note_is_marked_as_law() -> None:
    fails = next(one for one in few().results if one.status == "fail" and one.severity == "error")
    passes, note = replace(fails, status="pass"), replace(fails, severity="note")
    for results in ([note, fails, passes], [fails, passes, note]):
        assert cells(results) == {fails.provision.id: mark_of("fail", "error")}


def test_the_matrix_shows_every_duty_once_and_says_how_many_are_folded() -> None:
    tree, report = page("samples"), samples()
    shown = [next(one.all("span")).text for one in tree.with_class("duty")]
    assert sorted(shown) == sorted({result.provision.id for result in report.results})
    summary = next(one.text for one in tree.all("summary") if "other dut" in one.text)
    folded = [one for one in tree.with_class("duty") if any(above.tag == "details" for above in one.above())]
    assert summary.startswith(f"{len(folded)} other duties")
    missed = {r.provision.id for r in report.results if r.status in AT_LENGTH}
    assert missed == set(shown) - {next(one.all("span")).text for one in folded}


def test_a_body_without_failures_is_told_what_is_undecided() -> None:
    text = page("samples").text
    assert "Of what was judged, nothing failed. " in text
    assert not re.search(r"\b(compliant|complies|compliance score|score:|[0-9]+ ?%)", text, re.IGNORECASE)
    found = [next(one.with_class("lead")).text for one in page("samples").with_class("body")]
    open_ends = [one for one in found if one.startswith("Of what was judged, nothing failed. ")]
    assert open_ends
    assert all("undecided (unknown)" in one or "for a person to decide" in one for one in open_ends)


def test_what_was_not_assessed_stands_first() -> None:
    scope = page("everything").by_id("scope").text
    report = report_samples.everything()
    for problem in report.problems:
        assert f"{problem.file}:{problem.line}:{problem.column}" in scope
        assert problem.message in scope
    for notice in report.notices:
        assert notice.message in scope
    assert "no roster of a governing body was supplied" in scope
    assert "tests/data/unusable.yaml (constitution, in effect from 2031-01-01)" in scope
    assert "It is not legal advice." in scope
    assert f"{report.summary['unknown']} unknown and {report.summary['review']} for a person" in scope


def test_what_narrows_or_settles_a_report_is_said() -> None:
    scope = page("confirmed").by_id("scope").text
    for told in (
        "reg-16 every version Solicitor <b> 2019-01-01 legislation.gov.uk",
        "2019-03-31, as asked for (--as-at)",
        "Only the results of a.yaml are shown (--report-only); in other files, not shown: 3 fail",
        "passed over: other.yaml",
        "left out: later.yaml",
        "Baseline: old.json",
        f"not asked: {confirmed().rules_in_pack - len(FEW)} of the {confirmed().rules_in_pack} rules of the pack.",
    ):
        assert told in scope
    leads = [one.text for one in page("confirmed").with_class("notice")]
    assert sum("Only the results of some files are shown" in one for one in leads) == len(confirmed().bodies)


def test_who_settled_a_result_and_why_stands_with_it() -> None:
    text = page("everything").text
    assert (
        "accepted by Governing body, 21 November 2018, item 4 on 2018-11-21, until 2019-09-30: The audit chair" in text
    )
    assert "decided by Internal auditor on 2019-02-20 (it was review): The words on the training page were read" in text
    assert "Evidence: Internal audit report 2018-19/11, finding 4." in text


def test_what_the_baseline_has_is_labelled() -> None:
    report = report_samples.everything()
    documents = tuple(
        replace(one, results=tuple(replace(r, in_baseline=r.status in ("fail", "unknown")) for r in one.results))
        for one in report.documents
    )
    labelled = replace(report, documents=documents, baseline="old.json")
    tree = parse(html.render(labelled))
    told = [one for one in tree.with_class("about") if "in the baseline" in one.text]
    assert len(told) == sum(one.in_baseline and one.status == "fail" for one in labelled.results) > 0
    lines = sum(int(number) for one in tree.all("em") for number in re.findall(r"(\d+) in the baseline", one.text))
    assert lines == sum(one.in_baseline and one.status == "unknown" for one in labelled.results) > 0


def test_stated_and_operating_stand_beside_each_other() -> None:
    tree, report = page("everything"), report_samples.everything()
    body = next(one for one in report.bodies if one.duties)
    told = {}
    for table in tree.all("table"):
        if "Stated: what the constitution says" in table.text:
            for row in next(table.all("tbody")).all("tr"):
                cells = list(row.all("th", "td"))
                told[cells[0].text, cells[3].text] = [next(cell.with_class("m")).text for cell in cells[1:3]]
    assert len(told) == len({(duty.requires, duty.citation) for duty in body.duties})
    for duty in body.duties:
        sides = [mark_of(side.status, side.results[0].severity) for side in (duty.stated, duty.operating)]
        assert told[duty.requires, duty.citation] == [f"{mark.symbol} {mark.words}" for mark in sides]


def test_a_broken_rule_and_a_note_are_told_in_full_and_not_in_red() -> None:
    report = few()
    (first, *others), rest = report.documents[0].results, report.documents[1:]
    broken = replace(first, status="error", message="The rule broke.")
    note = replace(first, status="fail", severity="note", message="Less than good practice.")
    documents = (replace(report.documents[0], results=(broken, note, *others)), *rest)
    tree = parse(html.render(replace(report, documents=documents)))
    found = {next(one.with_class("found")).text: one for one in tree.all("article")}
    assert "e" in found["The rule broke."].classes
    assert "n" in found["Less than good practice."].classes
    assert "1 note" in next(tree.with_class("lead", "verdict")).text
    assert "1 is in error, because the rule broke" in next(tree.with_class("lead", "verdict")).text


def test_the_law_relied_on_is_given_once_with_its_history() -> None:
    tree, report = page("everything"), report_samples.everything()
    rule = next(one for one in report.rules if one.id == "GOV-101")
    law = tree.by_id(f"law-{rule.provision}")
    assert [version.citation in law.text for version in rule.versions] == [True, True]
    assert "2012-10-01 to 2022-04-13" in law.text
    assert "2022-04-14 to 2022-06-30" in law.text
    relied = tree.by_id("relied-on").parent
    assert relied is not None
    wanted = {r.provision.id for r in report.results if r.status in AT_LENGTH or r.judgement}
    assert {one.get("id") for one in relied.all("tbody")} == {f"law-{one}" for one in wanted}


def test_every_action_has_room_for_an_owner_and_a_due_date() -> None:
    tree, report = page("everything"), report_samples.everything()
    for section, body in zip(tree.with_class("body"), report.bodies, strict=True):
        rows = [row for table in section.with_class("actions") for row in next(table.all("tbody")).all("tr")]
        needed = [one for one in body.results if one.status in ("fail", "error", "review")]
        missing = {one.message for one in body.unsupplied if one.status == "unknown"}
        assert len(rows) == len(needed) + len(missing)
        assert all(len(list(row.all("input"))) == 2 for row in rows)
        assert Counter(one.rule for one in needed) <= Counter(next(row.all("td")).text for row in rows)


def test_the_list_over_all_bodies_is_bounded_by_rules_and_names_bodies() -> None:
    over = page("brief").by_id("actions")
    rows = list(next(next(over.with_class("actions")).all("tbody")).all("tr"))
    assert len(rows) == len({one.rule for one in brief().results if one.status in ("fail", "review", "error")})
    assert f"{NUMBER} bodies: 000, 001" in rows[0].text
    assert f"and {NUMBER - 20} more" in rows[0].text


def test_text_from_documents_is_shown_as_text() -> None:
    text = html.render(report_samples.everything())
    tree = page("everything")
    assert len(list(tree.all("script"))) == 1
    assert len(re.findall("<script", text)) == 1
    assert "<img" not in text
    shown = tree.text
    assert '=HYPERLINK("http://example.org","NHS") <script>alert(\'x\')</script> [red]|Evil|[/red]' in shown
    assert "version <b>1</b>" in shown
    assert not re.search(r"[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]", text)


def _all_say(text: str, result: ReportedResult, body: Body) -> ReportedResult:
    place = replace(result.location, file=text, clause=text)
    law = replace(result.provision, citation=text, requires=text, url="javascript:alert(1)")
    return replace(result, message=text, title=text, remedy=text, reason=text, body=body, location=place, provision=law)


def test_hostile_text_in_every_field_stays_text() -> None:
    evil = "</script><img src=x onerror=alert(1)>\"' \u202e\x1b[31m {{ 7 * 7 }} `"
    report = report_samples.everything()
    body = replace(report.documents[0].body, name=evil, ods_code=evil)
    results = tuple(_all_say(evil, one, body) for one in report.documents[0].results[:40])
    document = replace(report.documents[0], body=body, results=results, file=evil, version=evil, date=evil, kind=evil)
    rules = tuple(
        replace(one, title=evil, versions=tuple(replace(v, url="javascript:x", citation=evil) for v in one.versions))
        for one in report.rules
    )
    text = html.render(replace(report, documents=(document,), rules=rules, unsupplied=(), baseline=evil))
    tree = parse(text)
    assert "<img" not in text
    assert "javascript:" not in text
    assert "49" not in next(tree.all("h1")).text
    assert next(tree.all("title")).text.startswith(clean(evil).rstrip())
    assert {one.get("id") for one in tree.with_class("body")} == {"body-script-img-src-x-onerror-alert-1-31m-7-7"}


def test_names_that_look_alike_have_anchors_of_their_own() -> None:
    assert unlike(["a", "b", "a", "a-2", "a"]) == ["a", "b", "a-2", "a-2-2", "a-3"]
    assert anchor("body", "../ NHS <x>") == "body-NHS-x"
    assert anchor("body", "ß") == "body-"


def test_a_long_reason_is_cut_in_its_heading_and_whole_below() -> None:
    report = samples()
    long = max((one.message for one in report.results if one.status == "unknown"), key=len)
    assert len(long) > 1000
    tree = page("samples")
    assert max(len(one.text) for one in tree.all("summary")) < 300
    assert clean(long) in {one.text for one in tree.all("p")}


def test_many_bodies_are_told_by_rule_ids_and_stay_small() -> None:
    report = brief()
    text = html.render(report)
    assert len(text.encode()) / len(report.bodies) < 60_000
    tree = page("brief")
    assert "The rules of this run" in tree.text
    titles = [one for one in tree.with_class("lines") for rule in report.rules if rule.title in one.text]
    assert titles == []


def test_the_same_report_gives_the_same_page() -> None:
    report = report_samples.everything()
    assert html.render(report) == html.render(replace(report))


def test_html_is_one_of_the_formats() -> None:
    text = output.text(report_samples.nothing(), "html", verbose=False)
    assert text.startswith("<!doctype html>\n")
    assert "No document was judged." in text


def test_a_small_page_reads_as_reviewed() -> None:
    golden_files.check("html-outline.txt", "\n".join(page("few").outline()) + "\n")


def _colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light if scheme == "light" else dark))


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    colours = _colours(scheme)
    pairs = [(f"{mark.css}-ink", f"{mark.css}-bg") for mark in LEGEND]
    pairs += [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "panel")]
    for ink, ground in pairs:
        assert _contrast(colours[ink], colours[ground]) >= 4.5, (scheme, ink, ground)
    assert _contrast(colours["focus"], colours["paper"]) >= 3


def test_contrast_is_worked_out_as_wcag_says() -> None:
    assert round(_contrast("#000", "#ffffff"), 2) == 21
    assert round(_contrast("#777777", "#fff"), 2) == 4.48
