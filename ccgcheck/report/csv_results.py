"""CSV, every result in a row: the long form, for research and for spreadsheets.

`settled_by` tells in words who judged or waived a result, and why; `was` is its status before that. Problems and
notices have rows of their own (see `rows`); last comes one of the status `summary`, whose `message` counts all that was
found and what was left out.
"""

from ccgcheck.report import csv_text
from ccgcheck.report.csv_text import Cell
from ccgcheck.report.model import Report
from ccgcheck.report.rows import COLUMNS, Value, rows
from ccgcheck.report.words import summary


def render(report: Report) -> str:
    """Return the rows, the results in the order of the report."""
    told: list[dict[str, Value]] = [*rows(report), {"status": "summary", "message": summary(report)}]
    return csv_text.render(tuple(COLUMNS), ([_cell(row.get(name)) for name in COLUMNS] for row in told))


def _cell(value: Value) -> Cell:
    return ("yes" if value else "no") if isinstance(value, bool) else value
