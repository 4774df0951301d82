"""Judge a large corpus with Dask and write one row a result to Parquet.

    python judge_corpus.py CORPUS OUT --today 2026-11-26                                  all cores of this machine
    python judge_corpus.py CORPUS OUT --today 2026-11-26 --scheduler tcp://host:8786      a cluster that is running

What stands directly in CORPUS is judged together: a file by itself, a folder with all that is in it. So the documents
of one body have to stand in one file, or in one folder. OUT gets a Parquet file for each part of the corpus.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import dask
import pyarrow as pa
import pyarrow.parquet as pq

import ccgcheck
from ccgcheck.report.rows import COLUMNS

TYPES = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
SCHEMA = pa.schema([(name, TYPES[kind]) for name, kind in COLUMNS.items()])
ENDINGS = {".yaml", ".yml"}


@dataclass(frozen=True)
class Part:
    """Entries of the corpus that one task judges, and the file that it writes."""

    corpus: Path
    entries: tuple[str, ...]
    out: Path
    today: str


def parts(corpus: Path, out: Path, today: str, size: int) -> Iterator[Part]:
    """Yield the parts of a corpus, each of `size` entries, in the order of their names."""
    entries = sorted(path.name for path in corpus.iterdir() if path.is_dir() or path.suffix in ENDINGS)
    for number, start in enumerate(range(0, len(entries), size)):
        yield Part(corpus, tuple(entries[start : start + size]), out / f"part-{number:05}.parquet", today)


def judge(part: Part) -> Counter[str]:
    """Judge a part where a worker runs, write its rows, and return only what to count."""
    counted: Counter[str] = Counter()
    found = []
    for entry in part.entries:
        texts = {path.relative_to(part.corpus).as_posix(): path.read_bytes() for path in files(part.corpus / entry)}
        report = ccgcheck.check(texts, today=part.today)
        found += ccgcheck.rows(report)
        counted.update(report.summary, files=len(texts))
    beside = part.out.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(pa.Table.from_pylist(found, schema=SCHEMA), beside)
    beside.replace(part.out)  # a task that is run twice, or lost half way, leaves a whole file or none
    counted["rows"] = len(found)
    return counted


def files(entry: Path) -> Iterator[Path]:
    """Yield an entry that is a file, or the YAML files in it."""
    if entry.is_file():
        yield entry
    else:
        yield from sorted(path for path in entry.rglob("*") if path.suffix in ENDINGS and path.is_file())


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--today", required=True, metavar="DATE", help="the day on which waivers are read")
    parser.add_argument("--size", type=int, default=100, help="entries in a part (100)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a running Dask cluster that sees CORPUS and OUT")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    tasks = [dask.delayed(judge)(part) for part in parts(given.corpus, given.out, given.today, given.size)]
    if given.scheduler:
        from dask.distributed import Client

        with Client(given.scheduler):
            counted = dask.compute(*tasks)
    else:
        counted = dask.compute(*tasks, scheduler="processes")
    total = sum(counted, Counter())
    print(", ".join(f"{total[name]:,} {name}" for name in ("files", "bodies", "rows", "fail", "unknown", "problems")))


if __name__ == "__main__":
    main()
