"""Results, problems and notices as SARIF results."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ccgcheck import fingerprints
from ccgcheck.judgements import Judgement
from ccgcheck.report import sarif_rules, words
from ccgcheck.report.findings import Finding, beside
from ccgcheck.report.model import Report, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sarif_text import location, logical, message, physical
from ccgcheck.report.sentences import of_result, sentence
from ccgcheck.rules import Status

KINDS: Mapping[Status, str] = {
    "pass": "pass",
    "fail": "fail",
    "review": "review",
    "unknown": "open",
    "not_applicable": "notApplicable",
    "waived": "fail",
    "error": "fail",
}
FINGERPRINT = "ccgcheck/v1"


def of_report(
    report: Report, shown: Iterable[ReportedResult], missing: str | None, index: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Yield what `missing` says is not shown, problems, notices, then the results that are shown.

    `index` has the place of each descriptor. With a baseline every result says whether it is in it, since SARIF asks
    that all do or none.
    """
    for made in _all(report, shown, missing):
        state = {"baselineState": "new", **made} if report.baseline else made
        place = index.get(made["ruleId"])
        yield state if place is None else {"ruleId": made["ruleId"], "ruleIndex": place, **state}


def _all(report: Report, shown: Iterable[ReportedResult], missing: str | None) -> Iterator[dict[str, Any]]:
    if missing is not None:
        yield _finding(_left_out(report.documents[0].file, missing))
    yield from map(_finding, beside(report))
    for result in shown:
        made = _result(result)
        yield {**made, "baselineState": "unchanged"} if report.baseline and result.in_baseline else made


def _left_out(file: str, missing: str) -> Finding:
    name = fingerprints.of_result(sarif_rules.LEFT_OUT, (), "", "")
    return Finding(sarif_rules.LEFT_OUT, "warning", sentence(missing), file, 1, 1, name, {})


def _result(result: ReportedResult) -> dict[str, Any]:
    kind = KINDS[result.status]
    broke = result.status == "error"
    severity = "error" if broke else result.severity
    related = [
        {"id": number, **location(place, "bears on this")} for number, place in enumerate(result.also_at, start=1)
    ]
    return {
        "ruleId": sarif_rules.ERROR if broke else result.rule,
        "kind": kind,
        "level": severity if kind == "fail" else "none",
        "message": message(f"{result.rule}: {of_result(result)}" if broke else of_result(result)),
        "locations": [location(result.location)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {FINGERPRINT: result.fingerprint},
        "suppressions": list(_suppressions(result)),
        "properties": _properties(result),
    }


def _suppressions(result: ReportedResult) -> Iterator[dict[str, Any]]:
    waiver = result.waiver
    if waiver is not None:
        yield {
            "kind": "external",
            "status": "accepted",
            "justification": clean(words.settled(result) or waiver.explanation),
            "location": physical(waiver.file, waiver.line, waiver.column),
        }


def _properties(result: ReportedResult) -> dict[str, Any]:
    law, place = result.provision, result.location
    optional = {
        "was": result.was,
        "clause": clean(place.clause) if place.clause else None,
        "reason": clean(result.reason) if result.reason else None,
        "judgement": _judgement(result.judgement) if result.judgement else None,
    }
    return {
        "status": result.status,
        "rule": result.rule,
        "severity": result.severity,
        "fails_run": result.fails_run,
        "body": {"name": clean(result.body.name), "ods_code": clean(result.body.ods_code)},
        "as_at": result.as_at,
        "provision": {
            "id": law.id,
            "citation": clean(law.citation),
            "confidence": law.confidence,
            "in_force_from": law.in_force_from,
            "in_force_until": law.in_force_until,
        },
        **{name: value for name, value in optional.items() if value is not None},
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "outcome": judgement.outcome,
        "reason": clean(judgement.reason),
        "by": clean(judgement.by),
        "on": judgement.on,
        "evidence": [clean(one) for one in judgement.evidence],
        "file": clean(judgement.file),
        "line": judgement.line,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "ruleId": one.check,
        "kind": "fail",
        "level": one.severity,
        "message": message(one.message),
        "locations": [{**physical(one.file, one.line, one.column), **logical(one.pointer)}],
        "partialFingerprints": {FINGERPRINT: one.fingerprint},
        "suppressions": [],
        "properties": {name: clean(value) for name, value in one.about.items()},
    }
