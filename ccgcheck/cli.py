"""The command line: arguments in, exit codes out. What the commands do stands in the other modules."""

from typing import Annotated, NoReturn

import typer

from ccgcheck import __version__, cli_pack, cli_rules, cli_timeline
from ccgcheck.cli_common import PackOption, as_day, cannot, load_pack, select_rules

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_EXIT_CODES = (
    "Exit codes: 0 nothing failed at or above --fail-on; 1 something did, or a file has a problem; 2 the tool could "
    "not do its job; 3 no document was found."
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ccgcheck {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    """Check constitutions and governing bodies of NHS Clinical Commissioning Groups against the law of their day."""


@app.command(epilog=_EXIT_CODES)
def validate(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.", show_default=False),
    ],
    as_at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Read the law at this day (YYYY-MM-DD), not the document's own."),
    ] = None,
    pack: PackOption = "ccg",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            show_default=False,
            help="table (default on a terminal), concise (default elsewhere) or json; may be given several times.",
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(metavar="error|warning|note|never", help="The least severity at which a failure gives exit 1."),
    ] = "error",
    strict: Annotated[bool, typer.Option("--strict", help="Let review and unknown give exit 1 too.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="IDS", help="Only these rules: ids or beginnings of ids, with commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="IDS", help="Not these rules: ids or beginnings of ids, with commas."),
    ] = None,
    judges: Annotated[
        str | None,
        typer.Option(
            metavar="stated|operating",
            show_default=False,
            help="Only rules on what the constitution states, or on what the records show; both when left out.",
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show what passes and what does not apply, too.")
    ] = False,
) -> None:
    """Judge documents by the law of their day and show what is met, what is not, and what nobody can tell yet.

    A constitution and the records of the same body (kinds governing_body, interests, meeting, procurement and year; the
    code under body tells whose they are) are judged together: name the folder that they stand in.
    """
    from datetime import date

    from ccgcheck import files, output
    from ccgcheck.run import Settings, run

    try:
        targets = [output.Target.parse(text) for text in formats or ()] or [output.default()]
    except ValueError as error:
        cannot(str(error))
    if sum(target.file is None for target in targets) > 1:
        cannot("only one format can go to standard output; write the others to files with FORMAT=FILE")
    if fail_on not in ("error", "warning", "note", "never"):
        cannot(f'--fail-on "{fail_on}" is none of error, warning, note and never')
    chosen = load_pack(pack)
    severity = None if fail_on == "never" else fail_on
    rules = select_rules(chosen, select, ignore, judges)
    settings = Settings(chosen, rules, as_day(as_at), severity, strict)  # type: ignore[arg-type]
    report = run(files.find(paths), settings, date.today().isoformat())
    if report.exit_code == 3:
        typer.echo(
            f"ccgcheck: no document was found in {', '.join(paths)}; name a YAML file or a folder of them",
            err=True,
        )
    for target in targets:
        try:
            output.write(report, target, verbose=verbose)
        except BrokenPipeError:
            _leave_quietly()
        except OSError as error:
            cannot(f"{target.file or 'standard output'} cannot be written: {error.strerror or error}")
    raise typer.Exit(report.exit_code)


def _leave_quietly() -> NoReturn:
    import os
    import sys

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(1)


app.command()(cli_pack.explain)
app.command()(cli_pack.coverage)
app.command()(cli_pack.schema)
app.command()(cli_timeline.timeline)
app.command("test")(cli_rules.run_examples)
app.add_typer(cli_rules.rules_app, name="rules")
