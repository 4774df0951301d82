"""A timeline for a terminal, and as data: when each duty began to be met or missed, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ccgcheck.report.model import JudgedDocument
from ccgcheck.report.plain_text import clean
from ccgcheck.report.table_styles import STYLES
from ccgcheck.report.words import plain, plural, span
from ccgcheck.timeline import Course, Period

_SHORT = {"not_applicable": "-"}
_COLUMN = 11


@dataclass(frozen=True, slots=True)
class Timeline:
    """A document, the days on which it was judged, and the course of each rule."""

    document: JudgedDocument
    days: tuple[str, ...]
    courses: tuple[Course, ...]

    def page(self, *, width: int, verbose: bool) -> RenderableType:
        """Return the page: rules by period where the width allows, then each change with its reason."""
        changing = sorted((course for course in self.courses if course.changes), key=lambda course: course.worst)
        title = Text(f"{clean(self.document.body.name)} ({clean(self.document.body.ods_code)})", style="bold")
        version = f", version {clean(self.document.version)}" if self.document.version else ""
        what = f"{plain(self.document.kind)}{version}, {clean(self.document.file)}"
        number = plural(len(self.days) - 1, "later day")
        parts: list[RenderableType] = [title, Text(f"{what}; from {self.days[0]}, and {number} on which law changed")]
        listed = self.courses if verbose else changing
        if listed and width >= _COLUMN * (len(self.days) + 1):
            parts.append(Padding(_matrix(listed, self.days), (1, 0, 0, 0)))
        parts += [_course(course) for course in changing]
        count = f"{plural(len(changing), 'rule')} changed, {len(self.courses) - len(changing)} did not"
        return Group(*parts, Padding(Text(count, style="bold"), (1, 0, 1, 0)))

    def as_data(self) -> dict[str, Any]:
        """Return the timeline as plain data; `until` is the first day that is no longer in a period."""
        return {
            "file": self.document.file,
            "body": {"name": self.document.body.name, "ods_code": self.document.body.ods_code},
            "days": list(self.days),
            "rules": [
                {
                    "rule": course.rule.id,
                    "title": course.rule.title,
                    "changes": course.changes,
                    "periods": [_period(period) for period in course.periods],
                    "reasons": list(course.reasons),
                }
                for course in self.courses
            ],
        }


def _period(period: Period) -> dict[str, Any]:
    return {
        "from": period.first,
        "until": period.until,
        "status": period.status,
        "message": period.message,
        "pointer": period.pointer,
        "citation": period.version.citation if period.version else None,
    }


def _matrix(courses: Sequence[Course], days: tuple[str, ...]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("rule", header_style="dim", no_wrap=True)
    for day in days:
        table.add_column(day, header_style="dim", no_wrap=True)
    for course in courses:
        statuses = [next(p.status for p in course.periods if p.first <= day < p.until) for day in days]
        cells = [Text(_SHORT.get(status, status), style=STYLES[status]) for status in statuses]
        table.add_row(Text(course.rule.id), *cells)
    return table


def _course(course: Course) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for period, reason in zip(course.periods, ("", *course.reasons), strict=True):
        if reason:
            grid.add_row("", "", Text(clean(reason), style="cyan"))
        days = span(period.first, period.until)
        status = plain(period.status) if period.version else "not in force"
        message = clean(period.message) if period.version else ""
        grid.add_row(days, Text(status, style=STYLES[period.status]), Text(message))
    head = Text.assemble((course.rule.id, "bold"), f"  {course.rule.title}")
    return Padding(Group(head, Padding(grid, (0, 0, 0, 2))), (1, 0, 0, 0))
