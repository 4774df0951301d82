"""The pack as a work of reference: its rules at a date, a rule or provision looked up, what decides each provision.

Everything here is plain values, for `report.pages` and for JSON.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ccgcheck import examples
from ccgcheck.law import Provision, Version
from ccgcheck.packs import Pack
from ccgcheck.rules import Example, Rule, Status


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example as it was written, with what the tool says of it: its results are (status, pointer, message).

    `beside` are the other documents of the body: (kind, base, fragment).
    """

    expect: Status
    start: str
    fragment: Mapping[str, Any]
    as_at: str
    results: tuple[tuple[Status, str, str], ...]
    beside: tuple[tuple[str, str | None, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What decides a provision: its rules, or a person or nobody and the reason; a gap when nothing does."""

    provision: Provision
    rules: tuple[Rule, ...]

    @property
    def kind(self) -> str:
        """One of rule, person, context and gap."""
        if self.provision.decided_by != "rule":
            return self.provision.decided_by
        return "rule" if self.rules else "gap"


def find(pack: Pack, identifier: str) -> Rule | Provision:
    """Return the rule or the provision with this id, in any case; raise KeyError with the nearest ids in a sentence."""
    wanted = identifier.casefold()
    for rule in pack.rules:
        if rule.id.casefold() == wanted:
            return rule
    for name, provision in pack.provisions.items():
        if name.casefold() == wanted:
            return provision
    known = {name.casefold(): name for name in (*(rule.id for rule in pack.rules), *pack.provisions)}
    near = [known[name] for name in get_close_matches(wanted, known, n=3, cutoff=0.5)]
    hint = f"; the nearest are {', '.join(near)}" if near else "; ccgcheck rules lists the rules"
    raise KeyError(f"the pack {pack.name} has no rule or provision {identifier}{hint}")


def rules(
    pack: Pack, *, as_at: str | None = None, topic: str | None = None, provision: str | None = None
) -> Iterator[tuple[Rule, Version]]:
    """Yield the rules asked for, each with its provision's version in force on `as_at`; without a date, the last."""
    for rule in pack.rules:
        version = rule.provision.versions[-1] if as_at is None else rule.provision.at(as_at)
        wanted = (topic is None or rule.topic == topic) and (provision is None or rule.provision.id == provision)
        if version is not None and wanted:
            yield rule, version


def rules_on(pack: Pack, provision: Provision) -> tuple[Rule, ...]:
    """Return the rules that decide a provision."""
    return tuple(rule for rule in pack.rules if rule.provision.id == provision.id)


def shown(pack: Pack, rule: Rule) -> tuple[ShownExample, ...]:
    """Return one example that meets the rule and one that does not, judged now."""
    met = next(example for example in rule.examples if example.expect in ("pass", "review"))
    missed = next(example for example in rule.examples if example.expect == "fail")
    return tuple(_run(pack, rule, example) for example in (met, missed))


def _run(pack: Pack, rule: Rule, example: Example) -> ShownExample:
    results = examples.run_one(pack, rule, example).results
    as_at = pack.day_of(example)
    said = tuple((result.status, result.pointer, result.message) for result in results)
    return ShownExample(example.expect, example.start, example.change, as_at, said, example.beside)


def decisions(pack: Pack) -> tuple[Decision, ...]:
    """Return what decides each provision, in the order of the pack's files."""
    return tuple(Decision(provision, rules_on(pack, provision)) for provision in pack.provisions.values())


KINDS = ("rule", "person", "context", "gap")


def counts(chosen: Iterable[Decision]) -> Mapping[str, int]:
    """Return how many of the provisions are decided in each way."""
    kinds = [decision.kind for decision in chosen]
    return {kind: kinds.count(kind) for kind in KINDS}
