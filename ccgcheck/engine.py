"""Judge: each rule on each statement it is asked of, by the law of a day."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from ccgcheck import pointers, selecting
from ccgcheck.cases import Beside
from ccgcheck.evidence import Evidence
from ccgcheck.expressions import Activation, Expression, Outcome
from ccgcheck.law import Version
from ccgcheck.packs import Pack
from ccgcheck.register import facts
from ccgcheck.results import NotInForce, NotSupplied, Result, Scene, Statement
from ccgcheck.rules import Rule, Status
from ccgcheck.templates import Told

Asked = tuple[Rule, Version | None]
_NOT_IN_FORCE = NotInForce()


class Docket:
    """The rules to ask, with the version of the law by which each decides, looked up once for days of the same law."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        versions = [version for rule in self.rules for version in rule.provision.versions]
        self._changes = sorted({day for one in versions for day in (one.in_force_from, one.in_force_until)})
        self._known: dict[tuple[str, int], tuple[Asked, ...]] = {}

    def on(self, kind: str, date: str) -> tuple[Asked, ...]:
        """Return the rules on a kind of document, each with the version in force on `date` or None."""
        key = (kind, bisect_right(self._changes, date))
        if key not in self._known:
            own = (rule for rule in self.rules if rule.document == kind)
            self._known[key] = tuple((rule, rule.provision.at(date)) for rule in own)
        return self._known[key]


def judge(
    evidence: Evidence,
    pack: Pack,
    as_at: str,
    rules: "Iterable[Rule] | Docket | None" = None,
    *,
    kind: str = "constitution",
    beside: Beside | None = None,
) -> Iterator[Result]:
    """Yield a result for each rule on that kind of document and each statement it selects.

    They come in the pack's order, then the document's. A record is read `beside` the constitution of its day.
    """
    body = evidence.data.get("body", {})
    known = facts(pack.register, body) if isinstance(body, dict) else {}
    context = {"law": pack.law_read(as_at), "date": as_at, "body": body, "register": known, kind: evidence.data}
    if beside:
        context = {"constitution": beside.evidence.data, **context}
    scene = Scene(evidence, as_at, context, Activation(context), beside)
    for rule, version in _docket(pack, rules).on(kind, as_at):
        if version is None:
            yield Result(rule, "not_applicable", "not_applicable", as_at, None, _NOT_IN_FORCE)
        else:
            yield from _judge_rule(rule, version, scene)


def judge_unsupplied(rules: "Iterable[Rule] | Docket", kind: str, as_at: str, why: str) -> Iterator[Result]:
    """Yield a result for each rule on a kind of document that was not supplied: unknown, for the reason `why`."""
    missing = NotSupplied(why)
    for rule, version in (rules if isinstance(rules, Docket) else Docket(rules)).on(kind, as_at):
        if version is None:
            yield Result(rule, "not_applicable", "not_applicable", as_at, None, _NOT_IN_FORCE)
        else:
            yield Result(rule, "unknown", "unknown", as_at, version, missing)


def _docket(pack: Pack, rules: "Iterable[Rule] | Docket | None") -> Docket:
    return rules if isinstance(rules, Docket) else Docket(pack.rules if rules is None else rules)


def _judge_rule(rule: Rule, version: Version, scene: Scene) -> Iterator[Result]:
    is_met = False
    status: Status
    told: Told | None
    for pointer, value, at in selecting.select(scene.evidence.data, rule.for_each.steps):
        is_met = True
        activation = scene.activation.about(at) if at else scene.activation
        if value is selecting.UNDECIDABLE:
            status, told = _not_reviewed([rule.for_each.text], _CANNOT_TELL)
        else:
            status, told = _decide(rule, scene, pointer, activation)
        yield Result(rule, status, status, scene.as_at, version, Statement(scene, pointer, value, activation, told))
    if not is_met:
        wanted = pointers.build(step.name for step in rule.for_each.steps)
        status, told = _absence(rule, scene, wanted)
        absent = Statement(scene, wanted, None, scene.activation, told, is_absent=True)
        yield Result(rule, status, status, scene.as_at, version, absent)


