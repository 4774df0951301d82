"""SARIF 2.1.0: every result, with the rules and the law behind them, for code scanning and its viewers.

A rule that broke is a result of `ccgcheck-error`, never of the rule itself: its law may be met or not. Problems and
notices are results too, since most viewers show nothing else.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ccgcheck.report import sarif_results, sarif_rules, words
from ccgcheck.report.lines import QUIET
from ccgcheck.report.model import Report, ReportedResult, count, worst_first
from ccgcheck.report.plain_text import clean
from ccgcheck.report.sarif_text import BASE, location, message
from ccgcheck.report.sentences import sentence
from ccgcheck.rules import Status

LIMIT = 25_000
"""GitHub refuses a file with more results in a run."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_MAY_BE_CUT: tuple[Status, ...] = ("unknown", "pass", "not_applicable")
_EXIT = {
    0: "nothing failed the run",
    1: "something failed the run, or had a problem",
    3: "no document was found",
}
_SEMANTIC = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}([-+][0-9A-Za-z-]+([.+][0-9A-Za-z-]+)*)?")


def render(report: Report, *, limit: int = LIMIT, attention_only: bool = False) -> str:
    """Return the report as SARIF text that ends in a line break.

    Beyond `limit` results, what does not apply is left out first, then passes, then what is unknown, and a result says
    so. With `attention_only`, passes and what does not apply are left out unless a person settled them: GitHub shows
    every result as an alert, whatever its kind.
    """
    shown = _shown(report, limit, attention_only=attention_only)
    missing = _missing(report, shown)
    is_cut = bool(missing) and (not attention_only or "unknown" in missing)
    descriptors = [*map(sarif_rules.of_rule, report.rules), *sarif_rules.own()]
    index = {descriptor["id"]: place for place, descriptor in enumerate(descriptors)}
    said = _not_here(missing) if is_cut else None
    run = {
        "tool": {"driver": _driver(report, descriptors)},
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": message("The folder in which ccgcheck was run.")}},
        "invocations": [_invocation(report, missing, index)],
        "results": [*sarif_results.of_report(report, shown, said, index)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _shown(report: Report, limit: int, *, attention_only: bool) -> list[ReportedResult]:
    """Return the results to show, the worst first. What fails, is to be decided or was settled is always shown."""
    wanted = [
        result
        for result in worst_first(report.results)
        if not (attention_only and result.status in QUIET) or result.was is not None
    ]
    room = limit - len(report.problems) - len(report.notices)
    if len(wanted) <= room:
        return wanted
    kept = [result for result in wanted if result.status not in _MAY_BE_CUT or result.was is not None]
    rest = [result for result in wanted if result.status in _MAY_BE_CUT and result.was is None]
    return worst_first([*kept, *rest[: max(0, room - len(kept) - 1)]])


def _missing(report: Report, shown: Sequence[ReportedResult]) -> Mapping[Status, int]:
    """Return how many results of each status are not shown."""
    here = count(shown)
    return {status: all_ - here[status] for status, all_ in count(report.results).items() if all_ > here[status]}


def _not_here(missing: Mapping[Status, int]) -> str:
    listed = ", ".join(f"{number} {words.plain(status)}" for status, number in missing.items())
    return f"not in this file, but in the format json: {listed}"


def _driver(report: Report, descriptors: list[dict[str, Any]]) -> dict[str, Any]:
    semantic = {"semanticVersion": report.version} if _SEMANTIC.fullmatch(report.version) else {}
    return {
        "name": "ccgcheck",
        "fullName": f"ccgcheck {report.version}",
        "version": report.version,
        **semantic,
        "rules": descriptors,
        "notifications": sarif_rules.notifications(),
    }


def _invocation(report: Report, missing: Mapping[Status, int], index: Mapping[str, int]) -> dict[str, Any]:
    """Return what is to be known of the run as a whole.

    It was successful if anything was judged, whatever was found: GitHub takes no file of one that was not, and goes on
    showing what it knew, which is right where no document was found.
    """
    return {
        "executionSuccessful": report.exit_code != 3,
        "exitCode": report.exit_code,
        "exitCodeDescription": _EXIT[report.exit_code],
        "toolExecutionNotifications": [*_broken(report, index), *_on_the_run(report, missing)],
        "properties": {
            "run_date": report.run_date,
            "as_at": report.as_at,
            "packs": [{"name": name, "version": version} for name, version in report.packs],
            "rules": {"asked": len(report.rules), "in_pack": report.rules_in_pack},
            "summary": dict(report.summary),
            "not_in_this_file": dict(missing),
            "fail_on": report.fail_on,
            "baseline": clean(report.baseline) if report.baseline else None,
            "confirmed": [_cleaned(entry) for entry in report.confirmed],
            "reported_only": _cleaned(report.reported_only),
            "elsewhere": dict(report.elsewhere),
            "left_out": _cleaned(report.left_out),
            "passed_over": _cleaned(report.passed_over),
        },
    }


def _cleaned(value: Any) -> Any:
    """Return plain data with every text in it made safe."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(key): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, Sequence) else value


def _broken(report: Report, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for result in report.results:
        if result.status == "error":
            rule = {"id": result.rule, **({"index": index[result.rule]} if result.rule in index else {})}
            said = _notification(sarif_rules.ERROR, "error", result.message)
            yield {**said, "associatedRule": rule, "locations": [location(result.location)]}


def _on_the_run(report: Report, missing: Mapping[Status, int]) -> Iterator[dict[str, Any]]:
    if report.exit_code == 3:
        yield _notification(sarif_rules.RUN, "error", "no document was found: nothing was judged")
    if report.problems:
        problems = words.plural(len(report.problems), "problem")
        said = f"{problems} kept documents, or parts of them, from being judged"
        yield _notification(sarif_rules.RUN, "error", said)
    if report.reported_only:
        yield _notification(sarif_rules.RUN, "warning", words.elsewhere(report))
    if missing:
        yield _notification(sarif_rules.RUN, "warning", _not_here(missing))
    if report.left_out:
        said = words.plural(len(report.left_out), "event") + " later than the day asked for: left out"
        yield _notification(sarif_rules.RUN, "note", said)
    if report.passed_over:
        yield _notification(sarif_rules.RUN, "note", words.passed_over(report))


def _notification(descriptor: str, level: str, said: str) -> dict[str, Any]:
    return {"descriptor": {"id": descriptor}, "level": level, "message": message(sentence(said))}
