"""The index of the pack's Markdown pages: what the pack is, how to read it, and what decides each provision."""

from collections.abc import Mapping, Sequence

from ccgcheck import reference
from ccgcheck.law import Authority, Confidence, Severity
from ccgcheck.packs import Pack
from ccgcheck.report import markdown as md
from ccgcheck.report.markdown_rules import RANK, VERSION_HEAD, rule_link, version_rows
from ccgcheck.report.words import AUTHORITY_WORDS, CONFIDENCE_WORDS, SEVERITY_WORDS, last_day, plain, plural
from ccgcheck.rules import STATUSES, Rule, Status

_HOW_TO_READ = """
## How to read a page

Each page goes provision by provision, the law first and guidance after it. Under what the provision requires stands its
history: the days on which each version was in force (both inclusive), where it can be read, how well its words are
known, and the figures that rules compare with (an expression writes `law.minimum` for the value `minimum`). Where the
requirement changed, the heading gives the latest and the table each. Then come the rules that decide it.

A rule is an expression that is true when the provision is met. `this` is the statement that the rule is asked of,
`constitution` the whole document, `date` the day whose law is read, `body` the body. The author's guide has
[a page on expressions](../author-guide.md#expressions). Braces in a sentence hold an expression whose value takes its
place.

Both examples of a rule were run when the page was made, and below each stands what the tool said. An example is a scrap
of a constitution or, where it names a base, a complete constitution of the pack with that changed which the example
says. The pack has more examples; `ccgcheck test` runs them all.

What no rule decides is at the end of this page, with the reason.
""".strip()
_AUTHORITY: Mapping[Authority, str] = {
    "statute": "an Act of Parliament",
    "regulations": "regulations or an order made under an Act",
    "statutory_guidance": "guidance that an Act tells the body to have regard to: comply, or explain",
    "guidance": "other guidance, models and good practice",
    "constitution": "the body's own constitution, for what it promises: keep it, or explain",
}
_CONFIDENCE: Mapping[Confidence, str] = {
    "read": "the words of the provision, or of the instrument that amends it, were read",
    "second_hand": "known from somebody else's account; what fails on an Act or on regulations is then only a review",
    "recalled": "from memory; what fails is then only a review, until somebody has read the words",
}
_SEVERITY: Mapping[Severity, str] = {
    "error": "of an Act and of regulations",
    "warning": "of statutory guidance",
    "note": "of other guidance",
}
_STATUS: Mapping[Status, str] = {
    "fail": "not met",
    "error": "the rule itself is broken",
    "review": "a person must decide: the rule asks for judgement, or it was not met but rests on a reading that can be "
    "disputed or on words that are not confirmed",
    "unknown": "the evidence was not supplied or not reviewed",
    "waived": "kept for accepted explanations",
    "pass": "met by what the document says",
    "not_applicable": "not in force on the day, or the condition of the rule is false",
}
_DECIDED_BY: Mapping[str, str] = {
    "rule": "one or more rules",
    "person": "a person, for the reason given",
    "context": "nobody here: it binds somebody else, or only explains",
    "gap": "nothing yet",
}


def index(
    pack: Pack, parts: Mapping[str, Sequence[Rule]], titles: Mapping[str, str], where: Mapping[str, str]
) -> list[str]:
    """Return the lines of the index; `parts` has the rules of each page and `where` the page of each rule."""
    decisions = reference.decisions(pack)
    size = f"{plural(len(pack.rules), 'rule')} on {plural(len(pack.provisions), 'provision')}"
    return [
        f"# The rule pack {md.code(pack.name)}, version {md.text(pack.version)}",
        "",
        f"{md.text(pack.title)}.",
        "",
        f"{size}, for documents dated {pack.window.first} to {last_day(pack.window.until)}.",
        "",
        "These pages are made from the pack and hold all that decides in it: it can be reviewed without its files. The",
        "provisions are in our own words; their addresses lead to the official text, or to where it was seen.",
        "",
        *_pages(parts, titles),
        *_counts(pack, decisions),
        *_HOW_TO_READ.splitlines(),
        "",
        *_legends(),
        *_coverage(decisions, where),
        *_undecided(decisions),
    ]


