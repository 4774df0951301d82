"""Write new files into a folder: all of them or none, over nothing that is there, and nowhere else."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from ccgcheck.report.plain_text import clean


class CannotBegin(ValueError):
    """A folder in which the files cannot be begun; `str()` says why and what to do instead."""


def check(folder: Path, names: Iterable[str]) -> None:
    """Raise CannotBegin when one of the files is there already, or would not come to lie in the folder."""
    names = list(names)
    if os.path.lexists(folder) and not folder.is_dir():
        raise CannotBegin(f"{_shown(folder)} is there and is no folder; name another")
    for holder in dict.fromkeys(holder for name in names for holder in Path(name).parents[:-1]):
        path = folder / holder
        if path.is_symlink():
            raise CannotBegin(
                f"{_shown(path)} is a symbolic link, and nothing is written through one; name another folder"
            )
        if path.exists() and not path.is_dir():
            raise CannotBegin(f"{_shown(path)} is there and is no folder; name another folder")
    if there := [name for name in names if os.path.lexists(folder / name)]:
        what = "is there already" if len(there) == 1 else "are there already"
        ways = f"leave out what you have (--without {there[0]}), or name another folder"
        raise CannotBegin(f"{', '.join(there)} {what} in {_shown(folder)}, and nothing was written; {ways}")


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files, by their names in the folder, which is made if need be; raise CannotBegin, OSError.

    What was written before something went wrong is taken away again.
    """
    check(folder, files)
    made: list[Path] = []
    try:
        for name, text in files.items():
            path = folder / name
            for holder in reversed([each for each in path.parents if not each.exists()]):
                holder.mkdir()
                made.append(holder)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                made.append(path)
                stream.write(text)
    except BaseException:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        raise


def _shown(path: Path) -> str:
    return clean(path.as_posix())
