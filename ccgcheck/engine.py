"""Judge: each rule on each statement it is asked of, by the law of a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck import fingerprints, pointers, selecting
from ccgcheck.cases import Beside, Reference
from ccgcheck.evidence import Evidence
from ccgcheck.expressions import Activation, Expression, Outcome
from ccgcheck.fingerprints import Seen
from ccgcheck.law import Version
from ccgcheck.packs import Pack
from ccgcheck.register import facts
from ccgcheck.rules import Rule, Status
from ccgcheck.templates import Told


@dataclass(frozen=True, slots=True)
class Result:
    """What a rule made of one statement.

    `pointer` is a JSON Pointer to something that stands in the document; `version` is the provision's version in
    force, None when none was; `reason` says why settling changed the status; `also_at` are places that bear on it;
    `seen` are digests of what it rests on, for a result that needs attention.
    """

    rule: Rule
    status: Status
    message: str
    pointer: str
    as_at: str
    version: Version | None
    reason: str | None = None
    also_at: tuple[Reference, ...] = ()
    seen: Seen | None = None


def judge(
    evidence: Evidence,
    pack: Pack,
    as_at: str,
    rules: Iterable[Rule] | None = None,
    *,
    kind: str = "constitution",
    beside: Beside | None = None,
) -> Iterator[Result]:
    """Yield a result for each rule on that kind of document and each statement it selects.

    They come in the pack's order, then the document's. A record is read `beside` the constitution of its day.
    """
    body = evidence.data.get("body", {})
    known = facts(pack.register, body) if isinstance(body, dict) else {}
    context = {"law": pack.law(as_at), "date": as_at, "body": body, "register": known, kind: evidence.data}
    scene = _Scene(evidence, as_at, {"constitution": beside.evidence.data, **context} if beside else context, beside)
    for rule in pack.rules if rules is None else rules:
        if rule.document != kind:
            continue
        version = rule.provision.at(as_at)
        if version is None:
            yield Result(rule, "not_applicable", rule.provision.not_in_force(as_at), "", as_at, None)
        else:
            yield from _judge_rule(rule, version, scene)


def judge_unsupplied(rules: Iterable[Rule], as_at: str, why: str) -> Iterator[Result]:
    """Yield a result for each rule on a kind of document that was not supplied: unknown, for the reason `why`."""
    for rule in rules:
        version = rule.provision.at(as_at)
        if version is None:
            yield Result(rule, "not_applicable", rule.provision.not_in_force(as_at), "", as_at, None)
        else:
            yield Result(rule, "unknown", why, "", as_at, version, seen=fingerprints.seen(rule, version, [why]))


class _Scene:
    """One document on one day, with the activation that its rules share."""

    def __init__(self, evidence: Evidence, as_at: str, context: Mapping[str, Any], beside: Beside | None) -> None:
        self.evidence, self.as_at, self.context, self.beside = evidence, as_at, context, beside
        self.shared = Activation({"this": None, **context})

    def activation(self, rule: Rule, subject: Any) -> Activation:
        """Return what the expressions of `rule` read about `subject`."""
        if rule.for_each.is_single:
            return self.shared
        law = {rule.provision.id: self.context["law"][rule.provision.id]}  # CEL converts what it is given, each time
        everything = {**self.context, "law": law, "this": subject}
        return Activation({name: value for name, value in everything.items() if name in rule.reads})

    def hidden(self, rule: Rule, pointer: str) -> list[str]:
        """Return the names that `rule` reads of the statement at `pointer` and that nobody reviewed."""
        own = self.evidence.hidden("" if rule.looks_beyond else pointer, rule.fields)
        if self.beside is None or "constitution" not in rule.reads:
            return own
        return own or self.beside.evidence.hidden("", rule.fields)

    def excuse(self, rule: Rule, hidden: list[str]) -> str | None:
        """Return why there is no constitution, when that is what keeps `rule` from being decided."""
        if self.beside is None or self.beside.excuse is None or "constitution" not in rule.reads:
            return None
        own = self.evidence.hidden("", rule.fields)
        return None if set(hidden) & set(own) else self.beside.excuse

    def result(self, rule: Rule, version: Version, status: Status, told: Told, place: str, value: Any = None) -> Result:
        """Return a result of `rule` on `value`, which stands at `place`, with digests of what it rests on."""
        also_at = () if value is None else _also_at(rule, self, value)
        seen = None if status in ("pass", "not_applicable") else self._seen(rule, version, status, told, place, value)
        return Result(rule, status, told.text, place, self.as_at, version, None, also_at, seen)

    def _seen(self, rule: Rule, version: Version, status: Status, told: Told, place: str, value: Any) -> Seen:
        """Return digests of what `rule` read and what it tells, and of what stands at the place.

        What it tells of facts is part of it: they come from other records, and a rule may ask only for their verdict.
        """
        asked = {name for question in rule.questions for name in question.reads}
        read = [fingerprints.projection(self.evidence.data if rule.looks_beyond else value, rule.fields)]
        if self.beside is not None and "constitution" in rule.reads:
            read.append(fingerprints.projection(self.beside.evidence.data, rule.fields))
        read += [{name: self.context[name]} for name in ("date", "body", "register") if name in asked]
        read.append([status, *told.figures])
        stated = fingerprints.without_notes(pointers.get(self.evidence.written, place)) if place else None
        return fingerprints.seen(rule, version, read, stated)


def _judge_rule(rule: Rule, version: Version, scene: _Scene) -> Iterator[Result]:
    selected = list(selecting.select(scene.evidence.data, rule.for_each.steps))
    for pointer, value in selected:
        if value is selecting.UNDECIDABLE:
            status, told = _not_reviewed([rule.for_each.text], _CANNOT_TELL)
            yield scene.result(rule, version, status, told, pointer)
        else:
            yield _judge_statement(rule, version, scene, pointer, value)
    if not selected:
        yield _judge_absence(rule, version, scene)


def _judge_statement(rule: Rule, version: Version, scene: _Scene, pointer: str, value: Any) -> Result:
    activation = scene.activation(rule, value)
    status, told = _decide(rule, scene, pointer, activation)
    if told is None:
        told = _told(rule, version, activation, status)
    place = selecting.existing(scene.evidence.written, selecting.place(pointer, value), rule.at)
    return scene.result(rule, version, status, told, place, value)


def _decide(rule: Rule, scene: _Scene, pointer: str, activation: Activation) -> tuple[Status, Told | None]:
    """Return the status, and what is told where the rule's own does not fit."""
    hidden = scene.hidden(rule, pointer)
    excuse = scene.excuse(rule, hidden)
    if rule.condition is not None:
        applies = rule.condition.evaluate(activation)
        if not applies.is_decided:
            return _undecided(applies, hidden, excuse, _CANNOT_TELL)
        if not applies.value:
            return "not_applicable", None
    questions: tuple[tuple[Expression | None, Status], ...] = ((rule.uncertainty, "unknown"), (rule.doubt, "review"))
    for question, status in questions:
        if question is not None:
            doubtful = question.evaluate(activation)
            if not doubtful.is_decided:
                return _undecided(doubtful, hidden, excuse)
            if doubtful.value:
                says = rule.templates.get("unknown")
                is_dark = status == "unknown" and hidden and says is not None and not says.is_complete(activation)
                return _undecided(Outcome("silent"), hidden) if is_dark else (status, None)
    met = rule.assertion.evaluate(activation)
    if met.is_decided:
        if not met.value:
            return "fail", None
        return ("review" if rule.always_asks else "pass"), None
    if met.kind == "silent" and not hidden:
        if "silent" in rule.templates:
            return rule.if_silent, rule.templates["silent"].told(activation)
        return rule.if_silent, _not_stated(pointer, met.value)
    return _undecided(met, hidden, excuse)


