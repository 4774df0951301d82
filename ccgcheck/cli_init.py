"""The command `init`."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccgcheck import __version__
from ccgcheck.cli_common import cannot

if TYPE_CHECKING:
    from ccgcheck.init.answers import Answers


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where to begin; made if it is not there.", show_default=False)
    ] = Path(),
    code: Annotated[str | None, typer.Option(metavar="CODE", help="The ODS code of the CCG, such as 08L.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its name in full; left out, that of the register of CCGs.")
    ] = None,
    effective: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The day from which the constitution has effect.")
    ] = None,
    established: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day on which the CCG was established, where known.")
    ] = None,
    ci: Annotated[
        str | None,
        typer.Option(metavar="github|gitlab|both|none", help="Write files for this CI.", show_default="github"),
    ] = None,
    install: Annotated[
        str, typer.Option(metavar="REQUIREMENT", help="What pip is to install in CI.")
    ] = f"ccgcheck=={__version__}",
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Do not write this file, such as README.md; may be given several times."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; take the default for what is left out.")
    ] = False,
) -> None:
    """Begin a repository: documents to fill in, templates, schemas for editors, a configuration and CI.

    On a terminal it asks for what the options leave open. It never overwrites a file.
    """
    from ccgcheck.init import asking, contents, writing
    from ccgcheck.init.answers import BadAnswer, known, remark
    from ccgcheck.report.plain_text import clean

    excuse = "--yes asks nothing" if yes else None if _is_terminal() else "there is no terminal to ask on"
    left_out = set(without or ())
    try:
        writing.check(folder, (name for name in contents.always() if name not in left_out))
        bodies = known()
        given = asking.Given(code, name, effective, established, ci, install)
        answers = asking.answers(given, bodies, excuse)
        files = contents.files(answers)
        if unknown := left_out - files.keys():
            raise BadAnswer(f"--without {clean(min(unknown))} names none of the files: {', '.join(files)}")
        writing.write(folder, {file: text for file, text in files.items() if file not in left_out})
    except (BadAnswer, writing.CannotBegin) as error:
        cannot(str(error))
    except (typer.Abort, KeyboardInterrupt):
        cannot("interrupted; nothing was written")
    except OSError as error:
        where = clean(str(error.filename or folder))
        cannot(f"{where} cannot be written: {error.strerror or error}; nothing was written")
    said = remark(answers.code, answers.name, bodies)
    _tell(folder, [file for file in files if file not in left_out], answers, said)


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _tell(folder: Path, written: Sequence[str], answers: "Answers", said: str | None) -> None:
    """Say what was written, what is `said` of the body, and what to do next."""
    from ccgcheck.report.plain_text import clean

    named = clean(folder.as_posix())
    typer.echo(f"Written for {answers.name} ({answers.code}):")
    for file in written:
        typer.echo(f"  {clean((folder / file).as_posix())}")
    if said:
        typer.echo(f"Note: {said}.")
    if (root := _repository_above(folder)) is not None:
        typer.echo(f"Note: CI and pre-commit read their files at the root of the repository, {clean(str(root))}.")
    typer.echo("Next:")
    typer.echo(f"  1. ccgcheck validate {shlex.quote(named)}  (nothing fails: nothing has been read yet)")
    typer.echo(f"  2. Write down in {clean((folder / 'constitution.yaml').as_posix())} what the constitution says.")
    guide = "README.md" if "README.md" in written else ".templates"
    typer.echo(f"  3. Record what the body did: {clean((folder / guide).as_posix())}")


def _repository_above(folder: Path) -> Path | None:
    """Return the root of the git repository that the folder is a part of; None where it is that root, or in none."""
    here = folder.resolve()
    if (here / ".git").exists():
        return None
    return next((each for each in here.parents if (each / ".git").exists()), None)
