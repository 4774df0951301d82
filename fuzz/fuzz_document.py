"""Fuzz: a sample with changes -> load -> schema -> rules -> a format; see README.md."""

import atheris

with atheris.instrument_imports(include=["ccgcheck"]):
    from ccgcheck import checking, output
    from ccgcheck.report import (
        concise,
        csv_matrix,
        csv_results,
        github,
        gitlab,
        json_format,
        junit_report,
        lines,
        sarif,
    )

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests import hostile_support
from tests.hostile_mutations import mutated

FORMATS = tuple(output.FORMATS)


def judge(content: bytes) -> None:
    """Judge a sample that is changed as the bytes say, and write it in one format."""
    data = atheris.FuzzedDataProvider(content)
    name = FORMATS[data.ConsumeIntInRange(0, len(FORMATS) - 1)]
    text = mutated(lambda limit: data.ConsumeIntInRange(0, limit - 1))
    report = hostile_support.judge(text.encode("utf-8", "surrogatepass"))
    hostile_support.in_formats(report, [name])


if __name__ == "__main__":
    atheris.Setup(sys.argv, judge)
    atheris.Fuzz()
