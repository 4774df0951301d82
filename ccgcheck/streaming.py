"""The run for reports of any length: each body is judged, written as text and let go; what stays are counts.

Text waits in a file of the system until all bodies are judged, so that an interrupted run writes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import Protocol

from ccgcheck import bodies, parallel
from ccgcheck.bodies import Key, Outcome, Watch
from ccgcheck.files import Source
from ccgcheck.problems import Notice, Problem
from ccgcheck.report.model import Report
from ccgcheck.run import described
from ccgcheck.settings import Settings
from ccgcheck.settlements import Settlements

_IN_MEMORY = 4_000_000


class Writer(Protocol):
    """A format that can be written body by body: a module of `ccgcheck.report`."""

    def head(self, report: Report) -> str:
        """Return what stands before the bodies."""

    def body(self, outcome: Outcome) -> tuple[str, str]:
        """Return what stands among the bodies, and what stands after all of them."""

    def foot(self, report: Report) -> str:
        """Return what stands at the end."""


@dataclass(frozen=True, slots=True)
class Part:
    """One body as text, where that lies among the others, and what it counts for."""

    key: Key
    order: tuple[int, int]
    text: str
    after: str
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Streamed:
    """A report whose bodies are only counted, and all of its text."""

    report: Report
    text: Iterator[str]


@dataclass(frozen=True, slots=True)
class _Finish:
    """Makes of an outcome the part of a report in one format; it goes to the processes that judge."""

    writer: str

    def __call__(self, outcome: Outcome) -> Part:
        text, after = writer(self.writer).body(outcome)
        return Part(outcome.key, outcome.order, text, after, _counts(outcome), outcome.problems, outcome.notices)


def writer(name: str) -> Writer:
    """Return the format `name`."""
    from importlib import import_module

    module: Writer = import_module(f"ccgcheck.report.{name}")
    return module


def run(sources: list[Source], settings: Settings, run_date: str, watch: Watch | None, name: str) -> Streamed | None:
    """Judge every body of every source and return the report in the format `name`.

    None where people settled something, which only the run that holds the whole report can apply.
    """
    spool = _Spool()
    taken, parts = parallel.judge_each(sources, settings, watch, _Finish(name), spool.take)
    if any(one.settlements != Settlements() for one in taken):
        spool.close()
        return None
    found = [problem for one in taken for problem in one.problems]
    found += [problem for part in parts for problem in part.problems]
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part.counts)
    report = replace(
        described(settings, run_date, taken),
        problems=bodies.once(found),
        notices=tuple(notice for part in parts for notice in part.notices),
        counted=counts,
    )
    return Streamed(report, _text(writer(name), report, parts, spool))


def _text(form: Writer, report: Report, parts: list[Part], spool: "_Spool") -> Iterator[str]:
    yield form.head(report)
    for part in parts:
        yield spool.text(part)
    for part in parts:
        yield part.after
    yield form.foot(report)
    spool.close()


def _counts(outcome: Outcome) -> Mapping[str, int]:
    """Return what a body adds to the counts of a report, and how many of its results fail the run."""
    counts: Counter[str] = Counter(outcome.counted)
    counts.update(line.saying.status for line in outcome.lines)
    counts.update(
        bodies=1, documents=len(outcome.documents), fails_run=sum(line.saying.fails_run for line in outcome.lines)
    )
    return counts


class _Spool:
    """Text that waits for its turn: in memory while it is short, else in a file that goes when the program does."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it goes when the program does
        self._end = 0

    def take(self, part: Part) -> Part:
        """Return a part without its text, which is kept."""
        content = part.text.encode("utf-8", "surrogatepass")
        self._file.seek(self._end)
        self._file.write(content)
        at = (self._end, len(content))
        self._end += len(content)
        return replace(part, text="", at=at)

    def close(self) -> None:
        """Let all text go."""
        self._file.close()

    def text(self, part: Part) -> str:
        """Return the text of a part."""
        start, length = part.at
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")
