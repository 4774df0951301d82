"""Table: what a person reads in a terminal; a header, the counts by topic, then what needs attention."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.table import Table
from rich.text import Text

from ccgcheck.problems import Notice, Problem
from ccgcheck.report import lines, table_overview
from ccgcheck.report.model import (
    ORDER,
    JudgedBody,
    JudgedDocument,
    Location,
    Report,
    ReportedResult,
    count,
    worst_first,
)
from ccgcheck.report.plain_text import clean
from ccgcheck.report.table_styles import SEVERITY_STYLES, STYLES, figure
from ccgcheck.report.words import (
    AUTHORITY_WORDS,
    CONFIDENCE_WORDS,
    SEVERITY_WORDS,
    packs,
    plain,
    plural,
    runs,
    settled,
    span,
    summary,
)
from ccgcheck.rules import Status

_AT_LENGTH: frozenset[Status] = frozenset({"fail", "error", "review"})
_NARROW = 100
_MANY = 12


def render(report: Report, *, width: int, verbose: bool = False) -> RenderableType:
    """Return the report laid out for `width` columns; `verbose` adds passes and what does not apply."""
    parts: list[RenderableType] = [_problems(report.problems)] if report.problems else []
    parts += [_notices(report.notices)] if report.notices else []
    narrow = width < _NARROW
    if verbose or len(report.bodies) <= _MANY:
        parts += [_body(body, report, verbose=verbose, narrow=narrow) for body in report.bodies]
    if len(report.bodies) > 1:
        parts.append(table_overview.overview(report, width=width, at_length=verbose or len(report.bodies) <= _MANY))
    if len(report.documents) != 1 or _says_more(report):
        parts += [Line(style="dim"), Text(summary(report), style="bold")]
    return Group(*parts)


def _says_more(report: Report) -> bool:
    """Whether the counts of the run say more than the counts of its only document."""
    counts = report.summary
    beside = (
        *map(counts.get, ("problems", "notices", "by_person", "in_baseline")),
        report.left_out,
        report.passed_over,
    )
    return any(beside) or bool(report.reported_only)


def _problems(problems: Iterable[Problem]) -> RenderableType:
    return _told((Text("problem", style=STYLES["problem"]), problem) for problem in problems)


def _notices(notices: Iterable[Notice]) -> RenderableType:
    return _told((Text(plain(one.kind), style=SEVERITY_STYLES[one.severity]), one) for one in notices)


def _told(labelled: Iterable[tuple[Text, Problem | Notice]]) -> RenderableType:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for label, one in labelled:
        where = lines.where(one.file, one.line, one.column)
        rows.add_row(label, Text.assemble((clean(one.message), ""), "\n", (f"at {where}", "dim")))
    return Padding(rows, (0, 0, 1, 0))


def _body(body: JudgedBody, report: Report, *, verbose: bool, narrow: bool) -> RenderableType:
    parts: list[RenderableType] = [_header(body, report)]
    results = body.results
    if results:
        parts.append(Padding(_counts(results, narrow=narrow), (1, 0, 0, 2)))
        if body.awaited:
            parts.append(_unsupplied(body))
        if body.duties:
            parts.append(_duties(body, narrow=narrow))
        told = [result for document in body.documents for result in document.results]
        told += [result for result in body.unsupplied if result.status != "unknown"]
        parts += _attention(told, verbose=verbose)
    elif all(document.as_at is None for document in body.documents):
        parts.append(Text("  not judged: see the problems above", style="bold"))
    parts.append(Text(""))
    return Group(*parts)


def _attention(results: list[ReportedResult], *, verbose: bool) -> list[RenderableType]:
    ordered = worst_first(results)
    parts = [_block(result) for result in ordered if result.status in _AT_LENGTH]
    brief: tuple[Status, ...] = ("unknown", "waived", *(("pass", "not_applicable") if verbose else ()))
    for status in brief:
        chosen = [result for result in ordered if result.status == status]
        if chosen and len(chosen) > _MANY and not verbose:
            parts.append(_ids(status, chosen, results))
        elif chosen:
            parts.append(_brief(status, chosen, with_law=verbose))
    return parts


def _header(body: JudgedBody, report: Report) -> RenderableType:
    title = lines.body_name(body)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if len(body.documents) == 1:
        (document,) = body.documents
        law = f"as at {document.as_at}" if document.as_at else "none, not judged"
        grid.add_row("document", _called(document))
        grid.add_row("file", Text(clean(document.file)))
        grid.add_row("law", f"{law}; rule pack {packs(report)}; run on {report.run_date} by ccgcheck {report.version}")
    else:
        grid.add_row("documents", plural(len(body.documents), "document") + ", each by the law of its day:")
        for document in body.documents:
            law = f"law as at {document.as_at}" if document.as_at else "not judged"
            grid.add_row("", Text(f"{_called(document)}; {law}\n  {clean(document.file)}"))
        grid.add_row("law", f"rule pack {packs(report)}; run on {report.run_date} by ccgcheck {report.version}")
    return Group(Line(Text(title, style="bold"), align="left", style="dim"), Padding(grid, (0, 0, 0, 2)))


def _called(document: JudgedDocument) -> str:
    return f"{lines.document(document)}, {lines.dated(document)}"


def _unsupplied(body: JudgedBody) -> RenderableType:
    """Return, in a line for each, what was not supplied and how many rules that leaves undecided."""
    told = [f"{why}: {plural(number, 'rule')} unknown" for why, number in body.awaited.items()]
    if all(document.kind == "constitution" for document in body.documents):
        told.append("--judges stated leaves out what the body did")
    return Padding(Text("\n".join(told), style=STYLES["unknown"]), (1, 0, 0, 2))


def _duties(body: JudgedBody, *, narrow: bool) -> RenderableType:
    """Return the duties that were judged on both sides: what is stated beside what was done."""
    sides = [duty.statuses for duty in body.duties]
    telling = [duty for duty in body.duties if duty.statuses not in lines.NOTHING_TO_TELL]
    table = Table(box=None, padding=(0, 1 if narrow else 2, 0, 0), pad_edge=False)
    for name in ("rule", "duty", "stated", "operating", "law")[: 4 if narrow else 5]:
        table.add_column(name, header_style="dim", overflow="fold", no_wrap=name in ("rule", "stated", "operating"))
    for duty in telling:
        statuses = [Text(plain(status), style=STYLES[status]) for status in duty.statuses]
        worst = duty.operating.results[0]
        cells = [Text(worst.rule), Text(clean(worst.title)), *statuses, Text(duty.citation, style="dim")]
        table.add_row(*cells[: 4 if narrow else 5])
    met, unknown = (sides.count(pair) for pair in lines.NOTHING_TO_TELL)
    said = f"{plural(len(sides), 'duty', 'duties')} judged on both sides, {met} met and {unknown} unknown on both"
    head = Text(f"stated and operating: {said}{':' if telling else ''}", style="bold")
    return Padding(Group(head, Padding(table, (0, 0, 0, 2))) if telling else head, (1, 0, 0, 2))


def _counts(results: Iterable[ReportedResult], *, narrow: bool) -> RenderableType:
    every = list(results)
    shown = [status for status in ORDER if status not in ("waived", "error") or count(every)[status]]
    table = Table(box=None, padding=(0, 1 if narrow else 2, 0, 0), pad_edge=False)
    table.add_column("topic", header_style="dim")
    totals = count(every)
    for status in shown:
        least = len(str(totals[status]))
        table.add_column(plain(status), justify="right", header_style="dim", no_wrap=not narrow, min_width=least)
    topics = list(dict.fromkeys(result.topic for result in every))
    for topic in topics:
        counts = count(result for result in every if result.topic == topic)
        table.add_row(plain(topic), *(figure(counts[status], status) for status in shown))
    if len(topics) > 1:
        table.add_row(Text("total", style="bold"), *(figure(totals[status], status) for status in shown))
    return table


def _block(result: ReportedResult) -> RenderableType:
    label, style = _label(result)
    place, law = result.location, result.provision
    in_force = f"in force {span(law.in_force_from, law.in_force_until)}"
    known = "" if law.confidence == "read" else f"; {CONFIDENCE_WORDS[law.confidence]}"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("duty", Text(clean(result.title), style="bold"))
    grid.add_row("found", Text(clean(result.message)))
    if result.reason:
        grid.add_row("why", Text(clean(result.reason)))
    if by_whom := settled(result):
        grid.add_row("who", Text(clean(by_whom)))
    if result.in_baseline:
        grid.add_row("known", Text("in the baseline, as it is: it does not fail the run"))
    grid.add_row("do", Text(clean(result.remedy)))
    grid.add_row("law", Text(f"{law.citation} ({AUTHORITY_WORDS[law.authority]}; {in_force}{known})"))
    grid.add_row("at", Text(_where(place)))
    for other in result.also_at:
        grid.add_row("and", Text(_where(other)))
    head = Text.assemble((label, style), f"  {result.rule}")
    return Padding(Group(head, Padding(grid, (0, 0, 0, 2))), (1, 0, 0, 0))


def _where(place: Location) -> str:
    clause = f", clause {clean(place.clause)}" if place.clause else ""
    return f"{lines.place(place)}{clause}"


def _label(result: ReportedResult) -> tuple[str, str]:
    """Return what is called what, and its style: red only where the law is not met."""
    if result.status != "fail":
        return plain(result.status), STYLES[result.status]
    return f"fail ({SEVERITY_WORDS[result.severity]})", SEVERITY_STYLES[result.severity]


def _brief(status: Status, results: list[ReportedResult], *, with_law: bool) -> RenderableType:
    rows = Table.grid(padding=(0, 1))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold", ratio=1)
    for result in results:
        place = f"line {result.location.line}"
        clause = f", clause {clean(result.location.clause)}" if result.location.clause else ""
        line = Text.assemble((clean(result.title), ""), (f"  {clean(result.message)}", "dim"))
        if with_law:
            line.append(f"  [{result.provision.citation}; {place}{clause}]", style="dim")
        if by_whom := settled(result):
            line.append(f"  {clean(by_whom)}")
        rows.add_row(Text(result.rule, style=STYLES[status]), line)
    head = Text(f"{plain(status)}: {len(results)}", style=STYLES[status])
    return Padding(Group(head, Padding(rows, (0, 0, 0, 2))), (1, 0, 0, 0))


def _ids(status: Status, results: list[ReportedResult], every: Iterable[ReportedResult]) -> RenderableType:
    """Return a long list as runs of rule ids by topic; `-v` tells each in full."""
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for topic in dict.fromkeys(result.topic for result in every):
        known = sorted({result.rule for result in every if result.topic == topic})
        ids = {result.rule for result in results if result.topic == topic}
        if ids:
            rows.add_row(plain(topic), Text(runs(ids, known), style=STYLES[status]))
    head = Text.assemble((f"{plain(status)}: {len(results)}", STYLES[status]), ("  (-v tells why, one by one)", "dim"))
    return Padding(Group(head, Padding(rows, (0, 0, 0, 2))), (1, 0, 0, 0))
