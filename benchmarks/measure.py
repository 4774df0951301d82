"""Run one command to its end, or to its time limit, and say what it took."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

INTERVAL = 0.1
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took.

    Attributes:
        wall: seconds from start to end; cpu: seconds of processor time, user and system, of the process and the
            children that it waited for.
        peak_kb: the most memory that the process and its descendants held at one time, in KiB: the sum of the resident
            sets, looked at every 0.1 s, or the largest of one process as the kernel counted it, the larger of both.
            Pages that processes share count once for each of them.
        largest_kb: the largest resident set of any one process.
        code: the exit code, or None when the time ran out.
        output: bytes on standard output and standard error.
        said: the last line on standard error.
    """

    wall: float
    cpu: float
    peak_kb: int
    largest_kb: int
    code: int | None
    output: int
    said: str

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
        while not self.done.wait(INTERVAL):
            self.peak_kb = max(self.peak_kb, self._resident_kb())
            if time.monotonic() - began > self.limit and not self.timed_out:
                self.timed_out = True
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.session, signal.SIGKILL)

    def _resident_kb(self) -> int:
        pages = 0
        for name in os.listdir("/proc"):  # noqa: PTH208 a Path for each process would cost more than the look
            if not name.isdigit():
                continue
            try:
                fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self.session:
                pages += int(fields[21])
        return pages * PAGE // 1024


def run(command: Sequence[str], folder: Path, limit: float) -> Measured:
    """Run the command in the folder.

    Args:
        limit: seconds after which the command, and all that it started, is ended.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True
        )
        watch = Watch(process.pid, limit)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        watch.done.set()
        watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        size = out.seek(0, os.SEEK_END) + err.seek(0, os.SEEK_END)
        err.seek(max(0, err.tell() - 2000))
        lines = err.read().decode(errors="replace").strip().splitlines()
    return Measured(
        wall=round(wall, 3),
        cpu=round(usage.ru_utime + usage.ru_stime, 3),
        peak_kb=max(watch.peak_kb, usage.ru_maxrss),
        largest_kb=usage.ru_maxrss,
        code=None if watch.timed_out else process.returncode,
        output=size,
        said=lines[-1][:200] if lines else "",
    )
