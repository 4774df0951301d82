"""JSON: the contract for programs, `format_version` 1, with a published schema."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ccgcheck.judgements import Judgement
from ccgcheck.report import json_text
from ccgcheck.report.model import Duty, JudgedBody, Location, Report, ReportedResult, Side
from ccgcheck.waivers import Waiver

FORMAT_VERSION = 1


def render(report: Report) -> str:
    """Return the report as JSON text that ends in a line break."""
    return json_text.dumps(as_data(report)) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, valid against `schemas/report.schema.json`."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "ccgcheck", "version": report.version},
        "packs": [{"name": name, "version": version} for name, version in report.packs],
        "rules": {"asked": len(report.rules), "in_pack": report.rules_in_pack},
        "run_date": report.run_date,
        "summary": dict(report.summary),
        "documents": [
            {
                "file": document.file,
                "index": document.index,
                "kind": document.kind,
                "body": {"name": document.body.name, "ods_code": document.body.ods_code},
                "version": document.version,
                "date": document.date,
                "as_at": document.as_at,
            }
            for document in report.documents
        ],
        "as_at": report.as_at,
        "baseline": report.baseline,
        "reported_only": list(report.reported_only),
        "elsewhere": dict(report.elsewhere),
        "confirmed": [dict(entry) for entry in report.confirmed],
        "notices": [asdict(notice) for notice in report.notices],
        "left_out": list(report.left_out),
        "duties": [_duty(body, duty) for body in report.bodies for duty in body.duties],
        "passed_over": list(report.passed_over),
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "kind": problem.kind,
                "message": problem.message,
                "pointer": problem.pointer,
            }
            for problem in report.problems
        ],
        "results": [_result(result) for result in report.results],
    }


def _location(place: Location) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
        "clause": place.clause,
        "stable_pointer": place.stable,
    }


_WAIVER = ("explanation", "accepted_by", "accepted_on", "to", "file", "line")
_JUDGEMENT = ("outcome", "reason", "by", "on", "evidence", "file", "line")


def _settled(entry: Waiver | Judgement | None, names: Iterable[str]) -> dict[str, Any] | None:
    """Return these parts of a waiver or a judgement."""
    return {name: getattr(entry, name) for name in names} if entry else None


def _duty(body: JudgedBody, duty: Duty) -> dict[str, Any]:
    return {
        "body": {"name": body.body.name, "ods_code": body.body.ods_code},
        "provision": duty.provision,
        "citation": duty.citation,
        "requires": duty.requires,
        "stated": _side(duty.stated),
        "operating": _side(duty.operating),
    }


def _side(side: Side) -> dict[str, Any]:
    return {"status": side.status, "rules": list(dict.fromkeys(result.rule for result in side.results))}


def _result(result: ReportedResult) -> dict[str, Any]:
    provision = result.provision
    return {
        "rule": result.rule,
        "status": result.status,
        "severity": result.severity,
        "judges": result.judges,
        "topic": result.topic,
        "title": result.title,
        "message": result.message,
        "reason": result.reason,
        "remedy": result.remedy,
        "body": {"name": result.body.name, "ods_code": result.body.ods_code},
        "as_at": result.as_at,
        "fails_run": result.fails_run,
        "fingerprint": result.fingerprint,
        "seen": asdict(result.seen) if result.seen else None,
        "was": result.was,
        "waiver": _settled(result.waiver, _WAIVER),
        "judgement": _settled(result.judgement, _JUDGEMENT),
        "in_baseline": result.in_baseline,
        "location": _location(result.location),
        "also_at": [_location(place) for place in result.also_at],
        "provision": {
            "id": provision.id,
            "authority": provision.authority,
            "citation": provision.citation,
            "url": provision.url,
            "confidence": provision.confidence,
            "in_force_from": provision.in_force_from,
            "in_force_until": provision.in_force_until,
        },
    }
