"""The pack as Markdown pages, for people who review it: an index, and a page or more for each topic.

`python -m ccgcheck.report.markdown_reference` writes them to docs/reference.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ccgcheck import packs
from ccgcheck.law import Provision
from ccgcheck.packs import Pack
from ccgcheck.report import markdown as md
from ccgcheck.report.markdown_index import index
from ccgcheck.report.markdown_rules import RANK, provision_section
from ccgcheck.report.words import plain, plural
from ccgcheck.rules import Rule

INDEX = "README.md"
FOLDER = Path("docs", "reference")
_LONGEST = 1500
_MADE = "<!-- Made from the rule pack by `make docs`. Change the pack, not this page. -->"


def pages(pack: Pack) -> dict[str, str]:
    """Return the text of every page by its file name; a topic too long for one page has one for each rule file."""
    parts = _split(pack)
    where = {rule.id: name for name, rules in parts.items() for rule in rules}
    made = {name: _topic_page(pack, name, rules, where) for name, rules in parts.items()}
    titles = {name: title(name) for name in parts}
    return {INDEX: "\n".join([_MADE, "", *index(pack, parts, titles, where)]), **made}


def write(pack: Pack, folder: Path) -> list[Path]:
    """Write the pages into `folder`, take away pages that are no more, and return what was written."""
    made = pages(pack)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]


def title(name: str) -> str:
    """Return the title of a page: `governance-governing-body.md` as `Governance: governing body`."""
    topic, _, part = name.removesuffix(".md").partition("-")
    words = plain(topic).capitalize()
    return f"{words}: {part.replace('-', ' ')}" if part else words


def _split(pack: Pack) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of each page: of a topic or, where that would be too long, of a rule file within it."""
    parts: dict[str, tuple[Rule, ...]] = {}
    for topic in dict.fromkeys(rule.topic for rule in pack.rules):
        rules = tuple(rule for rule in pack.rules if rule.topic == topic)
        whole = f"{topic}.md"
        if _topic_page(pack, whole, rules, {rule.id: whole for rule in pack.rules}).count("\n") <= _LONGEST:
            parts[whole] = rules
            continue
        for rule in rules:
            name = _file_page(topic, rule)
            parts[name] = (*parts.get(name, ()), rule)
    return parts


def _file_page(topic: str, rule: Rule) -> str:
    """Return the page for the rule's file: `governance-composition.md` for composition.yaml."""
    stem = Path(rule.examples[0].origin.file).stem
    return f"{topic}.md" if stem in (topic, "") else f"{topic}-{stem.replace('_', '-')}.md"


def _topic_page(pack: Pack, name: str, rules: Sequence[Rule], where: Mapping[str, str]) -> str:
    count = f"{plural(len(rules), 'rule')} of the pack {md.code(pack.name)}"
    lines = [_MADE, "", f"# {title(name)}", "", f"{count}. How to read this page: see the [index]({INDEX}).", ""]
    for provision in _law_first(pack, rules):
        mine = [rule for rule in rules if rule.provision is provision]
        lines += provision_section(pack, provision, mine, where)
    return "\n".join(lines)


def _law_first(pack: Pack, rules: Iterable[Rule]) -> list[Provision]:
    wanted = {rule.provision.id for rule in rules}
    chosen = (provision for provision in pack.provisions.values() if provision.id in wanted)
    return sorted(chosen, key=lambda provision: RANK.index(provision.authority))


def main() -> int:
    """Write the pages of the pack that ccgcheck ships into docs/reference of this folder; return the exit code."""
    try:
        pack = packs.load(packs.find("ccg"))
    except packs.BadPack as bad:
        for problem in bad.problems:
            print(f"{problem.file}:{problem.line}:{problem.column}: {problem.message}", file=sys.stderr)
        return 2
    print(f"{plural(len(write(pack, FOLDER)), 'page')} in {FOLDER.as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
