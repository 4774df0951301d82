"""Action lists: what to do about each finding, with room for who does it and by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccgcheck.report.html.bodies import BodyPage
from ccgcheck.report.html.marks import LEGEND, Mark, mark_of
from ccgcheck.report.html.results import Entry, Finding
from ccgcheck.report.words import plural

_BODIES_NAMED = 20


@dataclass(frozen=True, slots=True)
class Action:
    """A line of an action list. `link` is the anchor of the finding; records to supply have no finding and no rule.

    In the list of a whole report `about` has the bodies concerned, as far as there is room, and `bodies` their number.
    """

    mark: Mark
    finding: str
    remedy: str
    said: str = ""
    rule: str = ""
    citation: str = ""
    link: str = ""
    entry: Entry | None = None
    about: tuple[BodyPage, ...] = ()
    bodies: int = 1


def of_body(page: BodyPage) -> Iterator[Action]:
    """Yield an action for each finding of a body that needs attention, then one for each kind of record to supply."""
    for one in page.attention:
        yield replace(_of_finding(one), said=one.result.message, link=one.anchor)
    for message, number in page.unsupplied.items():
        yield _supply(message, number)


def of_report(pages: Sequence[BodyPage]) -> Iterator[Action]:
    """Yield an action for each rule that some body fails, and for each kind of record to supply; the worst first."""
    found: dict[tuple[int, str], tuple[Finding, list[BodyPage]]] = {}
    missing: dict[str, list[BodyPage]] = {}
    for page in pages:
        for one in page.attention:
            about = found.setdefault((LEGEND.index(one.mark), one.result.rule), (one, []))[1]
            about += [] if page in about[-1:] else [page]
        for message in page.unsupplied:
            missing.setdefault(message, []).append(page)
    order = sorted(found.items(), key=lambda item: (item[0][0], -len(item[1][1]), item[0][1]))
    for _, (one, about) in order:
        yield _about(_of_finding(one), about)
    for message, about in missing.items():
        yield _about(_supply(message, sum(page.unsupplied[message] for page in about)), about)


def _about(action: Action, pages: Sequence[BodyPage]) -> Action:
    return replace(action, about=tuple(pages[:_BODIES_NAMED]), bodies=len(pages))


def _of_finding(one: Finding) -> Action:
    result = one.result
    remedy = {
        "review": f"Decide whether it is met. If it is not: {result.remedy}",
        "error": "Have the rule mended; nothing is decided until then.",
    }.get(result.status, result.remedy)
    return Action(
        one.mark, result.title, remedy, rule=result.rule, citation=result.provision.citation,
        entry=replace(one.entry, number=0),
    )  # fmt: skip


def _supply(message: str, number: int) -> Action:
    remedy = f"Supply it: {plural(number, 'result')} cannot be decided without."
    return Action(mark_of("unknown", "note"), message, remedy)
