"""HTML in a browser, where one is found: the script filters, the policy holds, and the page is shown and printed."""

import re
import shutil
import struct
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from ccgcheck.report import html
from tests import report_samples
from tests.html_samples import few
from tests.html_tree import Node, parse

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--enable-logging=stderr",
    "--virtual-time-budget=5000",
)  # fmt: skip

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome is installed")


@cache
def text() -> str:
    return html.render(few())


def without_script() -> str:
    return re.sub("<script>.*</script>", "", text(), flags=re.DOTALL)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(text(), encoding="utf-8")
    return path


def browse(page: Path, *options: str, hash: str = "") -> subprocess.CompletedProcess[str]:
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [str(BROWSER), *QUIET, profile, *options, page.as_uri() + hash]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return done


def opened(page: Path, hash: str = "") -> Node:
    """Return the page as it stands once its script has run; a message of its console is a failure."""
    done = browse(page, "--dump-dom", hash=hash)
    assert "CONSOLE" not in done.stderr, done.stderr
    return parse(done.stdout)


def shown(tree: Node) -> list[Node]:
    """Return the elements that stand for results and that neither they nor what holds them hides."""
    found = [one for one in tree.all() if "data-e" in one.attributes]
    return [one for one in found if not any("hidden" in each.attributes for each in (one, *one.above()))]


def number(tree: Node) -> int:
    return sum(int(one.get("data-e").split(" ")[4]) for one in shown(tree))


def test_without_a_filter_the_browser_shows_all_and_complains_of_nothing(page: Path) -> None:
    tree = opened(page)
    total = len(few().results)
    assert next(tree.by_id("shown").all("p")).text == f"Shown: {total} of {total} results."
    assert number(tree) == total
    assert "hidden" not in tree.by_id("filter").attributes


def test_the_policy_stops_what_is_not_ours_and_the_test_hears_of_it(page: Path) -> None:
    foreign = "<script>document.title = 'hacked'</script><img src='https://example.org/x.png'>"
    page.write_text(text().replace("</footer>", foreign + "</footer>"), encoding="utf-8")
    done = browse(page, "--dump-dom")
    assert len(re.findall("CONSOLE.*Content Security Policy", done.stderr)) >= 2
    assert "<title>hacked" not in done.stdout


def test_hostile_text_changes_nothing(page: Path) -> None:
    page.write_text(html.render(report_samples.judged("tests/data/hostile")), encoding="utf-8")
    written, tree = parse(page.read_text(encoding="utf-8")), opened(page)
    assert "<script>alert('x')</script>" in next(written.all("title")).text
    assert next(tree.all("title")).text == next(written.all("title")).text
    assert list(tree.all("img")) == []
    assert len(list(tree.all("script"))) == 1


@pytest.mark.parametrize("words", ["quorum", "decision Quorum"])
def test_a_link_can_carry_a_filter(page: Path, words: str) -> None:
    tree = opened(page, f"#status=fail&q={quote(words)}")
    wanted = [
        one.get("id")
        for one in parse(text()).all("article")
        if one.get("data-e").startswith("fail ") and all(word in one.text.lower() for word in words.lower().split())
    ]
    assert wanted
    assert [one.get("id") for one in shown(tree) if one.tag == "article"] == wanted
    total = len(few().results)
    told = next(tree.by_id("shown").all("p")).text
    assert told.startswith(f"Shown: {len(wanted)} of {total} results, in 1 of 4 bodies. The filter hides")
    assert number(tree) == len(wanted)
    assert [one.get("id") for one in tree.with_class("body") if "hidden" not in one.attributes] == ["body-99U"]
    assert "filtered" in next(tree.all("body")).classes


@pytest.mark.parametrize(("hash", "place", "value"), [
    ("#topic=public_meetings", 1, "public_meetings"),
    ("#judges=operating&status=review,pass", 2, "operating"),
    ("#authority=constitution", 3, "constitution"),
])  # fmt: skip
def test_a_filter_shows_all_that_fits_and_only_that(page: Path, hash: str, place: int, value: str) -> None:
    tree = opened(page, hash)
    results = few().results
    wanted = {
        1: [one for one in results if one.topic == value],
        2: [one for one in results if one.judges == value and one.status in ("review", "pass")],
        3: [one for one in results if one.provision.authority == value],
    }[place]
    assert {one.get("data-e").split(" ")[place] for one in shown(tree)} == {value}
    assert number(tree) == len(wanted)
    assert next(tree.by_id("shown").all("p")).text.startswith(f"Shown: {len(wanted)} of {len(results)} results, in ")


def test_a_body_can_be_chosen(page: Path) -> None:
    tree = opened(page, "#body=body-99S")
    report = few()
    (body,) = (one for one in report.bodies if one.body.ods_code == "99S")
    assert number(tree) == len(body.results)
    rows = [one for one in tree.all("tr") if "data-for" in one.attributes and "hidden" not in one.attributes]
    assert [one.get("data-for") for one in rows] == ["body-99S"]


def test_a_filter_that_nothing_fits_says_so(page: Path) -> None:
    tree = opened(page, "#q=nothing-is-called-this")
    assert next(tree.by_id("shown").all("p")).text.startswith("Shown: 0 of ")
    assert shown(tree) == []


def test_a_link_into_what_is_folded_opens_it(page: Path) -> None:
    place = opened(page, "#others-1").by_id("others-1")
    folds = [one for one in place.above() if one.tag == "details"]
    assert folds
    assert all("open" in one.attributes for one in folds)


def test_a_filter_opens_what_it_finds_in_folds(page: Path) -> None:
    tree = opened(page, "#status=pass&q=GOV-105")
    assert shown(tree)
    for one in shown(tree):
        assert all("open" in each.attributes for each in one.above() if each.tag == "details")


def test_without_the_script_everything_is_there(page: Path) -> None:
    page.write_text(without_script(), encoding="utf-8")
    tree = opened(page, "#status=fail")
    assert number(tree) == len(few().results)
    assert "hidden" in tree.by_id("filter").attributes


@pytest.mark.parametrize(("width", "height"), [(1280, 2000), (400, 1600)])
def test_a_screenshot_is_a_png_of_the_window(page: Path, width: int, height: int) -> None:
    image = page.parent / "shot.png"
    browse(page, f"--screenshot={image}", f"--window-size={width},{height}")
    data = image.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (width, height)
    assert len(data) > 20_000


def test_what_is_folded_is_printed_too(page: Path) -> None:
    page.write_text(without_script(), encoding="utf-8")
    paper = page.parent / "report.pdf"
    browse(page, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    assert paper.read_bytes().startswith(b"%PDF-")
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("the page prints; whether all of it does cannot be read without pdftotext")
    done = subprocess.run([reader, "-layout", paper, "-"], capture_output=True, encoding="utf-8", check=True)
    assert "GOV-105 The deputy chair is a member of the governing body" in done.stdout
    assert "Search the results" not in done.stdout
