"""Rules: from the data of a rule file to compiled expressions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from ccgcheck import bases, cel_source, pointers, schemas
from ccgcheck.bases import Bases
from ccgcheck.documents import Document
from ccgcheck.expressions import BadExpression, Expression
from ccgcheck.footprints import Footprint
from ccgcheck.law import Provision, Severity
from ccgcheck.schema_check import nearest
from ccgcheck.selecting import Path
from ccgcheck.templates import Template

Status = Literal["pass", "fail", "review", "unknown", "not_applicable", "waived", "error"]
STATUSES: tuple[Status, ...] = ("fail", "error", "review", "unknown", "waived", "pass", "not_applicable")
Judges = Literal["stated", "operating"]
_LAW_READ = re.compile(r'\blaw\["[^"]+"\]\s*\.\s*(\w+)')
_QUESTIONS = ("assert", "when", "unknown_when", "asks_person_when")
_TEMPLATES = ("message", "found", "silent", "otherwise", "unknown", "asks_person")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands in a pack; as text `file:line:column`."""

    file: str = ""
    line: int = 0
    column: int = 0

    @classmethod
    def of(cls, document: Document, pointer: str) -> "Origin":
        """Return where `pointer` stands in a document."""
        place = document.place(pointer)
        return cls(document.file, place.line, place.column)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Example:
    """A fragment of a document and what its rule must make of it.

    `change` and `without` are what it wrote: what is merged over the base, if it names one, and what is then taken out.
    `fragment` is what comes of that. `beside` are the other documents of the body: (kind, base, fragment).
    """

    expect: Status
    fragment: Mapping[str, Any]
    as_at: str | None
    at: str | None
    says: str | None
    pointer: str
    base: str | None = None
    change: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    beside: tuple[tuple[str, str | None, Mapping[str, Any]], ...] = ()
    origin: Origin = Origin()

    @property
    def start(self) -> str:
        """What it starts from, in words: `the base NAME without /POINTER`; empty for a fragment by itself."""
        less = f" without {', '.join(self.without)}" if self.without else ""
        return f"the base {self.base}{less}" if self.base else ""


