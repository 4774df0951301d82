"""The one place that makes a rich console: text from documents is never markup, and no line ends in blanks."""

from io import StringIO

from rich.console import Console, RenderableType


def console(width: int | None = None) -> Console:
    """Return the console for standard output, as wide as the terminal, or as `width` says."""
    return Console(width=width, highlight=False, emoji=False, markup=False)


def to_text(page: RenderableType, width: int) -> str:
    """Return what `page` looks like at that width, without colour."""
    out = StringIO()
    Console(
        file=out, width=width, height=100, no_color=True, force_terminal=False, legacy_windows=False,
        highlight=False, emoji=False, markup=False,
    ).print(page)  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
