"""Measure ccgcheck and its peers side by side, one after the other and over again.

    python benchmarks/run.py --all                       every size; hours, mostly of peers
    python benchmarks/run.py --lines 150 --files 1 100   some sizes; what was measured before is kept
    python benchmarks/run.py --all --estimate            how long it would take

Results go to benchmarks/results/*.json; benchmarks/table.py turns them into tables.
"""

import argparse
import os
import re
import sys
from pathlib import Path

import machine
from corpora import Corpus, prepare
from measure import run
from results import Entry, Results
from tools import HERE, TOOLS, Places, Tool

LINES = (150, 300)
FILES = (1, 100, 1000, 10000)
NAMES = tuple(tool.name for tool in TOOLS)
OURS = ("ccgcheck", "ccgcheck-1", "floor-schema", "floor-scan")


def repetitions(files: int, asked: int | None) -> int:
    """How often each tool reads a corpus of so many files."""
    return asked or (5 if files <= 100 else 3 if files <= 1000 else 1)


def expected(tool: Tool, files: int, lines: int, folder: Path) -> float:
    """Seconds that a run will take, by the largest smaller corpus that was measured, or by the guess."""
    for smaller in sorted((size for size in FILES if 100 <= size < files), reverse=True):
        found = Results(folder, lines, smaller)
        seconds = found.middle(tool.name, "wall")
        if seconds is not None:
            return seconds * files / smaller
    start, each = tool.guess
    return start + each * files * lines / 300


def estimate(sizes: list[tuple[int, int]], tools: list[Tool], asked: argparse.Namespace) -> float:
    """Print how long each size will take; the sum in seconds."""
    total = 0.0
    for lines, files in sizes:
        times = [min(expected(tool, files, lines, asked.results), asked.limit) for tool in tools]
        seconds = sum(times) * repetitions(files, asked.repeat)
        total += seconds
        print(f"{lines} lines, {files} files: about {seconds / 60:.1f} minutes", file=sys.stderr)
    print(f"all: about {total / 60:.0f} minutes, and the writing of the files", file=sys.stderr)
    return total


def once(tool: Tool, corpus: Corpus, entry: Entry, places: Places, limit: float) -> str:
    """Run a tool one more time and put down what it took, or why it is given up on; the line to be shown."""
    measured = run(tool.command(places, corpus), corpus.folder, limit)
    if measured.code is None:
        entry["gave_up"] = f"stopped after {limit:.0f} s"
    elif measured.code not in tool.fine:
        entry["gave_up"] = f"exit code {measured.code}: {re.sub(r'[^ ]*/', '', measured.said)}"
    entry["runs"].append({"at": machine.now(), **measured.as_data()} | {"said": ""})
    return str(
        entry.get("gave_up") or f"{measured.wall:.2f} s, {measured.cpu:.2f} s of CPU, {measured.peak_kb >> 10} MiB"
    )


def size(corpus: Corpus, tools: list[Tool], places: Places, asked: argparse.Namespace) -> None:
    """Measure one size: A B C, A B C, until each tool has its runs."""
    results = Results(asked.results, corpus.lines, corpus.files)
    results.data |= {
        "command": f"python benchmarks/run.py --lines {corpus.lines} --files {corpus.files}",
        "machine": machine.machine(),
        "versions": machine.versions(places),
        "corpus": corpus.manifest,
    }
    commit = machine.commit()
    for repetition in range(repetitions(corpus.files, asked.repeat)):
        for tool in tools:
            stamp = {"label": tool.label, "command": tool.shown, "corpus": corpus.manifest["sha256"]}
            stamp |= {"commit": commit} if tool.name in OURS else {}
            entry = results.entry(tool.name, stamp)
            if len(entry["runs"]) > repetition or "gave_up" in entry:
                continue
            seconds = expected(tool, corpus.files, corpus.lines, asked.results)
            if corpus.files > 100 and seconds > asked.limit * 1.5:
                entry["gave_up"] = f"not tried: by a smaller corpus it would take about {seconds / 60:.0f} minutes"
                said = entry["gave_up"]
            else:
                said = once(tool, corpus, entry, places, asked.limit)
            results.save()
            print(f"{corpus.lines} x {corpus.files} #{repetition + 1} {tool.name}: {said}", file=sys.stderr, flush=True)


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="150 and 300 lines; 1, 100, 1,000 and 10,000 files")
    parser.add_argument("--lines", type=int, nargs="+", default=list(LINES))
    parser.add_argument("--files", type=int, nargs="+", default=[1, 100])
    parser.add_argument("--tools", nargs="+", choices=NAMES, default=list(NAMES), help="only these")
    parser.add_argument(
        "--repeat", type=int, help="runs of each tool (default 5 up to 100 files, 3 up to 1,000, then 1)"
    )
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a run is stopped (default 1800)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="forget what was measured of these tools and sizes before")
    parser.add_argument("--estimate", action="store_true", help="say how long it would take, and stop")
    parser.add_argument("--venv", type=Path, default=os.environ.get("BENCH_VENV", HERE / ".peers" / "venv"))
    parser.add_argument("--npm", type=Path, default=os.environ.get("BENCH_NPM", HERE / ".peers" / "npm"))
    parser.add_argument("--work", type=Path, default=os.environ.get("BENCH_WORK", HERE / ".work"))
    parser.add_argument("--results", type=Path, default=HERE / "results")
    return parser.parse_args()


def main() -> int:
    """Run from the command line."""
    asked = arguments()
    tools = [tool for tool in TOOLS if tool.name in asked.tools]
    files = list(FILES) if asked.all else sorted(asked.files)
    sizes = [(lines, number) for number in files for lines in asked.lines]
    estimate(sizes, tools, asked)
    if asked.estimate:
        return 0
    # The checkout is measured, whichever ccgcheck is installed in this Python.
    os.environ["PYTHONPATH"] = str(machine.ROOT)
    places = Places(Path(asked.venv).resolve(), Path(asked.npm).resolve())
    machine.versions(places)
    warm = prepare(asked.work, 1, 300, asked.seed)
    for tool in tools:
        run(tool.command(places, warm), warm.folder, asked.limit)
    for lines, number in sizes:
        if asked.again:
            forgotten = Results(asked.results, lines, number)
            forgotten.data["tools"] = {
                name: entry for name, entry in forgotten.data["tools"].items() if name not in asked.tools
            }
            forgotten.save()
        size(prepare(asked.work, number, lines, asked.seed), tools, places, asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
