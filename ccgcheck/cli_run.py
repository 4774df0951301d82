"""What the commands that judge share: their options, and the settings that these and the configuration make."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from ccgcheck.cli_common import as_day, cannot, load_pack, select_rules, tell

if TYPE_CHECKING:
    from ccgcheck.baseline import Baseline
    from ccgcheck.bodies import Watch
    from ccgcheck.config import BadConfig, Config, Value
    from ccgcheck.files import Source
    from ccgcheck.report.model import Report
    from ccgcheck.settings import Detail, Settings
    from ccgcheck.streaming import Streamed

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.", show_default=False),
]
AsAt = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Read the law at this day (YYYY-MM-DD), not the document's own."),
]
PackName = Annotated[
    str | None, typer.Option("--pack", metavar="NAME_OR_FOLDER", help="The rule pack.", show_default="ccg")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="error|warning|note|never",
        help="The least severity at which a failure gives exit 1.",
        show_default="error",
    ),
]
Strict = Annotated[
    bool | None,
    typer.Option("--strict/--no-strict", help="Let review and unknown give exit 1 too.", show_default="no-strict"),
]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="IDS", help="Only these rules: ids or beginnings of ids, with commas."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(metavar="IDS", help="Not these rules: ids or beginnings of ids, with commas."),
]
Judging = Annotated[
    str | None,
    typer.Option(
        "--judges",
        metavar="stated|operating",
        show_default=False,
        help="Only rules on what the constitution states, or on what the records show; both when left out.",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="Do not read this in folders: * within a name, ** over any folders."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="How many processes judge.", show_default="as many as there are cores"),
]
BaselineFile = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="The report of an earlier run: what it knows does not fail the run."
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration; else .ccgcheck.yaml is looked for upward from the paths."
    ),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Look for no configuration.")]
Today = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The day of the run, on which waivers are read.", show_default="today"),
]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A run made ready: how to judge, what to read, the day, and where each value came from."""

    settings: "Settings"
    sources: "list[Source]"
    today: str
    values: "Mapping[str, Value]"
    config: "Config"

    @property
    def is_settled(self) -> bool:
        """Whether a baseline, or files that the configuration names, say something of what will be found."""
        named = (*self.config.paths("waivers"), *self.config.paths("assessments"))
        return self.settings.baseline is not None or bool(named)

    def in_detail(self, detail: "Detail") -> "Prepared":
        """Return the same run with no more of each result than `detail` says."""
        return replace(self, settings=replace(self.settings, detail=detail))


def prepare(
    paths: list[str], given: Mapping[str, Any], config_file: Path | None, no_config: bool, today: str | None
) -> Prepared:
    """Put the command line and the configuration together, or leave with a sentence.

    `given` has the keys of the configuration; None says nothing.
    """
    from datetime import date

    from ccgcheck import config, extension, files
    from ccgcheck.settings import Settings

    if config_file is not None and no_config:
        cannot("--config names a configuration, and --no-config wants none; give one of them")
    start = files.start(paths)
    file = config_file if config_file is not None else None if no_config else config.find(start)
    read = _read(file, start)
    pack = load_pack(given.get("pack") or _pack_of(read), whole=False)
    try:
        config.check_confirmed(read, pack)
    except config.BadConfig as bad:
        _leave(bad)
    confirmed = tuple(read.data.get("confirmed", ()))
    pack = extension.with_confirmed(pack, confirmed)
    values = config.effective(read, pack, given)
    value = {key: one.value for key, one in values.items()}
    if value["fail_on"] not in ("error", "warning", "note", "never"):
        cannot(f'--fail-on "{value["fail_on"]}" is none of error, warning, note and never')
    settled = [*read.paths("waivers"), *read.paths("assessments")]
    globs = tuple(value["exclude"])
    exclusion = files.Exclusion(Path.cwd() if values["exclude"].origin == "command line" else read.folder, globs)
    sources = list(files.find([*paths, *settled], exclusion))
    settings = Settings(
        pack,
        select_rules(pack, list(value["select"]), list(value["ignore"]), value["judges"]),
        as_day(value["as_at"]),
        None if value["fail_on"] == "never" else value["fail_on"],
        bool(value["strict"]),
        jobs=_jobs(values["jobs"], len(sources)),
        notice_days=value["notice_days"],
        baseline=_baseline(read, given),
        confirmed=confirmed,
    )
    return Prepared(settings, sources, as_day(today, "--today") or date.today().isoformat(), values, read)


def _jobs(value: "Value", files: int) -> int:
    """Return how many processes judge: no more than there are cores, unless whoever runs ccgcheck wants more."""
    from ccgcheck import parallel

    if value.value is None:
        return parallel.cores() if files >= parallel.PAYS_FROM else 1
    wanted = int(value.value)
    return wanted if value.origin == "command line" else min(wanted, parallel.cores())


def judge(prepared: Prepared) -> "Report":
    """Judge what was prepared, with progress for whoever watches, and return the report."""
    from ccgcheck.run import run

    with _watched(prepared) as watch:
        return run(prepared.sources, prepared.settings, prepared.today, watch)


def stream(prepared: Prepared, form: str) -> "Streamed | None":
    """Judge what was prepared as `judge` does and return the report in a format; None where only `judge` can."""
    from ccgcheck import streaming

    with _watched(prepared) as watch:
        return streaming.run(prepared.sources, prepared.settings, prepared.today, watch, form)


@contextmanager
def _watched(prepared: Prepared) -> "Iterator[Watch | None]":
    """Give what tells of progress; a worker that is lost is told in a sentence."""
    from ccgcheck import parallel, progress

    if not prepared.settings.rules:
        cannot("select, ignore and judges together leave no rule to ask; ccgcheck config show tells them")
    try:
        with progress.watching(len(prepared.sources)) as watch:
            yield watch
    except parallel.WorkerLost as lost:
        cannot(f"{lost}; try again with fewer (--jobs 1); nothing was written")


def _read(file: Path | None, start: Path) -> "Config":
    from ccgcheck import config

    if file is None:
        return config.Config(start)
    try:
        return config.load(file)
    except config.BadConfig as bad:
        _leave(bad)


def _pack_of(read: "Config") -> str:
    """Return the pack that the configuration names: one that ccgcheck ships, or a folder below the configuration."""
    from ccgcheck import config, packs, resources

    name: str = read.data.get("pack", config.DEFAULTS["pack"])
    if Path(name).name == name and (resources.folder("rules") / name / packs.HEAD).is_file():
        return name
    folder = (read.folder / name).resolve()
    if not folder.is_relative_to(read.folder.resolve()):
        cannot(f"{read.origin('pack')}: the pack {name} lies outside the folder of the configuration; use --pack")
    return str(read.folder / name)


def _baseline(read: "Config", given: Mapping[str, Any]) -> "Baseline | None":
    from ccgcheck import baseline

    named = [given["baseline"]] if given.get("baseline") else read.paths("baseline")
    if not named:
        return None
    try:
        return baseline.load(Path(named[0]))
    except baseline.BadRun as error:
        cannot(str(error))
    except OSError as error:
        cannot(f"the baseline {named[0]} cannot be read: {error.strerror or error}")


def _leave(bad: "BadConfig") -> NoReturn:
    tell(bad.problems)
    cannot(f"{bad}; mend it, or leave it out with --no-config")
