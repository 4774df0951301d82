"""The command line: arguments in, exit codes out. What the commands do stands in the other modules."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ccgcheck import (
    __version__,
    cli_assess,
    cli_compare,
    cli_config,
    cli_init,
    cli_pack,
    cli_rules,
    cli_timeline,
    cli_validate,
)
from ccgcheck.cli_common import leave_interrupted


class _Interruptible(TyperGroup):
    """Commands that Ctrl-C ends with code 2: what typer makes of it, 1, says that something failed."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            leave_interrupted()


app = typer.Typer(
    cls=_Interruptible,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
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


app.command(cls=cli_validate.ManyFiles, epilog=cli_validate.EXIT_CODES)(cli_validate.validate)
app.command()(cli_assess.assess)
app.command()(cli_compare.compare)
app.command()(cli_pack.explain)
app.command()(cli_pack.coverage)
app.command()(cli_pack.schema)
app.command()(cli_timeline.timeline)
app.command("test")(cli_rules.run_examples)
app.add_typer(cli_rules.rules_app, name="rules")
app.add_typer(cli_config.config_app, name="config")
app.command()(cli_init.init)
