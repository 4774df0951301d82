"""Markdown: the report for a pull request, a wiki or the summary of a job.

First comes what was read and what was not assessed, then what needs attention. With more bodies than a person reads one
by one, details are given of those that do not meet the law, and of each only the first rules under a heading; the
report says what it leaves out.
"""

from collections.abc import Iterable, Iterator

from ccgcheck.report import lines, overview
from ccgcheck.report import markdown as md
from ccgcheck.report.markdown_body import body_section, law_not_met
from ccgcheck.report.model import Report
from ccgcheck.report.overview import BodyLine
from ccgcheck.report.words import AUTHORITY_WORDS, elsewhere, packs, passed_over, plain, plural, summary

_MANY_BODIES = 20
_BODIES_TOLD = 30
_RULES_TOLD = 10
_DUTIES_TOLD = 15
_IF_ANY = ("error", "by a person", "in the baseline")


def render(report: Report) -> str:
    """Return the report as GitHub's Markdown."""
    parts = [_title(report), "", *_scope(report), f"**{md.text(summary(report))}**", "", *_problems(report)]
    parts += [*_table_of_bodies(report), *_most_missed(report), *_details(report), *_notices(report)]
    return "".join(f"{line}\n" for line in parts).rstrip("\n") + "\n"


def bounded(report: Report, size: int) -> str:
    """Return the report in at most `size` bytes: whole, or its beginning with a line on how much was cut."""
    whole = render(report)
    if len(whole.encode()) <= size:
        return whole
    every, kept = whole.splitlines(), list[str]()
    room = size - len(_cut(len(every), len(every)).encode())
    for line in every:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(f"{line}\n")
    note = _cut(len(every) - len(kept), len(every))
    return "".join(kept) + note if len(note.encode()) <= size else ""


def _cut(number: int, of: int) -> str:
    return f"\n**Cut here: {number} of {of} lines have no room. `--format markdown=FILE` writes them all.**\n"


def _title(report: Report) -> str:
    if not report.bodies:
        return "# No document was judged"
    if len(report.bodies) == 1:
        return f"# {md.text(lines.body_name(report.bodies[0]))}"
    return f"# {plural(len(report.bodies), 'body', 'bodies')} and the law of their day"


def _scope(report: Report) -> Iterator[str]:
    """Yield what was read, by which law and rules, and what was not assessed."""
    yield f"- Read: {plural(len(report.documents), 'document')} of {plural(len(report.bodies), 'body', 'bodies')}"
    yield f"- Law: {_law(report)}"
    yield f"- Rules: pack {md.text(packs(report))}; run on {report.run_date} by ccgcheck {md.text(report.version)}"
    left = list(_not_assessed(report))
    if left:
        yield f"- Not assessed: {'; '.join(left)}"
    if report.confirmed:
        yield f"- Confirmed by the configuration: {plural(len(report.confirmed), 'provision')}"
    if report.baseline:
        yield f"- Baseline: {md.code(report.baseline)}"
    yield "- This is not legal advice, and a report without failures is not a certificate."
    yield ""


def _law(report: Report) -> str:
    days = sorted({document.as_at for document in report.documents if document.as_at})
    if not days:
        return "none was read"
    if len(days) == 1:
        return f"as at {days[0]}"
    asked = f"; {report.as_at} was asked for, and events keep their own" if report.as_at else ""
    return f"as at {days[0]} to {days[-1]}, each document by the law of its day{asked}"


def _not_assessed(report: Report) -> Iterator[str]:
    asked = {entry.judges for entry in report.rules}
    if asked == {"stated"}:
        yield "what was done (only rules on what the constitution states were asked)"
    if asked == {"operating"}:
        yield "what the constitution states (only rules on what was done were asked)"
    if report.summary["unknown"]:
        yield f"{plural(report.summary['unknown'], 'result')} unknown, for want of evidence"
    unjudged = sum(document.as_at is None for document in report.documents)
    if unjudged:
        yield f"{plural(unjudged, 'document')} not judged"
    if report.problems:
        yield f"what {plural(len(report.problems), 'problem')} kept from being read or relied on"
    if report.left_out:
        yield f"{plural(len(report.left_out), 'event')} after the day asked for"
    if report.passed_over:
        yield passed_over(report)
    if report.reported_only:
        yield md.text(elsewhere(report))


