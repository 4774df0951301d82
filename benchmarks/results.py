"""The results on disk: a JSON file for each size of corpus, written after every run, so that a stop loses nothing."""

import json
from pathlib import Path
from statistics import median
from typing import Any

FORMAT = 1
Entry = dict[str, Any]


def name_of(kinds: str, lines: int, files: int) -> str:
    """The name of the file for a size of corpus."""
    return f"{kinds}-{lines}-lines-{files:05}-files.json"


def middle(entry: Entry, what: str) -> float | None:
    """The median of a tool's runs; None when it was not run, or a run does not count."""
    runs = entry.get("runs", [])
    return median(run[what] for run in runs) if runs and "no_result" not in entry else None


class Results:
    """The measurements of one size of corpus.

    A tool's earlier runs count while machine, corpus, command and versions are the same, and, for what comes from this
    repository, the commit.
    """

    def __init__(self, folder: Path, kinds: str, lines: int, files: int) -> None:
        self.path = folder / name_of(kinds, lines, files)
        self.data: dict[str, Any] = {"format": FORMAT, "kinds": kinds, "lines": lines, "files": files, "tools": {}}
        if self.path.exists():
            self.data = json.loads(self.path.read_text(encoding="utf-8"))

    def entry(self, name: str, stamp: Entry) -> Entry:
        """What is known of a tool; begun anew when the stamp is another one than before."""
        tools: dict[str, Entry] = self.data["tools"]
        if tools.get(name, {}).get("stamp") != stamp:
            tools[name] = {"stamp": stamp, "runs": []}
        return tools[name]

    def forget(self, names: list[str]) -> None:
        """Drop what is known of these tools."""
        self.data["tools"] = {name: entry for name, entry in self.data["tools"].items() if name not in names}

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(self.data, indent=1) + "\n", encoding="utf-8")
        draft.replace(self.path)

    def middle(self, name: str, what: str) -> float | None:
        """The median of a tool's runs; None when it was not run, or a run does not count."""
        return middle(self.data["tools"].get(name, {}), what)
