"""Run the examples of a pack: each rule on the fragments that show what it must say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck import schema_check, schemas
from ccgcheck.engine import Result, judge
from ccgcheck.evidence import prepare
from ccgcheck.packs import Pack
from ccgcheck.rules import Example, Rule
from ccgcheck.settle import settle

_PARTIAL = frozenset({"required", "minProperties"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an example: `fault` says in a sentence why it does not hold, None when it does."""

    rule: Rule
    example: Example
    results: tuple[Result, ...]
    fault: str | None


def run(pack: Pack, rules: tuple[Rule, ...] | None = None) -> Iterator[Verdict]:
    """Yield a verdict for every example of `rules` (all of the pack's when left out)."""
    for rule in pack.rules if rules is None else rules:
        for example in rule.examples:
            yield run_one(pack, rule, example)


def run_one(pack: Pack, rule: Rule, example: Example) -> Verdict:
    """Judge one example by its rule alone."""
    as_at = pack.day_of(example)
    data = document(example.fragment, as_at)
    if wrong := _misspelt(data):
        return Verdict(rule, example, (), wrong)
    evidence = prepare(data, schemas.load("constitution"))
    results = tuple(settle(judge(evidence, pack, as_at, (rule,))))
    return Verdict(rule, example, results, _fault(example, results))


def document(fragment: Mapping[str, Any], as_at: str) -> dict[str, Any]:
    """Return the fragment as a constitution of an example body that has effect from `as_at`."""
    body = {"type": "ccg", "name": "NHS Example Clinical Commissioning Group", "ods_code": "99Z"}
    head = {"kind": "constitution", "body": body | dict(fragment.get("body", {})), "effective_date": as_at}
    return {**dict(fragment), **head}


def _misspelt(data: dict[str, Any]) -> str | None:
    if schema_check.is_valid(data, "constitution"):
        return None
    for error in schema_check.validator("constitution").iter_errors(data):
        if error.validator not in _PARTIAL:
            where = ".".join(map(str, error.absolute_path)) or "its top"
            return f"the fragment does not fit the schema at {where}: {error.message[:200]}"
    return None


def _fault(example: Example, results: tuple[Result, ...]) -> str | None:
    wanted = example.expect
    matching = [result for result in results if _is(result, wanted)]
    got = "; ".join(f"{result.status} at {result.pointer or '/'}: {result.message}" for result in results)
    if not matching or (wanted in ("pass", "not_applicable") and len(matching) < len(results)):
        return f"expected {wanted}, got {got or 'no result'}"
    if example.at is not None and not any(result.pointer == example.at for result in matching):
        return f"expected {wanted} at {example.at or '/'}, got {got}"
    if example.says is not None and not any(example.says in result.message for result in matching):
        return f'expected a message with "{example.says}", got {got}'
    return None


def _is(result: Result, wanted: str) -> bool:
    """Whether a result is what is wanted; `fails` is met by review where the law's words are not confirmed."""
    if result.status == "review" and wanted == "fail":
        return result.reason is not None
    return result.status == wanted
