"""From the paths that the user names to the files to read."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ccgcheck.documents import STANDARD_INPUT

_ENDINGS = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `named` is false when it was only found in a folder; standard input has no path."""

    name: str
    path: Path | None
    named: bool = True


def find(paths: Iterable[str]) -> Iterator[Source]:
    """Yield every file once, in the order given, and the files of a folder in the order of their names.

    A folder is walked without hidden entries and without following symbolic links.
    """
    seen: set[str] = set()
    for given in paths:
        for source in _expand(given):
            identity = os.path.realpath(source.path) if source.path else source.name
            if identity not in seen:
                seen.add(identity)
                yield source


def _expand(given: str) -> Iterator[Source]:
    if given == STANDARD_INPUT:
        yield Source("standard input", None)
        return
    path = Path(given)
    if path.is_dir():
        for found in _walk(path):
            yield Source(found.as_posix(), found, named=False)
    else:
        yield Source(path.as_posix(), path)


def _walk(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(where, name)
            if found.suffix.lower() in _ENDINGS and not name.startswith(".") and not found.is_symlink():
                yield found
