"""Write a report in the formats asked for, to standard output or beside-and-rename to files."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from errno import EISDIR
from functools import reduce
from importlib import import_module
from pathlib import Path
from secrets import token_hex

from ccgcheck.report.model import Report
from ccgcheck.settings import Detail

FORMATS = {
    "table": "table",
    "concise": "concise",
    "json": "json_format",
    "sarif": "sarif",
    "sarif-github": "sarif_github",
    "junit": "junit_report",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown_report",
    "html": "html",
    "csv": "csv_matrix",
    "csv-results": "csv_results",
    "baseline": "baseline_format",
}
"""Each format with the module of `ccgcheck.report` whose `render(report)` returns its text."""
_SHOWN: dict[str, Detail] = {
    "concise": Detail(quiet=False, names=False, digests=False),
    "json": Detail(),
    "baseline": Detail(),
    **dict.fromkeys(("sarif", "sarif-github", "gitlab", "csv-results"), Detail(digests=False)),
}
STREAMED = "concise"
"""The format that is written body by body."""
_PIPED_WIDTH = 100
_LEAST_WIDTH = 40
_JOB_SUMMARY = 1024 * 1024
"""How many bytes GitHub takes of a step for the summary of its job; of more it takes nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format and where it goes: a file, or standard output."""

    format: str
    file: Path | None = None

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Return the target that `FORMAT` or `FORMAT=FILE` names; raise ValueError for an unknown format."""
        name, equals, file = text.partition("=")
        if name not in FORMATS:
            raise ValueError(f"there is no format {name}; the formats are {', '.join(FORMATS)}")
        if equals and not file:
            raise ValueError(f"{text} names no file; write {name}=FILE")
        return cls(name, Path(file) if equals else None)


def needs(formats: Iterable[str]) -> Detail:
    """Return what must be worked out of each result for reports in these formats that hold all results."""
    shown = (_SHOWN.get(name, Detail(names=False, digests=False)) for name in formats)
    return reduce(Detail.__or__, shown, Detail(quiet=True, names=False, digests=False))


def needs_streamed() -> Detail:
    """Return what must be worked out of each result for the report that is written body by body."""
    return _SHOWN[STREAMED]


def default() -> Target:
    """Return the format for people on a terminal, and the one line a result that tools like in a pipe."""
    return Target("table" if sys.stdout.isatty() else "concise")


def write(report: Report, target: Target, *, verbose: bool) -> None:
    """Write one format; raise OSError when the file cannot be written.

    In a job of GitHub Actions (GITHUB_STEP_SUMMARY is set), `github` on standard output adds to the job's summary, too.
    """
    if target.file is not None:
        replace(target.file, text(report, target.format, verbose=verbose))
    elif target.format == "table" and _is_coloured():
        from ccgcheck.report import table, terminal

        console = terminal.console(None if sys.stdout.isatty() else piped_width())
        console.print(table.render(report, width=console.width, verbose=verbose))
    else:
        sys.stdout.write(text(report, target.format, verbose=verbose))
        sys.stdout.flush()
        if target.format == "github" and os.environ.get("GITHUB_STEP_SUMMARY"):
            _add_job_summary(report, Path(os.environ["GITHUB_STEP_SUMMARY"]))


def write_streamed(text: Iterable[str], file: Path | None) -> None:
    """Write a report that comes in pieces, to a file or to standard output; raise OSError as `write` does."""
    if file is not None:
        replace(file, text)
    else:
        sys.stdout.writelines(text)
        sys.stdout.flush()


def _is_coloured() -> bool:
    """Whether the table is for a terminal, or for one that the environment promises at the end of a pipe."""
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"))


def text(report: Report, name: str, *, verbose: bool) -> str:
    """Return the report in the format `name` as text without colour."""
    if name == "concise":
        from ccgcheck.report import concise

        return concise.render(report, verbose=verbose)
    if name == "table":
        from ccgcheck.report import table, terminal

        width = piped_width()
        return terminal.to_text(table.render(report, width=width, verbose=verbose), width)
    rendered: str = import_module(f"ccgcheck.report.{FORMATS[name]}").render(report)
    return rendered


def _add_job_summary(report: Report, file: Path) -> None:
    """Append the report in Markdown to the file that GitHub shows as the summary of a job, as far as that holds it."""
    from ccgcheck.report import markdown_report

    try:
        room = _JOB_SUMMARY - (file.stat().st_size if file.exists() else 0)
        with file.open("a", encoding="utf-8", newline="") as summary:
            summary.write(markdown_report.bounded(report, room))
    except OSError as error:
        raise OSError(f"the job summary {file}: {error.strerror or error}") from error


def piped_width() -> int:
    """Return the width of text that goes to no terminal: COLUMNS, or 100."""
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) >= _LEAST_WIDTH else _PIPED_WIDTH


def replace(file: Path, content: str | Iterable[str]) -> None:
    """Write a file whole or not at all: beside it first, then renamed; raise OSError when it cannot be written.

    What is a device, a pipe or a stream is written to as it is: a file in its place would be the end of it.
    """
    if file.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(file))
    pieces = (content,) if isinstance(content, str) else content
    if _is_stream(file):
        _fill(file, "w", pieces)
        return
    beside = file.with_name(f".ccgcheck.{token_hex(8)}.part")
    try:
        _fill(beside, "x", pieces)  # never through a link that somebody else has laid there
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _fill(file: Path, mode: str, pieces: Iterable[str]) -> None:
    with file.open(mode, encoding="utf-8", errors="backslashreplace", newline="") as stream:
        stream.writelines(pieces)


def _is_stream(file: Path) -> bool:
    return (file.exists() and not file.is_file()) or file.absolute().parts[1:2] in (("dev",), ("proc",))
