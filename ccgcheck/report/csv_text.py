"""CSV that programs read and spreadsheets can be trusted with: RFC 4180 (commas, CRLF), UTF-8 with a byte order mark.

The mark is for Excel, which takes a file without it for one in another encoding. R's readr and pandas skip it, and so
does Python's csv module when the file is opened with `encoding="utf-8-sig"`.

A spreadsheet runs what begins with = + - or @ as a formula. Such text gets an apostrophe before it; so it does where
quotation marks or blanks come first, where the sign is a wide form of these, and after a semicolon, at which a
spreadsheet of another country begins a new cell (OWASP, CSV injection).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from ccgcheck.report.plain_text import clean

Cell = str | int | None
_BOM = "\ufeff"
_SIGNS = frozenset("=+-@\u2212")
_FIRST = re.compile("[\\s\"'`\u2018\u2019\u201c\u201d]*(.)")


def render(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([safe(value) if isinstance(value, str) else value for value in row])
    return _BOM + out.getvalue()


def safe(text: str) -> str:
    """Return text on one line that no spreadsheet takes for a formula."""
    return ";".join(map(_inert, clean(text).split(";")))


def _inert(text: str) -> str:
    first = _FIRST.match(text)
    return f"'{text}" if first and _SIGNS & set(normalize("NFKC", first[1])) else text
