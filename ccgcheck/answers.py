"""Answers: what the questions of a rule come to, asked once of all statements that read alike.

Constitutions repeat each other, and the seats of one repeat each other: most of them come from the same models. An
expression sees of a document only what it names. Where that is the same to the byte, so is the answer, whatever else
the documents say.
"""

import marshal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ccgcheck.evidence import MARKER
from ccgcheck.expressions import Activation, Outcome
from ccgcheck.footprints import Footprint, Part
from ccgcheck.law import Version
from ccgcheck.rules import Rule, Status

_TRIAL = 128
_WORTH = 4
_MOST = 512
_EXACT = 2  # the form of marshal in which equal values of equal types, and only these, can have equal bytes
Question = Literal["condition", "uncertainty", "doubt", "assertion"]
Key = tuple[bytes, ...]


class Answer(NamedTuple):
    """What the questions of a rule come to: the first `question` that settled it, and what that came to.

    `status` is None where the outcome is neither true nor false.
    """

    question: Question
    outcome: Outcome
    status: Status | None


@dataclass(slots=True)
class Asked:
    """A rule with the version of its law that decides on some days, and what it has answered by that law."""

    rule: Rule
    version: Version | None
    _footprint: Footprint | None = None
    _known: dict[Key, Answer] | None = field(default_factory=dict)
    _tries: int = 0
    _found: int = 0

    def answer(self, value: Any, activation: Activation, part: Callable[[Part], bytes]) -> Answer:
        """Return what the rule's questions come to, asked of `value`; `part` gives what documents say as bytes."""
        if self._known is None:
            return ask(self.rule, activation)
        try:
            key = self._key(value, part)
        except ValueError:  # nested deeper than marshal goes
            return ask(self.rule, activation)
        self._tries += 1
        answer = self._known.get(key)
        if answer is not None:
            self._found += 1
            return answer
        answer = ask(self.rule, activation)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = answer
        if self._tries >= _TRIAL and self._found * _WORTH < self._tries:
            self._known = None  # what it reads differs from statement to statement: looking costs more than asking
        return answer

    def _key(self, value: Any, part: Callable[[Part], bytes]) -> Key:
        seen = self._footprint
        if seen is None:
            seen = self._footprint = self.rule.footprint
        key = [part(one) for one in seen.parts]
        if seen.names:
            own = [value.get(name, ...) for name in seen.names] if isinstance(value, dict) else (value,)
            key.append(marshal.dumps(own, _EXACT))
        for path in seen.paths:
            key.append(written(value, path))
        return tuple(key)


def written(value: Any, path: Part) -> bytes:
    """Return what stands under `path`, as bytes that only the same has; raise ValueError for what is nested too deep.

    Where the path breaks off, they say where it does, and what stands there.
    """
    for depth, name in enumerate(path):
        if not isinstance(value, dict):
            return marshal.dumps((depth, value, None), _EXACT)
        if name not in value:
            return marshal.dumps((depth, MARKER + name in value), _EXACT)
        value = value[name]
    return marshal.dumps(value, _EXACT)


def ask(rule: Rule, activation: Activation) -> Answer:
    """Ask the questions of a rule in their order, up to the one that settles it."""
    if rule.condition is not None:
        applies = rule.condition.evaluate(activation)
        if not applies.is_decided:
            return Answer("condition", applies, None)
        if not applies.value:
            return Answer("condition", applies, "not_applicable")
    if rule.uncertainty is not None:
        doubtful = rule.uncertainty.evaluate(activation)
        if not doubtful.is_decided or doubtful.value:
            return Answer("uncertainty", doubtful, "unknown" if doubtful.is_decided else None)
    if rule.doubt is not None:
        doubtful = rule.doubt.evaluate(activation)
        if not doubtful.is_decided or doubtful.value:
            return Answer("doubt", doubtful, "review" if doubtful.is_decided else None)
    met = rule.assertion.evaluate(activation)
    if not met.is_decided:
        return Answer("assertion", met, None)
    held: Status = "review" if rule.always_asks else "pass"
    return Answer("assertion", met, held if met.value else "fail")
