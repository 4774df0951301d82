"""How a status is shown: a class of the style sheet, a symbol and words, so that nothing rests on colour alone."""

from dataclasses import dataclass

from ccgcheck.law import Severity
from ccgcheck.report.model import ReportedResult
from ccgcheck.report.words import SEVERITY_WORDS, plain
from ccgcheck.rules import Status


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which a duty can stand: `css` is its class, `meaning` what the legend says of it."""

    css: str
    symbol: str
    words: str
    meaning: str


_FAILS: dict[Severity, Mark] = {
    "error": Mark("f", "✕", SEVERITY_WORDS["error"], "fail: an Act or regulations are not met"),
    "warning": Mark(
        "d", "▲", SEVERITY_WORDS["warning"],
        "fail: departs from statutory guidance, or from what the body's own constitution promises",
    ),
    "note": Mark("n", "△", SEVERITY_WORDS["note"], "fail: departs from other guidance"),
}  # fmt: skip
_OTHERS: dict[Status, Mark] = {
    "error": Mark("e", "!", "error", "the rule itself broke: nothing is decided"),
    "review": Mark(
        "r", "◆", "review",
        "for a person to decide: it asks for judgement, or the words of the law are not confirmed",
    ),
    "unknown": Mark("u", "?", "unknown", "undecided: the evidence was not supplied or not reviewed"),
    "waived": Mark("w", "○", "waived", "departs from guidance, with an accepted explanation"),
    "pass": Mark("p", "✓", "pass", "met by what the documents say or record"),
    "not_applicable": Mark("x", "–", plain("not_applicable"), "not in force on the day, or its condition is not met"),
}  # fmt: skip
LEGEND: tuple[Mark, ...] = (*_FAILS.values(), *_OTHERS.values())
"""Every mark, those that need attention most first."""


def mark_of(status: Status, severity: Severity) -> Mark:
    """Return the mark of a status; a failure is marked by its severity, and only an error is red."""
    return _FAILS[severity] if status == "fail" else _OTHERS[status]


def of_result(result: ReportedResult) -> Mark:
    """Return the mark of a result."""
    return mark_of(result.status, result.severity)
