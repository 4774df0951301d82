"""Judge: each rule on each statement it is asked of, by the law of a day."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ccgcheck import chapters, pointers, selecting
from ccgcheck.answers import Asked
from ccgcheck.cases import Beside
from ccgcheck.chapters import Chapter
from ccgcheck.evidence import Evidence
from ccgcheck.expressions import Activation, Outcome
from ccgcheck.law import Version
from ccgcheck.packs import Pack
from ccgcheck.register import facts
from ccgcheck.results import QUIET, Finding, NotInForce, NotSupplied, Result, Statement
from ccgcheck.rules import Rule, Status
from ccgcheck.scene import Scene
from ccgcheck.templates import Told

_NOT_IN_FORCE = NotInForce()


class Docket:
    """The rules to ask, with the version of the law by which each decides, looked up once for days of the same law."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        versions = [version for rule in self.rules for version in rule.provision.versions]
        self._changes = sorted({day for one in versions for day in (one.in_force_from, one.in_force_until)})
        self._known: dict[tuple[str, int], tuple[Asked, ...]] = {}
        self._chapters: dict[tuple[str, int], tuple[list[Chapter], list[Asked]]] = {}
        self._made: dict[tuple[int, ...], Chapter] = {}
        self._unsupplied: dict[tuple[str, int], Counter[Status]] = {}
        self._asked: dict[tuple[str, str | None], Asked] = {}

    def on(self, kind: str, date: str) -> tuple[Asked, ...]:
        """Return the rules on a kind of document, each with the version in force on `date` or None."""
        key = self._period(kind, date)
        if key not in self._known:
            own = (rule for rule in self.rules if rule.document == kind)
            self._known[key] = tuple(self._ask(rule, rule.provision.at(date)) for rule in own)
        return self._known[key]

    def chapters(self, kind: str, date: str) -> tuple[list[Chapter], list[Asked]]:
        """Return the same rules in chapters, and those that are in none."""
        key = self._period(kind, date)
        if key not in self._chapters:
            made, alone = chapters.of(self.on(kind, date), kind)
            same = [self._made.setdefault(tuple(map(id, one.rules)), one) for one in made]
            self._chapters[key] = (same, alone)
        return self._chapters[key]

    def unsupplied(self, kind: str, date: str) -> Mapping[Status, int]:
        """Return how many rules on a kind of document have which status where none was supplied."""
        key = self._period(kind, date)
        if key not in self._unsupplied:
            self._unsupplied[key] = Counter(one.status for one in judge_unsupplied(self, kind, date, ""))
        return self._unsupplied[key]

    def _period(self, kind: str, date: str) -> tuple[str, int]:
        """Return what is the same for a kind of document on all days of the same law."""
        return kind, bisect_right(self._changes, date)

    def _ask(self, rule: Rule, version: Version | None) -> Asked:
        since = version.in_force_from if version else None
        return self._asked.setdefault((rule.id, since), Asked(rule, version))


def judge(
    evidence: Evidence,
    pack: Pack,
    as_at: str,
    rules: "Iterable[Rule] | Docket | None" = None,
    *,
    kind: str = "constitution",
    beside: Beside | None = None,
) -> list[Result]:
    """Return a result for each rule on that kind of document and each statement it selects.

    They come in the pack's order, then the document's. A record is read `beside` the constitution of its day.
    """
    docket = rules if isinstance(rules, Docket) else Docket(pack.rules if rules is None else rules)
    scene = set_scene(evidence, pack, as_at, kind, beside)
    return [result_of(one, scene) for one in find(scene, docket.on(kind, as_at))]


def set_scene(evidence: Evidence, pack: Pack, as_at: str, kind: str, beside: Beside | None) -> Scene:
    """Return a document as rules see it on a day."""
    body = evidence.data.get("body", {})
    known = facts(pack.register, body) if isinstance(body, dict) else {}
    context = {"law": pack.law_read(as_at, kind), "date": as_at, "body": body, "register": known, kind: evidence.data}
    if beside:
        context = {"constitution": beside.evidence.data, **context}
    return Scene(evidence, as_at, context, Activation(context), beside)


def find(scene: Scene, rules: Iterable[Asked], counted: Counter[Status] | None = None) -> list[Finding]:
    """Return what rules make of a document; with `counted`, what needs nobody's attention is only counted there."""
    found: list[Finding] = []
    for asked in rules:
        version = asked.version
        if version is not None:
            found += _judge_rule(asked, scene, counted)
        elif counted is None:
            found.append(Finding(asked, "not_applicable", None, "", None, None))
        else:
            counted["not_applicable"] += 1
    return found


def find_in_chapters(scene: Scene, rules: tuple[list[Chapter], list[Asked]], counted: Counter[Status]) -> list[Finding]:
    """Return what `find` does, in another order, and without the statements that were found."""
    found: list[Finding] = []
    for chapter in rules[0]:
        found += chapter.find(scene, counted, _judge_rule)
    return found + find(scene, rules[1], counted)


