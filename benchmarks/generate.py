"""Write a folder of generated constitutions and records, the same for the same seed."""

import argparse
import hashlib
import json
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

from corpus.documents import Wanted, documents


def generate(folder: Path, files: int, wanted: Wanted) -> dict[str, object]:
    """Write the files into the folder, which may exist, and say what they are.

    Returns:
        The manifest: what was asked, counts by kind and by fault, lines, bytes, and a SHA-256 over names and contents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest, kinds, faults, lines, size = hashlib.sha256(), Counter[str](), Counter[str](), [], 0
    for made in islice(documents(wanted), files):
        data = made.text.encode()
        (folder / made.name).write_bytes(data)
        digest.update(made.name.encode() + b"\0" + data + b"\0")
        kinds[made.kind] += 1
        faults[made.faults] += 1
        lines.append(made.text.count("\n"))
        size += len(data)
    lines.sort()
    return {
        "files": files, "seed": wanted.seed, "lines_wanted": wanted.lines, "quote_dates": wanted.quote_dates,
        "kinds": dict(sorted(kinds.items())), "faults": dict(sorted(faults.items())),
        "lines": {"all": sum(lines), "least": lines[0], "median": lines[len(lines) // 2], "most": lines[-1]},
        "bytes": size, "sha256": digest.hexdigest(),
    }  # fmt: skip


def main() -> int:
    """Run from the command line; prints the manifest as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; files of the same names are replaced")
    parser.add_argument("--files", type=int, required=True, help="how many files")
    parser.add_argument("--lines", type=int, default=300, help="lines of a file, within a fifth (default 300)")
    parser.add_argument("--seed", type=int, default=1, help="another number, another corpus (default 1)")
    parser.add_argument("--kinds", choices=("mixed", "constitution"), default="mixed", help="with records, or without")
    parser.add_argument("--quote-dates", action="store_true", help="dates as quoted text, for readers that need it")
    asked = parser.parse_args()
    wanted = Wanted(asked.seed, asked.lines, asked.kinds == "mixed", asked.quote_dates)
    print(json.dumps(generate(asked.folder, asked.files, wanted), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