@dataclass(frozen=True)
class Rule:
    """A rule: it decides one provision, or one limb of it.

    `document` is the kind of document that it is asked of; `looks_beyond` says that it names that document, and does
    not only read the statement it is asked of. When `uncertainty` is true, the evidence does not tell (unknown). When
    `doubt` is true, or without one when the assertion is, a rule with `asks_person` asks a person. `reading` is how it
    understands the provision, where the words can be read otherwise: its failures are for a person to confirm.
    `also_at` names places that bear on a result: a path in the constitution, or the name of a fact that holds them.
    `graded` is a lower severity that a pack which extends this one gave it.
    """

    id: str
    topic: str
    title: str
    provision: Provision
    judges: Judges
    for_each: Path
    if_silent: Status
    at: tuple[str, ...]
    remedy: str
    note: str | None
    reading: str | None
    examples: tuple[Example, ...]
    let: Mapping[str, str]
    looks_beyond: bool
    assertion: Expression
    condition: Expression | None
    uncertainty: Expression | None
    doubt: Expression | None
    templates: Mapping[str, Template]
    origin: Origin
    also_at: str | None = None
    graded: Severity | None = None

    @property
    def document(self) -> str:
        """The kind of document that it is asked of."""
        return self.for_each.document

    @cached_property
    def wanted(self) -> str:
        """The JSON Pointer of the list, or of the one statement, that it is asked of."""
        return pointers.build(step.name for step in self.for_each.steps)

    @property
    def severity(self) -> Severity:
        """What its failure weighs: what the authority of its law gives, or less where a pack says so."""
        return self.graded or self.provision.severity

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of the statements that its questions read."""
        found = (token for question in self.questions for token in cel_source.tokens(question.rewritten))
        return frozenset(text for kind, text in found if kind == "name")

    @cached_property
    def footprint(self) -> Footprint:
        """What its questions can see of the documents, and of the statement that they are asked of."""
        return Footprint.of(question.rewritten for question in self.questions)

    @cached_property
    def digests(self) -> dict[str | None, str]:
        """Its digests, once they were made, by the first day of the version of its law."""
        return {}

    @cached_property
    def law_read(self) -> frozenset[str]:
        """The names of the values of its provision that its expressions read."""
        texts = (template.expressions for template in self.templates.values())
        every = [*self.questions, *(expression for found in texts for expression in found)]
        named = _LAW_READ.findall("\n".join(expression.rewritten for expression in every))
        return frozenset(named) & self.provision.versions[0].values.keys()

    @property
    def questions(self) -> list[Expression]:
        """The expressions that decide: the assertion, the condition, the uncertainty and the doubt."""
        asked = (self.assertion, self.condition, self.uncertainty, self.doubt)
        return [question for question in asked if question is not None]

    @property
    def always_asks(self) -> bool:
        """Whether a true assertion still leaves a question for a person."""
        return "asks_person" in self.templates and self.doubt is None

    @cached_property
    def reads(self) -> frozenset[str]:
        """The variables that any of its expressions reads."""
        used = self.questions + [part for template in self.templates.values() for part in template.expressions]
        return frozenset().union(*(expression.reads for expression in used))


class BadRule(ValueError):
    """A rule that cannot be used: `key` points to the part, `line` and `column` into its text (0: all of it)."""

    def __init__(self, message: str, key: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.key, self.line, self.column = key, line, column


def build(document: Document, pointer: str, provision: Provision, known_bases: Bases) -> Rule:
    """Return the rule that stands at `pointer` in a rule file (already valid against the schema); raise BadRule."""
    data = pointers.get(document.data, pointer)
    path = Path.parse(data["for_each"], data.get("document", "constitution"))
    if path.document != "constitution" and data["judges"] != "operating":
        raise BadRule(f"a rule on a document {path.document} judges what is operating", "judges")
    names = {"law": f'law["{provision.id}"]'}
    if path.is_single:
        names["this"] = path.cel
    known = set(provision.versions[0].values)
    let = data.get("let", {})
    for name, source in let.items():
        _compile(Expression, source, f"let/{name}", names, known)
        names[name] = f"({cel_source.substitute(source, names)})"
    subject = None if path.is_single else path.cel
    compiled = {key: _compile(Expression, data[key], key, names, known, subject) for key in _QUESTIONS if key in data}
    templates = {key: _compile(Template, data[key], key, names, known, subject) for key in _TEMPLATES if key in data}
    used = [*(data[key] for key in _QUESTIONS if key in data), *let.values()]
    return Rule(
        id=data["id"],
        topic=document.data["topic"],
        title=data["title"],
        provision=provision,
        judges=data["judges"],
        for_each=path,
        if_silent=data.get("if_silent", "fail"),
        at=tuple(data["at"].split(".")) if "at" in data else (),
        remedy=data["remedy"],
        note=data.get("note"),
        reading=data.get("reading"),
        examples=tuple(
            _example(item, document, f"{pointer}/examples/{i}", f"examples/{i}", known_bases, path.document)
            for i, item in enumerate(data["examples"])
        ),
        let=let,
        looks_beyond=any(name == path.document for text in used for name, _ in cel_source.free_names(text)),
        assertion=compiled["assert"],
        condition=compiled.get("when"),
        uncertainty=compiled.get("unknown_when"),
        doubt=compiled.get("asks_person_when"),
        templates=templates,
        origin=Origin.of(document, pointer),
        also_at=data.get("also_at"),
    )


def _compile(
    kind: Any, source: str, key: str, names: Mapping[str, str], known: set[str], subject: str | None = None
) -> Any:
    for name, value in cel_source.free_names(source) if kind is Expression else ():
        if name == "law" and value not in known:
            values = ", ".join(sorted(known)) or "none"
            raise BadRule(f"the provision has no value law.{value}; it has: {values}", key)
    try:
        return kind(source, names, subject)
    except BadExpression as error:
        raise BadRule(f"this expression is wrong: {error}", key, error.line, error.column) from None


_EXPECTATIONS: Mapping[str, Status] = {
    "passes": "pass", "fails": "fail", "unknown": "unknown", "review": "review", "not_applicable": "not_applicable",
}  # fmt: skip


def _example(data: Mapping[str, Any], document: Document, pointer: str, key: str, known: Bases, kind: str) -> Example:
    given = [name for name in _EXPECTATIONS if name in data]
    if len(given) != 1:
        raise BadRule(f"an example has exactly one of {', '.join(_EXPECTATIONS)}", key)
    local = document.data.get("bases", {})
    change, without = data[given[0]], tuple(data.get("without", ()))
    base = _base(data, key, {**known, **local})
    try:
        fragment = change if base is None else bases.apply(base, change, without)
    except KeyError as error:
        what = f"{error.args[0]} names nothing in {data['base']}, nor in what is merged over it"
        raise BadRule(what, f"{key}/without/{without.index(error.args[0])}") from None
    named = data.get("base") if data.get("base") not in local else None
    return Example(
        expect=_EXPECTATIONS[given[0]],
        fragment=fragment,
        as_at=data.get("as_at", fragment.get(schemas.judged_on(kind))),
        at=data.get("at"),
        says=data.get("says"),
        pointer=pointer,
        base=named,
        change=change if named else fragment,
        without=without if named else (),
        beside=tuple(_beside(data.get("beside", {}), f"{key}/beside", known, local)),
        origin=Origin.of(document, pointer),
    )


def _beside(
    data: Mapping[str, Any], key: str, known: Bases, local: Bases
) -> Iterator[tuple[str, str | None, Mapping[str, Any]]]:
    everything = {**known, **local}
    for kind, given in data.items():
        for one in given if isinstance(given, list) else [given]:
            if not isinstance(one, str):
                yield kind, None, one
            elif one in everything:
                yield kind, one if one not in local else None, everything[one]
            else:
                raise BadRule(f"the pack has no base {one}{nearest(one, list(everything))}", f"{key}/{kind}")


def _base(data: Mapping[str, Any], key: str, known: Bases) -> Mapping[str, Any] | None:
    if "base" not in data:
        if "without" in data:
            raise BadRule("without takes something out of a base, and this example names none", f"{key}/without")
        return None
    if data["base"] not in known:
        hint = nearest(data["base"], list(known)) or f"; the bases are {', '.join(known) or 'none'}"
        raise BadRule(f"the pack has no base {data['base']}{hint}", f"{key}/base")
    return known[data["base"]]
