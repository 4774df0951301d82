"""The one report that every format shows: plain values, places and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ccgcheck.fingerprints import Seen
from ccgcheck.judgements import Judgement
from ccgcheck.law import Authority, Confidence, Provision, Severity, Version
from ccgcheck.problems import Notice, Problem
from ccgcheck.rules import STATUSES, Judges, Rule, Status
from ccgcheck.waivers import Waiver

NO_CODE = "no code"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a result points. Lines and columns count from 1; `clause` is the legal document's own number.

    `stable` is the pointer with the ids of list elements in place of their numbers, as far as they have one.
    """

    file: str
    line: int
    column: int
    pointer: str
    clause: str | None = None
    stable: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionInForce:
    """The provision that decides a result, in the version of the day (or its nearest, when not in force)."""

    id: str
    authority: Authority
    citation: str
    url: str
    confidence: Confidence
    in_force_from: str
    in_force_until: str
    requires: str

    @classmethod
    def of(cls, provision: Provision, version: Version) -> "ProvisionInForce":
        """Return a version of a provision as reports show it."""
        return cls(
            provision.id, provision.authority, version.citation, version.url, version.confidence,
            version.in_force_from, version.in_force_until, provision.requirement(version),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """A settled result, ready to be shown. Dates are ISO text; `reason` says why the status was relabelled.

    `also_at` are other places that bear on it, such as the promise in the constitution that was not kept. `fingerprint`
    names it from run to run; `seen` are digests of what it rests on, for results that need attention. `was` is the
    status before a `waiver` or a person's `judgement` changed it. `in_baseline` says that the baseline has it as it is.
    """

    rule: str
    status: Status
    severity: Severity
    judges: Judges
    topic: str
    title: str
    message: str
    remedy: str
    body: "Body"
    as_at: str
    location: Location
    provision: ProvisionInForce
    fails_run: bool
    reason: str | None = None
    also_at: tuple[Location, ...] = ()
    fingerprint: str = ""
    seen: Seen | None = None
    was: Status | None = None
    waiver: Waiver | None = None
    judgement: Judgement | None = None
    in_baseline: bool = False


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule of the run with the law that it decides, for formats that list every rule.

    `versions` are those of its provision, the oldest first.
    """

    id: str
    title: str
    topic: str
    judges: Judges
    severity: Severity
    remedy: str
    provision: str
    requires: str
    authority: Authority
    versions: tuple[ProvisionInForce, ...]

    @classmethod
    def of(cls, rule: Rule) -> "RuleEntry":
        """Return the entry of a rule of a pack."""
        provision = rule.provision
        return cls(
            rule.id, rule.title, rule.topic, rule.judges, rule.severity, rule.remedy, provision.id,
            provision.requirement(provision.versions[-1]), provision.authority,
            tuple(ProvisionInForce.of(provision, version) for version in provision.versions),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """The body that a document is about."""

    name: str
    ods_code: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells one body from another: its code, or its name where it gives no code."""
        return (self.ods_code, "") if self.ods_code != NO_CODE else ("", self.name)


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """One document with everything that was found. `as_at` is None when it could not be judged."""

    file: str
    index: int
    kind: str
    body: Body
    version: str | None
    date: str | None
    as_at: str | None
    results: tuple[ReportedResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a duty came to: its worst status, and the results that have it."""

    status: Status
    results: tuple[ReportedResult, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of which both what is stated and what was done were judged. `requires` says what it asks."""

    provision: str
    citation: str
    requires: str
    stated: Side
    operating: Side

    @property
    def statuses(self) -> tuple[Status, Status]:
        """What the two sides came to: what is stated, then what was done."""
        return self.stated.status, self.operating.status


@dataclass(frozen=True)
class JudgedBody:
    """A body with its documents and the results on what it did not supply; `is_part`: some may not be shown."""

    body: Body
    documents: tuple[JudgedDocument, ...]
    unsupplied: tuple[ReportedResult, ...]
    is_part: bool = False

    @cached_property
    def results(self) -> tuple[ReportedResult, ...]:
        """Every result of the body."""
        return (*(result for document in self.documents for result in document.results), *self.unsupplied)

    @cached_property
    def awaited(self) -> Mapping[str, int]:
        """What was not supplied, as the results say it, and how many results that leaves unknown."""
        return Counter(result.message for result in self.unsupplied if result.status == "unknown")

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The duties judged on both sides, in the order of the law; none where what is not shown may be worse."""
        supplied = [result for document in self.documents for result in document.results if not self.is_part]
        judged = [result for result in supplied if result.status != "not_applicable"]
        sides: dict[str, dict[Judges, list[ReportedResult]]] = {}
        for result in judged:
            sides.setdefault(result.provision.id, {}).setdefault(result.judges, []).append(result)
        return tuple(
            Duty(
                name,
                both["operating"][-1].provision.citation,
                both["operating"][-1].provision.requires,
                _side(both["stated"]),
                _side(both["operating"]),
            )
            for name, both in sides.items()
            if len(both) > 1
        )


def _side(results: Iterable[ReportedResult]) -> Side:
    ordered = worst_first(results)
    worst = ordered[0].status
    return Side(worst, tuple(result for result in ordered if result.status == worst))


@dataclass(frozen=True)
class Report:
    """A whole run. `run_date` is the day it was made; `passed_over` are files in folders that are not ours.

    `unsupplied` are results of rules on records that a body did not supply, `left_out` the files of events later than
    the day asked for. `as_at` is that day, None where each document is read by the law of its own. `rules` are all
    rules of the run, of as many as `rules_in_pack` says. `waivers` and `judgements` are what people settled,
    `confirmed` the provisions that the configuration confirms. With `reported_only`, only the results of those files
    are in it, and `elsewhere` counts the others by status. `counted` is what is not held any more, by the keys
    of `summary`.
    """

    version: str
    packs: tuple[tuple[str, str], ...]
    run_date: str
    documents: tuple[JudgedDocument, ...]
    problems: tuple[Problem, ...]
    passed_over: tuple[str, ...] = ()
    unsupplied: tuple[ReportedResult, ...] = ()
    left_out: tuple[str, ...] = ()
    as_at: str | None = None
    rules: tuple[RuleEntry, ...] = ()
    rules_in_pack: int = 0
    notices: tuple[Notice, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    confirmed: tuple[Mapping[str, Any], ...] = ()
    baseline: str | None = None
    fail_on: Severity | None = "error"
    reported_only: tuple[str, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def results(self) -> tuple[ReportedResult, ...]:
        """Every result, in the order of the documents; then those of what was not supplied."""
        return (*(result for document in self.documents for result in document.results), *self.unsupplied)

    @cached_property
    def bodies(self) -> tuple["JudgedBody", ...]:
        """The bodies, each with its documents and its results, in the order in which they were met."""
        found: dict[tuple[str, str], list[JudgedDocument]] = {}
        for document in self.documents:
            found.setdefault(document.body.key, []).append(document)
        missing: dict[tuple[str, str], list[ReportedResult]] = {}
        for result in self.unsupplied:
            missing.setdefault(result.body.key, []).append(result)
        return tuple(
            JudgedBody(documents[0].body, tuple(documents), tuple(missing.get(key, ())), bool(self.reported_only))
            for key, documents in found.items()
        )

    @cached_property
    def summary(self) -> Mapping[str, int]:
        """The counts that every format shows.

        Bodies, documents, each status, problems and notices; results that a person decided, and those in the baseline.
        """
        found: dict[str, int] = {
            "bodies": len(self.bodies),
            "documents": len(self.documents),
            **{str(status): number for status, number in count(self.results).items()},
            "problems": len(self.problems),
            "notices": len(self.notices),
            "by_person": sum(result.judgement is not None for result in self.results),
            "in_baseline": sum(result.in_baseline for result in self.results),
        }
        return {name: number + self.counted.get(name, 0) for name, number in found.items()}

    @property
    def exit_code(self) -> int:
        """0: nothing failed the run; 1: something did, or a file had a problem; 3: no document was found."""
        held = (self.documents, self.problems, self.counted.get("documents"))
        if not any((*held, self.elsewhere.get("documents"), self.elsewhere.get("problems"))):
            return 3
        excused = self.fail_on is not None and any(notice.severity == "error" for notice in self.notices)
        fails = self.counted.get("fails_run") or any(result.fails_run for result in self.results)
        return int(bool(self.problems) or excused or bool(fails))


def count(results: Iterable[ReportedResult]) -> Mapping[Status, int]:
    """Return how many results have each status, with zeros, in the fixed order."""
    found = Counter(result.status for result in results)
    return {status: found[status] for status in ORDER}


ORDER: tuple[Status, ...] = ("pass", "fail", "review", "unknown", "not_applicable", "waived", "error")
WEIGHT: Mapping[Severity, int] = {"error": 0, "warning": 1, "note": 2}
RANK: Mapping[Status, int] = {status: place for place, status in enumerate(STATUSES)}


def worst_first(results: Iterable[ReportedResult]) -> list[ReportedResult]:
    """Return results in the order in which they need attention: status, severity, then place."""
    return sorted(results, key=_rank)


def _rank(result: ReportedResult) -> tuple[int, int, str, int, int, str]:
    place = result.location
    return RANK[result.status], WEIGHT[result.severity], place.file, place.line, place.column, result.rule
