"""The rules of a run as SARIF reporting descriptors, and ccgcheck's own for what no rule says."""

import re
from collections.abc import Mapping
from typing import Any

from ccgcheck.law import Severity
from ccgcheck.report import markdown as md
from ccgcheck.report.findings import NOTICE, PROBLEM
from ccgcheck.report.model import ProvisionInForce, RuleEntry
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sarif_text import braced, message, plain
from ccgcheck.report.words import AUTHORITY_WORDS, CONFIDENCE_WORDS, SEVERITY_WORDS, span
from ccgcheck.rules import Judges

_Own = tuple[str, str, Severity, str, str]
"""A descriptor of our own: id, name, level, what it says in short and in full."""
ERROR, LEFT_OUT, RUN = "ccgcheck-error", "ccgcheck-left-out", "ccgcheck-run"
_PROBLEM: _Own = (
    PROBLEM, "Problem", "error", "A document, or a part of it, could not be judged",
    "Something is wrong with the file before any rule is asked. What depends on it is not judged, which does not say "
    "that the law is met. Mend the file at this place.",
)  # fmt: skip
_ERROR: _Own = (
    ERROR, "BrokenRule", "error", "A rule broke",
    "The rule itself failed, so that nothing is known of what it decides: the law may be met or not. It says nothing "
    "of the body. Tell those who keep the rule pack.",
)  # fmt: skip
_NOTICE: _Own = (
    NOTICE, "Notice", "warning", "Something is to be said of a waiver, a judgement or the baseline",
    "It stands at its place in the file of waivers or of judgements: one that is not allowed, has expired or soon "
    "will, is stale, or is used for nothing.",
)  # fmt: skip
_LEFT_OUT: _Own = (
    LEFT_OUT, "LeftOut", "warning", "Results are not in this file",
    "The file would have had more results than code scanning accepts. What fails or is for a person to decide is all "
    "in it. The format json has every result.",
)  # fmt: skip
_RUN: _Own = (
    RUN, "Run", "note", "What the run did not judge, or what this file does not show",
    "Documents that could not be read, results of other files, events later than the day asked for, files that are "
    "not ours.",
)  # fmt: skip
_JUDGES: Mapping[Judges, str] = {"stated": "what the constitution says", "operating": "what the records show"}
_IMPORTANCE: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "recommendation"}


def of_rule(rule: RuleEntry) -> dict[str, Any]:
    """Return the descriptor of a rule, with every dated version of its law."""
    latest = rule.versions[-1]
    return {
        "id": rule.id,
        "name": _pascal(rule.title),
        "shortDescription": message(rule.title),
        "fullDescription": message(rule.requires),
        "help": {"text": plain("\n\n".join(_help(rule))), "markdown": braced("\n\n".join(_help_in_markdown(rule)))},
        "helpUri": latest.url,
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": [rule.topic, rule.judges, rule.authority, rule.provision],
            "problem.severity": _IMPORTANCE[rule.severity],
            "provision": rule.provision,
            "confidence": latest.confidence,
        },
    }


def own() -> list[dict[str, Any]]:
    """Return the descriptors of what is found beside the rules; they come after those of the rules."""
    return [_own(*_PROBLEM), _own(*_ERROR), _own(*_NOTICE), _own(*_LEFT_OUT)]


def notifications() -> list[dict[str, Any]]:
    """Return the descriptors of what is said of the run itself."""
    return [_own(*_ERROR), _own(*_RUN)]


def _own(identity: str, name: str, level: Severity, short: str, full: str) -> dict[str, Any]:
    return {
        "id": identity,
        "name": name,
        "shortDescription": message(short),
        "fullDescription": message(full),
        "help": {"text": full, "markdown": full},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["ccgcheck"], "problem.severity": _IMPORTANCE[level]},
    }


def _pascal(title: str) -> str:
    return "".join(f"{word[:1].upper()}{word[1:]}" for word in re.findall(r"\w+", title))


def _help(rule: RuleEntry) -> list[str]:
    law = [
        f"{_in_force(version)}: {clean(version.citation)} ({version.url}), {_known(rule, version)}"
        for version in rule.versions
    ]
    return [clean(rule.requires), *law, f"To do: {clean(rule.remedy)}", _counts(rule)]


def _help_in_markdown(rule: RuleEntry) -> list[str]:
    law = [f"- {_in_force(version)}: {md.link(clean(version.citation), version.url)}" for version in rule.versions]
    return [
        md.text(clean(rule.requires)),
        "**The law**",
        "\n".join(
            f"{line}, {md.text(_known(rule, version))}" for line, version in zip(law, rule.versions, strict=True)
        ),
        f"**To do:** {md.text(clean(rule.remedy))}",
        _counts(rule),
    ]


def _in_force(version: ProvisionInForce) -> str:
    return span(version.in_force_from, version.in_force_until)


def _known(rule: RuleEntry, version: ProvisionInForce) -> str:
    """Return how well the words of a version are known, and what it required where that was something else."""
    other = "" if version.requires == rule.requires else f": {clean(version.requires)}"
    return f"{CONFIDENCE_WORDS[version.confidence]}{other}"


def _counts(rule: RuleEntry) -> str:
    return (
        f"It judges {_JUDGES[rule.judges]}. Authority: {AUTHORITY_WORDS[rule.authority]}; "
        f"a failure is of severity {rule.severity} ({SEVERITY_WORDS[rule.severity]})."
    )
