"""Settling: how well the law is known, severity, and what fails a run."""

from pathlib import Path

import pytest

from ccgcheck import packs, run
from ccgcheck.documents import load_bytes
from ccgcheck.law import Severity
from tests.support import PROVISIONS, constitution, judge, only, write_pack

FAILING = constitution("governing_body: {seats: [{id: gp, role: gp_member, count: 1}]}\n")


def pack_with(folder: Path, authority: str, confidence: str) -> packs.Pack:
    text = PROVISIONS.replace("authority: regulations", f"authority: {authority}")
    return packs.load(write_pack(folder, provisions=text.replace("confidence: read", f"confidence: {confidence}")))


@pytest.mark.parametrize(("authority", "confidence", "status", "severity"), [
    ("statute", "read", "fail", "error"), ("regulations", "read", "fail", "error"),
    ("statute", "second_hand", "review", "error"), ("regulations", "second_hand", "review", "error"),
    ("statute", "recalled", "review", "error"), ("regulations", "recalled", "review", "error"),
    ("statutory_guidance", "read", "fail", "warning"), ("guidance", "read", "fail", "note"),
    ("statutory_guidance", "second_hand", "fail", "warning"), ("guidance", "second_hand", "fail", "note"),
    ("statutory_guidance", "recalled", "review", "warning"), ("guidance", "recalled", "review", "note"),
])  # fmt: skip
def test_what_was_not_read_cannot_condemn(
    tmp_path: Path, authority: str, confidence: str, status: str, severity: str
) -> None:
    result = only(judge(FAILING, pack_with(tmp_path, authority, confidence)))
    assert (result.status, result.severity, result.provision.confidence) == (status, severity, confidence)
    assert (result.reason is not None) == (status == "review")
    if result.reason:
        assert "reg 1" in result.reason


@pytest.mark.parametrize(("authority", "fail_on", "fails"), [
    ("regulations", "error", True), ("statutory_guidance", "error", False), ("guidance", "error", False),
    ("regulations", "warning", True), ("statutory_guidance", "warning", True), ("guidance", "warning", False),
    ("guidance", "note", True), ("regulations", None, False),
])  # fmt: skip
def test_what_fails_a_run(tmp_path: Path, authority: str, fail_on: Severity | None, fails: bool) -> None:
    pack = pack_with(tmp_path, authority, "read")
    judged, problems = run.judge(
        load_bytes(FAILING.encode(), "a.yaml").documents[0], run.Settings(pack, pack.rules, fail_on=fail_on)
    )
    assert not problems
    assert judged is not None
    assert judged.results[0].fails_run is fails


@pytest.mark.parametrize(("strict", "fails"), [(True, True), (False, False)])
def test_strict_lets_review_fail_the_run(tmp_path: Path, strict: bool, fails: bool) -> None:
    pack = pack_with(tmp_path, "regulations", "recalled")
    judged, _ = run.judge(
        load_bytes(FAILING.encode(), "a.yaml").documents[0], run.Settings(pack, pack.rules, strict=strict)
    )
    assert judged is not None
    assert judged.results[0].fails_run is fails
