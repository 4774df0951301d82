"""A report as rows of plain values, for tables of any kind: CSV, Parquet, a database.

Every result is a row. After them come rows of the status `problem` (a file that could not be read or relied on) and
`notice` (on a waiver, a person's judgement or the baseline), whose `title` is their kind: a count of rows that looks at
the results alone would take a body whose file could not be read for one without faults.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccgcheck.report import lines
from ccgcheck.report.model import Body, Report, ReportedResult
from ccgcheck.report.words import plain, settled

Value = str | int | bool | None
COLUMNS: Mapping[str, type] = MappingProxyType({
    "body": str, "ods_code": str, "rule": str, "title": str, "topic": str, "judges": str, "status": str,
    "severity": str, "was": str, "settled_by": str, "message": str, "reason": str, "remedy": str, "as_at": str,
    "provision": str, "citation": str, "authority": str, "confidence": str, "url": str, "file": str, "line": int,
    "column": int, "pointer": str, "clause": str, "also_at": str, "fails_run": bool, "in_baseline": bool,
    "fingerprint": str,
})  # fmt: skip
"""The columns in their order, with the type of their values; any value may be None."""


def rows(report: Report) -> Iterator[dict[str, Value]]:
    """Yield the rows of a report, the results in its order; each has every column. Dates are ISO text."""
    yield from map(_of_result, report.results)
    for problem in report.problems:
        yield _row(
            title=plain(problem.kind), status="problem", severity="error", message=problem.message, file=problem.file,
            line=problem.line, column=problem.column, pointer=problem.pointer, fails_run=True,
        )  # fmt: skip
    named = {name: body.body for body in report.bodies for name in body.body.key if name}
    for notice in report.notices:
        body = named.get(notice.body or "", Body(notice.body or "", ""))
        yield _row(
            body=body.name, ods_code=body.ods_code, rule=notice.rule, title=plain(notice.kind), status="notice",
            severity=notice.severity, message=notice.message, file=notice.file, line=notice.line, column=notice.column,
            fails_run=notice.severity == "error" and report.fail_on is not None,
        )  # fmt: skip


def _row(**values: Value) -> dict[str, Value]:
    return dict.fromkeys(COLUMNS) | values


def _of_result(result: ReportedResult) -> dict[str, Value]:
    place, law = result.location, result.provision
    return _row(
        body=result.body.name, ods_code=result.body.ods_code, rule=result.rule, title=result.title, topic=result.topic,
        judges=result.judges, status=result.status, severity=result.severity, was=result.was,
        settled_by=settled(result), message=result.message, reason=result.reason, remedy=result.remedy,
        as_at=result.as_at, provision=law.id, citation=law.citation, authority=law.authority,
        confidence=law.confidence, url=law.url, file=place.file, line=place.line, column=place.column,
        pointer=place.pointer, clause=place.clause, also_at=" ".join(map(lines.place, result.also_at)),
        fails_run=result.fails_run, in_baseline=result.in_baseline, fingerprint=result.fingerprint,
    )  # fmt: skip
