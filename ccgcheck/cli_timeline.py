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

    from ccgcheck import run
    from ccgcheck.files import Source
    from ccgcheck.report import timeline_page
    from ccgcheck.report.plain_text import clean
    from ccgcheck.timeline import days, follow

    chosen = load_pack(pack)
    loaded = run.read(Source(path.as_posix(), path))
    settings = run.Settings(chosen, (), as_at=as_day(first, "--from"))
    end = min(as_day(until, "--until") or chosen.window.until, chosen.window.until)
    pages: list[timeline_page.Timeline] = []
    problems = list(loaded.problems)
    for document in loaded.documents:
        judged, found = run.judge(document, settings, loaded.problems)
        problems += found
        if judged is None or judged.as_at is None:
            continue
        if end <= judged.as_at:
            cannot(f"the timeline would end on {end}, before it begins on {judged.as_at}; give a later --until")
        seen, _ = run.examine(document, judged.kind, loaded.problems)
        on = days(chosen, judged.as_at, end)
        pages.append(timeline_page.Timeline(judged, on, follow(seen, chosen, chosen.rules, on, end)))
    if as_json:
        print_json({"timelines": [one.as_data() for one in pages]})
    else:
        show_page(lambda width: Group(*(one.page(width=width, verbose=verbose) for one in pages)))
    for problem in problems:
        where = f"{clean(problem.file)}:{problem.line}:{problem.column}"
        typer.echo(f"{where}: problem {problem.kind} {clean(problem.message)}", err=True)
    raise typer.Exit(1 if problems else 0 if pages else 3)
