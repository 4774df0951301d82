"""A scene: one document on one day, as rules see it, with what was once looked up in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ccgcheck import answers, fingerprints, pointers, selecting
from ccgcheck.cases import Beside
from ccgcheck.evidence import Evidence
from ccgcheck.expressions import Activation
from ccgcheck.rules import Rule
from ccgcheck.selecting import Selected


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One document on one day: what was written, what rules may look at, and what their expressions read.

    `context` is what `activation` was made of; `beside` is the constitution that a record is read beside.
    """

    evidence: Evidence
    as_at: str
    context: Mapping[str, Any]
    activation: Activation
    beside: Beside | None
    _selected: dict[str, list[Selected]] = field(default_factory=dict)
    _parts: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    _standing: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    _hidden: dict[str, frozenset[str]] = field(default_factory=dict)
    _dark: dict[str, bool] = field(default_factory=dict)
    _stated: dict[str, str] = field(default_factory=dict)
    _looked_at: dict[bool, tuple[frozenset[str], str]] = field(default_factory=dict)

    def looked_at(self, fields: frozenset[str], *, beside: bool = False) -> str:
        """Return all that a rule on these fields can have read of the document, or of the one beside it, as JSON.

        Only the last is kept: the results of one rule come one after the other.
        """
        kept = self._looked_at.get(beside)
        if kept is None or kept[0] != fields:
            evidence = self.beside.evidence if beside and self.beside else self.evidence
            kept = self._looked_at[beside] = (fields, projected(evidence.data, fields))
        return kept[1]

    def selected(self, rule: Rule) -> list[Selected]:
        """Return the statements that `rule` is asked of; the same to all rules that are asked of them."""
        text = rule.for_each.text
        found = self._selected.get(text)
        if found is None:
            found = self._selected[text] = list(selecting.select(self.evidence.data, rule.for_each.steps))
        return found

    def stated(self, pointer: str) -> str:
        """Return what stands at a place, without notes, as JSON; nothing for the whole document."""
        found = self._stated.get(pointer)
        if found is None:
            value = fingerprints.without_notes(pointers.get(self.evidence.written, pointer)) if pointer else None
            found = self._stated[pointer] = fingerprints.text(value)
        return found

    def part(self, path: tuple[str, ...]) -> bytes:
        """Return what a variable, or a part of it, says as bytes that only the same has; raise ValueError."""
        found = self._parts.get(path)
        if found is None:
            found = self._parts[path] = answers.written(self.context, path)
        return found

    def standing(self, pointer: str, below: tuple[str, ...]) -> str:
        """Return `pointer` extended by `below`, cut back to what stands in the document."""
        key = (pointer, below)
        if key not in self._standing:
            self._standing[key] = selecting.existing(self.evidence.written, pointer, below)
        return self._standing[key]

    def is_dark(self, pointer: str) -> bool:
        """Whether the statement that `pointer` names, or one that holds it, was not reviewed."""
        found = self._dark.get(pointer)
        if found is None:
            found = self._dark[pointer] = self.evidence.is_dark(pointer)
        return found

    def hidden(self, rule: Rule, pointer: str) -> tuple[str, ...]:
        """Return the names that `rule` reads of the statement at `pointer` and that nobody reviewed, sorted."""
        own = rule.fields & self.hidden_at("" if rule.looks_beyond else pointer)
        if own or self.beside is None or "constitution" not in rule.reads:
            return tuple(sorted(own))
        return tuple(sorted(rule.fields & self.beside.evidence.hidden("")))

    def hidden_at(self, pointer: str) -> frozenset[str]:
        """Return the names that nobody reviewed at or below `pointer`."""
        found = self._hidden.get(pointer)
        if found is None:
            found = self._hidden[pointer] = self.evidence.hidden(pointer)
        return found

    def excuse(self, rule: Rule, hidden: tuple[str, ...]) -> str | None:
        """Return why there is no constitution, when that is what keeps `rule` from being decided."""
        if self.beside is None or self.beside.excuse is None or "constitution" not in rule.reads:
            return None
        own = rule.fields & self.hidden_at("")
        return None if own.intersection(hidden) else self.beside.excuse


def projected(value: Any, fields: frozenset[str]) -> str:
    """Return what a rule on these fields can have read of a value, as JSON."""
    return fingerprints.text(fingerprints.projection(value, fields))
