"""Answers: what the questions of a rule come to, asked once of all statements that read alike.

Constitutions repeat each other, and the seats of one repeat each other: most of them come from the same models. An
expression sees of a document only what it names. Where that is the same to the byte, so is the answer, whatever else
the documents say.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ccgcheck import cel_source
from ccgcheck.cases import KINDS
from ccgcheck.evidence import MARKER
from ccgcheck.expressions import Activation, Outcome
from ccgcheck.law import Version
from ccgcheck.rules import Rule, Status

_TRIAL = 32
_WORTH = 4
_MOST = 512
_EXACT = 2  # the form of marshal in which equal values of equal types, and only these, can have equal bytes
_ROOTS = (*KINDS, "date", "body", "register")
Question = Literal["condition", "uncertainty", "doubt", "assertion"]
Key = tuple[bytes, ...]


class Answer(NamedTuple):
    """What the questions of a rule come to: the first `question` that settled it, and what that came to.

    `status` is None where the outcome is neither true nor false.
    """

    question: Question
    outcome: Outcome
    status: Status | None


@dataclass(frozen=True, slots=True)
class Footprint:
    """What the questions of a rule can see: (variable, name) of a part of it, or (variable, None) of all of it.

    `subject` are the names that they read of the statement they are asked of, None where they may read all of it.
    """

    parts: tuple[tuple[str, str | None], ...]
    subject: tuple[str, ...] | None

    @classmethod
    def of(cls, rule: Rule) -> "Footprint":
        """Return what the questions of a rule can see; of the law that is the version of its own provision."""
        seen: dict[str, set[str] | None] = {}
        for question in rule.questions:
            for variable, names in cel_source.parts_read(question.rewritten, (*_ROOTS, "this")).items():
                before = seen.get(variable, set())
                seen[variable] = None if names is None or before is None else names | before
        subject = seen.pop("this", set())
        marked = None if subject is None else {form for name in subject for form in (name, MARKER + name)}
        parts = ((variable, name) for variable, names in seen.items() for name in _each(variable, names))
        return cls(tuple(parts), None if marked is None else tuple(sorted(marked)))


def _each(variable: str, names: set[str] | None) -> Iterable[str | None]:
    return (None,) if names is None or variable not in KINDS else sorted(names)


@dataclass(slots=True)
class Asked:
    """A rule with the version of its law that decides on some days, and what it has answered by that law."""

    rule: Rule
    version: Version | None
    _footprint: Footprint | None = None
    _known: dict[Key, Answer] | None = field(default_factory=dict)
    _tries: int = 0
    _found: int = 0

    def answer(self, value: Any, activation: Activation, part: Callable[[str, str | None], bytes]) -> Answer:
        """Return what the rule's questions come to, asked of `value`; `part` gives what documents say as bytes."""
        if self._known is None:
            return ask(self.rule, activation)
        key = self._key(value, part)
        if key is None:
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

    def _key(self, value: Any, part: Callable[[str, str | None], bytes]) -> Key | None:
        if self._footprint is None:
            self._footprint = Footprint.of(self.rule)
        subject = self._footprint.subject
        try:
            if subject is None or not isinstance(value, dict):
                own = marshal.dumps(value if subject or subject is None else None, _EXACT)
            else:
                own = marshal.dumps([value.get(name, ...) for name in subject], _EXACT)
            return (own, *[part(*one) for one in self._footprint.parts])
        except ValueError:  # nested deeper than marshal goes
            return None


def written(context: Mapping[str, Any], variable: str, name: str | None) -> bytes:
    """Return what a variable, or a part of a document, says as bytes that only the same has; raise ValueError."""
    value = context.get(variable, ...)
    if name is None or not isinstance(value, dict):
        return marshal.dumps(value, _EXACT)
    return marshal.dumps((value.get(name, ...), MARKER + name in value), _EXACT)


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
