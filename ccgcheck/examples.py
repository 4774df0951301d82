"""Run the examples of a pack: each rule on the fragments that show what it must say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck import judging, schemas, validators
from ccgcheck.cases import Case, Record
from ccgcheck.evidence import prepare
from ccgcheck.packs import Pack
from ccgcheck.results import Result
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
    given = documents_of(rule, example, as_at)
    for data in given:
        if wrong := _misspelt(data):
            return Verdict(rule, example, (), wrong)
    results = tuple(settle(judge_documents(given, pack, as_at, (rule,))))
    return Verdict(rule, example, results, _fault(example, results))


def documents_of(rule: Rule, example: Example, as_at: str) -> list[dict[str, Any]]:
    """Return the document of an example, of the day `as_at`, and those beside it."""
    beside = [document(fragment, as_at, kind, move=False) for kind, _, fragment in example.beside]
    return [document(example.fragment, as_at, rule.document), *beside]


def judge_documents(given: list[dict[str, Any]], pack: Pack, as_at: str, rules: tuple[Rule, ...]) -> Iterator[Result]:
    """Judge the first of the documents of one body, with the others beside it, by the law of a day."""
    records = [_record(data, f"document {place}") for place, data in enumerate(given)]
    case = Case.gather(records)
    one = next(record for record in case.records if record.evidence is records[0].evidence)
    yield from judging.judge(case, one, pack, as_at, rules)


def document(
    fragment: Mapping[str, Any], as_at: str, kind: str = "constitution", *, move: bool = True
) -> dict[str, Any]:
    """Return the fragment as a document of an example body, of the day `as_at`; without `move` its own day stays."""
    body = {"type": "ccg", "name": "NHS Example Clinical Commissioning Group", "ods_code": "99Z"}
    dated = schemas.judged_on(kind)
    day = as_at if move else fragment.get(dated, as_at)
    return {**dict(fragment), "kind": kind, "body": body | dict(fragment.get("body", {})), dated: day}


def _record(data: dict[str, Any], file: str) -> Record:
    kind = data["kind"]
    return Record(kind, prepare(data, schemas.shape(kind)), data[schemas.judged_on(kind)], file)


def _misspelt(data: dict[str, Any]) -> str | None:
    kind = data["kind"]
    if validators.is_valid(data, kind):
        return None
    for error in validators.validator(kind).iter_errors(data):
        if error.validator not in _PARTIAL:
            where = ".".join(map(str, error.absolute_path)) or "its top"
            what = "the fragment" if kind == "constitution" else f"the fragment of a document {kind}"
            return f"{what} does not fit the schema at {where}: {error.message[:200]}"
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
