"""Judge many files on all cores; what comes out is the same as from one.

Files are dealt out by the body that they seem to be about, from a look at their first bytes. The guess decides only
who works on what: a body whose files turn out to lie with several workers is judged again, with all of them.
"""

import gc
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ccgcheck import bodies, extension, pack_cache
from ccgcheck.bodies import Key, Ordered, Outcome, Taken, Watch
from ccgcheck.files import Source
from ccgcheck.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

PAYS_FROM = 24
_CHUNKS_A_WORKER = 16
_LARGEST_CHUNK = 16
_TASKS_A_CREW = 20
"""How many chunks a worker does before another takes its place: CEL keeps a little of every call that it makes."""
_HEAD = 4096
_SOON = 5  # seconds
_NODES_MADE = 1_000_000
_CODE = re.compile(rb"^(?: *|body: *\{.*\b)ods_code: *[\"']?([0-9A-Za-z]{2,8})", re.MULTILINE)
Numbered = tuple[int, Source]


class WorkerLost(RuntimeError):
    """A process that judged ended before its work was done; `str()` is the sentence for the user."""


def cores() -> int:
    """Return how many processes may run at once on this machine."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class Judged(Protocol):
    """What became of one body: `key` names it, `order` is where its first document was met."""

    @property
    def key(self) -> Key:
        """The code or the name of the body."""

    @property
    def order(self) -> tuple[int, int]:
        """The number of the source, and the place of the document in it."""


T = TypeVar("T", bound=Judged)


def judge(sources: list[Source], settings: Settings, watch: Watch | None = None) -> tuple[list[Taken], list[Outcome]]:
    """Load and judge sources; return what each gave and what judging each body gave, in the order of the sources.

    `watch` is told how many files are done, as they are. Raise WorkerLost where a process is ended from outside.
    """
    return judge_each(sources, settings, watch, _as_it_is, _as_it_is)


def judge_each(
    sources: list[Source],
    settings: Settings,
    watch: Watch | None,
    finish: Callable[[Outcome], T],
    arrived: Callable[[T], T],
) -> tuple[list[Taken], list[T]]:
    """Load and judge sources as `judge` does; return of each body what `finish` made of it where it was judged.

    `arrived` is given that where the run is put together, as it comes, and returns what to keep of it.
    """
    numbered = list(enumerate(sources))
    is_piped = any(source.path is None for source in sources)
    jobs = 1 if is_piped else min(settings.jobs, len(sources))
    is_short = is_piped or (jobs < 2 and len(sources) <= _LARGEST_CHUNK)
    if jobs > 1:
        _collect_less()  # before workers fork; a caller of `check` keeps its own ways
    taken: list[Taken] = []
    outcomes: list[T] = []
    work = _crew(jobs, settings, watch, finish)
    for some, judged in work((chunk, None) for chunk in ([numbered] if is_short else _deal(numbered, jobs))):
        taken += some
        outcomes += map(arrived, judged)
    split = _split(outcomes)
    outcomes = [one for one in outcomes if one.key not in split]
    holders = {key: [(one.order, numbered[one.order][1]) for one in taken if key in one.keys] for key in split}
    for some, judged in work((sorted(files, key=_number), key) for key, files in holders.items()):
        read_last = {one.order for one in some}  # a file may have changed or gone since it was read first
        taken = [one for one in taken if one.order not in read_last] + some
        outcomes += map(arrived, judged)
    return sorted(taken, key=lambda one: one.order), sorted(outcomes, key=lambda one: one.order)


def _as_it_is(outcome: Outcome) -> Outcome:
    return outcome


def _judge_chunk(
    chunk: Iterable[Numbered], settings: Settings, finish: Callable[[Outcome], T], only: Key | None = None
) -> tuple[list[Taken], list[T]]:
    taken: list[Taken] = []
    given: list[Ordered] = []
    for order, source in chunk:
        one, documents = bodies.take(order, source, settings)
        taken.append(one)
        given += [document for document in documents if only in (None, document.supplied.body.key)]
    return taken, [finish(outcome) for outcome in bodies.judge_bodies(given, settings)]


Task = tuple[list[Numbered], Key | None]
Work = Callable[[Iterable[Task]], Iterator[tuple[list[Taken], list[T]]]]


def _crew(jobs: int, settings: Settings, watch: Watch | None, finish: Callable[[Outcome], T]) -> Work[T]:
    """Return a function that does tasks, each a chunk of files and the one body to judge of it or None for all."""

    def tell(task: Task) -> None:
        if watch and task[1] is None:
            watch(len(task[0]))

    def in_turn(tasks: Iterable[Task]) -> Iterator[tuple[list[Taken], list[T]]]:
        for chunk, only in tasks:
            yield _judge_chunk(chunk, settings, finish, only)
            tell((chunk, only))

    def shared_out(tasks: Iterable[Task]) -> Iterator[tuple[list[Taken], list[T]]]:
        from concurrent.futures import as_completed

        waiting = iter(tasks)
        while some := list(islice(waiting, _TASKS_A_CREW * jobs)):
            with _workers(jobs, settings, finish) as pool:
                given = {pool.submit(_work, *task): task for task in some}
                for done in as_completed(given):
                    yield done.result()
                    tell(given.pop(done))

    return in_turn if jobs < 2 else shared_out


@contextmanager
def _workers(jobs: int, settings: Settings, finish: Callable[[Outcome], Any]) -> "Iterator[ProcessPoolExecutor]":
    """Give workers; whatever ends the work early, Ctrl-C among it, ends them at once."""
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool

    others = multiprocessing.active_children()
    pool = _pool(jobs, settings, finish)
    try:
        yield pool
    except BaseException as error:
        for worker in set(multiprocessing.active_children()) - set(others):
            worker.kill()
            worker.join(_SOON)
        pool.shutdown(wait=False, cancel_futures=True)  # its thread may wait for ever for what a worker half wrote
        if isinstance(error, BrokenProcessPool):
            raise WorkerLost("a process that judged was ended from outside, perhaps for want of memory") from error
        raise
    pool.shutdown()


def _split(outcomes: Iterable[Judged]) -> set[Key]:
    """Return the bodies that more than one worker judged."""
    met: set[Key] = set()
    return {one.key for one in outcomes if one.key in met or met.add(one.key)}  # type: ignore[func-returns-value]


def _number(one: Numbered) -> int:
    return one[0]


def _deal(numbered: list[Numbered], jobs: int) -> Iterator[list[Numbered]]:
    """Yield the files in some chunks for each job, those that seem to be of one body in the same chunk."""
    groups: dict[bytes, list[Numbered]] = {}
    for order, source in numbered:
        groups.setdefault(_guess(source.path) or b"%d" % order, []).append((order, source))
    size = min(_LARGEST_CHUNK, max(1, len(numbered) // (jobs * _CHUNKS_A_WORKER)))
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
        pack = extension.with_confirmed(pack_cache.load(self.folder), self.confirmed)
        return Settings(pack, tuple(rule for rule in pack.rules if rule.id in self.rules), **self.others)


def _pool(jobs: int, settings: Settings, finish: Callable[[Outcome], Any]) -> "ProcessPoolExecutor":
    """Return workers: forked with the pack in memory where the system can, else started anew to load it."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if "fork" in multiprocessing.get_all_start_methods():
        forked = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(jobs, forked, _begin, (settings, finish))
    return _spawned(jobs, settings, finish)


def _spawned(jobs: int, settings: Settings, finish: Callable[[Outcome], Any]) -> "ProcessPoolExecutor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    names = ("as_at", "fail_on", "strict", "detail")
    others = {name: getattr(settings, name) for name in names}
    ids = tuple(rule.id for rule in settings.rules)
    recipe = _Recipe(settings.pack.folder.resolve(), settings.confirmed, ids, others)
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, (recipe, finish))


_held: list[Any] = []  # a worker's own: a process pool has nowhere else to keep what every task needs


def _begin(given: Settings | _Recipe, finish: Callable[[Outcome], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, too, which ends its workers
    _collect_less()
    _held[:] = [given.settings() if isinstance(given, _Recipe) else given, finish]


def _collect_less() -> None:
    """Look for garbage less often: a run makes much that stays, and looking through it took a third of the time."""
    gc.freeze()
    gc.set_threshold(_NODES_MADE, 10, 10)


def _work(chunk: list[Numbered], only: Key | None) -> tuple[list[Taken], list[Any]]:
    settings, finish = _held
    return _judge_chunk(chunk, settings, finish, only)
