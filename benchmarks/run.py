"""Measure ccgcheck and its peers side by side, one after the other and over again.

    python benchmarks/run.py --lines 150 --files 1 100    some sizes; what was measured before is kept
    python benchmarks/run.py --all                        every size, without the runs that take over five minutes
    python benchmarks/run.py --all --slow                 those too
    python benchmarks/run.py --all --estimate             how long it would take

Results go to benchmarks/results/*.json; benchmarks/table.py turns them into tables. Exit code 1: a tool did not do its
work, and its runs do not count.
"""

import argparse
import os
import re
import sys
from functools import partial
from pathlib import Path

import machine
from corpora import Corpus, prepare
from measure import Measured, run
from results import Entry, Results
from tools import HERE, ROOT, TOOLS, Places, Tool

LINES = (150, 300)
FILES = (1, 100, 1000, 10000)
NAMES = tuple(tool.name for tool in TOOLS)
REPEAT = {1: 15, 100: 7, 1000: 5, 10000: 3}
ONCE_FROM = 60.0
SLOW_FROM = 300.0
PROOF = (200, 150)


def expected(tool: Tool, kinds: str, files: int, lines: int, folder: Path) -> float:
    """Seconds that a run will take, by the largest smaller corpus that was measured, or by the guess."""
    for smaller in sorted((size for size in FILES if 100 <= size < files), reverse=True):
        seconds = Results(folder, kinds, lines, smaller).middle(tool.name, "wall")
        if seconds is not None:
            return seconds * files / smaller
    start, each = tool.guess
    return start + each * files * lines / 300


def repetitions(seconds: float, files: int, asked: argparse.Namespace) -> int:
    """How often a tool reads a corpus when a run takes so many seconds; 0: not at all."""
    if seconds > SLOW_FROM and not asked.slow:
        return 0
    return 1 if seconds > ONCE_FROM else int(asked.repeat or REPEAT.get(files, 3))


def chosen(kinds: str, files: int, asked: argparse.Namespace) -> list[Tool]:
    """The tools to be run on so many files of these kinds."""
    named = [tool for tool in TOOLS if tool.name in asked.tools]
    return [tool for tool in named if (not tool.sizes or files in tool.sizes) and (kinds != "mixed" or tool.mixed)]


def plan(files: int, lines: int, asked: argparse.Namespace) -> list[tuple[Tool, int, float]]:
    """The tools for one size, with how often and how long each will run."""
    found = []
    for tool in chosen(asked.kinds, files, asked):
        seconds = expected(tool, asked.kinds, files, lines, asked.results)
        found.append((tool, repetitions(seconds, files, asked), seconds))
    return found


def estimate(sizes: list[tuple[int, int]], asked: argparse.Namespace) -> None:
    """Print how long each size will take."""
    total = 0.0
    for lines, files in sizes:
        seconds = sum(min(each, asked.limit) * often for _, often, each in plan(files, lines, asked))
        total += seconds
        print(f"{lines} lines, {files} files: about {seconds / 60:.1f} minutes", file=sys.stderr)
    print(f"all: about {total / 60:.0f} minutes, and the writing of the files", file=sys.stderr)


def start(tool: Tool, corpus: Corpus, places: Places, asked: argparse.Namespace) -> Measured:
    """Run a tool once on a corpus."""
    extra = {}
    if tool.group == "ccgcheck":
        # The checkout is measured, whichever ccgcheck is installed in this Python.
        extra = {"PYTHONPATH": str(ROOT), "CCGCHECK_CACHE": str(asked.work.resolve() / "kept") if tool.cache else "off"}
    return run(tool.command(places, corpus), corpus.folder, asked.limit, extra, partial(tool.check, corpus=corpus))


def prove(tools: list[Tool], places: Places, asked: argparse.Namespace) -> None:
    """See that each tool finds the faults of a corpus before anything is timed; writes .pyc files and keeps the pack.

    Raises:
        SystemExit: a tool does not.
    """
    files, lines = PROOF
    corpus = prepare(asked.work, asked.kinds, files, lines, asked.seed)
    if not all(corpus.expected(what) for what in ("schema", "yaml", "cfn")):
        raise SystemExit(f"seed {asked.seed} puts no fault of some sort into {files} files; choose another")
    for tool in tools:
        try:
            measured = start(tool, corpus, places, asked)
        except OSError as error:
            raise SystemExit(f"{tool.name} cannot be started, see benchmarks/setup.sh: {error}") from error
        if measured.code is None or measured.complaint:
            raise SystemExit(f"{tool.name} does not do its work: {measured.complaint or 'it takes too long'}")
        print(f"{tool.name} does its work", file=sys.stderr, flush=True)


