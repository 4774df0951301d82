"""The worksheet of an assessment: an entry for each result that waits for a person, with what is seen now."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from ccgcheck import schemas
from ccgcheck.report.model import JudgedDocument, Report, ReportedResult
from ccgcheck.report.plain_text import clean
from ccgcheck.rules import Status

_HEAD = """\
# yaml-language-server: $schema=.schemas/assessment.schema.json
# What people decided. An entry is used once its outcome is met, not_met or not_applicable; then it needs:
#   reason: why    by: who, as a role    on: the day, YYYY-MM-DD    evidence: [what was looked at]
# Leave seen as it is: it tells when the statement or the rule has changed since.
kind: assessment
judgements:
"""
_LONGEST = 2_000
"""How much of a message a question tells: it may be longer than what ccgcheck reads of a text."""


def worksheet(report: Report, statuses: Iterable[Status]) -> str:
    """Return a file of kind `assessment` with an undecided entry for each result of these statuses, as YAML text."""
    wanted = frozenset(statuses)
    entries = [entry for entry in _entries(report) if entry[0] in wanted]
    if not entries:
        return _HEAD.replace("judgements:\n", "judgements: []\n")
    return _HEAD + "\n".join(_text(data) for _, data in entries)


def _entries(report: Report) -> Iterator[tuple[Status, dict[str, Any]]]:
    for body in report.bodies:
        kinds = [document.kind for document in body.documents]
        for document in body.documents:
            is_one_of_many = schemas.is_event(document.kind) or kinds.count(document.kind) > 1
            for result in document.results:
                yield result.status, _entry(result, document if is_one_of_many else None)
        for result in body.unsupplied:
            yield result.status, _entry(result, None)


def _entry(result: ReportedResult, document: JudgedDocument | None) -> dict[str, Any]:
    assert result.seen is not None or result.status in ("pass", "not_applicable")
    data: dict[str, Any] = {"rule": result.rule, "body": next(name for name in result.body.key if name)}
    if result.location.stable:
        data["pointer"] = result.location.stable
    if document is not None and document.date:
        data["date"] = document.date
    question = clean(result.message)
    data["question"] = question if len(question) <= _LONGEST else f"{question[:_LONGEST]} [...]"
    data["outcome"] = "undecided"
    if result.seen is not None:
        data["seen"] = {"statement": result.seen.statement, "rule": result.seen.rule}
    return data


def _text(data: dict[str, Any]) -> str:
    text: str = yaml.safe_dump([data], sort_keys=False, allow_unicode=True, width=110)
    return "".join(f"  {line}\n" for line in text.splitlines())
