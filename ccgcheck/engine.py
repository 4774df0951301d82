"""Judge: each rule on each statement it is asked of, by the law of a day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck import fingerprints, pointers
from ccgcheck.cases import Beside, Reference
from ccgcheck.evidence import FACTS, MARKER, Evidence
from ccgcheck.expressions import Activation, Expression, Outcome
from ccgcheck.fingerprints import Seen
from ccgcheck.law import Version
from ccgcheck.packs import Pack
from ccgcheck.register import facts
from ccgcheck.rules import Rule, Status, Step


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
            yield Result(rule, "unknown", why, "", as_at, version, seen=fingerprints.seen(rule, version))


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

    def seen(self, rule: Rule, version: Version, status: Status, value: Any, place: str) -> Seen | None:
        """Return digests of what a result that needs attention rests on: what `rule` read, and what stands there."""
        if status in ("pass", "not_applicable"):
            return None
        read = [fingerprints.projection(self.evidence.data if rule.looks_beyond else value, rule.fields)]
        if self.beside is not None and "constitution" in rule.reads:
            read.append(fingerprints.projection(self.beside.evidence.data, rule.fields))
        stated = fingerprints.without_notes(pointers.get(self.evidence.written, place)) if place else None
        return fingerprints.seen(rule, version, read, stated)


def _judge_rule(rule: Rule, version: Version, scene: _Scene) -> Iterator[Result]:
    selected = list(_select(scene.evidence.data, rule.for_each.steps))
    for pointer, value in selected:
        if value is _UNDECIDABLE:
            message = f"cannot tell whether this applies: not reviewed: {_quoted(rule.for_each.text)}"
            seen = scene.seen(rule, version, "unknown", None, pointer)
            yield Result(rule, "unknown", message, pointer, scene.as_at, version, seen=seen)
        else:
            yield _judge_statement(rule, version, scene, pointer, value)
    if not selected:
        yield _judge_absence(rule, version, scene)


def _judge_statement(rule: Rule, version: Version, scene: _Scene, pointer: str, value: Any) -> Result:
    activation = scene.activation(rule, value)
    status, message = _decide(rule, scene, pointer, activation)
    if message is None:
        message = _message(rule, version, activation, status)
    place = _existing(scene.evidence.written, _place(pointer, value), rule.at)
    seen = scene.seen(rule, version, status, value, place)
    return Result(rule, status, message, place, scene.as_at, version, None, _also_at(rule, scene, value), seen)


def _decide(rule: Rule, scene: _Scene, pointer: str, activation: Activation) -> tuple[Status, str | None]:
    """Return the status, and the message where the rule's own does not fit."""
    hidden = scene.hidden(rule, pointer)
    excuse = scene.excuse(rule, hidden)
    if rule.condition is not None:
        applies = rule.condition.evaluate(activation)
        if not applies.is_decided:
            return _undecided(applies, hidden, excuse, "cannot tell whether this applies: ")
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
            return rule.if_silent, rule.templates["silent"].render(activation)
        return rule.if_silent, _not_stated(pointer, met.value)
    return _undecided(met, hidden, excuse)


def _undecided(outcome: Outcome, hidden: list[str], excuse: str | None = None, lead: str = "") -> tuple[Status, str]:
    """Return why an expression has no answer; `hidden` are names that it reads and nobody reviewed."""
    if excuse is not None and outcome.kind in ("not_reviewed", "silent"):
        return "unknown", lead + excuse
    if outcome.kind == "not_reviewed" or (outcome.kind == "silent" and hidden):
        names = hidden or [outcome.value]
        return "unknown", f"{lead}not reviewed: {', '.join(map(_quoted, names))}"
    if outcome.kind == "silent":
        return "unknown", f"{lead}{_quoted(outcome.value)} is not stated"
    if outcome.kind == "value":
        return "error", f"the rule is broken: its expression gives {outcome.value!r}, not true or false"
    return "error", f"the rule is broken: {outcome.value}"


_TEMPLATE: Mapping[Status, str] = {
    "pass": "found",
    "fail": "message",
    "review": "asks_person",
    "unknown": "unknown",
    "not_applicable": "otherwise",
}


