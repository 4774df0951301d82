"""The overview of a run over many bodies: a line for each, and the duties most often missed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ccgcheck.law import Authority
from ccgcheck.report.model import Body, JudgedBody, Report, ReportedResult, count, worst_first
from ccgcheck.rules import STATUSES, Status

ATTENTION: frozenset[Status] = frozenset({"fail", "error", "review"})


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body: its counts, whole and by topic, and what needs attention most (None where nothing does).

    `first` and `last` are the earliest and the latest day whose law was read, None where nothing was judged.
    """

    body: Body
    documents: int
    first: str | None
    last: str | None
    counts: Mapping[Status, int]
    by_topic: Mapping[str, Mapping[Status, int]]
    by_severity: Mapping[str, int]
    worst: ReportedResult | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A duty and in how many bodies it was not met, is for a person to decide, was excused, or could not be decided."""

    provision: str
    requires: str
    citation: str
    authority: Authority
    fail: int
    review: int
    waived: int
    unknown: int


def body_line(one: JudgedBody) -> BodyLine:
    """Return the line of a body."""
    results = one.results
    days = sorted({document.as_at for document in one.documents if document.as_at})
    topics = dict.fromkeys(result.topic for result in results)
    attention = worst_first(result for result in results if result.status in ATTENTION)
    return BodyLine(
        body=one.body,
        documents=len(one.documents),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        counts=count(results),
        by_topic={topic: count(result for result in results if result.topic == topic) for topic in topics},
        by_severity=Counter(result.severity for result in results if result.status == "fail"),
        worst=attention[0] if attention else None,
    )


def body_lines(report: Report) -> tuple[BodyLine, ...]:
    """Return a line for each body, in the order of the report."""
    return tuple(map(body_line, report.bodies))


def topics(report: Report) -> tuple[str, ...]:
    """Return the topics of the results, in the order in which they are met."""
    return tuple(dict.fromkeys(result.topic for result in report.results))


def by_duty(results: Iterable[ReportedResult]) -> dict[str, Status]:
    """Return the worst status of each provision, by its id."""
    worst: dict[str, Status] = {}
    for result in results:
        name = result.provision.id
        if name not in worst or STATUSES.index(result.status) < STATUSES.index(worst[name]):
            worst[name] = result.status
    return worst


def most_missed(report: Report) -> tuple[Missed, ...]:
    """Return the duties that some body misses, was excused from, or has for a person to decide, most missed first."""
    found: dict[str, Counter[Status]] = {}
    sample: dict[str, ReportedResult] = {}
    for one in report.bodies:
        for name, status in by_duty(one.results).items():
            found.setdefault(name, Counter())[status] += 1
    for result in report.results:
        sample.setdefault(result.provision.id, result)
    missed = [
        Missed(
            name, sample[name].provision.requires, sample[name].provision.citation, sample[name].provision.authority,
            counts["fail"], counts["review"] + counts["error"], counts["waived"], counts["unknown"],
        )
        for name, counts in found.items()
        if counts["fail"] or counts["review"] or counts["error"] or counts["waived"]
    ]  # fmt: skip
    return tuple(sorted(missed, key=lambda one: (-one.fail, -one.review, one.provision)))
