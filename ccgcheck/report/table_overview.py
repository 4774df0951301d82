"""The end of the table of a run over many bodies: a line for each body, and the duties most often missed."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from ccgcheck.report.model import Report
from ccgcheck.report.overview import BodyLine, Missed, body_lines, most_missed, topics
from ccgcheck.report.plain_text import clean
from ccgcheck.report.table_styles import SEVERITY_STYLES, STYLES
from ccgcheck.report.words import AUTHORITY_WORDS, plain
from ccgcheck.rules import Status

_SHOWN: tuple[Status, ...] = ("pass", "fail", "review", "unknown")
_TOP = 10
_NARROW = 100
_FOR_WORDS = 50
_FOR_DUTY = 46
_MARGIN = 2
_GAP = 2


def overview(report: Report, *, width: int, at_length: bool) -> RenderableType:
    """Return the overview in `width` columns; `at_length` says that each body was shown at length before it."""
    parts: list[RenderableType] = [Line(Text("overview", style="bold"), align="left", style="dim")]
    if not at_length:
        parts.append(Text("  -v shows each body at length; so does naming its folder alone", style="dim"))
    parts.append(Padding(_bodies(report, width), (1, 0, 0, 2)))
    missed = most_missed(report)
    if missed:
        parts.append(Padding(_missed(missed, narrow=width < _NARROW), (1, 0, 1, 2)))
    return Group(*parts)


def _bodies(report: Report, width: int) -> RenderableType:
    """Return one line for each body, its name and duty cut where they do not fit: the other formats have them whole."""
    lines, topics_met = body_lines(report), topics(report)
    heads = [plain(name) for name in topics_met]
    cells = [_aligned([line.by_topic.get(name, {}) for line in lines]) for name in topics_met]
    if _room(width, cells) < _FOR_WORDS:
        heads, cells = ["all"], [_aligned([line.counts for line in lines])]
    names = [_name(line) for line in lines]
    room = max(2, _room(width, cells))
    for_names = min(max(map(len, names)), max(room // 3, room - _FOR_DUTY))
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False)
    table.add_column("\nbody", header_style="dim", no_wrap=True, overflow="ellipsis", width=for_names)
    for head, column in zip(heads, cells, strict=True):
        table.add_column(f"{head}\n{' '.join(_SHOWN)}", header_style="dim", no_wrap=True, width=len(column[0]))
    table.add_column("\nworst duty", header_style="dim", no_wrap=True, overflow="ellipsis", width=room - for_names)
    for number, line in enumerate(lines):
        worst = _worst(line, is_part=bool(report.reported_only))
        table.add_row(names[number], *(column[number] for column in cells), worst)
    return table


def _room(width: int, cells: list[list[Text]]) -> int:
    """Return how many columns are left for words beside the figures, their gaps and the margin."""
    return width - _MARGIN - _GAP - sum(len(column[0]) + _GAP for column in cells)


def _name(line: BodyLine) -> Text:
    """Return code and name, and before the name, which may be cut, what the four figures leave out."""
    name = clean(line.body.name).replace("Clinical Commissioning Group", "CCG")
    return Text.assemble(f"{clean(line.body.ods_code)} ", (_others(line), "dim"), name)


def _aligned(column: list[Mapping[Status, int]]) -> list[Text]:
    """Return the four counts of each line, those of one status below each other and below its name."""
    widths = {status: max(len(status), *(len(str(counts.get(status, 0))) for counts in column)) for status in _SHOWN}
    return [
        Text(" ").join(
            Text(f"{counts.get(status, 0):>{widths[status]}}", style=STYLES[status] if counts.get(status) else "dim")
            for status in _SHOWN
        )
        for counts in column
    ]


def _others(line: BodyLine) -> str:
    """Return the statuses that the four figures leave out, where there are any: nothing is hidden."""
    found = ", ".join(f"{line.counts[status]} {status}" for status in ("waived", "error") if line.counts[status])
    return f"({found}) " if found else ""


def _worst(line: BodyLine, *, is_part: bool) -> Text:
    if line.worst is None:
        said = "nothing failed in what is shown" if is_part else "nothing failed"
        said += "; see what is unknown" if line.counts["unknown"] else ""
        return Text(said if line.first is not None else "not judged", style="dim")
    style = STYLES[line.worst.status]
    if line.worst.status == "fail":
        style = SEVERITY_STYLES[line.worst.severity]
    return Text.assemble((line.worst.rule, style), f" {clean(line.worst.title)}")


def _missed(missed: tuple[Missed, ...], *, narrow: bool) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in ("fail", "review", "waived", "unknown"):
        table.add_column(name, justify="right", header_style="dim")
    table.add_column("duties most often missed, in how many bodies", header_style="dim", overflow="fold", ratio=1)
    for one in missed[:_TOP]:
        style = STYLES["fail" if one.authority in ("statute", "regulations") else "departure"]
        table.add_row(*_figures(one, style), _duty(one, narrow=narrow))
    if len(missed) > _TOP:
        table.add_row("", "", "", "", Text(f"and {len(missed) - _TOP} more", style="dim"))
    return table


def _figures(one: Missed, style: str) -> Iterator[Text]:
    yield Text(str(one.fail), style=style if one.fail else "dim")
    yield Text(str(one.review), style=STYLES["review"] if one.review else "dim")
    yield Text(str(one.waived), style="dim")
    yield Text(str(one.unknown), style="dim")


def _duty(one: Missed, *, narrow: bool) -> Text:
    law = "" if narrow else f"  [{one.citation}; {AUTHORITY_WORDS[one.authority]}]"
    return Text.assemble(one.requires, (law, "dim"))
