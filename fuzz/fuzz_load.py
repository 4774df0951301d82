"""Fuzz: bytes -> load -> schema; see README.md."""

import atheris

with atheris.instrument_imports(include=["ccgcheck"]):
    from ccgcheck import documents, scalars, schema_check, schemas, supplied, yaml_nodes
    from ccgcheck.window import Window

import re
import sys

WINDOW = Window("2012-10-01", "2022-07-01", "2013-04-01", "too early", "too soon", "too late")
KINDS = tuple(sorted(schemas.kinds()))
LINE_BREAK = re.compile(b"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]")


def load(content: bytes) -> None:
    """Load bytes, and look at what comes of them as every kind of document."""
    lines = len(LINE_BREAK.split(content))
    loaded = documents.load_bytes(content, "a.yaml")
    if not loaded.documents and not loaded.problems:
        raise AssertionError("a file came to nothing")
    problems = list(loaded.problems)
    for document in loaded.documents[:3]:
        problems += supplied.supply(document, WINDOW, None, loaded.problems)[1]
        for kind in KINDS:
            problems += supplied.examine(document, kind, loaded.problems)[1]
    for problem in problems:
        if not problem.message or not 0 <= problem.line <= lines:
            raise AssertionError(f"{problem} of {lines} lines")


if __name__ == "__main__":
    atheris.Setup(sys.argv, load)
    atheris.Fuzz()
