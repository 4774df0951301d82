"""Pages about the pack for a terminal: lists of rules, a rule or a provision explained, coverage."""

from collections.abc import Callable, Iterable

import yaml
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ccgcheck import reference
from ccgcheck.law import Provision, Version
from ccgcheck.packs import Pack
from ccgcheck.report.words import AUTHORITY_WORDS, CONFIDENCE_WORDS, SEVERITY_WORDS, plain, plural, span
from ccgcheck.rules import Rule
from ccgcheck.templates import show


def rule_list(found: Iterable[tuple[Rule, Version]]) -> RenderableType:
    """Return rules as a table: id, what is so when it is met, the law that it decides, when that was in force."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("rule", "duty", "law", "in force"):
        table.add_column(name, header_style="dim", overflow="fold", no_wrap=name == "rule")
    number = 0
    for rule, version in found:
        number += 1
        in_force = span(version.in_force_from, version.in_force_until)
        table.add_row(Text(rule.id), Text(rule.title), Text(version.citation), Text(in_force))
    return Group(table, Text(plural(number, "rule"), style="bold"))


def rule_page(pack: Pack, rule: Rule) -> RenderableType:
    """Return a rule explained: the law first, then how it is decided, examples as they run, and what to do."""
    parts: list[RenderableType] = [
        Text.assemble((rule.id, "bold"), f"  {rule.title}"),
        Text(f"{plain(rule.topic)}; judges what is {_JUDGES[rule.judges]}", style="dim"),
        *_law(rule.provision),
        _head("How it is decided"),
        _fields(_asked(rule)),
    ]
    for example in reference.shown(pack, rule):
        parts.append(_head(f"{_EXAMPLES[example.expect]}, on {example.as_at}"))
        if example.start:
            parts.append(Padding(Text(example.start), (0, 0, 0, 2)))
        if example.fragment or not example.start:
            text = yaml.safe_dump(dict(example.fragment), sort_keys=False, allow_unicode=True, width=80).rstrip()
            parts.append(Padding(Text(text, style="cyan"), (0, 0, 0, 2)))
        for kind, base, fragment in example.beside:
            parts.append(
                Padding(Text(f"beside a document {kind}{f' from the base {base}' if base else ''}"), (0, 0, 0, 2))
            )
            if not base:
                text = yaml.safe_dump(dict(fragment), sort_keys=False, allow_unicode=True, width=80).rstrip()
                parts.append(Padding(Text(text, style="cyan"), (0, 0, 0, 4)))
        said = [
            (plain(status), f"{message} ({pointer or 'the document'})") for status, pointer, message in example.results
        ]
        parts.append(_fields(said))
    parts += [_head("What to do"), Padding(Text(rule.remedy), (0, 0, 0, 2))]
    return Group(*parts)


def provision_page(pack: Pack, provision: Provision) -> RenderableType:
    """Return a provision explained: what it requires, its history, and what decides it."""
    deciding = reference.rules_on(pack, provision)
    decided = [(rule.id, rule.title) for rule in deciding] or [
        (provision.decided_by, provision.reason or "no rule yet")
    ]
    return Group(
        Text.assemble((provision.id, "bold"), f"  {provision.source}"),
        *_law(provision),
        _head("What decides it"),
        _fields(decided),
    )


def coverage(pack: Pack) -> RenderableType:
    """Return what decides each provision, after counts by source, by topic and by kind of law."""
    decisions = reference.decisions(pack)
    parts: list[RenderableType] = []
    groups: dict[str, Callable[[Provision], str]] = {
        "source": lambda provision: provision.source,
        "topic": lambda provision: plain(provision.topic),
        "kind of law": lambda provision: AUTHORITY_WORDS[provision.authority],
    }
    for title, name_of in groups.items():
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(title, header_style="dim", overflow="fold")
        for kind in reference.KINDS:
            table.add_column(kind, justify="right", header_style="dim")
        for name in dict.fromkeys(name_of(one.provision) for one in decisions):
            chosen = [one for one in decisions if name_of(one.provision) == name]
            table.add_row(Text(name), *(str(number) for number in reference.counts(chosen).values()))
        table.add_row(Text("total", style="bold"), *(str(number) for number in reference.counts(decisions).values()))
        parts += [Padding(table, (0, 0, 1, 0))]
    rows = [(one.provision.id, _decided(one)) for one in decisions]
    return Group(*parts, _fields(rows))


_JUDGES = {"stated": "stated (what the constitution says)", "operating": "operating (what the records show)"}
_EXAMPLES = {
    "pass": "A document that meets it",
    "review": "A document that a person must judge",
    "fail": "A document that does not",
}


def _law(provision: Provision) -> list[RenderableType]:
    sentences = [provision.requirement(version) for version in provision.versions]
    weight = f"{AUTHORITY_WORDS[provision.authority]}: {provision.severity} ({SEVERITY_WORDS[provision.severity]})"
    parts: list[RenderableType] = [
        _head("What the law requires"),
        Padding(Text(sentences[-1]), (0, 0, 0, 2)),
        Padding(Text(weight, style="dim"), (0, 0, 0, 2)),
        _head("Its history"),
    ]
    for version, sentence in zip(provision.versions, sentences, strict=True):
        rows = [("law", version.citation), ("known", CONFIDENCE_WORDS[version.confidence])]
        if len(set(sentences)) > 1:
            rows.append(("requires", sentence))
        rows += [(f"law.{name}", show(value)) for name, value in version.values.items()]
        if version.note:
            rows.append(("note", version.note))
        rows.append(("read at" if version.confidence == "read" else "see", version.url))
        in_force = span(version.in_force_from, version.in_force_until)
        parts += [Padding(Text(in_force, style="bold"), (0, 0, 0, 2)), Padding(_fields(rows), (0, 0, 0, 2))]
    return parts


def _asked(rule: Rule) -> list[tuple[str, str]]:
    rows = [] if rule.document == "constitution" else [("document", rule.document)]
    rows += [("of each" if not rule.for_each.is_single else "of", rule.for_each.text)]
    rows += [(f"let {name}", source) for name, source in rule.let.items()]
    if rule.condition is not None:
        rows.append(("applies when", rule.condition.source))
    if rule.uncertainty is not None:
        rows.append(("unknown, when", rule.uncertainty.source))
    if rule.doubt is not None:
        rows.append(("a person, when", rule.doubt.source))
    rows += [("met when", rule.assertion.source), ("if silent", plain(rule.if_silent))]
    if rule.reading is not None:
        rows.append(("reading", f"{rule.reading}; so a failure is for a person to confirm"))
    if rule.note is not None:
        rows.append(("note", rule.note))
    return rows


def _decided(one: reference.Decision) -> str:
    if one.kind == "rule":
        return ", ".join(rule.id for rule in one.rules)
    return (
        "GAP: no rule decides it and no reason is given" if one.kind == "gap" else f"{one.kind}: {one.provision.reason}"
    )


def _head(text: str) -> RenderableType:
    return Padding(Text(text, style="bold"), (1, 0, 0, 0))


def _fields(rows: Iterable[tuple[str, str]]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in rows:
        grid.add_row(Text(name), Text(value))
    return Padding(grid, (0, 0, 0, 2))
