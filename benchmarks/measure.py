"""Run one command to its end, or to its time limit, and say what it took."""

import contextlib
import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

OFTEN, SELDOM, OFTEN_FOR = 0.02, 0.25, 2.0
PAGE = os.sysconf("SC_PAGE_SIZE")
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took.

    Attributes:
        wall: seconds from start to end; cpu: seconds of processor time, user and system, of the process and of the
            children that it waited for.
        peak_kb: the most memory that the process and its descendants held at one time, in KiB: the sum of the resident
            sets, looked at every 0.02 s for two seconds and every 0.25 s from then on, or the largest of one process as
            the kernel counted it, the larger of both. Pages that processes share count once for each of them.
        largest_kb: the most memory that any one process held, as the kernel counted it; 0 where it cannot tell.
        code: the exit code, or None when the time ran out.
        output: bytes on standard output and standard error.
        complaint: why the run does not count, or "".
    """

    wall: float
    cpu: float
    peak_kb: int
    largest_kb: int
    code: int | None
    output: int
    complaint: str

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


class Watch(threading.Thread):
    """Looks at the memory of a session of processes until told to stop; ends them when their time runs out."""

    def __init__(self, session: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.session, self.limit = session, limit
        self.peak_kb, self.timed_out = 0, False
        self.done = threading.Event()

    def run(self) -> None:
        """Look, and look again."""
        began = time.monotonic()
        while not self.done.wait(OFTEN if time.monotonic() - began < OFTEN_FOR else SELDOM):
            self.peak_kb = max(self.peak_kb, self._resident_kb())
            if time.monotonic() - began > self.limit and not self.timed_out:
                self.timed_out = True
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.session, signal.SIGKILL)

    def _resident_kb(self) -> int:
        pages = 0
        for name in os.listdir("/proc"):  # noqa: PTH208 a Path for each process would cost more than the look
            # Children have higher numbers, unless the kernel began anew: looking at all would cost time of the tools.
            if not name.isdigit() or int(name) < self.session:
                continue
            try:
                with open(f"/proc/{name}/stat") as stat:  # noqa: PTH123 likewise
                    fields = stat.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self.session:
                pages += int(fields[21])
        return pages * PAGE // 1024


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a tool: little, so that no setting of the caller's shell makes a tool slower or quicker."""
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ} | dict(extra)


def _lines(*files: IO[bytes]) -> Iterator[str]:
    for file in files:
        file.seek(0)
        for line in file:
            yield line.decode(errors="replace").rstrip("\n")


def _last_words(file: IO[bytes]) -> str:
    file.seek(max(0, file.seek(0, os.SEEK_END) - 2000))
    lines = file.read().decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def run(
    command: Sequence[str],
    folder: Path,
    limit: float,
    extra: Mapping[str, str],
    check: Callable[[Iterable[str], int], str],
) -> Measured:
    """Run the command in the folder.

    Args:
        limit: seconds after which the command, and all that it started, is ended.
        extra: what it finds in its environment besides what every tool finds.
        check: complains about what was printed and the exit code, or gives ""; not timed.

    Raises:
        OSError: the command cannot be started.
    """
    # The kernel counts the memory of the process that starts another as the other's until it has more of its own.
    own_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(extra), stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            start_new_session=True,
        )  # fmt: skip
        watch = Watch(process.pid, limit)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        watch.done.set()
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        size = out.seek(0, os.SEEK_END) + err.seek(0, os.SEEK_END)
        complaint = "" if watch.timed_out else check(_lines(out, err), process.returncode)
        if complaint:
            complaint = f"{complaint} (it said: {_last_words(err) or _last_words(out)})"
    largest_kb = usage.ru_maxrss if usage.ru_maxrss > own_kb else 0
    return Measured(
        wall=round(wall, 3),
        cpu=round(usage.ru_utime + usage.ru_stime, 3),
        peak_kb=max(watch.peak_kb, largest_kb),
        largest_kb=largest_kb,
        code=None if watch.timed_out else process.returncode,
        output=size,
        complaint=complaint,
    )
