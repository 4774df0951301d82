"""Judge many files on all cores; what comes out is the same as from one.

Files are dealt out by the body that they seem to be about, from a look at their first bytes. The guess decides only
who works on what: a body whose files turn out to lie with several workers is judged again, with all of them.
"""

import gc
import multiprocessing
import os
import re
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccgcheck import bodies, extension, packs
from ccgcheck.bodies import Key, Ordered, Outcome, Taken, Watch
from ccgcheck.files import Source
from ccgcheck.settings import Settings

PAYS_FROM = 24
_CHUNKS_A_WORKER = 6
_HEAD = 4096
_NODES_MADE = 100_000
_CODE = re.compile(rb"^(?: *|body: *\{.*\b)ods_code: *[\"']?([0-9A-Za-z]{2,8})", re.MULTILINE)
Numbered = tuple[int, Source]


class WorkerLost(RuntimeError):
    """A process that judged ended before its work was done; `str()` is the sentence for the user."""


def cores() -> int:
    """Return how many processes may run at once on this machine."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def judge(sources: list[Source], settings: Settings, watch: Watch | None = None) -> tuple[list[Taken], list[Outcome]]:
    """Load and judge sources; return what each gave and what judging each body gave, in the order of the sources.

    `watch` is told how many files are done, as they are. Raise WorkerLost where a process is ended from outside.
    """
    numbered = list(enumerate(sources))
    jobs = min(settings.jobs, len(sources))
    _collect_less()
    if jobs < 2 or any(source.path is None for source in sources):
        taken, outcomes = _judge_chunk(numbered, settings, watch)
    else:
        taken, outcomes = _judge_on(jobs, numbered, settings, watch)
    return sorted(taken, key=lambda one: one.order), sorted(outcomes, key=lambda one: one.order)


def _judge_chunk(
    numbered: Iterable[Numbered], settings: Settings, watch: Watch | None = None, only: Key | None = None
) -> tuple[list[Taken], list[Outcome]]:
    taken: list[Taken] = []
    given: list[Ordered] = []
    for order, source in numbered:
        one, documents = bodies.take(order, source, settings)
        taken.append(one)
        given += [document for document in documents if only in (None, document.supplied.body.key)]
        if watch and not documents:
            watch(1)
    return taken, bodies.judge_bodies(given, settings, watch)


def _judge_on(
    jobs: int, numbered: list[Numbered], settings: Settings, watch: Watch | None
) -> tuple[list[Taken], list[Outcome]]:
    taken: list[Taken] = []
    outcomes: list[Outcome] = []
    with _workers(jobs, settings) as pool:
        chunks = {pool.submit(_work, chunk): len(chunk) for chunk in _deal(numbered, jobs * _CHUNKS_A_WORKER)}
        for done in as_completed(chunks):
            some, judged = done.result()
            taken += some
            outcomes += judged
            if watch:
                watch(chunks[done])
        split = _split(outcomes)
        outcomes = [one for one in outcomes if one.key not in split]
        holders = {key: [(one.order, numbered[one.order][1]) for one in taken if key in one.keys] for key in split}
        again = [pool.submit(_work, sorted(files, key=_number), key) for key, files in holders.items()]
        for done in again:
            some, judged = done.result()
            read_last = {one.order for one in some}  # a file may have changed or gone since it was read first
            taken = [one for one in taken if one.order not in read_last] + some
            outcomes += judged
    return taken, outcomes


@contextmanager
def _workers(jobs: int, settings: Settings) -> Iterator[ProcessPoolExecutor]:
    """Give workers; whatever ends the work early, Ctrl-C among it, ends them at once."""
    others = multiprocessing.active_children()
    pool = _pool(jobs, settings)
    try:
        yield pool
    except BaseException as error:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - set(others):
            worker.terminate()
        if isinstance(error, BrokenProcessPool):
            raise WorkerLost("a process that judged was ended from outside, perhaps for want of memory") from error
        raise
    pool.shutdown()


def _split(outcomes: Iterable[Outcome]) -> set[Key]:
    """Return the bodies that more than one worker judged."""
    met: set[Key] = set()
    return {one.key for one in outcomes if one.key in met or met.add(one.key)}  # type: ignore[func-returns-value]


def _number(one: Numbered) -> int:
    return one[0]


def _deal(numbered: list[Numbered], number: int) -> Iterator[list[Numbered]]:
    """Yield the files in about so many chunks, those that seem to be of one body in the same one."""
    groups: dict[bytes, list[Numbered]] = {}
    for order, source in numbered:
        groups.setdefault(_guess(source.path) or b"%d" % order, []).append((order, source))
    size = max(1, len(numbered) // number)
    chunk: list[Numbered] = []
    for group in groups.values():
        chunk += group
        if len(chunk) >= size:
            yield sorted(chunk, key=_number)
            chunk = []
    if chunk:
        yield sorted(chunk, key=_number)


def _guess(path: Path | None) -> bytes | None:
    try:
        if path is None or not path.is_file():
            return None
        with path.open("rb") as stream:
            found = _CODE.search(stream.read(_HEAD))
    except OSError:
        return None
    return b"code " + found[1] if found else None


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What a worker that shares no memory with its parent needs to make the same settings."""

    folder: Path
    confirmed: tuple[Any, ...]
    rules: tuple[str, ...]
    others: dict[str, Any]

    def settings(self) -> Settings:
        pack = extension.with_confirmed(packs.load(self.folder), self.confirmed)
        return Settings(pack, tuple(rule for rule in pack.rules if rule.id in self.rules), **self.others)


def _pool(jobs: int, settings: Settings) -> ProcessPoolExecutor:
    """Return workers: forked with the pack in memory where the system can, else started anew to load it."""
    if "fork" in multiprocessing.get_all_start_methods():
        forked = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(jobs, forked, _begin, (settings,))
    return _spawned(jobs, settings)


def _spawned(jobs: int, settings: Settings) -> ProcessPoolExecutor:
    others = {"as_at": settings.as_at, "fail_on": settings.fail_on, "strict": settings.strict}
    ids = tuple(rule.id for rule in settings.rules)
    recipe = _Recipe(settings.pack.folder.resolve(), settings.confirmed, ids, others)
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (recipe,))


_held: list[Settings] = []  # a worker's own: a process pool has nowhere else to keep what every task needs


def _begin(given: Settings | _Recipe) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends its workers
    _collect_less()
    _held[:] = [given.settings() if isinstance(given, _Recipe) else given]


def _collect_less() -> None:
    """Look for garbage less often: a run makes much that stays, and looking through it took a third of the time."""
    gc.freeze()
    gc.set_threshold(_NODES_MADE, 10, 10)


def _work(chunk: list[Numbered], only: Key | None = None) -> tuple[list[Taken], list[Outcome]]:
    return _judge_chunk(chunk, _held[0], None, only)
