"""Judge one record of a case: the facts that follow from it, the constitution beside it, and the rules on its kind."""

from collections import Counter
from collections.abc import Iterable

from ccgcheck import engine, facts
from ccgcheck.cases import Case, Record
from ccgcheck.engine import Docket
from ccgcheck.evidence import Evidence, with_facts
from ccgcheck.facts import without_gps
from ccgcheck.packs import Pack
from ccgcheck.results import Result
from ccgcheck.rules import Rule, Status


def judge(
    case: Case,
    record: Record,
    pack: Pack,
    as_at: str,
    rules: Iterable[Rule] | Docket,
    counted: Counter[Status] | None = None,
) -> list[Result]:
    """Return what the rules on this kind of document make of a record, by the law of a day.

    With `counted`, results that need nobody's attention are counted there and not returned.
    """
    if record.kind == "constitution":
        return judge_constitution(record.evidence, pack, as_at, rules, counted)
    derived = facts.derive(case, record, as_at, pack.law(as_at))
    evidence = with_facts(record.evidence, derived) if derived else record.evidence
    beside = case.beside(as_at)
    return engine.judge(evidence, pack, as_at, rules, kind=record.kind, beside=beside, counted=counted)


def judge_constitution(
    evidence: Evidence,
    pack: Pack,
    as_at: str,
    rules: Iterable[Rule] | Docket,
    counted: Counter[Status] | None = None,
) -> list[Result]:
    """Return what the rules on constitutions make of one; its facts need neither other records nor a day."""
    derived = without_gps.derive(evidence.data)
    seen = with_facts(evidence, derived) if derived else evidence
    return engine.judge(seen, pack, as_at, rules, counted=counted)
