"""Turn the recorded results into tables of Markdown: seconds, ratios to ccgcheck, memory, machine and versions.

python benchmarks/table.py                  the results in benchmarks/results
python benchmarks/table.py --results FOLDER --lines 150
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from results import Entry, middle
from tools import HERE, TOOLS

Data = dict[str, Any]
OURS = "ccgcheck"
NOTHING = "-"


def seconds(value: float) -> str:
    """Seconds with two figures that mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def ratio(peer: float, ours: float) -> str:
    """How many times as long as ccgcheck a tool took."""
    times = peer / ours
    return f"{times:.1f}×" if times >= 0.95 else f"{times:.2f}×"


def time_cell(entry: Entry, ours: Entry) -> str:
    """The median of wall time, and the ratio to ccgcheck's own when both are known."""
    took, base = middle(entry, "wall"), middle(ours, "wall")
    if took is None:
        return str(entry.get("no_result", NOTHING)).split(":")[0]
    return f"{seconds(took)} s" if base is None or entry is ours else f"{seconds(took)} s ({ratio(took, base)})"


def memory_cell(entry: Entry, ours: Entry) -> str:
    """The median of the peaks of memory."""
    peak = middle(entry, "peak_kb")
    return NOTHING if peak is None else f"{peak / 1024:.0f} MiB"


def spread_cell(entry: Entry, ours: Entry) -> str:
    """How many runs there were, and the quickest and the slowest of them."""
    walls = [run["wall"] for run in entry.get("runs", [])]
    if not walls or "no_result" in entry:
        return NOTHING
    return f"{len(walls)}: {seconds(min(walls))} to {seconds(max(walls))} s"


def grid(found: list[Data], cell: Callable[[Entry, Entry], str]) -> list[str]:
    """A table with a row for each tool and a column for each number of files."""
    found = sorted(found, key=lambda data: int(data["files"]))
    heads = [f"{data['files']:,} file{'s' * (data['files'] != 1)}" for data in found]
    lines = ["| Program | " + " | ".join(heads) + " |", "|---|" + "--:|" * len(heads)]
    for tool in TOOLS:
        entries = [data["tools"].get(tool.name, {}) for data in found]
        if any(entries):
            cells = [cell(entry, data["tools"].get(OURS, {})) for entry, data in zip(entries, found, strict=True)]
            lines.append(f"| {tool.label} | " + " | ".join(cells) + " |")
    return lines


def corpus_line(data: Data) -> str:
    """What a corpus is, in one line."""
    corpus = data["corpus"]
    faults = ", ".join(f"{number:,} {name}" for name, number in corpus["faults"].items())
    return (
        f"- {data['files']:,} × {data['lines']} lines: seed {corpus['seed']}, {corpus['lines']['all']:,} lines "
        f"({corpus['lines']['least']} to {corpus['lines']['most']} a file), {corpus['bytes'] / 1e6:.1f} MB; "
        f"faults put in: {faults}; templates for cfn-lint: {corpus['cfn_lines']:,} lines."
    )


def conditions(found: Iterable[Data]) -> list[str]:
    """Machines, versions, commits, dates and commands, each once."""
    machines, groups, commits, days, commands = [], [], set(), set(), []
    for data in found:
        here = data["machine"]
        machines.append(f"{here['cpu']}, {here['cores']} cores, {here['memory_gib']} GiB, {here['system']}")
        for group, versions in data["versions"].items():
            groups.append(f"- {group}: " + ", ".join(f"{name} {version}" for name, version in versions.items()))
        commands.append(f"    {data['command']}")
        for entry in data["tools"].values():
            commits |= {entry["stamp"]["commit"]} if "commit" in entry["stamp"] else set()
            days |= {run["at"][:10] for run in entry["runs"]}
    return [
        *(f"Machine: {each}." for each in dict.fromkeys(machines)),
        f"ccgcheck at commit {', '.join(sorted(commits))}; runs of {', '.join(sorted(days))}.", "",
        *dict.fromkeys(groups), "",
        *dict.fromkeys(commands),
    ]  # fmt: skip


def page(found: list[Data]) -> str:
    """All tables for results of one or more sizes."""
    lines: list[str] = []
    for kinds, length in sorted({(data["kinds"], data["lines"]) for data in found}):
        same = [data for data in found if (data["kinds"], data["lines"]) == (kinds, length)]
        what = "Constitutions" if kinds == "constitution" else "Constitutions and records"
        title = f"{what} of about {length} lines"
        lines += [f"### {title}: time", "", *grid(same, time_cell), ""]
        lines += [f"### {title}: peak memory", "", *grid(same, memory_cell), ""]
        lines += [f"### {title}: runs, quickest and slowest", "", *grid(same, spread_cell), ""]
    lines += ["### Corpora", "", *(corpus_line(data) for data in found), ""]
    shown = {tool.label: tool.shown for tool in TOOLS if any(tool.name in data["tools"] for data in found)}
    lines += ["### Commands", "", *(f"- {label}: `{command}`" for label, command in shown.items()), ""]
    lines += ["### Conditions", "", *conditions(found)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--lines", type=int, nargs="+", help="only corpora of files of so many lines")
    asked = parser.parse_args()
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(asked.results.glob("*.json"))]
    found = [data for data in read if data["tools"] and (not asked.lines or data["lines"] in asked.lines)]
    if not found:
        print(f"no results in {asked.results}; measure first: python benchmarks/run.py", file=sys.stderr)
        return 1
    sys.stdout.write(page(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