def _pages(parts: Mapping[str, Sequence[Rule]], titles: Mapping[str, str]) -> list[str]:
    rows = [[md.link(titles[name], name), str(len(rules)), _span(rules)] for name, rules in parts.items()]
    return ["## Pages", "", *md.table(["page", "rules", "ids"], rows)]


def _span(rules: Sequence[Rule]) -> str:
    """Return the first and the last id for each beginning (GOV, COI, ...) among the rules."""
    heads = dict.fromkeys(rule.id.partition("-")[0] for rule in rules)
    spans = (sorted(rule.id for rule in rules if rule.id.startswith(f"{head}-")) for head in heads)
    return ", ".join(ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}" for ids in spans)


def _counts(pack: Pack, decisions: Sequence[reference.Decision]) -> list[str]:
    topics = dict.fromkeys(rule.topic for rule in pack.rules)
    by_topic = {plain(topic): [rule for rule in pack.rules if rule.topic == topic] for topic in topics}
    by_law = {AUTHORITY_WORDS[one]: [each for each in decisions if each.provision.authority == one] for one in RANK}
    rules = [[name, *_by_authority(chosen)] for name, chosen in (by_topic | {"total": list(pack.rules)}).items()]
    provisions = [
        [name, *map(str, reference.counts(chosen).values()), str(len(chosen))]
        for name, chosen in (by_law | {"total": list(decisions)}).items()
    ]
    return [
        "## What it holds",
        "",
        "Rules, by topic and by what they rest on:",
        "",
        *md.table(["topic", *by_law, "total"], rules, numbers=True),
        "Provisions, by what they are and by what decides them:",
        "",
        *md.table(["provisions", *reference.KINDS, "total"], provisions, numbers=True),
    ]


def _by_authority(rules: Sequence[Rule]) -> list[str]:
    found = [sum(rule.provision.authority == one for rule in rules) for one in RANK]
    return [str(number) for number in (*found, len(rules))]


def _legends() -> list[str]:
    severities = [[name, SEVERITY_WORDS[name], words] for name, words in _SEVERITY.items()]
    return [
        "## What the words mean",
        "",
        *md.table(["authority", "what it is"], [[AUTHORITY_WORDS[name], _AUTHORITY[name]] for name in RANK]),
        *md.table(["its words", "how they are known"], [[CONFIDENCE_WORDS[a], b] for a, b in _CONFIDENCE.items()]),
        *md.table(["severity", "what a failure is called", "what it is a failure of"], severities),
        *md.table(["status", "what it says of a rule"], [[plain(name), _STATUS[name]] for name in STATUSES]),
        *md.table(["decided by", "what decides a provision"], [[name, _DECIDED_BY[name]] for name in reference.KINDS]),
    ]


def _coverage(decisions: Sequence[reference.Decision], where: Mapping[str, str]) -> list[str]:
    lines = ["## What decides each provision", ""]
    for source in dict.fromkeys(one.provision.source for one in decisions):
        rows = [_coverage_row(one, where) for one in decisions if one.provision.source == source]
        lines += [f"### {md.text(source)}", "", *md.table(["provision", "requires", "authority", "decided by"], rows)]
    return lines


def _coverage_row(one: reference.Decision, where: Mapping[str, str]) -> list[str]:
    provision = one.provision
    if one.rules:
        decider = ", ".join(rule_link(rule, where) for rule in one.rules)
    else:
        decider = "**gap**" if one.kind == "gap" else f"{one.kind}: {md.text(provision.reason or '')}"
    page = where[one.rules[0].id] if one.rules else ""
    return [
        md.link(provision.id, f"{page}#{md.slug(provision.id)}"),
        md.text(provision.requirement(provision.versions[-1])),
        AUTHORITY_WORDS[provision.authority],
        decider,
    ]


def _undecided(decisions: Sequence[reference.Decision]) -> list[str]:
    """Return the history of the provisions that have no rule, which stand on no other page."""
    rows = []
    for provision in (one.provision for one in decisions if not one.rules):
        named = md.code(provision.id)
        names = [f"{md.anchor(provision.id)}{named}", *[named] * (len(provision.versions) - 1)]
        rows += [[name, *row] for name, row in zip(names, version_rows(provision), strict=True)]
    if not rows:
        return []
    lead = "What each requires, and why no rule decides it, stands in the tables above."
    return ["## The law that no rule decides", "", lead, "", *md.table(["provision", *VERSION_HEAD], rows)]
