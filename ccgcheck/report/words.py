"""Phrases that more than one format uses, so that all say the same."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby

from ccgcheck.law import OPEN_END, Authority, Confidence, Severity
from ccgcheck.report.model import ORDER, Report, ReportedResult

SEVERITY_WORDS: dict[Severity, str] = {
    "error": "law not met",
    "warning": "departure: explain",
    "note": "note",
}
AUTHORITY_WORDS: dict[Authority, str] = {
    "statute": "Act",
    "regulations": "regulations",
    "statutory_guidance": "statutory guidance",
    "guidance": "guidance",
    "constitution": "the body's own constitution",
}
CONFIDENCE_WORDS: dict[Confidence, str] = {
    "read": "text read",
    "second_hand": "known at second hand",
    "recalled": "recalled, not read",
}


def last_day(until: str) -> str:
    """Return the last day of a span that ends before `until`, as ISO text: people read "to" as inclusive."""
    return (date.fromisoformat(until) - timedelta(days=1)).isoformat()


def span(first: str, until: str) -> str:
    """Return a span as people read it, both days inclusive; law without an end runs "on"."""
    return f"{first} on" if until == OPEN_END else f"{first} to {last_day(until)}"


def plain(name: str) -> str:
    """Return a name of the data as words: `not_applicable` as `not applicable`."""
    return name.replace("_", " ")


def runs(chosen: Collection[str], known: Sequence[str]) -> str:
    """Return ids as a list in which three or more that follow each other in `known` are `first to last`."""
    parts: list[str] = []
    for is_chosen, group in groupby(known, chosen.__contains__):
        ids = list(group)
        if is_chosen:
            parts += [f"{ids[0]} to {ids[-1]}"] if len(ids) > 2 else ids
    return ", ".join(parts)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return `1 body`, `2 bodies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def summary(report: Report) -> str:
    """Return one line with every count that is not zero, and always those of pass and fail.

    What was undecided, waived, decided by a person, known to the baseline or not shown is never left out.
    """
    counts = report.summary
    parts = [f"{counts[status]} {plain(status)}" for status in ORDER if counts[status] or status in ("pass", "fail")]
    if counts["by_person"]:
        parts.append(f"{counts['by_person']} of these by a person's judgement")
    if counts["in_baseline"]:
        parts.append(f"{counts['in_baseline']} of these in the baseline")
    if counts["problems"]:
        parts.append(plural(counts["problems"], "problem"))
    if counts["notices"]:
        parts.append(plural(counts["notices"], "notice"))
    if report.reported_only:
        parts.append(elsewhere(report))
    if report.left_out:
        parts.append(plural(len(report.left_out), "later event") + " left out")
    if report.passed_over:
        parts.append(passed_over(report))
    head = f"{plural(counts['documents'], 'document')} of {plural(counts['bodies'], 'body', 'bodies')}"
    return f"{head}: {', '.join(parts)}"


def passed_over(report: Report) -> str:
    """Return how much in the folders was not read as a document: other YAML files, links, what was excluded."""
    return plural(len(report.passed_over), "other file or link", "other files or links") + " passed over"


def packs(report: Report) -> str:
    """Return the rule packs of a run with their versions, and how many of their rules were asked if not all were."""
    named = ", ".join(f"{name} {number}" for name, number in report.packs) or "none"
    asked = len(report.rules)
    return named if asked >= report.rules_in_pack else f"{named} ({asked} of its {report.rules_in_pack} rules)"


def elsewhere(report: Report) -> str:
    """Return what the files come to whose results --report-only left out, in words."""
    counts = report.elsewhere
    names: tuple[str, ...] = ("fail", "error", "review", "unknown", "waived")
    found = [f"{counts[name]} {name}" for name in names if counts.get(name)]
    found += [plural(counts[f"{one}s"], one) for one in ("problem", "notice") if counts.get(f"{one}s")]
    return f"in other files, not shown: {', '.join(found) or 'nothing that needs attention'}"


def settled(result: ReportedResult) -> str | None:
    """Return who settled a result and why, in a sentence; None for one that nobody settled."""
    told = []
    if result.judgement is not None:
        one = result.judgement
        told.append(f"decided by {one.by} on {one.on} (it was {plain(result.was or 'review')}): {one.reason}")
    if result.waiver is not None:
        accepted = result.waiver
        held = f"accepted by {accepted.accepted_by} on {accepted.accepted_on}, until {accepted.to}"
        told.append(f"{held}: {accepted.explanation}")
    return "; ".join(told) or None
