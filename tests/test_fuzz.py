"""Documents of chance: bytes -> load -> schema -> rules -> every format, and packs of chance. See `fuzz/` for more of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ccgcheck
from ccgcheck import output, packs
from ccgcheck.problems import Problem
from tests import hostile_support
from tests.hostile_corpus import DATED, EVIL_TEXTS, FILES
from tests.hostile_mutations import mutated
from tests.support import PACK, PROVISIONS, RULES, SAMPLES, constitution, write_pack

SMALL = [content for content, _ in FILES.values() if len(content) < 2_000]
PIECES = [*EVIL_TEXTS.values(), "kind: ", "body: ", "{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "&a ", "*a", "---\n",
          "not_reviewed: true", "? ", "| \n", ">-\n", "'", '"', "!!str ", "#", "2018-01-01", "99Z"]  # fmt: skip


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=400), st.sampled_from(SMALL)), st.binary(max_size=40), st.data())
def test_any_bytes_come_to_problems_or_results(content: bytes, added: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content)))
    hostile_support.judge(content[:at] + added + content[at:], select=["GOV-1", "PUB-0"])


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.booleans())
def test_anything_like_a_document_comes_to_problems_or_results(pieces: list[str], is_headed: bool) -> None:
    text = (DATED if is_headed else "") + "".join(pieces)
    hostile_support.judge(text.encode("utf-8", "surrogatepass"), select=["GOV-1", "COI-1", "PUB-0"])


@settings(max_examples=60)
@given(st.data())
def test_any_change_of_a_document_is_told_in_well_formed_reports(data: st.DataObject) -> None:
    text = mutated(lambda limit: data.draw(st.integers(0, limit - 1)))
    report = hostile_support.judge(text.encode("utf-8", "surrogatepass"))
    names = data.draw(st.lists(st.sampled_from(list(output.FORMATS)), min_size=1, max_size=2, unique=True))
    hostile_support.in_formats(report, names)


def refused(folder: Path) -> tuple[Problem, ...] | None:
    """Return what is wrong with a pack; None where it loads."""
    try:
        packs.load(folder)
    except packs.BadPack as bad:
        return tuple(bad.problems)
    return None


@settings(max_examples=60)
@given(data=st.data())
def test_any_change_of_a_pack_is_refused_or_loads(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    texts = {"head": PACK, "provisions": PROVISIONS, "rules": RULES}
    name = data.draw(st.sampled_from(list(texts)))
    text = texts[name]
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 12)))
    piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)))
    texts[name] = (text[:start] + piece + text[end:]).encode("utf-8", "replace").decode()
    folder: Path = tmp_path_factory.mktemp("pack")
    write_pack(folder, **texts)
    if (faults := refused(folder)) is not None:
        assert faults
        assert all(problem.message and problem.line >= 0 for problem in faults)
        return
    seats = "governing_body: {seats: [{id: a, role: gp_member, count: 5}]}\n"
    ccgcheck.check(constitution(seats), today="2019-01-01", pack=folder)


def test_samples_as_they_are_come_through_every_format() -> None:
    for name in ("settled", "faults", "real"):
        texts = {path.name: path.read_bytes() for path in sorted((SAMPLES / name).rglob("*.yaml"))[:3]}
        hostile_support.in_every_format(ccgcheck.check(texts, today="2019-03-31"))
