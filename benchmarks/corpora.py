"""The folders that the tools read: the same documents for all, as near as each tool can take them."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import cfn_templates
from corpus.documents import KINDS, Made, Wanted, documents

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
UNION = "union.schema.json"


@dataclass(frozen=True, slots=True)
class Corpus:
    """One size of corpus, with a folder for each way in which it has to be written.

    Attributes:
        folder: holds the three folders, the manifest and the schema that dispatches on ``kind``.
        kinds: the kinds of document in it, in the order of KINDS.
        manifest: what ``generate.py`` prints, and the same for CloudFormation.
    """

    folder: Path
    files: int
    lines: int
    kinds: tuple[str, ...]
    manifest: dict[str, Any]

    @property
    def plain(self) -> Path:
        """As people write it: most tools read this."""
        return self.folder / "plain"

    @property
    def quoted(self) -> Path:
        """Dates quoted, for js-yaml, and no files whose YAML is faulty, since ajv-cli stops at the first."""
        return self.folder / "quoted"

    @property
    def cfn(self) -> Path:
        """CloudFormation templates of as many lines."""
        return self.folder / "cfn"

    @property
    def schema(self) -> Path:
        """The schema that one process can judge the whole folder by: of the one kind, or the union of all."""
        return SCHEMAS / f"{self.kinds[0]}.schema.json" if len(self.kinds) == 1 else self.folder / UNION


def union_schema() -> dict[str, Any]:
    """A schema that judges a document by the schema of its kind."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://ccgcheck.invalid/schemas/union.schema.json",
        "type": "object",
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"$ref": f"https://ccgcheck.invalid/schemas/{kind}.schema.json"},
            }
            for kind in KINDS
        ],
        "$defs": {kind: json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")) for kind in KINDS},
    }


def write(folder: Path, made: list[Made]) -> dict[str, Any]:
    """Write the documents into the folder, and say what they are.

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
    files = [
        *here.glob("corpus/*.py"),
        here / "corpora.py",
        here / "cfn_templates.py",
        here / "../rules/ccg/register.csv",
    ]
    digest = hashlib.sha256()
    for path in [*sorted(files), *(SCHEMAS / f"{kind}.schema.json" for kind in KINDS)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def prepare(work: Path, files: int, lines: int, seed: int) -> Corpus:
    """Make the corpus unless it is there already, complete.

    Args:
        work: the folder that all corpora stand in.
    """
    folder = work.resolve() / f"{lines}-{files}-{seed}-{_made_by()}"
    record = folder / "manifest.json"
    if not record.exists():
        plain = write(folder / "plain", list(islice(documents(Wanted(seed, lines)), files)))
        quoted = islice(documents(Wanted(seed, lines, quote_dates=True)), files)
        write(folder / "quoted", [each for each in quoted if each.faults != "yaml"])
        plain["cfn_lines"] = cfn_templates.write(folder / "cfn", files, lines, seed)
        (folder / UNION).write_text(json.dumps(union_schema()), encoding="utf-8")
        record.write_text(json.dumps(plain, indent=1), encoding="utf-8")
    manifest = json.loads(record.read_text(encoding="utf-8"))
    kinds = tuple(kind for kind in KINDS if kind in manifest["kinds"])
    return Corpus(folder, files, lines, kinds, manifest)
