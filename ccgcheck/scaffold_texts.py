"""The YAML with which a rule, a provision and a pack begin; every text loads as it stands."""

import re

FIRST_DAY = "2012-10-01"
_STATEMENTS = {
    "governance": ("name", "{name: {value: NHS Example Clinical Commissioning Group}}"),
    "conflicts_of_interest": ("conflicts", "{conflicts: {declaring: {within_days: 28}}}"),
    "public_meetings": ("publication", "{publication: {minutes: {published: true}}}"),
}
_RECORDED = {
    "governing_body": ("vacancies", "{vacancies: []}"),
    "interests": ("interests", "{interests: []}"),
    "meeting": ("declarations", "{declarations: []}"),
    "procurement": ("conflicts", "{conflicts: []}"),
    "year": ("meetings", "{meetings: [{on: 2017-05-24}]}"),
}


def rule(
    identifier: str, provision: str, topic: str, as_at: str | None = None, document: str = "constitution"
) -> list[str]:
    """Return the lines of a rule that asks a kind of document for a statement.

    Its examples are judged on `as_at`, if one is given.
    """
    is_record = document in _RECORDED
    statement, stated = _RECORDED[document] if is_record else _STATEMENTS[topic]
    silent = "{note: Nothing else is recorded.}" if is_record else "{area: {description: The borough of Northgate}}"
    holder = "record" if is_record else "constitution"
    day = [f"    as_at: {as_at}"] if as_at else []
    return [
        f"- id: {identifier} # a stub: ask what the provision asks, and show it by examples",
        f"  provision: {provision}",
        f"  title: The {holder} has the statement {statement}",
        *([f"  document: {document}"] if is_record else []),
        f"  judges: {'operating' if is_record else 'stated'}",
        f"  for_each: {document}",
        f"  at: {statement}",
        f"  assert: has(this.{statement})",
        f"  message: The {holder} has no statement {statement}.",
        f"  remedy: Add the statement {statement}.",
        "  examples:",
        f"    - passes: {stated}",
        *(f"  {line}" for line in day),
        f"    - fails: {silent}",
        *(f"  {line}" for line in day),
        '      at: ""',
    ]


def provision(name: str, topic: str, first_day: str) -> list[str]:
    """Return the lines of a provision that nobody has read, and that therefore condemns nobody."""
    return [
        f"{name}: # a stub: say what the law asks, since when, and where it can be read",
        f"  requires: The constitution has the statement {_STATEMENTS[topic][0]}.",
        "  authority: regulations # statute | regulations | statutory_guidance | guidance | constitution",
        "  versions:",
        f"    - from: {first_day}",
        "      citation: not cited yet",
        "      url: https://www.legislation.gov.uk/",
        "      confidence: recalled # a failure is for a person until somebody has read the words: read",
    ]


def rules_file(topic: str, stub: list[str]) -> str:
    """Return a rule file on a topic with one rule."""
    return _lines([f"topic: {topic}", "rules:", *(f"  {line}" for line in stub)])


def provisions_file(stub: list[str]) -> str:
    """Return a provision file with one provision."""
    return _lines(["provisions:", *(f"  {line}" for line in stub)])


def pack(folder: str) -> str:
    """Return the head of a pack of one rule file and one provision file, named after its folder."""
    name = re.sub(r"[^a-z0-9]+", "-", folder.lower()).strip("-")
    name = name if name[:1].isalpha() else f"pack-{name}".rstrip("-")
    return _lines([
        f"pack: {name}",
        "version: 0.1.0",
        "title: Rules of our own",
        "body_type: ccg",
        "window: # outside it nothing is judged",
        f"  from: {FIRST_DAY}",
        "  all_from: 2013-04-01",
        "  until: 2022-07-01",
        "  before: no clinical commissioning group existed yet",
        "  some: only some clinical commissioning groups existed before 1 April 2013; give body.established",
        "  after: no clinical commissioning group existed any more",
        "examples_as_at: 2018-01-01",
        "provisions:",
        "  - provisions.yaml",
        "rules:",
        "  - rules.yaml",
    ])  # fmt: skip


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
