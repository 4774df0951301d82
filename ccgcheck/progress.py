"""Progress on standard error, on a terminal only, and gone when the run is over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sys import stderr

_WORTH_TELLING = 24


@contextmanager
def watching(files: int) -> Iterator[Callable[[int], None] | None]:
    """Give a function to be told how many more files are done; None where nobody watches, or the run is short."""
    if files < _WORTH_TELLING or not stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("judging"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    bar = Progress(
        *columns, console=Console(stderr=True), transient=True, auto_refresh=False
    )  # no thread: workers fork
    with bar:
        task = bar.add_task("judging", total=files)

        def tell(done: int) -> None:
            bar.advance(task, done)
            bar.refresh()

        yield tell
