"""Every item of law and guidance that was collected for the pack stands in it."""

from typing import Any

import pytest

from tests.support import ROOT, ccg, load_yaml

LAW: dict[str, list[str]] = load_yaml(ROOT / "tests" / "data" / "law_items.yaml")
GUIDANCE: list[dict[str, Any]] = load_yaml(ROOT / "tests" / "data" / "guidance_items.yaml")


@pytest.mark.parametrize("item", LAW)
def test_every_item_of_law_is_carried_by_a_provision(item: str) -> None:
    assert LAW[item], item
    assert set(LAW[item]) <= set(ccg().provisions)


@pytest.mark.parametrize("item", GUIDANCE, ids=lambda item: f"{item['section']}-{item['says'][:40]}")
def test_every_item_of_guidance_is_carried_by_a_provision_or_is_history(item: dict[str, Any]) -> None:
    assert set(item["provisions"]) <= set(ccg().provisions)
    assert item["provisions"] or item.get("why") == "history"


def test_the_lists_are_as_long_as_the_sources() -> None:
    assert len(LAW) >= 200
    assert {item["section"].split(".")[0] for item in GUIDANCE} >= {"1", "2", "3", "4", "5"}


def test_every_provision_comes_from_an_item() -> None:
    known = {name for names in LAW.values() for name in names}
    known |= {name for item in GUIDANCE for name in item["provisions"]}
    register = {name for name in ccg().provisions if name.startswith("register-")}
    assert set(ccg().provisions) - known - register == set()
