"""Settling: how well the law is known, severity, and what fails a run."""

from pathlib import Path

import pytest

from ccgcheck import packs, run
from ccgcheck.documents import load_bytes
from ccgcheck.law import Severity
from ccgcheck.rules import Status
from ccgcheck.settle import fails_run
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


@pytest.mark.parametrize(("confidence", "how"), [
    ("second_hand", "the words of reg 1 are known at second hand: check them before calling this a failure"),
    ("recalled", "the words of reg 1 are recalled, not read: check them before calling this a failure"),
])  # fmt: skip
def test_a_review_says_how_well_the_words_are_known(tmp_path: Path, confidence: str, how: str) -> None:
    assert only(judge(FAILING, pack_with(tmp_path, "regulations", confidence))).reason == how


@pytest.mark.parametrize("fail_on", ["error", "warning", "note", None])
@pytest.mark.parametrize("status", ["pass", "fail", "review", "unknown", "not_applicable", "waived", "error"])
@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_what_fails_a_run_of_every_kind(status: Status, severity: Severity, fail_on: Severity | None) -> None:
    weight = {"note": 1, "warning": 2, "error": 3}
    lax = fails_run(status, severity, fail_on, strict=False)
    if status == "fail" and fail_on is not None:
        assert lax is (weight[severity] >= weight[fail_on])
    else:
        assert lax is (status == "error" and fail_on is not None)
    assert fails_run(status, severity, fail_on, strict=True) is (lax or status in ("review", "unknown"))
