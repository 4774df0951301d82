"""The picture of a run: bodies down, duties across, and in each cell the mark of the worst that was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ccgcheck.law import Severity
from ccgcheck.report.html.bodies import BodyPage
from ccgcheck.report.html.marks import Mark, mark_of
from ccgcheck.report.html.results import anchor
from ccgcheck.report.model import JudgedBody, Report, ReportedResult
from ccgcheck.report.overview import by_duty
from ccgcheck.report.words import plain

_WIDEST = 72
_MISSED = frozenset({"fail", "error", "review", "waived"})
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
Cells = Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Column:
    """A duty: the provision, what it requires, and the number by which the tables know it."""

    number: int
    provision: str
    requires: str
    citation: str
    topic: str
    law: str


@dataclass(frozen=True, slots=True)
class Row:
    """A body with a mark for each column; None where it was not asked."""

    page: BodyPage
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the matrix that is narrow enough to be read; `topics` says how many columns each has."""

    topics: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The tables of the duties that somebody misses or that are for a person, and those of the other duties.

    `undecided` counts the other duties that are unknown for at least one body.
    """

    missed: tuple[Table, ...]
    others: tuple[Table, ...]
    missed_number: int
    others_number: int
    undecided: int
    numbers: Mapping[str, int]


def cells(results: Iterable[ReportedResult]) -> Cells:
    """Return the mark of each duty of a body: that of its worst status, and of a failure at its worst severity."""
    some = list(results)
    severities: dict[str, Severity] = {}
    for result in some:
        name, severity = result.provision.id, result.severity
        if result.status == "fail":
            severities[name] = min(severities.get(name, severity), severity, key=_SEVERITIES.index)
    return {name: mark_of(status, severities.get(name, "note")) for name, status in by_duty(some).items()}


def matrix(report: Report, pages: Sequence[BodyPage]) -> Matrix:
    """Return the matrix of a report; `pages` are those of its bodies."""
    marks = [cells(one.results) for one in report.bodies]
    names = _missed(report.bodies)
    columns = list(_columns(report))
    missed = [column for column in columns if column.provision in names]
    others = [column for column in columns if column.provision not in names]
    return Matrix(
        missed=tuple(_tables(missed, pages, marks)),
        others=tuple(table for topic in _by_topic(others) for table in _tables(topic, pages, marks)),
        missed_number=len(missed),
        others_number=len(others),
        undecided=sum(any(_is_unknown(one.get(column.provision)) for one in marks) for column in others),
        numbers={column.provision: column.number for column in columns},
    )


def _missed(bodies: Iterable[JudgedBody]) -> frozenset[str]:
    return frozenset(name for one in bodies for name, status in by_duty(one.results).items() if status in _MISSED)


def _is_unknown(mark: Mark | None) -> bool:
    return mark is not None and mark.css == "u"


def _columns(report: Report) -> Iterator[Column]:
    """Yield every duty of which there is a result: by topic, within a topic in the order of the rules."""
    samples: dict[str, ReportedResult] = {}
    for result in report.results:
        samples.setdefault(result.provision.id, result)
    topic_of: dict[str, str] = {}
    for one in (*((rule.provision, rule.topic) for rule in report.rules), *((n, r.topic) for n, r in samples.items())):
        topic_of.setdefault(*one)
    topics = list(dict.fromkeys(topic_of.values()))
    order = sorted((name for name in topic_of if name in samples), key=lambda name: topics.index(topic_of[name]))
    for number, name in enumerate(order, start=1):
        law = samples[name].provision
        yield Column(number, name, law.requires, law.citation, plain(topic_of[name]), anchor("law", name))


def _by_topic(columns: Iterable[Column]) -> Iterator[list[Column]]:
    for _, some in groupby(columns, key=lambda column: column.topic):
        yield list(some)


def _tables(columns: Sequence[Column], pages: Sequence[BodyPage], marks: Sequence[Cells]) -> Iterator[Table]:
    """Yield tables of at most so many columns, about as wide as each other."""
    number = -(-len(columns) // _WIDEST)
    size = -(-len(columns) // number) if number else 0
    for start in range(0, len(columns), size or 1):
        some = tuple(columns[start : start + size])
        topics = tuple((name, len(list(group))) for name, group in groupby(some, key=lambda column: column.topic))
        rows = tuple(
            Row(page, tuple(found.get(column.provision) for column in some))
            for page, found in zip(pages, marks, strict=True)
        )
        yield Table(topics, some, rows)
