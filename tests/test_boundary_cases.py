"""Boundary cases: facts at a date, and the verdict that the rules must reach."""

from collections.abc import Iterator
from typing import Any

import pytest

from ccgcheck import examples
from ccgcheck.packs import Pack
from ccgcheck.results import Result
from ccgcheck.rules import STATUSES
from ccgcheck.settle import settle
from tests.support import ROOT, ccg, load_yaml

CASES = [
    pytest.param(case, id=f"{path.stem}-{case['case']}")
    for path in sorted((ROOT / "tests" / "boundary").glob("*.yaml"))
    for case in load_yaml(path)["cases"]
]
RANK = ("fail", "error", "review", "unknown", "pass", "not_applicable")


@pytest.mark.parametrize("case", CASES)
def test_boundary_case(case: dict[str, Any]) -> None:
    assert verdicts(case, ccg()) == case["expect"]


def verdicts(case: dict[str, Any], pack: Pack) -> dict[str, str]:
    """Return what the rules of a pack that a case names come to."""
    given = [examples.document(case["facts"], case["date"], case.get("kind", "constitution")), *beside(case)]
    rules = tuple(rule for rule in pack.rules if rule.id in case["expect"])
    results = list(settle(examples.judge_documents(given, pack, case["date"], rules)))
    return {rule.id: worst([result for result in results if result.rule is rule]) for rule in rules}


def beside(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the other documents of the body: by kind a fragment, the name of a base, or a list of these."""
    for kind, given in case.get("beside", {}).items():
        for one in given if isinstance(given, list) else [given]:
            fragment = ccg().bases[one] if isinstance(one, str) else one
            yield examples.document(fragment, case["date"], kind, move=False)


def worst(results: list[Result]) -> str:
    assert set(RANK) <= set(STATUSES)
    return min((result.status for result in results), key=RANK.index)
