"""Chapters: rules that look at the same parts of a document, asked once of all documents in which these read alike.

What a constitution says of conflicts decides the sixty rules on them, whatever its committees are. Most bodies took
such a part over from a model, or nobody has reviewed it, so that few of them differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ccgcheck import selecting
from ccgcheck.answers import Asked
from ccgcheck.evidence import FACTS
from ccgcheck.footprints import Footprint, Part
from ccgcheck.results import Finding
from ccgcheck.rules import Rule, Status
from ccgcheck.scene import Scene

_FEWEST = 2
_TRIAL = 128
_WORTH = 4
_MOST = 256
_TOLD_AT_ONCE = ("silent", "unknown", "otherwise")
Key = tuple[frozenset[str] | bytes, ...]
Judge = Callable[[Asked, Scene, Counter[Status]], list[Finding]]


@dataclass(slots=True)
class Chapter:
    """Rules with the parts that they look at, and what they made of these. `fields` are the names that they read."""

    parts: tuple[Part, ...]
    rules: tuple[Asked, ...]
    fields: frozenset[str]
    _known: dict[Key, tuple[tuple[Finding, ...], Counter[Status]]] | None = field(default_factory=dict)
    _tries: int = 0
    _found: int = 0

    def find(self, scene: Scene, counted: Counter[Status], judge: Judge) -> Iterable[Finding]:
        """Return what the rules make of a document; what needs nobody's attention is only counted in `counted`."""
        if self._known is None:
            return [finding for asked in self.rules for finding in judge(asked, scene, counted)]
        key: Key = (self.fields & scene.hidden_at(""), *[scene.part(part) for part in self.parts])
        self._tries += 1
        known = self._known.get(key)
        if known is None:
            known = self._judged(scene, judge)
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[key] = known
            if self._tries >= _TRIAL and self._found * _WORTH < self._tries:
                self._known = None  # its parts differ from document to document
        else:
            self._found += 1
        counted.update(known[1])
        return known[0]

    def _judged(self, scene: Scene, judge: Judge) -> tuple[tuple[Finding, ...], Counter[Status]]:
        counted: Counter[Status] = Counter()
        found = [finding for asked in self.rules for finding in judge(asked, scene, counted)]
        return tuple(map(_kept, found)), counted


def _kept(finding: Finding) -> Finding:
    """Return a finding without the statement, which would keep its document; a place asks only for a few of them."""
    is_needed = finding.value is selecting.UNDECIDABLE or f"/{FACTS}/" in finding.pointer
    return finding if is_needed else finding._replace(value=None)


def of(rules: Iterable[Asked], kind: str) -> tuple[list[Chapter], list[Asked]]:
    """Return the chapters of rules on a kind of document, and the rules that are in none."""
    groups: dict[tuple[Part, ...], list[Asked]] = {}
    alone: list[Asked] = []
    for asked in rules:
        parts = _parts(asked.rule, kind) if asked.version is not None else None
        if parts is None:
            alone.append(asked)
        else:
            groups.setdefault(parts, []).append(asked)
    chapters = [(parts, group) for parts, group in groups.items() if len(group) >= _FEWEST]
    alone += [asked for group in groups.values() if len(group) < _FEWEST for asked in group]
    return [Chapter(parts, tuple(group), _fields(group)) for parts, group in chapters], alone


def _fields(group: Iterable[Asked]) -> frozenset[str]:
    return frozenset().union(*(asked.rule.fields for asked in group))


def _parts(rule: Rule, kind: str) -> tuple[Part, ...] | None:
    """Return the parts of the document that decide what a rule makes of it; None where there are others.

    Places beside a result's own come from the whole of it, and what the rule tells at once may name other things.
    """
    told = [template for name, template in rule.templates.items() if name in _TOLD_AT_ONCE]
    texts = [expression.rewritten for template in told for expression in template.expressions]
    seen = (*rule.footprint.parts, *(Footprint.of(texts).parts if texts else ()))
    own = {part[:2] for part in seen} | {(kind, step.name) for step in rule.for_each.steps[:1]}
    is_plain = rule.also_at is None and (kind == "constitution" or "constitution" not in rule.reads)
    is_plain = is_plain and all(part[0] == kind and len(part) > 1 for part in own)
    return tuple(sorted(own)) if is_plain and own else None
