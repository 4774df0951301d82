"""What a pack that extends another changes in it: provisions that somebody read, and severities lowered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ccgcheck.law import Provision, Severity, Version
from ccgcheck.rules import Rule

if TYPE_CHECKING:
    from ccgcheck.packs import Pack

Fault = tuple[str, str]
_RANK: tuple[Severity, ...] = ("note", "warning", "error")


def confirm(provisions: Mapping[str, Provision], entries: Iterable[Mapping[str, Any]]) -> dict[str, Provision]:
    """Return the provisions with the versions that `entries` confirm made `read`, and who read them in the note.

    Each entry has provision, by, on (a date) and where; with `from` it confirms only the version that begins then.
    Entries that name nothing are passed over: `confirmation_faults` tells of them.
    """
    found = dict(provisions)
    for entry in entries:
        if provision := found.get(entry["provision"]):
            versions = (
                _confirmed(version, entry) if _meant(version, entry) else version for version in provision.versions
            )
            found[provision.id] = replace(provision, versions=tuple(versions))
    return found


def with_confirmed(pack: "Pack", entries: Iterable[Mapping[str, Any]]) -> "Pack":
    """Return the pack with the provisions confirmed that somebody read, in its rules too (see `confirm`)."""
    given = tuple(entries)
    if not given:
        return pack
    provisions = confirm(pack.provisions, given)
    rules = tuple(replace(rule, provision=provisions[rule.provision.id]) for rule in pack.rules)
    return replace(pack, provisions=provisions, rules=rules)


def confirmation_faults(provisions: Mapping[str, Provision], entries: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield (pointer below `confirmed`, sentence) for each entry that confirms nothing."""
    for index, entry in enumerate(entries):
        provision = provisions.get(entry["provision"])
        if provision is None:
            yield f"/{index}/provision", f"there is no provision {entry['provision']} to confirm"
        elif not any(_meant(version, entry) for version in provision.versions):
            yield f"/{index}/from", f"{provision.id} has no version that begins on {entry['from']}"


def grade(rules: Mapping[str, Rule], severities: Mapping[str, Severity]) -> dict[str, Rule]:
    """Return the rules with the severities given, where the authority of their law allows it."""
    return {
        name: replace(rule, graded=severities[name])
        if name in severities and may_grade(rule, severities[name])
        else rule
        for name, rule in rules.items()
    }


def may_grade(rule: Rule, severity: Severity) -> bool:
    """Whether a pack may give a rule that severity: guidance may weigh less than it does, law always is an error."""
    if rule.provision.authority in ("statute", "regulations"):
        return severity == "error"
    return _RANK.index(severity) <= _RANK.index(rule.provision.severity)


def grade_faults(rules: Mapping[str, Rule], severities: Mapping[str, Severity]) -> Iterator[Fault]:
    """Yield (pointer below `severities`, sentence) for each severity that names no rule or is not allowed."""
    for name, severity in severities.items():
        rule = rules.get(name)
        if rule is None:
            yield f"/{name}", f"there is no rule {name} to give a severity"
        elif not may_grade(rule, severity):
            authority = rule.provision.authority.replace("_", " ")
            yield (
                f"/{name}",
                f"{name} is on {authority} and weighs {rule.provision.severity}; it cannot be made {severity}",
            )


def _meant(version: Version, entry: Mapping[str, Any]) -> bool:
    return "from" not in entry or version.in_force_from == entry["from"]


def _confirmed(version: Version, entry: Mapping[str, Any]) -> Version:
    who = f"Read by {entry['by']} on {entry['on']}, at {entry['where']}."
    return replace(version, confidence="read", note=f"{version.note} {who}" if version.note else who)