def result_of(finding: Finding, scene: Scene) -> Result:
    """Return what was found as a result, which can tell of itself."""
    asked, status, told, pointer, value, at = finding
    if asked.version is None:
        return Result(asked.rule, status, status, scene.as_at, None, _NOT_IN_FORCE)
    activation = scene.activation.about(at) if at else scene.activation
    about = Statement(scene, pointer, value, activation, told, is_absent=at is None)
    return Result(asked.rule, status, status, scene.as_at, asked.version, about)


def judge_unsupplied(rules: "Iterable[Rule] | Docket", kind: str, as_at: str, why: str) -> Iterator[Result]:
    """Yield a result for each rule on a kind of document that was not supplied: unknown, for the reason `why`."""
    missing = NotSupplied(why)
    for asked in (rules if isinstance(rules, Docket) else Docket(rules)).on(kind, as_at):
        if asked.version is None:
            yield Result(asked.rule, "not_applicable", "not_applicable", as_at, None, _NOT_IN_FORCE)
        else:
            yield Result(asked.rule, "unknown", "unknown", as_at, asked.version, missing)


def _judge_rule(asked: Asked, scene: Scene, counted: Counter[Status] | None) -> list[Finding]:
    rule = asked.rule
    found: list[Finding] = []
    told: Told | None
    selected = scene.selected(rule)
    for pointer, value, at in selected:
        if value is selecting.UNDECIDABLE:
            status, told = _not_reviewed((rule.for_each.text,), _CANNOT_TELL)
        else:
            activation = scene.activation.about(at) if at else scene.activation
            status, told = _decide(asked, scene, pointer, value, activation)
        if counted is None or status not in QUIET:
            found.append(Finding(asked, status, told, pointer, value, at))
        else:
            counted[status] += 1
    if not selected:
        status, told = _absence(rule, scene, rule.wanted)
        if counted is None or status not in QUIET:
            found.append(Finding(asked, status, told, rule.wanted, None, None))
        else:
            counted[status] += 1
    return found


def _decide(asked: Asked, scene: Scene, pointer: str, value: Any, activation: Activation) -> tuple[Status, Told | None]:
    """Return the status, and what is told where the rule's own words do not fit."""
    rule = asked.rule
    answer = asked.answer(value, activation, scene.part)
    if answer.status is not None:
        if answer.question == "uncertainty" and "unknown" in rule.templates:
            return _doubted(rule, scene, pointer, activation)
        return answer.status, None
    if answer.question == "condition":
        return _undecided(answer.outcome, rule, scene, pointer, _CANNOT_TELL)
    silent = answer.question == "assertion" and answer.outcome.kind == "silent"
    if silent and not scene.hidden(rule, pointer):
        if "silent" in rule.templates:
            return rule.if_silent, rule.templates["silent"].told(activation)
        return rule.if_silent, _not_stated(pointer, answer.outcome.value)
    return _undecided(answer.outcome, rule, scene, pointer)


_CANNOT_TELL = "cannot tell whether this applies: "


def _doubted(rule: Rule, scene: Scene, pointer: str, activation: Activation) -> tuple[Status, Told | None]:
    """Return unknown; what is told is the rule's own words, unless these lack what nobody reviewed."""
    if (hidden := scene.hidden(rule, pointer)) and not rule.templates["unknown"].told(activation).is_complete:
        return _not_reviewed(hidden)
    return "unknown", None


def _undecided(outcome: Outcome, rule: Rule, scene: Scene, pointer: str, lead: str = "") -> tuple[Status, Told]:
    """Return why an expression has no answer."""
    if outcome.kind in ("not_reviewed", "silent"):
        hidden = scene.hidden(rule, pointer)
        if (excuse := scene.excuse(rule, hidden)) is not None:
            return "unknown", Told(lead + excuse, (excuse,))
        if outcome.kind == "not_reviewed" or hidden:
            return _not_reviewed(hidden or (outcome.value,), lead)
        return "unknown", Told(f"{lead}{_quoted(outcome.value)} is not stated", ("silent", outcome.value))
    made = f"its expression gives {outcome.value!r}, not true or false"
    reason = made if outcome.kind == "value" else outcome.value
    return "error", Told(f"the rule is broken: {reason}", (reason,))


@lru_cache(maxsize=4096)
def _not_reviewed(names: tuple[str, ...], lead: str = "") -> tuple[Status, Told]:
    return "unknown", Told(f"{lead}not reviewed: {', '.join(map(_quoted, names))}", ("not reviewed", *names))


def _absence(rule: Rule, scene: Scene, wanted: str) -> tuple[Status, Told]:
    """Return the result where nothing that the rule is asked of stands in the document."""
    if scene.is_dark(wanted):
        return _absent_unless_inapplicable(rule, scene, *_not_reviewed((rule.for_each.text,)))
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


@lru_cache(maxsize=4096)
def _not_stated(holder: str, name: Any) -> Told:
    """Return what is told of a statement that is missing; where it is missing is no part of what is seen."""
    where = pointers.dotted(holder)
    return Told(f"not stated: {_quoted(name)}" + (f" in {where}" if where else ""), ("silent", name))


def _quoted(name: str) -> str:
    return f'"{name}"'