def _decide(rule: Rule, scene: Scene, pointer: str, activation: Activation) -> tuple[Status, Told | None]:
    """Return the status, and what is told where the rule's own words do not fit."""
    if rule.condition is not None:
        applies = rule.condition.evaluate(activation)
        if not applies.is_decided:
            return _undecided(applies, rule, scene, pointer, _CANNOT_TELL)
        if not applies.value:
            return "not_applicable", None
    questions: tuple[tuple[Expression | None, Status], ...] = ((rule.uncertainty, "unknown"), (rule.doubt, "review"))
    for question, status in questions:
        if question is not None:
            doubtful = question.evaluate(activation)
            if not doubtful.is_decided:
                return _undecided(doubtful, rule, scene, pointer)
            if doubtful.value:
                return _doubted(rule, scene, pointer, activation, status)
    met = rule.assertion.evaluate(activation)
    if met.is_decided:
        if not met.value:
            return "fail", None
        return ("review" if rule.always_asks else "pass"), None
    if met.kind == "silent" and not scene.hidden(rule, pointer):
        if "silent" in rule.templates:
            return rule.if_silent, rule.templates["silent"].told(activation)
        return rule.if_silent, _not_stated(pointer, met.value)
    return _undecided(met, rule, scene, pointer)


_CANNOT_TELL = "cannot tell whether this applies: "


def _doubted(
    rule: Rule, scene: Scene, pointer: str, activation: Activation, status: Status
) -> tuple[Status, Told | None]:
    """Return the status; what is told is the rule's own words, unless these lack what nobody reviewed."""
    says = rule.templates.get("unknown") if status == "unknown" else None
    if says is not None and (hidden := scene.hidden(rule, pointer)) and not says.told(activation).is_complete:
        return _not_reviewed(hidden)
    return status, None


def _undecided(outcome: Outcome, rule: Rule, scene: Scene, pointer: str, lead: str = "") -> tuple[Status, Told]:
    """Return why an expression has no answer."""
    if outcome.kind in ("not_reviewed", "silent"):
        hidden = scene.hidden(rule, pointer)
        if (excuse := scene.excuse(rule, hidden)) is not None:
            return "unknown", Told(lead + excuse, (excuse,))
        if outcome.kind == "not_reviewed" or hidden:
            return _not_reviewed(hidden or [outcome.value], lead)
        return "unknown", Told(f"{lead}{_quoted(outcome.value)} is not stated", ("silent", outcome.value))
    made = f"its expression gives {outcome.value!r}, not true or false"
    reason = made if outcome.kind == "value" else outcome.value
    return "error", Told(f"the rule is broken: {reason}", (reason,))


def _not_reviewed(names: list[str], lead: str = "") -> tuple[Status, Told]:
    return "unknown", Told(f"{lead}not reviewed: {', '.join(map(_quoted, names))}", ("not reviewed", *names))


def _absence(rule: Rule, scene: Scene, wanted: str) -> tuple[Status, Told]:
    """Return the result where nothing that the rule is asked of stands in the document."""
    if scene.evidence.is_dark(wanted):
        return _absent_unless_inapplicable(rule, scene, *_not_reviewed([rule.for_each.text]))
    if rule.for_each.is_single:
        silent = rule.templates.get("silent")
        told = silent.told(scene.activation) if silent else _not_stated(*wanted.rpartition("/")[::2])
        return _absent_unless_inapplicable(rule, scene, rule.if_silent, told)
    otherwise = rule.templates.get("otherwise")
    told = otherwise.told(scene.activation) if otherwise else Told("", is_complete=False)
    fits = told if told.is_complete else Told(f"the document states no {_quoted(rule.for_each.text)}")
    return "not_applicable", fits


def _absent_unless_inapplicable(rule: Rule, scene: Scene, status: Status, told: Told) -> tuple[Status, Told]:
    if rule.condition is not None and rule.for_each.is_single:
        applies = rule.condition.evaluate(scene.activation)
        if not applies.is_decided:
            return _undecided(applies, rule, scene, "", _CANNOT_TELL)
        if not applies.value:
            return "not_applicable", rule.templates["otherwise"].told(scene.activation)
    return status, told


def _not_stated(holder: str, name: Any) -> Told:
    """Return what is told of a statement that is missing; where it is missing is no part of what is seen."""
    where = pointers.dotted(holder)
    return Told(f"not stated: {_quoted(name)}" + (f" in {where}" if where else ""), ("silent", name))


def _quoted(name: str) -> str:
    return f'"{name}"'
