"""What the commands share: options, loading a pack, and leaving with one sentence."""

from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from rich.console import RenderableType

    from ccgcheck.packs import Pack
    from ccgcheck.problems import Problem
    from ccgcheck.rules import Judges, Rule

CANNOT = 2
PackOption = Annotated[str, typer.Option("--pack", metavar="NAME_OR_FOLDER", help="The rule pack.")]


def load_pack(name: str, *, whole: bool = True) -> "Pack":
    """Return the pack, or leave with every fault that it has; for judging it need not be `whole`."""
    from ccgcheck import pack_cache, packs

    try:
        folder = packs.find(name)
        return packs.load(folder) if whole else pack_cache.load(folder)
    except FileNotFoundError as error:
        cannot(str(error))
    except packs.BadPack as bad:
        tell(bad.problems)
        cannot(f"{bad}; mend it and try again")


def as_day(text: str | None, option: str = "--as-at") -> str | None:
    """Return a day given on the command line, or leave when it is none."""
    from ccgcheck.validators import is_date

    if text is not None and not is_date(text):
        cannot(f'{option} "{text}" is not a day; write it as YYYY-MM-DD')
    return text


def select_rules(
    pack: "Pack", wanted: list[str] | None, unwanted: list[str] | None = None, judges: str | None = None
) -> "tuple[Rule, ...]":
    """Return the rules that --select, --ignore and --judges leave, given ids or beginnings of ids.

    Leave when an id names no rule, or when `judges` is neither stated nor operating.
    """
    sides: dict[str | None, Judges | None] = {None: None, "stated": "stated", "operating": "operating"}
    if judges not in sides:
        cannot(f'--judges "{judges}" is neither stated nor operating')
    try:
        return pack.selected(_ids(wanted), _ids(unwanted), sides[judges])
    except ValueError as error:
        cannot(str(error))


def _ids(given: list[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for text in given or () for part in text.split(",") if part.strip())


def print_json(data: "Mapping[str, Any]") -> None:
    """Print data as JSON, with the version of the format before it."""
    from ccgcheck.report import json_text

    typer.echo(json_text.dumps({"format_version": 1, **data}))


def show_page(page: "Callable[[int], RenderableType]") -> None:
    """Print what `page` gives for the width at hand: that of the terminal, or of text in a pipe."""
    import sys

    from ccgcheck import output
    from ccgcheck.report import terminal

    if sys.stdout.isatty():
        console = terminal.console()
        console.print(page(console.width))
    else:
        width = output.piped_width()
        typer.echo(terminal.to_text(page(width), width), nl=False)


def tell(problems: "Iterable[Problem]", what: str = "") -> None:
    """Print problems on standard error, each on a line of plain text, with `what` before its message."""
    from ccgcheck.report.plain_text import clean

    for problem in problems:
        place = f"{clean(problem.file)}:{problem.line}:{problem.column}"
        typer.echo(f"{place}: {what}{clean(problem.message)}", err=True)


def leave_interrupted() -> NoReturn:
    """Leave at once with exit code 2 and a sentence, after Ctrl-C: nothing is waited for, threads of a pool least."""
    import os
    import sys

    sys.stderr.write("ccgcheck: interrupted; no file was left half written\n")
    sys.stderr.flush()
    os._exit(CANNOT)


def cannot(reason: str) -> NoReturn:
    """Leave with exit code 2 and one sentence on standard error; names in it may be anything."""
    from ccgcheck.report.plain_text import clean

    typer.echo(f"ccgcheck: {clean(reason)}", err=True)
    raise typer.Exit(CANNOT)