def _message(rule: Rule, version: Version, activation: Activation, status: Status) -> str:
    """Return the rule's own words for `status`; for a pass that they do not fit wholly, what the law requires."""
    template = rule.templates.get(_TEMPLATE[status])
    if template is None or (status == "pass" and not template.is_complete(activation)):
        return rule.provision.requirement(version)
    return template.render(activation)


def _judge_absence(rule: Rule, version: Version, scene: _Scene) -> Result:
    """Return the result where nothing that the rule is asked of stands in the document."""
    wanted = pointers.build(step.name for step in rule.for_each.steps)
    place = _existing(scene.evidence.written, wanted, ())
    name = _quoted(rule.for_each.text)
    if scene.evidence.is_dark(wanted):
        status, message = _absent_unless_inapplicable(rule, scene, "unknown", f"not reviewed: {name}")
    elif rule.for_each.is_single:
        silent = rule.templates.get("silent")
        message = silent.render(scene.shared) if silent else _not_stated(*wanted.rpartition("/")[::2])
        status, message = _absent_unless_inapplicable(rule, scene, rule.if_silent, message)
    elif (otherwise := rule.templates.get("otherwise")) and otherwise.is_complete(scene.shared):
        status, message = "not_applicable", otherwise.render(scene.shared)
    else:
        status, message = "not_applicable", f"the document states no {name}"
    return Result(
        rule, status, message, place, scene.as_at, version, seen=scene.seen(rule, version, status, None, place)
    )


def _place(pointer: str, value: Any) -> str:
    """Return where a statement stands: a fact that was derived says itself where what it is about does."""
    if f"/{FACTS}/" in pointer and isinstance(value, dict):
        return str(value.get("at", pointer))
    return pointer


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
        place = _existing(record.evidence.written, pointers.build(names), ())
        return (Reference("constitution", record.number, place),)
    try:
        found = pointers.get(value, pointers.build([first, *names]))
    except KeyError:
        return ()
    return tuple(Reference(**one) for one in found if isinstance(one, dict) and one.keys() == _REFERENCE)


def _absent_unless_inapplicable(rule: Rule, scene: _Scene, status: Status, message: str) -> tuple[Status, str]:
    if rule.condition is not None and rule.for_each.is_single:
        applies = rule.condition.evaluate(scene.shared)
        if not applies.is_decided:
            hidden = scene.hidden(rule, "")
            return _undecided(applies, hidden, scene.excuse(rule, hidden), "cannot tell whether this applies: ")
        if not applies.value:
            return "not_applicable", rule.templates["otherwise"].render(scene.shared)
    return status, message


_UNDECIDABLE = object()


def _select(data: Any, steps: tuple[Step, ...], pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the statements that a path selects; an element whose filter key was not reviewed is undecidable."""
    if not steps:
        yield pointer, data
        return
    step, rest = steps[0], steps[1:]
    if not isinstance(data, dict) or step.name not in data:
        return
    child, where = data[step.name], pointers.join(pointer, step.name)
    if not step.each:
        yield from _select(child, rest, where)
        return
    for index, item in enumerate(child if isinstance(child, list) else ()):
        if step.key is None or (isinstance(item, dict) and item.get(step.key) == step.value):
            yield from _select(item, rest, f"{where}/{index}")
        elif isinstance(item, dict) and MARKER + step.key in item:
            yield f"{where}/{index}", _UNDECIDABLE


def _existing(data: Any, pointer: str, below: tuple[str, ...]) -> str:
    """Return `pointer` extended by `below`, cut back to what stands in the document."""
    reached = ""
    for token in [*pointers.split(pointer), *below]:
        try:
            data = pointers.step(data, token)
        except KeyError:
            break
        reached = pointers.join(reached, token)
    return reached


def _not_stated(holder: str, name: str) -> str:
    where = pointers.dotted(holder)
    return f"not stated: {_quoted(name)}" + (f" in {where}" if where else "")


def _quoted(name: str) -> str:
    return f'"{name}"'
