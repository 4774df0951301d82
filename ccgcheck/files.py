"""From the paths that the user names to the files to read."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ccgcheck.documents import STANDARD_INPUT

_ENDINGS = frozenset({".yaml", ".yml"})
_PARTS = re.compile(r"\*\*/?|.", re.DOTALL)
_NOT_OURS = frozenset({"node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. `named` is false when it was only found in a folder; standard input has no path.

    With `content` there is nothing to read. `is_passed_over` says that it is not to be read: a symbolic link found in a
    folder, or a file that was excluded.
    `fault` says why a folder could not be looked into.
    """

    name: str
    path: Path | None
    named: bool = True
    is_passed_over: bool = False
    fault: str | None = None
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Globs of what is not to be read in folders, relative to `folder`: `*` within a name, `**` over any folders."""

    folder: Path
    globs: tuple[str, ...] = ()

    def covers(self, path: Path) -> bool:
        """Whether a file or a folder is excluded, by itself or by a folder that holds it."""
        if not self.globs:
            return False
        try:
            inside = path.resolve().relative_to(self.folder.resolve())
        except ValueError:
            return False
        names = [inside, *inside.parents][:-1]
        return any(_fits(glob, name.as_posix()) for glob in self.globs for name in names)


NOTHING = Exclusion(Path())


def find(paths: Iterable[str], exclusion: Exclusion = NOTHING) -> Iterator[Source]:
    """Yield every file once, in the order given, and the files of a folder in the order of their names.

    A folder is walked without hidden entries and without following symbolic links; a link to a YAML file or to a folder
    is yielded as passed over, so that nobody takes it for judged. What is named is read whatever is excluded.
    """
    seen: set[str] = set()
    every = list(paths)
    named = {os.path.realpath(given) for given in every if given != STANDARD_INPUT}
    for given in every:
        for source in _expand(given, exclusion):
            identity = os.path.realpath(source.path) if source.path and not source.is_passed_over else source.name
            if identity not in seen:
                seen.add(identity)
                yield replace(source, named=source.named or identity in named)


def start(paths: Sequence[str]) -> Path:
    """Return the folder that holds all paths; that of the process for standard input or for none."""
    folders = [path if _is_folder(path) else path.parent for path in map(Path, paths) if str(path) != STANDARD_INPUT]
    resolved = [folder.resolve() for folder in folders] or [Path.cwd()]
    try:
        return Path(os.path.commonpath(resolved))
    except ValueError:  # on drives of their own
        return Path.cwd()


def _expand(given: str, exclusion: Exclusion) -> Iterator[Source]:
    if given == STANDARD_INPUT:
        yield Source("standard input", None)
        return
    path = Path(given)
    if not given:
        yield Source('""', None, fault="the path is empty; name a file or a folder")
    elif _is_folder(path):
        yield from _walk(path, exclusion)
    else:
        yield Source(path.as_posix(), path)


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that cannot be looked at is none, and reading it says why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path, exclusion: Exclusion) -> Iterator[Source]:
    faults: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=faults.append):
        yield from _unreadable(faults)
        here = Path(where)
        for name in sorted(folders):
            if (here / name).is_symlink() and not name.startswith("."):
                yield Source((here / name).as_posix(), here / name, named=False, is_passed_over=True)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_OURS)
        for name in sorted(names):
            found = here / name
            if found.suffix.lower() in _ENDINGS and not name.startswith("."):
                passed_over = found.is_symlink() or exclusion.covers(found)
                yield Source(found.as_posix(), found, named=False, is_passed_over=passed_over)
    yield from _unreadable(faults)


def _unreadable(faults: list[OSError]) -> Iterator[Source]:
    while faults:
        error = faults.pop(0)
        name = Path(error.filename).as_posix()
        yield Source(name, Path(name), named=False, fault=f"the folder cannot be read: {error.strerror}")


def _fits(glob: str, name: str) -> bool:
    """Whether a glob covers a name, character by character: a regular expression can be made to take for ever."""
    parts = _PARTS.findall(glob.removesuffix("/"))
    reached = _onward({0}, parts)
    for character in name:
        after: set[int] = set()
        for at in reached:
            is_within = at < 0  # some folder that `**/` covers
            place = ~at if is_within else at
            part = parts[place] if place < len(parts) else ""
            if part == "**/":
                after |= {~place, place + 1} if character == "/" else {~place}
            elif part == "**" or (part == "*" and character != "/"):
                after.add(at)
            elif part == character or (part == "?" and character != "/"):
                after.add(at + 1)
        reached = _onward(after, parts)
    return len(parts) in reached


def _onward(reached: set[int], parts: Sequence[str]) -> set[int]:
    """Return the places in a glob that are reached without another character."""
    every = set(reached)
    for at in reached:
        while 0 <= at < len(parts) and parts[at] in ("*", "**", "**/"):
            at += 1
            every.add(at)
    return every
