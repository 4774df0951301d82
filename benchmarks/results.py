"""The results on disk: a JSON file for each size of corpus, written after every run, so that a stop loses nothing."""

import json
from pathlib import Path
from statistics import median
from typing import Any

Entry = dict[str, Any]


class Results:
    """The measurements of one size of corpus.

    A tool's earlier runs count as long as the corpus is the same and, for what comes from this repository, the commit.
    """

    def __init__(self, folder: Path, lines: int, files: int) -> None:
        self.path = folder / f"lines-{lines}-files-{files:05}.json"
        self.data: dict[str, Any] = {"lines": lines, "files": files, "tools": {}}
        if self.path.exists():
            self.data = json.loads(self.path.read_text(encoding="utf-8"))

    def entry(self, name: str, stamp: Entry) -> Entry:
        """What is known of a tool; begun anew when the stamp is another one than before."""
        tools: dict[str, Entry] = self.data["tools"]
        if tools.get(name, {}).get("stamp") != stamp:
            tools[name] = {"stamp": stamp, "runs": []}
        return tools[name]

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(self.data, indent=1) + "\n", encoding="utf-8")
        draft.replace(self.path)

    def middle(self, name: str, what: str) -> float | None:
        """The median of a tool's runs; none when it was not run or was given up on."""
        entry = self.data["tools"].get(name, {})
        runs = entry.get("runs", [])
        return median(run[what] for run in runs) if runs and "gave_up" not in entry else None

    def gave_up(self, name: str) -> str | None:
        """Why there is no number for a tool."""
        reason: str | None = self.data["tools"].get(name, {}).get("gave_up")
        return reason
