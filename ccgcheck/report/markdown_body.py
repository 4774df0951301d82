"""A body in Markdown: its documents, what needs attention first, what people settled, and what is unknown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby

from ccgcheck.report import lines
from ccgcheck.report import markdown as md
from ccgcheck.report.model import ORDER, JudgedBody, Location, Report, ReportedResult, count, worst_first
from ccgcheck.report.words import AUTHORITY_WORDS, CONFIDENCE_WORDS, plain, plural, runs, settled, span


def law_not_met(result: ReportedResult) -> bool:
    """Whether a result is a failure of an Act or of regulations."""
    return result.status == "fail" and result.severity == "error"


_ATTENTION: tuple[tuple[str, Callable[[ReportedResult], bool]], ...] = (
    ("Law not met", law_not_met),
    ("Departures to explain", lambda result: result.status == "fail" and result.severity == "warning"),
    ("Notes", lambda result: result.status == "fail" and result.severity == "note"),
    ("Rules that broke", lambda result: result.status == "error"),
    ("For a person to decide", lambda result: result.status == "review"),
)
_UNTOLD = "not told, or not reviewed, in what was supplied"


def body_section(body: JudgedBody, report: Report, *, alone: bool, most: int | None = None) -> Iterator[str]:
    """Yield the lines on a body, under a heading of its own unless it is `alone`.

    `most` is how many rules, or entries, are told under each heading; what is more is told by its ids.
    """
    level = "##" if alone else "###"
    known = sorted({entry.id for entry in report.rules} | {result.rule for result in body.results})
    if not alone:
        counts = count(body.results)
        yield from (f"## {md.text(lines.body_name(body))}", "")
        yield ", ".join(f"{counts[status]} {plain(status)}" for status in ORDER if counts[status]) or "Not judged."
        yield ""
    yield from _documents(body)
    ordered = worst_first(body.results)
    for heading, is_meant in _ATTENTION:
        yield from _attention(f"{level} {heading}", list(filter(is_meant, ordered)), known, most)
    waived = [result for result in ordered if result.status == "waived"]
    yield from _settled(f"{level} Waived", waived, known, most)
    judged = [result for result in ordered if result.judgement is not None]
    yield from _settled(f"{level} Decided by a person", judged, known, most)
    yield from _unknown(level, body, known)
    yield from _duties(level, body, most)


def _documents(body: JudgedBody) -> Iterator[str]:
    rows = [
        [
            md.text(lines.document(document)),
            md.text(document.date or "no day"),
            document.as_at or "not judged",
            md.code(document.file),
        ]
        for document in body.documents
    ]
    yield from md.table(["document", "dated", "law as at", "file"], rows)


def _attention(heading: str, results: list[ReportedResult], known: Sequence[str], most: int | None) -> Iterator[str]:
    if not results:
        return
    groups: dict[tuple[str, str], list[ReportedResult]] = {}
    for result in results:
        groups.setdefault((result.rule, result.provision.citation), []).append(result)
    every = list(groups.values())
    told = every[:most]
    yield from (f"{heading}: {len(results)}", "")
    for group in told:
        yield from _rule(group)
    yield from _left_out(chain.from_iterable(every[len(told) :]), known)
    yield ""


def _rule(results: list[ReportedResult]) -> Iterator[str]:
    """Yield what a rule found in a body, at one place or at several."""
    first, law = results[0], results[0].provision
    yield f"- **{md.text(first.rule)} {md.text(first.title)}**"
    for result in results:
        baseline = " (in the baseline)" if result.in_baseline else ""
        yield f"  - found: {md.text(result.message)} At {_places(result)}{baseline}"
    whys = dict.fromkeys(why for result in results for why in (result.reason, settled(result)) if why)
    yield from (f"  - why: {md.text(why)}" for why in whys)
    yield f"  - do: {md.text(first.remedy)}"
    told = f"{AUTHORITY_WORDS[law.authority]}; in force {span(law.in_force_from, law.in_force_until)}"
    yield f"  - law: {md.link(law.citation, law.url)} ({told}; {CONFIDENCE_WORDS[law.confidence]})"


def _settled(heading: str, results: list[ReportedResult], known: Sequence[str], most: int | None) -> Iterator[str]:
    """Yield who settled results, and why."""
    if not results:
        return
    told = results[:most]
    yield from (f"{heading}: {len(results)}", "")
    for result in told:
        rule = f"**{md.text(result.rule)} {md.text(result.title)}**, {lines.called(result)}"
        who = md.text(settled(result) or "")
        yield f"- {rule}: {md.text(result.message)} At {_places(result)}; {who}"
    yield from _left_out(results[len(told) :], known)
    yield ""


def _left_out(results: Iterable[ReportedResult], known: Sequence[str]) -> Iterator[str]:
    left = list(results)
    if left:
        yield f"- not told here: {plural(len(left), 'result')} of {_ids(left, known)}"


def _places(result: ReportedResult) -> str:
    others = "".join(f"; see {_place(other)}" for other in result.also_at)
    return f"{_place(result.location)}{others}"


def _place(location: Location) -> str:
    clause = f", clause {md.text(location.clause)}" if location.clause else ""
    return f"{md.code(lines.place(location))}{clause}"


def _unknown(level: str, body: JudgedBody, known: Sequence[str]) -> Iterator[str]:
    """Yield how much is unknown: what was not supplied with the rules that wait for it, and what was not told."""
    groups: dict[str, list[ReportedResult]] = {}
    for result in body.unsupplied:
        groups.setdefault(result.message, []).append(result)
    groups[_UNTOLD] = [result for document in body.documents for result in document.results]
    waiting = {why: [one for one in results if one.status == "unknown"] for why, results in groups.items()}
    number = sum(map(len, waiting.values()))
    if number:
        yield from (f"{level} Unknown: {number}", "")
        yield from (f"- {md.text(why)}: {_size(results, known)}" for why, results in waiting.items() if results)
        yield ""


def _size(results: list[ReportedResult], known: Sequence[str]) -> str:
    rules = len({result.rule for result in results})
    more = f", {plural(len(results), 'result')}" if len(results) > rules else ""
    return f"{plural(rules, 'rule')}{more} ({_ids(results, known)})"


def _ids(results: Iterable[ReportedResult], known: Sequence[str]) -> str:
    """Return the ids of the rules, runs of them drawn together where their beginnings (GOV, COI, ...) are the same."""
    ids = {result.rule for result in results}
    heads = groupby(known, lambda name: name.partition("-")[0])
    return ", ".join(md.text(run) for run in (runs(ids, list(group)) for _, group in heads) if run)


def _duties(level: str, body: JudgedBody, most: int | None) -> Iterator[str]:
    """Yield the duties that were judged on both sides, but for those met on both or unknown on both."""
    if not body.duties:
        return
    sides = [duty.statuses for duty in body.duties]
    rows = [
        [md.text(duty.operating.results[0].rule), md.text(duty.requires), *map(plain, pair), md.text(duty.citation)]
        for duty, pair in zip(body.duties, sides, strict=True)
        if pair not in lines.NOTHING_TO_TELL
    ]
    met, unknown = (sides.count(pair) for pair in lines.NOTHING_TO_TELL)
    less = f"; {most} of the {len(rows)} others" if most is not None and len(rows) > most else ""
    said = f"{plural(len(sides), 'duty', 'duties')} judged on both sides; {met} met and {unknown} unknown on both{less}"
    yield from (f"{level} Stated and operating", "", f"{said}{':' if rows else '.'}", "")
    if rows:
        yield from md.table(["rule", "duty", "stated", "operating", "law"], rows[:most])
