"""Progress: on standard error, on a terminal only, gone at the end, and never in what is piped."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import constitution

FILES = 30


def folder(place: Path) -> Path:
    for number in range(FILES):
        text = constitution("not_reviewed: true\n").replace("99Z", f"T{number:02}")
        (place / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    return place


def watched(place: Path, *arguments: str) -> tuple[int, str, str]:
    """Run the program with a terminal for standard error; return its code, its standard output and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ccgcheck", "validate", str(place), "--select", "GOV-101", *arguments]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, encoding="utf-8", env=environment) as program:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert program.stdout is not None
        output = program.stdout.read()
    os.close(ours)
    return program.returncode, output, shown.decode("utf-8", "replace")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_whoever_watches_a_terminal_sees_how_far_it_is(tmp_path: Path, jobs: str) -> None:
    code, output, shown = watched(folder(tmp_path), "--jobs", jobs)
    assert code == 0
    assert f"{FILES}/{FILES}" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the line is wiped
    assert "judging" not in output
    assert output.splitlines()[-1].startswith(f"{FILES} documents of {FILES} bodies")


def test_a_short_run_shows_nothing(tmp_path: Path) -> None:
    folder(tmp_path)
    for number in range(5, FILES):
        (tmp_path / f"{number:02}.yaml").unlink()
    assert watched(tmp_path)[2] == ""
