"""HTML: one self-contained page for an audit committee, to be read, searched, printed and handed over.

The design, in short. The page is made whole before anybody opens it: without JavaScript it can be read and printed in
full. The script only filters, searches and opens what is folded; it asks nothing of a network and keeps nothing. A
Content-Security-Policy lets in the one style sheet and the one script by their digests, and nothing else. `page` and
the modules beside it prepare plain values; the templates only lay them out. Every text goes through `plain_text.clean`
and is escaped on its way out, wherever it comes from, so that no template can forget it.

A status is a symbol and words, then a colour; red is for an Act or regulations that are not met and for nothing else.
There is no score and no badge: what is undecided stands beside what failed. An element that stands for results carries
`data-e` (status, topic, side, authority, number), and the numbers of a page add up to its summary. With many bodies,
what passes, does not apply or is undecided is told by the ids of the rules: so 212 bodies take about 8 megabytes.
"""

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ccgcheck.report import lines, words
from ccgcheck.report.html import actions, results
from ccgcheck.report.html.marks import LEGEND, mark_of
from ccgcheck.report.html.page import page
from ccgcheck.report.model import Report
from ccgcheck.report.plain_text import clean
from ccgcheck.rules import STATUSES

_FOLDER = Path(__file__).parent
_WEB = ("https://", "http://")


def render(report: Report) -> str:
    """Return the report as one HTML page that needs nothing else."""
    style, script = _text("report.css"), _text("report.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("report.html.j2")
    return template.render(page=page(report), policy=policy, style=Markup(style), script=Markup(script))


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": words.plain, "where": results.where}
    environment.tests["web"] = _web
    environment.globals |= {
        "words": words, "legend": LEGEND, "statuses": STATUSES, "called": lines.document, "dated": lines.dated,
        "actions_of": actions.of_body, "law_anchor": partial(results.anchor, "law"), "mark_of": mark_of,
    }  # fmt: skip
    return environment


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _web(url: str) -> bool:
    """Whether an address may be a link: a pack can say anything."""
    return url.startswith(_WEB)
