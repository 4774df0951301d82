"""Settle the whole run: people's judgements first, then waivers, then the baseline. Nothing is dropped, but labelled.

Days are ISO text. Waivers are read as on the day that was asked for (`--as-at`), or else on the day of the run.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ccgcheck import schemas
from ccgcheck.bodies import Outcome
from ccgcheck.judgements import OPEN, STATUS, Judgement
from ccgcheck.law import Severity
from ccgcheck.problems import Notice, NoticeKind
from ccgcheck.report.model import Body, JudgedDocument, ReportedResult
from ccgcheck.report.words import AUTHORITY_WORDS, plural
from ccgcheck.rules import Rule
from ccgcheck.settings import Settings
from ccgcheck.settle import fails_run
from ccgcheck.settlements import Settlements
from ccgcheck.waivers import WAIVABLE, Scope, Waiver


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcomes as settled, and what is to be said of waivers, judgements and the baseline."""

    outcomes: tuple[Outcome, ...]
    notices: tuple[Notice, ...]


def settle_run(outcomes: Iterable[Outcome], settlements: Settlements, settings: Settings, run_date: str) -> Settled:
    """Apply what people settled, and the baseline, to what was judged."""
    run = _Run(settlements, settings, settings.as_at or run_date)
    settled = tuple(run.outcome(one) for one in outcomes)
    return Settled(settled, tuple(sorted(run.notices(settled))))


