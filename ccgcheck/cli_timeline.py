"""The command `timeline`."""

from pathlib import Path
from typing import Annotated

import typer

from ccgcheck.cli_common import PackOption, as_day, cannot, load_pack, print_json, show_page


def timeline(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A constitution.")],
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; the document's own when left out.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="The day before which it ends; the end of the CCGs when left out."
        ),
    ] = None,
    pack: PackOption = "ccg",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List the rules that do not change, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Judge a constitution on every day on which the law changed, and show what flipped and why."""
    from rich.console import Group

    from ccgcheck import bodies, placing
    from ccgcheck.files import Source
    from ccgcheck.report import timeline_page
    from ccgcheck.report.plain_text import clean
    from ccgcheck.supplied import supply
    from ccgcheck.timeline import days, follow

    chosen = load_pack(pack)
    loaded = bodies.read(Source(path.as_posix(), path))
    begin = as_day(first, "--from")
    rules = tuple(rule for rule in chosen.rules if rule.document == "constitution")
    end = min(as_day(until, "--until") or chosen.window.until, chosen.window.until)
    pages: list[timeline_page.Timeline] = []
    problems = list(loaded.problems)
    for document in loaded.documents:
        one, found = supply(document, chosen.window, begin, loaded.problems)
        problems += found
        if one is None or one.as_at is None:
            continue
        if one.kind != "constitution":
            cannot(f"{path} holds a document {one.kind}; a timeline is of a constitution")
        if end <= one.as_at:
            cannot(f"the timeline would end on {end}, before it begins on {one.as_at}; give a later --until")
        on = days(rules, one.as_at, end)
        courses = follow(one.record.evidence, chosen, rules, on, end)
        pages.append(timeline_page.Timeline(placing.describe(one, ()), on, courses))
    if as_json:
        print_json({"timelines": [one.as_data() for one in pages]})
    else:
        show_page(lambda width: Group(*(one.page(width=width, verbose=verbose) for one in pages)))
    for problem in problems:
        where = f"{clean(problem.file)}:{problem.line}:{problem.column}"
        typer.echo(f"{where}: problem {problem.kind} {clean(problem.message)}", err=True)
    raise typer.Exit(1 if problems else 0 if pages else 3)
