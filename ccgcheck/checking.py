"""Judge text by a function: for notebooks, services and engines that spread work over machines."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from ccgcheck import pack_cache, packs
from ccgcheck.files import Source
from ccgcheck.law import Severity
from ccgcheck.packs import Pack
from ccgcheck.report.model import Report
from ccgcheck.rules import Judges
from ccgcheck.run import run
from ccgcheck.settings import Settings
from ccgcheck.validators import is_date

Text = str | bytes


def check(
    given: Text | Mapping[str, Text],
    *,
    today: str,
    pack: str | Path = "ccg",
    as_at: str | None = None,
    fail_on: Severity | None = "error",
    strict: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    judges: Judges | None = None,
) -> Report:
    """Judge YAML text and return the report: what `ccgcheck validate` finds, without its files, folders and settings.

    `given` is one text, or texts by name: documents of one body in them are judged together, waivers and assessments
    among them are applied, and the names stand in the results where the command has file names. Bytes are UTF-8.
    `today` is the day on which waivers are read; `as_at` the day whose law is read, None for each document's own; both
    are ISO text. `pack` is a name or a folder. `select` and `ignore` are ids of rules or beginnings of ids. The others
    are the options of the command of the same names; `fail_on` None is its `never`.

    It looks at nothing but its arguments and the pack, which a process loads once, and never raises for what stands in
    a text: that is a problem in the report. The report and all in it can be pickled.

    Raise ValueError for a day that is none and for an id that no rule begins with, FileNotFoundError where there is no
    such pack, and `ccgcheck.packs.BadPack` for one with faults.
    """
    for name, day in (("today", today), ("as_at", as_at)):
        if day is not None and not is_date(day):
            raise ValueError(f'{name} "{day}" is not a day; write it as YYYY-MM-DD')
    wanted, unwanted = _ids("select", select), _ids("ignore", ignore)
    settings = _settings(str(pack), as_at, fail_on, strict, wanted, unwanted, judges)
    named = given if isinstance(given, Mapping) else {"text": given}
    sources = [Source(name, None, content=_bytes(text)) for name, text in named.items()]
    return run(sources, settings, today)


def _ids(name: str, given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise ValueError(f'{name} is a list of ids, not text; write {name}=["{given}"]')
    return tuple(given)


def _bytes(text: Text) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


@lru_cache(maxsize=32)
def _settings(
    pack: str,
    as_at: str | None,
    fail_on: Severity | None,
    strict: bool,
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
    judges: Judges | None,
) -> Settings:
    loaded = _pack(pack)
    return Settings(loaded, loaded.selected(wanted, unwanted, judges), as_at, fail_on, strict)


@lru_cache(maxsize=8)
def _pack(name: str) -> Pack:
    return pack_cache.load(packs.find(name))