def _problems(report: Report) -> Iterator[str]:
    if report.problems:
        yield from ("## Files that could not be read or relied on", "")
    for problem in report.problems:
        place = md.code(lines.where(problem.file, problem.line, problem.column))
        yield f"- **{plain(problem.kind)}** at {place}: {md.text(problem.message)}"
    if report.problems:
        yield ""


def _table_of_bodies(report: Report) -> Iterator[str]:
    if len(report.bodies) < 2:
        return
    rows = [
        {
            "body": md.text(body.body.name),
            "code": md.text(body.body.ods_code),
            "law as at": _days(line),
            "pass": line.counts["pass"],
            "fail": line.counts["fail"],
            "law not met": line.by_severity.get("error", 0),
            "review": line.counts["review"],
            "unknown": line.counts["unknown"],
            "waived": line.counts["waived"],
            "error": line.counts["error"],
            "by a person": sum(result.judgement is not None for result in body.results),
            "in the baseline": sum(result.in_baseline for result in body.results),
            "needs attention most": md.text(_worst(line)),
        }
        for body, line in zip(report.bodies, overview.body_lines(report), strict=True)
    ]
    head = [name for name in rows[0] if name not in _IF_ANY or any(row[name] for row in rows)]
    yield from ("## Bodies", "")
    yield from md.table(head, [[str(row[name]) for name in head] for row in rows])


def _days(line: BodyLine) -> str:
    if line.first is None:
        return "not judged"
    return line.first if line.first == line.last else f"{line.first} to {line.last}"


def _worst(line: BodyLine) -> str:
    if line.worst is not None:
        return f"{lines.called(line.worst)}: {line.worst.rule} {line.worst.title}"
    if line.first is None:
        return "not judged: see the problems"
    return "what is unknown" if line.counts["unknown"] else "nothing"


def _most_missed(report: Report) -> Iterator[str]:
    missed = overview.most_missed(report)
    if len(report.bodies) < 2 or not missed:
        return
    urls = {(result.provision.id, result.provision.citation): result.provision.url for result in report.results}
    yield from ("## Duties most often missed", "", "In how many bodies a duty is not met, or not decided:", "")
    head = ["duty", "law", "of", "fail", "review", "waived", "unknown"]
    rows = [
        [
            md.text(one.requires),
            md.link(one.citation, urls[one.provision, one.citation]),
            AUTHORITY_WORDS[one.authority],
            *map(str, (one.fail, one.review, one.waived, one.unknown)),
        ]
        for one in missed[:_DUTIES_TOLD]
    ]
    yield from md.table(head, rows)
    if len(missed) > _DUTIES_TOLD:
        yield from (f"{plural(len(missed) - _DUTIES_TOLD, 'more duty', 'more duties')} not shown here.", "")


def _details(report: Report) -> Iterator[str]:
    """Yield a section for each body, or for those that do not meet the law where there are very many."""
    if len(report.bodies) <= _MANY_BODIES:
        for body in report.bodies:
            yield from body_section(body, report, alone=len(report.bodies) == 1)
        return
    unmet = [body for body in report.bodies if any(map(law_not_met, body.results))]
    told = unmet[:_BODIES_TOLD]
    which = "the bodies" if told == unmet else f"the first {len(told)} of the {len(unmet)} bodies"
    yield f"Details follow of {which} that do not meet the law, at most {_RULES_TOLD} rules under a heading. The other"
    yield f"{len(report.bodies) - len(told)} have none here: the formats html, json and csv-results hold every result."
    yield ""
    for body in told:
        yield from body_section(body, report, alone=False, most=_RULES_TOLD)


def _notices(report: Report) -> Iterable[str]:
    if not report.notices:
        return []
    rows = [
        f"- **{plain(notice.kind)}** ({notice.severity}) at "
        f"{md.code(lines.where(notice.file, notice.line, notice.column))}: {md.text(notice.message)}"
        for notice in report.notices
    ]
    return ["## On waivers and judgements", "", *rows, ""]
