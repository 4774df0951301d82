"""The pack that ccgcheck ships: every rule passes and fails somewhere, and says so at the right place."""

import pytest

from ccgcheck import examples
from ccgcheck.rules import Example, Rule
from tests.support import ROOT, ccg

RULES = ccg().rules
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{n}") for rule in RULES for n, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_every_example_holds(rule: Rule, example: Example) -> None:
    verdict = examples.run_one(ccg(), rule, example)
    assert verdict.fault is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_fires_somewhere_and_at_a_place(rule: Rule) -> None:
    failing = [example for example in rule.examples if example.expect == "fail"]
    fired = [result for example in failing for result in examples.run_one(ccg(), rule, example).results]
    assert any(result.status in ("fail", "review") for result in fired)
    assert any(example.at is not None for example in failing), "at least one failing example says where"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_recalled_law_never_condemns(rule: Rule) -> None:
    for example in rule.examples:
        for result in examples.run_one(ccg(), rule, example).results:
            if result.status == "fail":
                assert result.version is not None
                assert rule.provision.may_condemn(result.version)


def test_the_pack_is_as_large_as_promised() -> None:
    topics = {rule.topic for rule in RULES}
    assert len(RULES) >= 60
    assert topics == {"governance", "conflicts_of_interest", "public_meetings"}
    assert {rule.judges for rule in RULES} == {"stated", "operating"}
    assert all((rule.judges == "stated") == (rule.document == "constitution") for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_ids_follow_the_topic(rule: Rule) -> None:
    prefix = {"governance": "GOV", "conflicts_of_interest": "COI", "public_meetings": "PUB"}[rule.topic]
    assert rule.id.startswith(f"{prefix}-")


def test_every_provision_is_decided_by_a_rule_or_says_why_not() -> None:
    decided = {rule.provision.id for rule in RULES}
    for provision in ccg().provisions.values():
        if provision.decided_by == "rule":
            assert provision.id in decided, provision.id
        else:
            assert provision.id not in decided, provision.id
            assert provision.reason


def test_no_rule_file_is_longer_than_a_reading() -> None:
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        assert "shared/" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_is_broken_on_an_empty_document(rule: Rule) -> None:
    for date in ("2013-04-01", "2015-01-01", "2018-01-01", "2022-05-01"):
        example = Example("fail", {}, date, None, None, "")
        for result in examples.run_one(ccg(), rule, example).results:
            assert result.status != "error", result.message
            assert "cannot be worked out" not in result.message
            assert result.status != "pass", "nothing is stated, so nothing can be met"
