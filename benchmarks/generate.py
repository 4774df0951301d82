"""Write a folder of generated constitutions and records, the same for the same seed."""

import argparse
import json
import sys
from itertools import islice
from pathlib import Path

import corpora
from corpus.documents import Wanted, documents


def generate(folder: Path, files: int, wanted: Wanted) -> dict[str, object]:
    """Write the files into the folder, which may exist, and say what they are and what was asked."""
    asked = {"seed": wanted.seed, "lines_wanted": wanted.lines, "quote_dates": wanted.quote_dates}
    return asked | corpora.write(folder, list(islice(documents(wanted), files)))


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
