"""The page as a whole: what was read, the law at which date, what was not assessed, and the parts that follow."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ccgcheck.report.html import actions
from ccgcheck.report.html.actions import Action
from ccgcheck.report.html.bodies import MANY, BodyPage, body_pages, days
from ccgcheck.report.html.counts import Counts
from ccgcheck.report.html.law import Appendix, appendix
from ccgcheck.report.html.marks import LEGEND, Mark
from ccgcheck.report.html.matrix import Matrix, cells, matrix
from ccgcheck.report.lines import body_name
from ccgcheck.report.model import JudgedDocument, Report
from ccgcheck.report.overview import Missed, most_missed
from ccgcheck.report.words import elsewhere, packs, plain, plural, summary


@dataclass(frozen=True, slots=True)
class Unsupplied:
    """A kind of record that was not supplied: for how many bodies, and how many results that leaves undecided."""

    message: str
    bodies: int
    results: int


@dataclass(frozen=True, slots=True)
class MissedDuty:
    """A duty that some body misses, with its number in the matrix; `mark` is how the only body stands, if it is one."""

    number: int
    missed: Missed
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page shows."""

    report: Report
    title: str
    scope: tuple[tuple[str, str], ...]
    total: Counts
    unjudged: tuple[JudgedDocument, ...]
    unasked: tuple[str, ...]
    unsupplied: tuple[Unsupplied, ...]
    bodies: tuple[BodyPage, ...]
    matrix: Matrix
    missed: tuple[MissedDuty, ...]
    actions: tuple[Action, ...]
    law: Appendix
    choices: Mapping[str, tuple[str, ...]]
    brief: bool


def page(report: Report) -> Page:
    """Return what the page of a report shows."""
    pages = body_pages(report)
    table = matrix(report, pages)
    return Page(
        report=report,
        title=_title(report),
        scope=tuple(_scope(report)),
        total=Counts.of("total", report.results),
        unjudged=tuple(document for document in report.documents if document.as_at is None),
        unasked=tuple(_unasked(report)),
        unsupplied=tuple(_unsupplied(pages)),
        bodies=pages,
        matrix=table,
        missed=tuple(_missed(report, table)),
        actions=tuple(actions.of_report(pages)) if len(pages) > 1 else (),
        law=appendix(report),
        choices=_choices(report),
        brief=len(pages) > MANY,
    )


def _title(report: Report) -> str:
    if len(report.bodies) == 1:
        return body_name(report.bodies[0])
    return plural(len(report.bodies), "body", "bodies") if report.bodies else "No document was judged"


def _scope(report: Report) -> Iterator[tuple[str, str]]:
    kinds = Counter(plain(document.kind) for document in report.documents)
    read = f"{plural(len(report.documents), 'document')} of {plural(len(report.bodies), 'body', 'bodies')}"
    yield "Read", f"{read}: {', '.join(f'{kind} ({number})' for kind, number in kinds.items())}" if kinds else read
    yield "Days of the documents", days(document.date for document in report.documents) or "none"
    yield "Law as at", _law(report)
    yield "Run on", f"{report.run_date}, by ccgcheck {report.version}"
    provisions = plural(len({rule.provision for rule in report.rules}), "provision")
    yield "Rules", f"rule pack {packs(report)}; asked: {plural(len(report.rules), 'rule')} on {provisions}"
    counts = report.summary
    yield "Results", summary(report)
    total = plural(len(report.results), "result")
    yield "Undecided", f"{counts['unknown']} unknown and {counts['review']} for a person to decide, of {total}"
    if report.reported_only:
        yield "Shown only", f"{', '.join(report.reported_only)}; {elsewhere(report)}"


def _law(report: Report) -> str:
    read = days(document.as_at for document in report.documents)
    if report.as_at is None:
        return f"each document's own day: {read}" if read else "no day: nothing was judged"
    return f"{report.as_at}, as asked for (--as-at), and for what happened on a day that day" + (
        f": {read}" if read and read != report.as_at else ""
    )


def _unasked(report: Report) -> Iterator[str]:
    """Yield what the rules that were asked leave out."""
    left = report.rules_in_pack - len(report.rules)
    if left > 0:
        yield f"{left} of the {report.rules_in_pack} rules of the pack"
    sides = {rule.judges for rule in report.rules}
    if sides == {"stated"}:
        yield "every rule on what was done"
    if sides == {"operating"}:
        yield "every rule on what the constitution states"


def _unsupplied(pages: Iterable[BodyPage]) -> Iterator[Unsupplied]:
    found: dict[str, list[int]] = {}
    for one in pages:
        for message, number in one.unsupplied.items():
            found.setdefault(message, []).append(number)
    for message, numbers in found.items():
        yield Unsupplied(message, len(numbers), sum(numbers))


def _missed(report: Report, table: Matrix) -> Iterator[MissedDuty]:
    """Yield the duties missed by most bodies first; those of an only body in the order of their marks."""
    bodies = report.bodies
    marks = cells(bodies[0].results) if len(bodies) == 1 else {}
    found = [MissedDuty(table.numbers[one.provision], one, marks.get(one.provision)) for one in most_missed(report)]
    yield from sorted(found, key=lambda one: (LEGEND.index(one.mark), one.number)) if marks else found


def _choices(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Return what the filter offers: the topics, sides and authorities of the results."""
    results = report.results
    return {
        "topic": tuple(dict.fromkeys(result.topic for result in results)),
        "judges": tuple(dict.fromkeys(str(result.judges) for result in results)),
        "authority": tuple(dict.fromkeys(str(result.provision.authority) for result in results)),
    }
