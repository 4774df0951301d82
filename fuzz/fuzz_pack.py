"""Fuzz: the text of a pack -> pack -> results; see README.md."""

import atheris

with atheris.instrument_imports(include=["ccgcheck"]):
    from ccgcheck import cel_source, examples, expressions, law, packs, run, settings, templates
    from ccgcheck.files import Source

import contextlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.support import PACK, PROVISIONS, RULES, constitution, write_pack

DOCUMENT = constitution("governing_body: {seats: [{id: a, role: gp_member, count: 5}]}\n").encode()
PIECES = (
    "this.seats",
    "law.minimum",
    "has(",
    "known(",
    ".all(s, ",
    ".map(s, ",
    "s.count",
    " && ",
    " || ",
    "!",
    "? :",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "'",
    '"',
    "not_reviewed(",
    "unknown: ",
    "when: ",
    "let: ",
    "at: ",
    "each: ",
    "2022-04-14",
    "until: ",
    "values: ",
    "\n",
    "\n    ",
    ": ",
    "- ",
    "&a ",
    "*a",
    "sum(",
    "list(",
    "matches('",
    "1e999",
    "-1",
)


def judge(content: bytes) -> None:
    """Change a small pack as the bytes say, load it, and judge its examples and a document by it."""
    data = atheris.FuzzedDataProvider(content)
    texts = {"head": PACK, "provisions": PROVISIONS, "rules": RULES}
    for _ in range(1 + data.ConsumeIntInRange(0, 4)):
        name = ("rules", "rules", "rules", "provisions", "head")[data.ConsumeIntInRange(0, 4)]
        text = texts[name]
        start = data.ConsumeIntInRange(0, len(text))
        end = min(len(text), start + data.ConsumeIntInRange(0, 20))
        is_piece = data.ConsumeBool()
        piece = PIECES[data.ConsumeIntInRange(0, len(PIECES) - 1)] if is_piece else data.ConsumeUnicodeNoSurrogates(8)
        texts[name] = text[:start] + piece + text[end:]
    with tempfile.TemporaryDirectory() as place, contextlib.suppress(packs.BadPack):
        pack = packs.load(write_pack(Path(place), **texts))
        for verdict in examples.run(pack):
            if not all(result.message for result in verdict.results):
                raise AssertionError(f"a result of {verdict.rule.id} says nothing")
        sources = [Source("a.yaml", None, content=DOCUMENT)]
        report = run.run(sources, settings.Settings(pack, pack.rules), "2019-01-01")
        if not all(result.message for result in report.results):
            raise AssertionError("a result says nothing")


if __name__ == "__main__":
    atheris.Setup(sys.argv, judge)
    atheris.Fuzz()
