"""The appendices: the law that the results rest on, with its history, and the rules that were asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccgcheck.law import Authority
from ccgcheck.report.html.results import anchor
from ccgcheck.report.model import ProvisionInForce, Report, ReportedResult
from ccgcheck.report.overview import ATTENTION


@dataclass(frozen=True, slots=True)
class Law:
    """A provision with its dated versions, the oldest first, and the rules of the run that decide it."""

    anchor: str
    id: str
    authority: Authority
    versions: tuple[ProvisionInForce, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The law behind what needs attention, waived and what a person decided; and behind the other results."""

    relied_on: tuple[Law, ...]
    others: tuple[Law, ...]


def appendix(report: Report) -> Appendix:
    """Return the law of the results of a report, in the order of the rules."""
    known = {law.id: law for law in _laws(report)}
    shown = {result.provision.id for result in report.results if _is_shown(result)}
    return Appendix(
        tuple(law for law in known.values() if law.id in shown),
        tuple(law for law in known.values() if law.id not in shown),
    )


def _is_shown(result: ReportedResult) -> bool:
    return result.status in ATTENTION or result.status == "waived" or result.judgement is not None


def _laws(report: Report) -> Iterator[Law]:
    """Yield the law of each rule of the run; then that of results whose rule the report does not list."""
    rules: dict[str, list[str]] = {}
    for rule in report.rules:
        rules.setdefault(rule.provision, []).append(rule.id)
    met: set[str] = set()
    for rule in report.rules:
        if rule.provision not in met:
            met.add(rule.provision)
            names = tuple(rules[rule.provision])
            yield Law(anchor("law", rule.provision), rule.provision, rule.authority, rule.versions, names)
    yield from _unlisted(result for result in report.results if result.provision.id not in met)


def _unlisted(results: Iterable[ReportedResult]) -> Iterator[Law]:
    versions: dict[str, dict[ProvisionInForce, str]] = {}
    for result in results:
        versions.setdefault(result.provision.id, {})[result.provision] = result.rule
    for name, found in versions.items():
        ordered = tuple(sorted(found, key=lambda version: version.in_force_from))
        yield Law(anchor("law", name), name, ordered[0].authority, ordered, tuple(dict.fromkeys(found.values())))
