"""Settle: what a result counts for, once it is known how well the law's words are known, and what fails a run."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ccgcheck.law import Severity
from ccgcheck.results import Result
from ccgcheck.rules import Status

RANK: dict[Severity, int] = {"error": 3, "warning": 2, "note": 1}


def settle(results: Iterable[Result]) -> Iterator[Result]:
    """Yield every result, relabelled where its law does not allow what the rule said; none is dropped."""
    for result in results:
        yield _confirmed_or_review(result)


def _confirmed_or_review(result: Result) -> Result:
    version = result.version
    if result.status != "fail" or version is None:
        return result
    if not result.rule.provision.may_condemn(version):
        how = "known at second hand" if version.confidence == "second_hand" else "recalled, not read"
        reason = f"the words of {version.citation} are {how}: check them before calling this a failure"
    elif result.rule.reading is not None:
        reason = f"this rests on a reading of {version.citation}: {result.rule.reading}"
    else:
        return result
    return replace(result, status="review", reason=reason)


def fails_run(status: Status, severity: Severity, fail_on: Severity | None, *, strict: bool) -> bool:
    """Whether a result makes the run exit with 1.

    A failure does at or above `fail_on` (None: never); a broken rule always does unless `fail_on` is None; with
    `strict`, so do review and unknown.
    """
    if strict and status in ("review", "unknown"):
        return True
    if fail_on is None:
        return False
    if status == "error":
        return True
    return status == "fail" and RANK[severity] >= RANK[fail_on]