class _Run:
    """One run, with what was used of what people settled."""

    def __init__(self, settlements: Settlements, settings: Settings, today: str) -> None:
        self.settings, self.today = settings, today
        self.waivers = settlements.waivers if settings.with_waivers else ()
        self.judgements = settlements.judgements if settings.with_judgements else ()
        self.set_aside = (
            ("--no-waivers", "waiver", () if settings.with_waivers else settlements.waivers),
            ("--no-judgements", "judgement", () if settings.with_judgements else settlements.judgements),
        )
        self.unsupplied: dict[tuple[str, str], str] = {}
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in settings.pack.rules}
        self.used: set[Waiver] = set()
        self.applied: set[Judgement] = set()
        self.stale: dict[Judgement, str] = {}
        self.contrary: dict[Judgement, Judgement] = {}
        entries: tuple[Waiver | Judgement, ...] = (*self.waivers, *self.judgements)
        self.met: dict[Waiver | Judgement, set[str]] = {entry: set() for entry in entries}
        self.by_rule: dict[str, tuple[list[Waiver], list[Judgement]]] = {}
        for waiver in self.waivers:
            self.by_rule.setdefault(waiver.scope.rule, ([], []))[0].append(waiver)
        for judgement in self.judgements:
            self.by_rule.setdefault(judgement.scope.rule, ([], []))[1].append(judgement)

    def outcome(self, one: Outcome) -> Outcome:
        if not self.by_rule and self.settings.baseline is None:
            return one
        documents = tuple(
            replace(document, results=tuple(self.result(result, document) for result in document.results))
            for document in one.documents
        )
        for result in one.unsupplied:
            self.unsupplied |= {(result.rule, name): result.message for name in _names(result.body)}
        unsupplied = tuple(self.result(result, one.documents[0]) for result in one.unsupplied)
        return replace(one, documents=documents, unsupplied=unsupplied)

    def result(self, result: ReportedResult, document: JudgedDocument) -> ReportedResult:
        if result.rule in self.by_rule:
            waivers, judgements = self.by_rule[result.rule]
            result = self._judged(result, document, judgements)
            result = self._waived(result, document, waivers)
        baseline, seen = self.settings.baseline, result.seen
        if baseline and baseline.has(result.fingerprint, result.status, seen.read if seen else None):
            result = replace(result, in_baseline=True, fails_run=False)
        return result

    def _judged(
        self, result: ReportedResult, document: JudgedDocument, judgements: Iterable[Judgement]
    ) -> ReportedResult:
        fresh = [judgement for judgement in judgements if self._decides(judgement, result, document)]
        self.applied.update(fresh)
        if not fresh:
            return result
        first = fresh[0]
        if against := next((one for one in fresh if one.outcome != first.outcome), None):
            self.contrary |= {first: against} | dict.fromkeys((one for one in fresh if one != first), first)
            return result
        status = STATUS[first.outcome]
        return replace(
            result,
            status=status,
            was=result.status,
            judgement=first,
            fails_run=fails_run(status, result.severity, self.settings.fail_on, strict=self.settings.strict),
        )

    def _decides(self, judgement: Judgement, result: ReportedResult, document: JudgedDocument) -> bool:
        """Whether a judgement is on this result as it is now; what it meets is noted, and so is that it is stale."""
        if not _covers(judgement.scope, result, document):
            return False
        self.met[judgement].add(result.status)
        if result.status not in OPEN or judgement.outcome == "undecided":
            return False
        if result.seen != judgement.seen:
            is_same = result.seen is not None and result.seen.statement == judgement.seen.statement
            self.stale.setdefault(judgement, "rule" if is_same else "statement")
            return False
        return True

    def _waived(self, result: ReportedResult, document: JudgedDocument, waivers: Iterable[Waiver]) -> ReportedResult:
        event = document.date if schemas.is_event(document.kind) else None
        reason = result.reason
        for waiver in waivers:
            if not _covers(waiver.scope, result, document):
                continue
            self.met[waiver].add(result.status)
            if result.status != "fail" or result.provision.authority not in WAIVABLE:
                continue
            if waiver.holds(self.today, event):
                self.used.add(waiver)
                was = result.was or result.status
                result = replace(result, status="waived", was=was, waiver=waiver, fails_run=False, reason=reason)
                continue
            begun = waiver.accepted_on <= self.today
            why = f"expired on {waiver.to}" if begun else f"was accepted only on {waiver.accepted_on}"
            result = replace(result, reason=f"its waiver ({waiver.file}:{waiver.line}) {why}")
        return result

    def notices(self, outcomes: tuple[Outcome, ...]) -> Iterator[Notice]:
        bodies = {name for one in outcomes for name in _names(one.documents[0].body)}
        for waiver in self.waivers:
            yield from self._of_waiver(waiver, bodies)
        for judgement in self.judgements:
            yield from self._of_judgement(judgement, bodies)
        for option, what, entries in self.set_aside:
            if entries:
                message = f"{option} set {plural(len(entries), what)} aside"
                yield Notice(entries[0].file, entries[0].line, entries[0].column, "set_aside", "note", message)
        yield from self._of_baseline(outcomes)

    def _of_waiver(self, waiver: Waiver, bodies: set[str]) -> Iterator[Notice]:
        scope, rule = waiver.scope, self.rules.get(waiver.scope.rule)
        if rule is not None and rule.provision.authority not in WAIVABLE:
            what = AUTHORITY_WORDS[rule.provision.authority]
            message = f"{scope.rule} decides what nobody can waive ({what}); only guidance allows to explain"
            yield _notice(waiver, "waiver_not_allowed", "error", message)
        elif rule is None or scope.body not in bodies:
            yield self._of_nothing(waiver, "waiver_unused")
        elif why := self.unsupplied.get((scope.rule, scope.body)):
            yield _notice(waiver, "waiver_unused", "note", f"the waiver of {scope} was not tried: {why}")
        elif self.today > waiver.to:
            if waiver not in self.used:
                message = (
                    f"the waiver of {scope} expired on {waiver.to} (read as on {self.today}): accept it again, or mend "
                    "what it excuses"
                )
                yield _notice(waiver, "waiver_expired", "warning", message)
        elif waiver in self.used:
            yield from self._of_end(waiver)
        elif self.met[waiver] and waiver.accepted_on <= self.today:
            status = _listed(self.met[waiver])
            hint = "; a judgement can decide it (ccgcheck assess)" if self.met[waiver] & OPEN else "; take it out"
            message = f"the waiver of {scope} waives nothing: the result is {status}{hint}"
            yield _notice(waiver, "waiver_unused", "warning", message)
        elif not self.met[waiver] and self._was_asked(scope):
            yield _notice(waiver, "waiver_unused", "warning", f"the waiver of {scope} meets no result; check its place")

    def _of_end(self, waiver: Waiver) -> Iterator[Notice]:
        left = (date.fromisoformat(waiver.to) - date.fromisoformat(self.today)).days
        if left <= self.settings.notice_days:
            message = f"the waiver of {waiver.scope} holds to {waiver.to}, {plural(left, 'day')} more"
            yield _notice(waiver, "waiver_expires_soon", "note", message)

    def _of_judgement(self, judgement: Judgement, bodies: set[str]) -> Iterator[Notice]:
        scope = judgement.scope
        if against := self.contrary.get(judgement):
            message = f"the judgement on {scope} is not applied: that at {against.file}:{against.line} says otherwise"
            yield _notice(judgement, "judgement_unused", "warning", message)
            return
        if judgement.outcome == "undecided" or judgement in self.applied:
            return
        if scope.rule not in self.rules or scope.body not in bodies:
            yield self._of_nothing(judgement, "judgement_unused")
        elif judgement in self.stale:
            message = f"the judgement on {scope} is stale: the {self.stale[judgement]} has changed since; look again"
            yield _notice(judgement, "judgement_stale", "warning", message)
        elif self.met[judgement]:
            message = f"the judgement on {scope} decides nothing: the result is {_listed(self.met[judgement])}"
            yield _notice(judgement, "judgement_unused", "note", message)
        elif self._was_asked(scope):
            yield _notice(judgement, "judgement_unused", "warning", f"the judgement on {scope} meets no result")

    def _of_nothing(self, entry: Waiver | Judgement, kind: NoticeKind) -> Notice:
        scope, what = entry.scope, "waiver" if kind == "waiver_unused" else "judgement"
        if scope.rule not in self.rules:
            message = f"the {what} names no rule of the pack: {scope.rule}; ccgcheck rules lists them"
            return _notice(entry, kind, "warning", message)
        message = f"the {what} of {scope} was not tried: no document of {scope.body} was judged"
        return _notice(entry, kind, "note", message)

    def _was_asked(self, scope: Scope) -> bool:
        return any(rule.id == scope.rule for rule in self.settings.rules)

    def _of_baseline(self, outcomes: Iterable[Outcome]) -> Iterator[Notice]:
        baseline = self.settings.baseline
        if baseline is None:
            return
        results = {r.fingerprint: r for one in outcomes for r in _results(one)}
        failed = [name for name, entry in baseline.entries.items() if entry.status == "fail" and name in results]
        gone = sum(not results[name].in_baseline for name in failed)
        if gone:
            what = plural(gone, "failure of the baseline is", "failures of the baseline are")
            message = f"{what} mended or changed: write it anew (--format baseline=FILE)"
            yield Notice(baseline.file, 1, 1, "baseline_outdated", "note", message)


def _results(one: Outcome) -> Iterator[ReportedResult]:
    for document in one.documents:
        yield from document.results
    yield from one.unsupplied


def _covers(scope: Scope, result: ReportedResult, document: JudgedDocument) -> bool:
    place = result.location
    return (
        scope.body in _names(result.body)
        and scope.pointer in (None, place.pointer, place.stable)
        and scope.date in (None, document.date)
    )


def _names(body: Body) -> tuple[str, ...]:
    return tuple(name for name in body.key if name)


def _listed(statuses: set[str]) -> str:
    return " and ".join(sorted(status.replace("_", " ") for status in statuses))


def _notice(entry: Waiver | Judgement, kind: NoticeKind, severity: Severity, message: str) -> Notice:
    return Notice(entry.file, entry.line, entry.column, kind, severity, message, entry.scope.rule, entry.scope.body)
