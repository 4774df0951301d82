"""The command `assess`."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ccgcheck import cli_run as options
from ccgcheck.cli_common import tell

if TYPE_CHECKING:
    from ccgcheck.files import Source


def assess(
    paths: options.Paths,
    as_at: options.AsAt = None,
    pack: options.PackName = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    judges: options.Judging = None,
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Ask of what is unknown, too, and not only of what is for review.")
    ] = False,
    config: options.ConfigFile = None,
    no_config: options.NoConfig = False,
    today: options.Today = None,
) -> None:
    """Print an assessment to fill in: an entry for each result that waits for a person, with digests of what is seen.

    Keep it as a YAML file beside the documents: `validate` applies what it decides, and says that a person did. Send it
    to a new file each time: it asks only of what is open, and a shell empties the file that it sends to.
    """
    from dataclasses import replace

    from ccgcheck.assessing import worksheet

    given = {"as_at": as_at, "pack": pack, "select": select, "ignore": ignore, "judges": judges}
    prepared = options.prepare(paths, given, config, no_config, today)
    report = options.judge(replace(prepared, sources=[one for one in prepared.sources if not _is_output(one)]))
    typer.echo(worksheet(report, ("review", "unknown") if unknown else ("review",)), nl=False)
    tell(report.problems, "problem ")
    raise typer.Exit(3 if report.exit_code == 3 else int(bool(report.problems)))


def _is_output(source: "Source") -> bool:
    """Whether a file is the one that standard output goes to: a shell made it, empty, before we came to look."""
    try:
        return source.path is not None and os.path.samestat(source.path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False
