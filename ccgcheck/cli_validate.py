"""The command `validate`."""

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from ccgcheck import cli_run as options
from ccgcheck.cli_common import cannot

if TYPE_CHECKING:
    from ccgcheck.output import Target
    from ccgcheck.report.model import Report
    from ccgcheck.streaming import Streamed

EXIT_CODES = (
    "Exit codes: 0 nothing failed at or above --fail-on; 1 something did, or a file has a problem; 2 the tool could "
    "not do its job; 3 no document was found."
)
_MANY = "--report-only"
_OF_WHOLE_BODIES = ("csv", "baseline")


class ManyFiles(TyperCommand):
    """A command whose --report-only takes every word up to the next option, as pre-commit passes files."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return what is left of the arguments, with --report-only written once before each file."""
        return super().parse_args(ctx, _repeated(args))


def _repeated(args: list[str]) -> list[str]:
    found: list[str] = []
    is_open = False
    for word in args:
        if word == _MANY:
            is_open = True
        elif is_open and not word.startswith("-"):
            found += [_MANY, word]
        else:
            is_open = False
            found.append(word)
    return found


def validate(
    paths: options.Paths,
    as_at: options.AsAt = None,
    pack: options.PackName = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="FORMAT[=FILE]",
            show_default=False,
            help="table (default on a terminal), concise (default elsewhere), json, html, markdown, csv, csv-results, "
            "sarif, sarif-github, junit, github, gitlab or baseline; may be given several times.",
        ),
    ] = None,
    fail_on: options.FailOn = None,
    strict: options.Strict = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    judges: options.Judging = None,
    report_only: Annotated[
        list[str] | None,
        typer.Option(
            _MANY,
            metavar="FILES...",
            help="Judge everything named, and print the results of these files only; all words up to the next option.",
        ),
    ] = None,
    baseline: options.BaselineFile = None,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="Judge as if nothing had been waived.")] = False,
    no_judgements: Annotated[
        bool, typer.Option("--no-judgements", help="Judge as if no person had decided anything.")
    ] = False,
    exclude: options.Exclude = None,
    jobs: options.Jobs = None,
    config: options.ConfigFile = None,
    no_config: options.NoConfig = False,
    today: options.Today = None,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Show what passes and what does not apply, and every body at length."),
    ] = False,
) -> None:
    """Judge documents by the law of their day and show what is met, what is not, and what nobody can tell yet.

    A constitution and the records of the same body (kinds governing_body, interests, meeting, procurement and year; the
    code under body tells whose they are) are judged together: name the folder that they stand in. Files of kind waivers
    and assessment among them say what people accepted and decided.
    """
    from dataclasses import replace

    from ccgcheck.narrow import narrow
    from ccgcheck.report.plain_text import clean

    given = {
        "as_at": as_at, "pack": pack, "fail_on": fail_on, "strict": strict, "select": select, "ignore": ignore,
        "judges": judges, "exclude": exclude, "jobs": jobs, "baseline": baseline,
    }  # fmt: skip
    targets = _targets(formats)
    for file in report_only or ():
        if not os.path.lexists(file):
            cannot(f"{_MANY} names {file}, and there is no such file")
    prepared = options.prepare(paths, given, config, no_config, today)
    targets = targets or [_default(prepared.values["format"].value)]
    whole = [target.format for target in targets if target.format in _OF_WHOLE_BODIES]
    if whole and report_only is not None:
        cannot(f"the format {whole[0]} is of whole bodies, and {_MANY} shows a part of them; leave one of the two out")
    settings = replace(prepared.settings, with_waivers=not no_waivers, with_judgements=not no_judgements)
    prepared = replace(prepared, settings=settings)
    is_whole = verbose or report_only is not None
    streamed = None if is_whole else _streamed(prepared, targets)
    report = streamed.report if streamed else _judged(prepared, [target.format for target in targets])
    if report_only is not None:
        report = narrow(report, report_only)
    if report.exit_code == 3:
        looked_at = clean(", ".join(paths))
        typer.echo(f"ccgcheck: no document was found in {looked_at}; name a YAML file or a folder of them", err=True)
    for target in targets:
        _write(streamed or report, target, verbose=verbose)
    raise typer.Exit(report.exit_code)


def _streamed(prepared: options.Prepared, targets: "list[Target]") -> "Streamed | None":
    """Return the report body by body, where its one format can be written so and nobody settled anything."""
    from ccgcheck import output

    if [target.format for target in targets] != [output.STREAMED] or prepared.is_settled:
        return None
    return options.stream(prepared.in_detail(output.needs_streamed()), output.FORMATS[output.STREAMED])


def _judged(prepared: options.Prepared, formats: list[str]) -> "Report":
    """Return the whole report, with what its formats show; what people settled is compared by more than that."""
    from ccgcheck import output

    detail = output.needs(formats)
    if prepared.is_settled:
        return options.judge(prepared)
    report = options.judge(prepared.in_detail(detail))
    is_settled = bool(report.waivers or report.judgements)
    return options.judge(prepared) if is_settled and not (detail.names and detail.digests) else report


def _targets(formats: list[str] | None) -> "list[Target]":
    from ccgcheck import output

    try:
        targets = [output.Target.parse(text) for text in formats or ()]
    except ValueError as error:
        cannot(str(error))
    if sum(target.file is None for target in targets) > 1:
        cannot("only one format can go to standard output; write the others to files with FORMAT=FILE")
    files = [os.path.realpath(target.file) for target in targets if target.file is not None]
    if twice := [file for file in files if files.count(file) > 1]:
        cannot(f"two formats go to {twice[0]}; give each a file of its own")
    return targets


def _default(configured: str | None) -> "Target":
    from ccgcheck import output

    return output.Target(configured) if configured else output.default()


def _write(report: "Report | Streamed", target: "Target", *, verbose: bool) -> None:
    from ccgcheck import output
    from ccgcheck.report.model import Report

    try:
        if isinstance(report, Report):
            output.write(report, target, verbose=verbose)
        else:
            output.write_streamed(report.text, target.file)
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        cannot(f"{target.file or 'standard output'} cannot be written: {error.strerror or error}")


def _leave_quietly() -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(1)
