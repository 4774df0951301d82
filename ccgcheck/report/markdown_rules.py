"""A provision and its rules as Markdown, for people who review the pack: the law, how it is decided, examples."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from ccgcheck import reference
from ccgcheck.law import OPEN_END, Authority, Provision
from ccgcheck.packs import Pack
from ccgcheck.report import markdown as md
from ccgcheck.report.words import AUTHORITY_WORDS, CONFIDENCE_WORDS, SEVERITY_WORDS, last_day, plain
from ccgcheck.rules import Rule, Status
from ccgcheck.templates import show

RANK: tuple[Authority, ...] = ("statute", "regulations", "statutory_guidance", "guidance", "constitution")
_JUDGES = {"stated": "what the constitution says", "operating": "what the records show"}
_EXAMPLES = {
    "pass": "A document that meets it",
    "review": "A document that a person must judge",
    "fail": "A document that does not",
}
_SILENCE: Mapping[Status, str] = {
    "fail": "it is not met (fail): the statement is required",
    "unknown": "it is unknown: the document need not state it",
    "review": "a person must decide (review)",
    "not_applicable": "it does not apply",
}


def provision_section(pack: Pack, provision: Provision, rules: Sequence[Rule], pages: Mapping[str, str]) -> list[str]:
    """Return the lines on a provision and those of its rules that stand on this page; `pages` has each rule's page."""
    authority = f"{AUTHORITY_WORDS[provision.authority]}; severity **{provision.severity}**"
    lines = [
        md.anchor(provision.id),
        "",
        f"## {md.text(provision.requirement(provision.versions[-1]))}",
        "",
        f"Provision {md.code(provision.id)}; {authority} ({SEVERITY_WORDS[provision.severity]}).",
        "",
        *md.table(*_history(provision)),
    ]
    elsewhere = [rule for rule in reference.rules_on(pack, provision) if rule not in rules]
    if elsewhere:
        links = ", ".join(rule_link(rule, pages) for rule in elsewhere)
        lines += [f"Other rules decide it too: {links}.", ""]
    for rule in rules:
        lines += rule_section(pack, rule)
    return lines


def rule_section(pack: Pack, rule: Rule) -> list[str]:
    """Return the lines on a rule: what it is asked of, how it is decided, two examples as they run, what to do."""
    lines = [md.anchor(rule.id), "", f"### {rule.id}: {md.text(rule.title)}", ""]
    lines += [f"Asked of {_asked_of(rule)}; judges {_JUDGES[rule.judges]}.", ""]
    if rule.reading is not None:
        lines += _said("Reading", f"{rule.reading.rstrip('.')}. So a failure is for a person to confirm (review).")
    if rule.note is not None:
        lines += _said("Note", rule.note)
    lines += _decided(rule)
    for example in reference.shown(pack, rule):
        lines += _example(example)
    return lines + _said("What to do", rule.remedy)


def rule_link(rule: Rule, pages: Mapping[str, str]) -> str:
    """Return a link to a rule's section."""
    return md.link(rule.id, f"{pages[rule.id]}#{md.slug(rule.id)}")


def version_rows(provision: Provision) -> list[list[str]]:
    """Return for each version: from, to, the citation, how well its words are known, its values and its note."""
    return [
        [
            version.in_force_from,
            "" if version.in_force_until == OPEN_END else last_day(version.in_force_until),
            md.link(version.citation, version.url),
            CONFIDENCE_WORDS[version.confidence],
            "<br>".join(f"{md.code(name)}: {md.text(show(value))}" for name, value in version.values.items()),
            md.text(version.note or ""),
        ]
        for version in provision.versions
    ]


VERSION_HEAD = ["from", "to", "law", "its words", "values", "note"]


def _history(provision: Provision) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of the table; columns that would be empty are left out."""
    head, rows = [*VERSION_HEAD, "requires"], version_rows(provision)
    sentences = [provision.requirement(version) for version in provision.versions]
    for row, sentence in zip(rows, sentences, strict=True):
        row.append(md.text(sentence) if len(set(sentences)) > 1 else "")
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    return [head[place] for place in kept], [[row[place] for place in kept] for row in rows]


def _asked_of(rule: Rule) -> str:
    if not rule.for_each.steps:
        return (
            "the whole document" if rule.document == "constitution" else f"the whole document {md.code(rule.document)}"
        )
    what = f"{'the statement' if rule.for_each.is_single else 'each of'} {md.code(rule.for_each.text)}"
    return what if rule.document == "constitution" else f"{what} of a document {md.code(rule.document)}"


def _decided(rule: Rule) -> Iterable[str]:
    """Yield the condition, the question for a person, the names, the assertion and what silence means."""
    said = {name: template.source for name, template in rule.templates.items()}
    if rule.let:
        names = "\n".join(f"{name} = {' '.join(source.split())}" for name, source in rule.let.items())
        yield from _expression("Names used below", names)
    if rule.condition is not None:
        yield from _expression("Applies when", rule.condition.source)
        yield from _said("Otherwise it does not apply", said["otherwise"])
    if rule.uncertainty is not None:
        yield from _expression("Unknown when", rule.uncertainty.source)
        yield from _said("Then the result says", said["unknown"])
    if rule.doubt is not None:
        yield from _expression("A person must decide when", rule.doubt.source)
    yield from _expression("Met when", rule.assertion.source)
    if "asks_person" in said:
        when = "Asked then" if rule.doubt is not None else "Even when that is true, a person is asked"
        yield from _said(when, said["asks_person"])
    silence = f", and the result says: {said['silent']}" if "silent" in said else "."
    yield from _said("Where the document does not state what this reads", f"{_SILENCE[rule.if_silent]}{silence}")


def _example(example: reference.ShownExample) -> Iterable[str]:
    yield from [f"**{_EXAMPLES[example.expect]}**, on {example.as_at}:", ""]
    if example.start:
        yield from [f"From {md.text(example.start)}{', with:' if example.fragment else '.'}", ""]
    if example.fragment or not example.start:
        yield from md.block(_yaml(example.fragment), "yaml")
    for kind, base, fragment in example.beside:
        yield from [f"Beside it a document {md.code(kind)}{f' from the base {md.text(base)}.' if base else ':'}", ""]
        yield from [] if base else md.block(_yaml(fragment), "yaml")
    for status, pointer, message in example.results:
        place = md.code(pointer) if pointer else "the document"
        yield f"- **{plain(status)}** at {place}: {md.text(message)}"
    yield ""


def _yaml(fragment: Mapping[str, Any]) -> str:
    """Return a fragment as YAML, with the innermost maps and lists on one line."""
    return yaml.safe_dump(dict(fragment), default_flow_style=None, sort_keys=False, allow_unicode=True, width=100)


def _said(label: str, words: str) -> list[str]:
    return [f"**{label}:** {md.text(words)}", ""]


def _expression(label: str, source: str) -> list[str]:
    return [f"**{label}:**", "", *md.block(source, "cel")]
