"""Results: what a rule made of a statement; its words, its place and its digests are worked out when asked for.

Most results of a run are only counted: that a rule is met, or does not apply. Telling them would take most of the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from ccgcheck import fingerprints, pointers, selecting
from ccgcheck.answers import Asked
from ccgcheck.cases import Reference
from ccgcheck.expressions import Activation
from ccgcheck.fingerprints import Seen
from ccgcheck.law import Version
from ccgcheck.rules import Rule, Status
from ccgcheck.scene import Scene, projected
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
        read = [scene.looked_at(rule.fields) if rule.looks_beyond else projected(value, rule.fields)]
        if scene.beside is not None and "constitution" in rule.reads:
            read.append(scene.looked_at(rule.fields, beside=True))
        named = ({name: scene.context[name]} for name in ("date", "body", "register") if name in asked)
        read += map(fingerprints.text, [*named, [result.said, *result.told.figures]])
        return fingerprints.seen(rule, result.version, read, scene.stated(result.pointer))


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
