"""The configuration `.ccgcheck.yaml`, and what holds when defaults, pack, file and command line are put together."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ccgcheck import documents, extension, schema_check
from ccgcheck.documents import Document
from ccgcheck.packs import Pack
from ccgcheck.problems import Problem

NAME = ".ccgcheck.yaml"
DEFAULTS: Mapping[str, Any] = {
    "pack": "ccg", "as_at": None, "fail_on": "error", "strict": False, "select": (), "ignore": (), "judges": None,
    "format": None, "exclude": (), "waivers": (), "assessments": (), "baseline": None, "confirmed": (), "jobs": None,
    "notice_days": 30,
}  # fmt: skip
_FILES = ("waivers", "assessments", "baseline")


class BadConfig(Exception):
    """A configuration that cannot be used; `problems` says why, each at its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__("the configuration cannot be used")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that holds, and where it came from: `default`, `pack NAME`, `FILE:LINE` or `command line`."""

    value: Any
    origin: str


@dataclass(frozen=True, eq=False)
class Config:
    """What a configuration file says; `file` is None where there is none. Paths are relative to `folder`."""

    folder: Path
    file: Path | None = None
    document: Document | None = field(default=None, repr=False)

    @property
    def data(self) -> Mapping[str, Any]:
        """The keys that the file gives."""
        return self.document.data if self.document else {}

    def origin(self, key: str) -> str:
        """Return where a key stands, as `FILE:LINE`."""
        line = self.document.place(f"/{key}").line if self.document else 0
        return f"{_shown(self.file)}:{line}" if self.file else "default"

    def paths(self, key: str) -> list[str]:
        """Return the files that a key names, as paths from where the program runs."""
        given = self.data.get(key, ())
        return [_shown(self.folder / name) for name in ([given] if isinstance(given, str) else given)]


def find(start: Path) -> Path | None:
    """Return the nearest configuration from `start` upward to the root of its repository; outside one, that of `start`.

    A repository's root is the folder that holds `.git`.
    """
    folders = [start, *start.parents]
    root = next((folder for folder in folders if os.path.lexists(folder / ".git")), start)
    for folder in folders[: folders.index(root) + 1]:
        if os.path.lexists(folder / NAME):  # even where it cannot be read: a run without it might be milder
            return folder / NAME
    return None


def load(file: Path) -> Config:
    """Read a configuration; raise BadConfig with every fault found, each at its place."""
    name = _shown(file)
    loaded = documents.load_path(file, name)
    if loaded.problems and {problem.kind for problem in loaded.problems} == {"empty"}:
        return Config(file.parent, file)
    problems = list(loaded.problems)
    if len(loaded.documents) > 1:
        problems.append(Problem(name, 1, 1, "schema", "a configuration is one document; take the others out"))
    if not problems and loaded.documents[0].data is None:
        return Config(file.parent, file)
    if not problems:
        document = loaded.documents[0]
        problems = schema_check.check(document, "config")
        problems = problems or list(_outside(document, file.parent))
        if not problems:
            return Config(file.parent, file, document)
    raise BadConfig(problems)


def effective(config: Config, pack: Pack, given: Mapping[str, Any]) -> dict[str, Value]:
    """Return each key with the value that holds: defaults, overruled by the pack, the file, then the command line.

    `given` holds what the command line says; None there says nothing.
    """
    values = {key: Value(value, "default") for key, value in DEFAULTS.items()}
    values |= {key: Value(value, f"pack {pack.name}") for key, value in pack.settings.items()}
    values |= {key: Value(value, config.origin(key)) for key, value in config.data.items()}
    values |= {key: Value(value, "command line") for key, value in given.items() if value is not None}
    return values


def check_confirmed(config: Config, pack: Pack) -> None:
    """Raise BadConfig when the configuration confirms provisions or versions that the pack does not have."""
    entries = config.data.get("confirmed", ())
    document = config.document
    if document is None:
        return
    faults = list(extension.confirmation_faults(pack.provisions, entries))
    if faults:
        raise BadConfig(_problem(document, f"/confirmed{pointer}", message) for pointer, message in faults)


def _outside(document: Document, folder: Path) -> Iterator[Problem]:
    """Yield a problem for each file named that lies outside the folder of the configuration."""
    for key in _FILES:
        given = document.data.get(key, [])
        for index, name in enumerate([given] if isinstance(given, str) else given):
            pointer = f"/{key}" if isinstance(given, str) else f"/{key}/{index}"
            if not (folder / name).resolve().is_relative_to(folder.resolve()):
                yield _problem(
                    document, pointer, f"{name} lies outside the folder of the configuration; move it inside"
                )


def _problem(document: Document, pointer: str, message: str) -> Problem:
    place = document.place(pointer, of_value=True)
    return Problem(document.file, place.line, place.column, "schema", message, pointer)


def _shown(path: Path | None) -> str:
    """Return a path as from where the program runs, when it lies below; else in full."""
    if path is None:
        return ""
    resolved, here = path.resolve(), Path.cwd()
    return resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else resolved.as_posix()
