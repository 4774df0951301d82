"""The page of a body: its documents and counts, what needs attention, what is undecided, and the rest in short."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ccgcheck.report.html.counts import Counts, verdict
from ccgcheck.report.html.marks import Mark, of_result
from ccgcheck.report.html.results import Finding, Line, anchor, by_kind, by_rule, findings, places, reasons, unlike
from ccgcheck.report.lines import NOTHING_TO_TELL
from ccgcheck.report.model import Body, Duty, JudgedBody, JudgedDocument, Report, ReportedResult, worst_first
from ccgcheck.report.overview import ATTENTION
from ccgcheck.report.words import plain, plural
from ccgcheck.rules import Status

MANY = 40
"""Above so many bodies, what passes, does not apply or is undecided is told by the ids of the rules only."""
_REASONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """Why results are undecided, with a line for each rule, or for each kind of rule."""

    message: str
    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BothSides:
    """A duty judged on both sides, with the mark and the rules of each."""

    duty: Duty
    stated: Mark
    operating: Mark


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Everything that the page of a body shows.

    `cautions` say what the verdict cannot tell. `decided` are results that a person's judgement passed or set aside;
    those that it failed need attention. `telling` are the duties whose two sides do not both pass, `alike` the others.
    """

    anchor: str
    body: Body
    documents: tuple[JudgedDocument, ...]
    verdict: str
    cautions: tuple[str, ...]
    counts: tuple[Counts, ...]
    total: Counts
    days: str
    unsupplied: Mapping[str, int]
    attention: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    decided: tuple[Finding, ...]
    telling: tuple[BothSides, ...]
    alike: tuple[BothSides, ...]
    undecided: tuple[Reason, ...]
    passes: tuple[Line, ...]
    not_applicable: tuple[Line, ...]

    @property
    def short(self) -> str:
        """The code of the body, or its name where it has none."""
        return self.body.ods_code if self.body.key[0] else self.body.name

    @property
    def first_reasons(self) -> tuple[Reason, ...]:
        """The reasons that leave most undecided."""
        return self.undecided[:_REASONS_SHOWN]

    @property
    def other_reasons(self) -> tuple[Reason, ...]:
        """The reasons after those."""
        return self.undecided[_REASONS_SHOWN:]


def body_pages(report: Report) -> tuple[BodyPage, ...]:
    """Return the page of each body, in the order of the report."""
    names = unlike(anchor("body", "".join(one.body.key)) for one in report.bodies)
    brief = len(report.bodies) > MANY
    return tuple(
        _page(one, name, tuple(_cautions(one, report)), brief=brief)
        for one, name in zip(report.bodies, names, strict=True)
    )


def _page(one: JudgedBody, name: str, cautions: tuple[str, ...], *, brief: bool) -> BodyPage:
    ordered = worst_first(one.results)
    at_length = [r for r in ordered if r.status in ATTENTION or r.status == "waived" or r.judgement is not None]
    shown = findings(at_length, name)
    attention = tuple(each for each in shown if each.result.status in ATTENTION)
    settled = [each for each in shown if each.result.status not in ATTENTION]
    unknown = [result for result in ordered if result.status == "unknown" and result.judgement is None]
    missing = one.awaited
    total = Counts.of("total", ordered)
    sides = [
        BothSides(duty, *map(of_result, (duty.stated.results[0], duty.operating.results[0]))) for duty in one.duties
    ]
    return BodyPage(
        anchor=name,
        body=one.body,
        documents=one.documents,
        verdict=verdict(total),
        cautions=cautions,
        counts=tuple(
            Counts.of(plain(topic), (r for r in ordered if r.topic == topic))
            for topic in dict.fromkeys(result.topic for result in one.results)
        ),
        total=total,
        days=days(document.as_at for document in one.documents),
        unsupplied=missing,
        attention=attention,
        waived=tuple(each for each in settled if each.result.status == "waived"),
        decided=tuple(each for each in settled if each.result.status != "waived"),
        telling=tuple(each for each in sides if each.duty.statuses not in NOTHING_TO_TELL),
        alike=tuple(each for each in sides if each.duty.statuses in NOTHING_TO_TELL),
        undecided=tuple(_reasons(unknown, missing, brief=brief)),
        passes=_lines(ordered, "pass", brief=brief),
        not_applicable=_lines(ordered, "not_applicable", brief=brief),
    )


def _cautions(one: JudgedBody, report: Report) -> Iterator[str]:
    unjudged = sum(document.as_at is None for document in one.documents)
    files = {document.file for document in one.documents}
    problems = sum(problem.file in files for problem in report.problems)
    if unjudged:
        yield f"{plural(unjudged, 'document')} of this body could not be judged."
    if problems:
        yield f"Its files have {plural(problems, 'problem')}: what is wrong there was not judged (see the scope)."
    if len(report.rules) < report.rules_in_pack:
        yield f"Only {len(report.rules)} of the {report.rules_in_pack} rules of the pack were asked."
    if report.reported_only:
        yield "Only the results of some files are shown, as asked for (see the scope)."


def _lines(results: Iterable[ReportedResult], status: Status, *, brief: bool) -> tuple[Line, ...]:
    chosen = [result for result in results if result.status == status and result.judgement is None]
    if brief:
        return tuple(by_kind(chosen))
    return tuple(by_rule(chosen, places if status == "pass" else reasons))


def _reasons(results: Iterable[ReportedResult], missing: Mapping[str, int], *, brief: bool) -> Iterator[Reason]:
    """Yield the reasons of results, those of most results first; what was not supplied has no place."""
    by_message: dict[str, list[ReportedResult]] = {}
    for result in results:
        by_message.setdefault(result.message, []).append(result)
    for message, some in sorted(by_message.items(), key=lambda item: -len(item[1])):
        notes = _nowhere if message in missing else places
        yield Reason(message, len(some), tuple(by_kind(some) if brief else by_rule(some, notes)))


def _nowhere(results: Iterable[ReportedResult]) -> tuple[str, ...]:
    return ()


def days(found: Iterable[str | None]) -> str:
    """Return the days from the first to the last, empty where there is none."""
    known = sorted({day for day in found if day})
    return " to ".join(day for day, _ in groupby((known[0], known[-1]))) if known else ""
