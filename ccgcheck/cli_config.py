"""The command `config show`."""

from typing import Annotated, Any

import typer

from ccgcheck import cli_run as options
from ccgcheck.cli_common import print_json, show_page

config_app = typer.Typer(no_args_is_help=True)


@config_app.callback()
def _config() -> None:
    """Tell what the configuration comes to."""


@config_app.command()
def show(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="What would be judged; the folder that you are in when left out."),
    ] = None,
    as_at: options.AsAt = None,
    pack: options.PackName = None,
    fail_on: options.FailOn = None,
    strict: options.Strict = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    judges: options.Judging = None,
    exclude: options.Exclude = None,
    jobs: options.Jobs = None,
    baseline: options.BaselineFile = None,
    config: options.ConfigFile = None,
    no_config: options.NoConfig = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show each value that holds for a run, and where it came from: default, pack, file, or command line."""
    given = {
        "as_at": as_at, "pack": pack, "fail_on": fail_on, "strict": strict, "select": select, "ignore": ignore,
        "judges": judges, "exclude": exclude, "jobs": jobs, "baseline": baseline,
    }  # fmt: skip
    prepared = options.prepare(paths or ["."], given, config, no_config, None)
    values = prepared.values
    if as_json:
        print_json({"values": {key: {"value": one.value, "origin": one.origin} for key, one in values.items()}})
        return
    rows = [(key, _shown(key, one.value), one.origin) for key, one in values.items()]
    show_page(lambda width: _page(rows))


def _shown(key: str, value: Any) -> str:
    if value in (None, (), []):
        return {"jobs": "as many as there are cores", "format": "table on a terminal, else concise"}.get(key, "none")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key == "confirmed":
        return "; ".join(f"{one['provision']}, read by {one['by']} on {one['on']}" for one in value)
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def _page(rows: list[tuple[str, str, str]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    from ccgcheck.report.plain_text import clean

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("key", "value", "from"):
        table.add_column(name, header_style="dim", overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    return table
