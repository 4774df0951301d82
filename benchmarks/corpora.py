"""The folders that the tools read: the same documents for all, as near as each tool can take them.

Run as a program of its own by ``prepare``, so that the process that measures stays small.
"""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"


@dataclass(frozen=True, slots=True)
class Corpus:
    """One size of corpus, with a folder for each way in which it has to be written.

    Attributes:
        folder: holds the three folders and the manifest.
        kinds: ``constitution``, or ``mixed`` for constitutions and records.
        manifest: what ``write`` says, the seed, and what the tools are expected to find: ``expected.schema`` files that
            are YAML and that the schema condemns, ``expected.yaml`` files with a key given twice, ``expected.cfn``
            templates with a fault.
    """

    folder: Path
    kinds: str
    files: int
    lines: int
    manifest: dict[str, Any]

    def expected(self, what: str) -> int:
        """How many files have a fault of this sort."""
        return int(self.manifest["expected"][what])


def write(folder: Path, made: list[Any]) -> dict[str, Any]:
    """Write the documents into the folder, and say what they are.

    Args:
        made: what ``corpus.documents`` gives, one or more.

    Returns:
        Counts by kind and by fault, lines, bytes, and a SHA-256 over names and contents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    lines = sorted(each.text.count("\n") for each in made)
    for each in made:
        data = each.text.encode()
        (folder / each.name).write_bytes(data)
        digest.update(each.name.encode() + b"\0" + data + b"\0")
    return {
        "files": len(made),
        "kinds": dict(sorted(Counter(each.kind for each in made).items())),
        "faults": dict(sorted(Counter(each.faults for each in made).items())),
        "lines": {"all": sum(lines), "least": lines[0], "median": lines[len(lines) // 2], "most": lines[-1]},
        "bytes": sum(len(each.text.encode()) for each in made),
        "sha256": digest.hexdigest(),
    }


def _made_by() -> str:
    """What the corpora depend on besides numbers: the programs that write them, the register and the schemas."""
    here = Path(__file__).resolve().parent
    files = [here / "corpora.py", here / "cfn_templates.py", here / "floor.py", here / "../rules/ccg/register.csv"]
    digest = hashlib.sha256()
    for path in [*sorted(here.glob("corpus/*.py")), *files, *sorted(SCHEMAS.glob("*.schema.json"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _make(folder: Path, kinds: str, files: int, lines: int, seed: int) -> None:
    """Write the three folders, then the manifest: a corpus without one is not complete."""
    import cfn_templates
    import floor
    from corpus.documents import Wanted, documents

    records = kinds == "mixed"
    made = list(islice(documents(Wanted(seed, lines, records)), files))
    manifest = write(folder / "plain", made)
    quoted = islice(documents(Wanted(seed, lines, records, quote_dates=True)), files)
    write(folder / "quoted", [each for each in quoted if each.faults != "yaml"])
    templates = cfn_templates.write(folder / "cfn", files, lines, seed)
    judges = floor.validators()
    condemned = sum(not floor.judge(each.text, judges) for each in made if each.faults != "yaml")
    manifest |= {
        "seed": seed,
        "cfn_lines": templates.lines,
        "expected": {"schema": condemned, "yaml": manifest["faults"].get("yaml", 0), "cfn": templates.faulty},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def prepare(work: Path, kinds: str, files: int, lines: int, seed: int) -> Corpus:
    """Make the corpus unless it is there already, complete.

    Args:
        work: the folder that all corpora stand in.
    """
    folder = work.resolve() / f"{kinds}-{lines}-{files}-{seed}-{_made_by()}"
    record = folder / "manifest.json"
    if not record.exists():
        command = [sys.executable, __file__, str(folder), kinds, str(files), str(lines), str(seed)]
        subprocess.run(command, check=True)
    return Corpus(folder, kinds, files, lines, json.loads(record.read_text(encoding="utf-8")))


if __name__ == "__main__":
    _make(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6]))
