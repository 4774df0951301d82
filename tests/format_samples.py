"""Variants of the sample reports for the tests of the formats: with fewer rules, other settings, or other texts."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from ccgcheck.law import Severity
from ccgcheck.report.model import Body, JudgedDocument, Location, Report, ReportedResult
from ccgcheck.settle import fails_run
from tests.report_samples import everything

RULES = ("GOV-002", "GOV-081", "GOV-101", "GOV-119", "GOV-141", "GOV-319", "GOV-323", "GOV-325", "COI-301", "COI-323",
         "COI-333", "COI-345", "COI-350", "COI-401", "PUB-330")  # fmt: skip
EVIL = "=cmd|'/c'!A0 <script>alert(1)</script><img src=x onerror=alert(2)> ::error::x%0A ##[add-mask]x `a` | [l](javascript:e) ![i](http://e.example/i) @everyone #1 _www.e.example a@e.example http://e.example \\| *b* _c_\n::stop-commands::x\n# h\r\n\x1b[31m\u202e,\"';\u2028]]>&amp;"  # fmt: skip


def changed(report: Report, change: Callable[[ReportedResult], ReportedResult]) -> Report:
    """Return the report with every result changed."""
    documents = tuple(replace(one, results=tuple(map(change, one.results))) for one in report.documents)
    return replace(report, documents=documents, unsupplied=tuple(map(change, report.unsupplied)))


@cache
def few() -> Report:
    """Return the report with everything, narrowed to a few rules that between them show every case."""
    report = everything()

    def chosen(results: tuple[ReportedResult, ...]) -> tuple[ReportedResult, ...]:
        return tuple(result for result in results if result.rule in RULES)

    return replace(
        report,
        documents=tuple(replace(one, results=chosen(one.results)) for one in report.documents),
        unsupplied=chosen(report.unsupplied),
        rules=tuple(entry for entry in report.rules if entry.id in RULES),
    )


def settled_as(report: Report, fail_on: Severity | None, *, strict: bool = False) -> Report:
    """Return the report as another `--fail-on` and `--strict` would have made it."""

    def again(result: ReportedResult) -> ReportedResult:
        return replace(result, fails_run=fails_run(result.status, result.severity, fail_on, strict=strict))

    return replace(changed(report, again), fail_on=fail_on)


def with_text(report: Report, text: str) -> Report:
    """Return the report with `text` in the place of every text that comes from a document, a pack or a path."""

    def place(one: Location) -> Location:
        return replace(one, file=text, pointer=text, clause=text, stable=text)

    def body(one: Body) -> Body:
        return Body(f"{one.ods_code} {text}", f"{one.ods_code} {text}")

    def result(one: ReportedResult) -> ReportedResult:
        return replace(
            one,
            message=text,
            title=text,
            remedy=text,
            reason=text,
            body=body(one.body),
            location=place(one.location),
            also_at=(place(one.location),),
            provision=replace(one.provision, citation=text, requires=text),
            waiver=one.waiver and replace(one.waiver, explanation=text, accepted_by=text, file=text),
            judgement=one.judgement and replace(one.judgement, reason=text, by=text, file=text),
        )

    def document(one: JudgedDocument) -> JudgedDocument:
        return replace(one, file=text, body=body(one.body), version=text, date=text)

    report = changed(report, result)
    return replace(
        report,
        documents=tuple(map(document, report.documents)),
        problems=tuple(replace(one, file=text, message=text, pointer=text) for one in report.problems),
        notices=tuple(replace(one, file=text, message=text, body=text, rule=text) for one in report.notices),
        rules=tuple(replace(one, title=text, remedy=text, requires=text) for one in report.rules),
        baseline=text,
    )


def other_places(report: Report) -> list[tuple[str, int, int]]:
    """Return the places of the problems, then those of the notices."""
    problems = [(one.file, one.line, one.column) for one in report.problems]
    return problems + [(one.file, one.line, one.column) for one in report.notices]


def broken(report: Report) -> Report:
    """Return the report with its first passing result in error, as if the rule itself had broken."""
    first = next(result for result in report.results if result.status == "pass")

    def break_it(result: ReportedResult) -> ReportedResult:
        return replace(result, status="error", message="The rule broke.", fails_run=True) if result is first else result

    return changed(report, break_it)