_CANNOT_TELL = "cannot tell whether this applies: "


def _undecided(outcome: Outcome, hidden: list[str], excuse: str | None = None, lead: str = "") -> tuple[Status, Told]:
    """Return why an expression has no answer; `hidden` are names that it reads and nobody reviewed."""
    if excuse is not None and outcome.kind in ("not_reviewed", "silent"):
        return "unknown", Told(lead + excuse, (excuse,))
    if outcome.kind == "not_reviewed" or (outcome.kind == "silent" and hidden):
        return _not_reviewed(hidden or [outcome.value], lead)
    if outcome.kind == "silent":
        return "unknown", Told(f"{lead}{_quoted(outcome.value)} is not stated", ("silent", outcome.value))
    made = f"its expression gives {outcome.value!r}, not true or false"
    reason = made if outcome.kind == "value" else outcome.value
    return "error", Told(f"the rule is broken: {reason}", (reason,))


def _not_reviewed(names: list[str], lead: str = "") -> tuple[Status, Told]:
    return "unknown", Told(f"{lead}not reviewed: {', '.join(map(_quoted, names))}", ("not reviewed", *names))


_TEMPLATE: Mapping[Status, str] = {
    "pass": "found",
    "fail": "message",
    "review": "asks_person",
    "unknown": "unknown",
    "not_applicable": "otherwise",
}


