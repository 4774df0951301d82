"""Results: what a rule made of a statement; its words, its place and its digests are worked out when asked for.

Most results of a run are only counted: that a rule is met, or does not apply. Telling them would take most of the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from ccgcheck import answers, fingerprints, pointers, selecting
from ccgcheck.answers import Asked
from ccgcheck.cases import Beside, Reference
from ccgcheck.evidence import Evidence
from ccgcheck.expressions import Activation
from ccgcheck.fingerprints import Seen
from ccgcheck.law import Version
from ccgcheck.rules import Rule, Status
from ccgcheck.selecting import Selected
from ccgcheck.templates import Told

QUIET: frozenset[Status] = frozenset({"pass", "not_applicable"})
"""The results that need nobody's attention."""


class About(Protocol):
    """What a result is about: it tells what a result says, where, and what it rests on."""

    def told(self, result: "Result") -> Told:
        """Return what is told of a result."""

    def place(self, result: "Result") -> str:
        """Return the JSON Pointer of something that stands in the document."""

    def also_at(self, result: "Result") -> tuple[Reference, ...]:
        """Return the places that bear on a result beside its own."""

    def seen(self, result: "Result") -> Seen | None:
        """Return digests of what a result rests on; None for one that needs no attention."""


@dataclass(frozen=True, eq=False)
class Result:
    """What a rule made of one statement.

    `said` is what the rule said, `status` what that counts for once it is settled, for the `reason` given. `version` is
    the provision's version in force, None when none was.
    """

    rule: Rule
    said: Status
    status: Status
    as_at: str
    version: Version | None
    about: About
    reason: str | None = None

    @cached_property
    def told(self) -> Told:
        """What is told of it."""
        return self.about.told(self)

    @property
    def message(self) -> str:
        """What is told of it, as text."""
        return self.told.text

    @cached_property
    def pointer(self) -> str:
        """The JSON Pointer of something that stands in the document."""
        return self.about.place(self)

    @property
    def also_at(self) -> tuple[Reference, ...]:
        """Places that bear on it."""
        return self.about.also_at(self)

    @property
    def seen(self) -> Seen | None:
        """Digests of what it rests on, for a result that needs attention."""
        return None if self.said in QUIET else self.about.seen(self)


class NotInForce:
    """Law that did not bind on the day: there is nothing to look at."""

    def told(self, result: Result) -> Told:
        """Return why the provision does not bind."""
        return Told(result.rule.provision.not_in_force(result.as_at))

    def place(self, result: Result) -> str:
        """Return the whole document."""
        return ""

    def also_at(self, result: Result) -> tuple[Reference, ...]:
        """Return no place."""
        return ()

    def seen(self, result: Result) -> Seen | None:
        """Return no digests."""
        return None


@dataclass(frozen=True, slots=True)
class NotSupplied(NotInForce):
    """A kind of document that the body did not supply; `why` says so."""

    why: str

    def told(self, result: Result) -> Told:
        """Return what is missing."""
        return Told(self.why)

    def seen(self, result: Result) -> Seen | None:
        """Return the digests of nothing but the rule and what is missing."""
        return fingerprints.seen(result.rule, result.version, [fingerprints.text(self.why)])


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
            kept = self._looked_at[beside] = (fields, _projected(evidence.data, fields))
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


class Finding(NamedTuple):
    """What a rule made of one statement, before anybody asks what there is to tell of it.

    `at` are the numbers of the elements that it is about; None where nothing stands at `pointer`, or no law was in
    force. `told` is what is told of it where the rule's own words do not fit.
    """

    asked: Asked
    status: Status
    told: Told | None
    pointer: str
    value: Any
    at: tuple[int, ...] | None

    def place(self, scene: Scene) -> str:
        """Return where the statement, or what holds it, stands."""
        if self.at is None:
            return scene.standing(self.pointer, ())
        if self.value is selecting.UNDECIDABLE:
            return self.pointer
        return scene.standing(selecting.place(self.pointer, self.value), self.asked.rule.at)


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What a rule is asked about: the `value` at `pointer`, or (`is_absent`) that nothing stands there.

    `telling` is what is told of it where the rule's own words do not fit.
    """

    scene: Scene
    pointer: str
    value: Any
    activation: Activation
    telling: Told | None = None
    is_absent: bool = False

    def told(self, result: Result) -> Told:
        """Return what was told while deciding, or else the rule's own words for what it said."""
        if self.telling is not None or result.version is None:
            return self.telling or Told("")
        return _own_words(result.rule, result.version, self.activation, result.said)

    def place(self, result: Result) -> str:
        """Return where the statement, or what holds it, stands."""
        if self.is_absent:
            return self.scene.standing(self.pointer, ())
        if self.value is selecting.UNDECIDABLE:
            return self.pointer
        where = selecting.place(self.pointer, self.value)
        return self.scene.standing(where, result.rule.at)

    def also_at(self, result: Result) -> tuple[Reference, ...]:
        """Return the places that the rule names beside its own: in the constitution, or those that a fact gives."""
        rule = result.rule
        if rule.also_at is None or not self._is_asked:
            return ()
        first, *names = rule.also_at.split(".")
        if first == "constitution":
            record = self.scene.beside.record if self.scene.beside else None
            if record is None:
                return ()
            place = selecting.existing(record.evidence.written, pointers.build(names), ())
            return (Reference("constitution", record.number, place),)
        try:
            found = pointers.get(self.value, pointers.build([first, *names]))
        except KeyError:
            return ()
        return tuple(Reference(**one) for one in found if isinstance(one, dict) and one.keys() == _REFERENCE)

    @property
    def _is_asked(self) -> bool:
        return not self.is_absent and self.value is not selecting.UNDECIDABLE and self.value is not None

    def seen(self, result: Result) -> Seen | None:
        """Return digests of what the rule read and what it tells, and of what stands at the place.

        What it tells of facts is part of it: they come from other records, and a rule may ask only for their verdict.
        """
        rule, scene = result.rule, self.scene
        asked = {name for question in rule.questions for name in question.reads}
        value = self.value if self._is_asked else None
        read = [scene.looked_at(rule.fields) if rule.looks_beyond else _projected(value, rule.fields)]
        if scene.beside is not None and "constitution" in rule.reads:
            read.append(scene.looked_at(rule.fields, beside=True))
        named = ({name: scene.context[name]} for name in ("date", "body", "register") if name in asked)
        read += map(fingerprints.text, [*named, [result.said, *result.told.figures]])
        return fingerprints.seen(rule, result.version, read, scene.stated(result.pointer))


def _projected(value: Any, fields: frozenset[str]) -> str:
    return fingerprints.text(fingerprints.projection(value, fields))


_REFERENCE = {"kind", "number", "pointer"}
_TEMPLATE: Mapping[Status, str] = {
    "pass": "found",
    "fail": "message",
    "review": "asks_person",
    "unknown": "unknown",
    "not_applicable": "otherwise",
}


def _own_words(rule: Rule, version: Version, activation: Activation, said: Status) -> Told:
    """Return the rule's own words for what it said; for a pass that they do not fit, what the law requires."""
    template = rule.templates.get(_TEMPLATE[said])
    told = template.told(activation) if template is not None else None
    if told is None or (said == "pass" and not told.is_complete):
        return Told(rule.provision.requirement(version))
    return told