def once(tool: Tool, corpus: Corpus, entry: Entry, places: Places, asked: argparse.Namespace) -> str:
    """Run a tool one more time and put down what it took, or why there is no result; the line to be shown."""
    measured = start(tool, corpus, places, asked)
    if measured.code is None:
        entry["no_result"] = f"stopped after {asked.limit:.0f} s"
    elif measured.complaint:
        entry["no_result"] = "failed: " + re.sub(r"[^ ]*/", "", measured.complaint)
    kept = {name: value for name, value in measured.as_data().items() if name != "complaint"}
    entry["runs"].append({"at": machine.now(), **kept})
    took = f"{measured.wall:.2f} s, {measured.cpu:.2f} s of CPU, {measured.peak_kb >> 10} MiB"
    return str(entry.get("no_result") or took)


def size(files: int, lines: int, places: Places, asked: argparse.Namespace) -> bool:
    """Measure one size: A B C, A B C, until each tool has its runs; whether all did their work."""
    planned = plan(files, lines, asked)
    for tool in (tool for tool, often, _ in planned if not often):
        print(f"{lines} x {files} {tool.name}: left out, would take minutes; --slow runs it", file=sys.stderr)
    planned = [(tool, often, seconds) for tool, often, seconds in planned if often]
    if not planned:
        return True
    corpus = prepare(asked.work, asked.kinds, files, lines, asked.seed)
    results = Results(asked.results, asked.kinds, lines, files)
    here, commit = machine.machine(), machine.commit()
    numbers = f"--kinds {asked.kinds} --lines {lines} --files {files} --seed {asked.seed}"
    if asked.again or results.data.get("machine", here) != here:
        results.forget([tool.name for tool, _, _ in planned] if results.data.get("machine") == here else list(NAMES))
    versions = machine.versions(places, {tool.group for tool, _, _ in planned})
    results.data |= {
        "command": f"python benchmarks/run.py {numbers}",
        "machine": here,
        "versions": results.data.get("versions", {}) | versions,
        "corpus": corpus.manifest,
    }
    for repetition in range(max(often for _, often, _ in planned)):
        for tool, often, _ in planned:
            stamp = {"label": tool.label, "command": tool.shown, "corpus": corpus.manifest["sha256"]}
            stamp |= {"versions": versions[tool.group]} | ({"commit": commit} if tool.group == "ccgcheck" else {})
            entry = results.entry(tool.name, stamp)
            if repetition >= often or len(entry["runs"]) > repetition or "no_result" in entry:
                continue
            said = once(tool, corpus, entry, places, asked)
            results.save()
            print(f"{lines} x {files} #{repetition + 1} {tool.name}: {said}", file=sys.stderr, flush=True)
    entries = [results.data["tools"][tool.name] for tool, _, _ in planned]
    return not any(entry.get("no_result", "").startswith("failed") for entry in entries)


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    peers = Path(os.environ.get("BENCH_PEERS", HERE / ".peers"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="150 and 300 lines; 1, 100, 1,000 and 10,000 files")
    parser.add_argument("--lines", type=int, nargs="+", default=list(LINES))
    parser.add_argument("--files", type=int, nargs="+", default=[1, 100])
    parser.add_argument("--kinds", choices=("constitution", "mixed"), default="constitution",
                        help="mixed: with records, which only ccgcheck, yamllint and the floor are run on")  # fmt: skip
    parser.add_argument("--tools", nargs="+", choices=NAMES, default=list(NAMES), help="only these")
    parser.add_argument("--repeat", type=int, help="runs of each tool (default 15, 7, 5, 3; once what takes a minute)")
    parser.add_argument("--slow", action="store_true", help="also what is expected to take over five minutes")
    parser.add_argument("--limit", type=float, default=3600, help="seconds after which a run is stopped (default 3600)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="forget what was measured of these tools and sizes before")
    parser.add_argument("--estimate", action="store_true", help="say how long it would take, and stop")
    parser.add_argument("--peers", type=Path, default=peers, help="the folder that setup.sh installed into")
    parser.add_argument("--work", type=Path, default=os.environ.get("BENCH_WORK", HERE / ".work"))
    parser.add_argument("--results", type=Path, default=HERE / "results")
    return parser.parse_args()


def main() -> int:
    """Run from the command line."""
    asked = arguments()
    asked.work = Path(asked.work)
    sizes = [(lines, files) for files in (FILES if asked.all else sorted(asked.files)) for lines in asked.lines]
    if asked.estimate:
        estimate(sizes, asked)
        return 0
    peers = asked.peers.resolve()
    places = Places(peers / "venv", peers / "fast", peers / "npm")
    used = {tool.name: tool for _, files in sizes for tool in chosen(asked.kinds, files, asked)}
    prove(list(used.values()), places, asked)
    fine = [size(files, lines, places, asked) for lines, files in sizes]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