def _told(rule: Rule, version: Version, activation: Activation, status: Status) -> Told:
    """Return the rule's own words for `status`; for a pass that they do not fit wholly, what the law requires."""
    template = rule.templates.get(_TEMPLATE[status])
    if template is None or (status == "pass" and not template.is_complete(activation)):
        return Told(rule.provision.requirement(version))
    return template.told(activation)


def _judge_absence(rule: Rule, version: Version, scene: _Scene) -> Result:
    """Return the result where nothing that the rule is asked of stands in the document."""
    wanted = pointers.build(step.name for step in rule.for_each.steps)
    place = selecting.existing(scene.evidence.written, wanted, ())
    if scene.evidence.is_dark(wanted):
        status, told = _absent_unless_inapplicable(rule, scene, *_not_reviewed([rule.for_each.text]))
    elif rule.for_each.is_single:
        silent = rule.templates.get("silent")
        told = silent.told(scene.shared) if silent else _not_stated(*wanted.rpartition("/")[::2])
        status, told = _absent_unless_inapplicable(rule, scene, rule.if_silent, told)
    elif (otherwise := rule.templates.get("otherwise")) and otherwise.is_complete(scene.shared):
        status, told = "not_applicable", otherwise.told(scene.shared)
    else:
        status, told = "not_applicable", Told(f"the document states no {_quoted(rule.for_each.text)}")
    return scene.result(rule, version, status, told, place)


_REFERENCE = {"kind", "number", "pointer"}


def _also_at(rule: Rule, scene: _Scene, value: Any) -> tuple[Reference, ...]:
    """Return the places that the rule names beside its own: in the constitution, or those that a fact gives."""
    if rule.also_at is None:
        return ()
    first, *names = rule.also_at.split(".")
    if first == "constitution":
        record = scene.beside.record if scene.beside else None
        if record is None:
            return ()
        place = selecting.existing(record.evidence.written, pointers.build(names), ())
        return (Reference("constitution", record.number, place),)
    try:
        found = pointers.get(value, pointers.build([first, *names]))
    except KeyError:
        return ()
    return tuple(Reference(**one) for one in found if isinstance(one, dict) and one.keys() == _REFERENCE)


def _absent_unless_inapplicable(rule: Rule, scene: _Scene, status: Status, told: Told) -> tuple[Status, Told]:
    if rule.condition is not None and rule.for_each.is_single:
        applies = rule.condition.evaluate(scene.shared)
        if not applies.is_decided:
            hidden = scene.hidden(rule, "")
            return _undecided(applies, hidden, scene.excuse(rule, hidden), _CANNOT_TELL)
        if not applies.value:
            return "not_applicable", rule.templates["otherwise"].told(scene.shared)
    return status, told


def _not_stated(holder: str, name: str) -> Told:
    """Return what is told of a statement that is missing; where it is missing is no part of what is seen."""
    where = pointers.dotted(holder)
    return Told(f"not stated: {_quoted(name)}" + (f" in {where}" if where else ""), ("silent", name))


def _quoted(name: str) -> str:
    return f'"{name}"'
