"""Pieces of Markdown: text from a pack or a document is never markup, whatever it holds.

Sites make links of addresses, of names after @ and of numbers after #, even where these were escaped: an invisible
character (zero width space) keeps such text from being taken for one.
"""

import re
from collections.abc import Iterable, Sequence

from ccgcheck.report.plain_text import clean

_MARKUP = re.compile(r"[\\`*_\[\]|~$#]")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINKED = re.compile(r"@|:(?=//)|#(?=\d)|www(?=\.)", re.IGNORECASE)
_GAP = "&#8203;"
_IN_ADDRESS = str.maketrans({mark: f"%{ord(mark):02X}" for mark in ' "()<>[]\\^`{|}'})
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")


def text(source: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    line = _one_line(source).translate(_HTML)
    return _MARKUP.sub(lambda mark: f"\\{mark[0]}", _LINKED.sub(r"\g<0>\0", line)).replace("\0", _GAP)


def code(source: str) -> str:
    """Return text on one line, shown as code."""
    line = _one_line(source)
    fence = "`" * (_longest_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def block(source: str, language: str) -> list[str]:
    """Return the lines of a code block."""
    fence = "`" * max(3, _longest_run(source) + 1)
    return [f"{fence}{language}", *source.rstrip().splitlines(), fence, ""]


def link(words: str, address: str) -> str:
    """Return a link; `words` are text, not Markdown."""
    return f"[{text(words)}]({address.translate(_IN_ADDRESS)})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: bool = False) -> list[str]:
    """Return the lines of a table whose cells are Markdown; with `numbers` all but the first column align right."""
    rule = ["---", *(["---:" if numbers else "---"] * (len(head) - 1))]
    return [*(f"| {' | '.join(map(_cell, row))} |" for row in (head, rule, *rows)), ""]


def anchor(name: str) -> str:
    """Return a place that links can lead to."""
    return f'<a id="{slug(name)}"></a>'


def slug(name: str) -> str:
    """Return the name of the place for an id of the pack."""
    return re.sub(r"[^a-z0-9_-]", "-", name.casefold())


def _cell(content: str) -> str:
    return _BARE_PIPE.sub(r"\1\\|", content)


def _one_line(source: str) -> str:
    return " ".join(clean(source).split())


def _longest_run(source: str) -> int:
    return max((len(run) for run in re.findall("`+", source)), default=0)
