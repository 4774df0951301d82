"""Whether a run did its work: what a tool printed must show the faults that were put into its corpus.

Each check reads the lines that a tool printed, standard output first, and gives a complaint, or "" where there is none.
"""

import re
from collections.abc import Iterable
from typing import Protocol

from corpora import Corpus

Lines = Iterable[str]
JUDGED = r"(\d+) documents? of \S+ bod(?:y|ies): "


class Check(Protocol):
    """Reads what was printed, knows the exit code, and complains or gives ""."""

    def __call__(self, printed: Lines, code: int, corpus: Corpus) -> str:
        """Give a complaint, or ""."""
        ...


def _compare(**pairs: tuple[int, int]) -> str:
    """Complain about every pair that differs: what was found, what was to be found."""
    wrong = [f"{what} {found}, not {due}" for what, (found, due) in pairs.items() if found != due]
    return "; ".join(wrong)


def _code(code: int, has_fault: bool) -> tuple[int, int]:
    return code, int(has_fault)


def ccgcheck(printed: Lines, code: int, corpus: Corpus) -> str:
    """Every document judged; the files that the schema condemns and those with a key given twice, by name."""
    schema: set[str] = set()
    twice: set[str] = set()
    judged = 0
    for line in printed:
        if found := re.match(r"(\S+?):\d+:\d+: problem (schema|duplicate_key) ", line):
            (schema if found[2] == "schema" else twice).add(found[1])
        elif found := re.match(JUDGED, line):
            judged = int(found[1])
    return _compare(
        documents=(judged, corpus.files),
        schema=(len(schema), corpus.expected("schema")),
        yaml=(len(twice), corpus.expected("yaml")),
    ) or ("" if code in (0, 1) else f"exit code {code}")


def ccgcheck_table(printed: Lines, code: int, corpus: Corpus) -> str:
    """Every document judged: the last line says so, or of one document the head of its table."""
    judged = 0
    for line in printed:
        if found := re.match(JUDGED, line):
            judged = int(found[1])
        elif line.startswith("  document constitution") and corpus.files == 1:
            judged = 1
    return _compare(documents=(judged, corpus.files)) or ("" if code in (0, 1) else f"exit code {code}")


def check_jsonschema(printed: Lines, code: int, corpus: Corpus) -> str:
    """The files that the schema condemns and those with a key given twice, or the word that all is well."""
    schema: set[str] = set()
    twice: set[str] = set()
    is_fine = False
    for line in printed:
        if found := re.match(r"  (\S+)::\$", line):
            schema.add(found[1])
        elif found := re.match(r"  Failed to parse (\S+)", line):
            twice.add(found[1])
        is_fine = is_fine or line.startswith("ok -- ")
    due = corpus.expected("schema") + corpus.expected("yaml")
    return _compare(
        schema=(len(schema), corpus.expected("schema")),
        yaml=(len(twice), corpus.expected("yaml")),
        fine=(int(is_fine), int(due == 0)),
        code=_code(code, due > 0),
    )


def yamllint(printed: Lines, code: int, corpus: Corpus) -> str:
    """The files with a key given twice."""
    twice = {line.split(":")[0] for line in printed if line.endswith("(key-duplicates)")}
    due = corpus.expected("yaml")
    return _compare(yaml=(len(twice), due), code=_code(code, due > 0))


def ajv(printed: Lines, code: int, corpus: Corpus) -> str:
    """A word on each file, and the files that the schema condemns."""
    valid = condemned = 0
    for line in printed:
        valid += line.endswith(" valid")
        condemned += line.endswith(" invalid")
    due = corpus.expected("schema")
    return _compare(
        files=(valid + condemned, corpus.files - corpus.expected("yaml")),
        schema=(condemned, due),
        code=_code(code, due > 0),
    )


def spectral(printed: Lines, code: int, corpus: Corpus) -> str:
    """The files with a key given twice, and findings of the rules where documents have faults of law."""
    twice: set[str] = set()
    by_rules: set[str] = set()
    is_fine = False
    for line in printed:
        if found := re.match(r"(.+?):\d+:\d+ (?:error|warning) (\S+) ", line):
            (twice if found[2] == "parser" else by_rules).add(found[1])
        is_fine = is_fine or line.startswith("No results ")
    faults = int(corpus.manifest["faults"].get("law", 0))
    if faults >= 10 and len(by_rules) < faults // 4:
        return f"rules found faults in {len(by_rules)} files, and {faults} have faults of law"
    return _compare(
        yaml=(len(twice), corpus.expected("yaml")), code=_code(code, not is_fine),
        fine=(int(is_fine or bool(twice or by_rules)), 1),
    )  # fmt: skip


def cfn_lint(printed: Lines, code: int, corpus: Corpus) -> str:
    """The templates with a fault."""
    faulty = {line.split(":")[0] for line in printed if re.search(r"\.yaml:\d+:\d+:\d+:\d+:E\d+:", line)}
    due = corpus.expected("cfn")
    return _compare(templates=(len(faulty), due), code=(code & 2, 2 * (due > 0)))


def floor(printed: Lines, code: int, corpus: Corpus) -> str:
    """As many files as there are."""
    found = re.match(r"(\d+) files, ", next(iter(printed), ""))
    return _compare(files=(int(found[1]) if found else 0, corpus.files), code=(code, 0))


def floor_schema(printed: Lines, code: int, corpus: Corpus) -> str:
    """As many files as there are, and those condemned by the schema among the ones that are not valid."""
    found = re.match(r"(\d+) files, (\d+) not valid", next(iter(printed), ""))
    files, bad = (int(found[1]), int(found[2])) if found else (0, -1)
    least = corpus.expected("schema")
    fits = least <= bad <= least + corpus.expected("yaml")
    return _compare(files=(files, corpus.files), code=(code, 0)) or ("" if fits else f"{bad} not valid, not {least}")
