"""CSV, the matrix of compliance: a row for each body, a column for each rule with the worst status of its results.

The first column, `row`, says what a row is: `body`; `problem` and `notice`, on a file that could not be read or relied
on, or on a waiver or a person's judgement, whose `remark` tells it; and last `summary`, whose `remark` counts all that
was found, with what was left out. `fail` is the sum of the three columns after it, by severity.
"""

from collections.abc import Iterator, Mapping

from ccgcheck.report import csv_text, lines, overview
from ccgcheck.report.csv_text import Cell
from ccgcheck.report.model import JudgedBody, Report, worst_first
from ccgcheck.report.words import plain, summary

_HEAD = (
    "row", "ods_code", "name", "documents", "law_from", "law_to",
    "pass", "fail", "fail_error", "fail_warning", "fail_note", "review", "unknown", "not_applicable", "waived", "error",
    "by_person", "in_baseline", "remark",
)  # fmt: skip


def render(report: Report) -> str:
    """Return the matrix."""
    rules = list(dict.fromkeys([*(entry.id for entry in report.rules), *(result.rule for result in report.results)]))
    head = (*_HEAD, *rules)
    return csv_text.render(head, ([row.get(name) for name in head] for row in _rows(report)))


def _rows(report: Report) -> Iterator[Mapping[str, Cell]]:
    yield from map(_of_body, report.bodies)
    for problem in report.problems:
        place = lines.where(problem.file, problem.line, problem.column)
        yield {"row": "problem", "remark": f"{place}: {plain(problem.kind)}: {problem.message}"}
    for notice in report.notices:
        place = lines.where(notice.file, notice.line, notice.column)
        yield {"row": "notice", "remark": f"{place}: {plain(notice.kind)} ({notice.severity}): {notice.message}"}
    yield {"row": "summary", "remark": summary(report)}


def _of_body(body: JudgedBody) -> Mapping[str, Cell]:
    line = overview.body_line(body)
    return {
        "row": "body",
        "ods_code": body.body.ods_code,
        "name": body.body.name,
        "documents": line.documents,
        "law_from": line.first,
        "law_to": line.last,
        **{str(status): number for status, number in line.counts.items()},
        **{f"fail_{severity}": line.by_severity.get(severity, 0) for severity in ("error", "warning", "note")},
        "by_person": sum(result.judgement is not None for result in body.results),
        "in_baseline": sum(result.in_baseline for result in body.results),
        "remark": None if line.first else "not judged: see the problems",
        **{rule: worst_first(results)[0].status for rule, results in lines.by_rule(body.results).items()},
    }
