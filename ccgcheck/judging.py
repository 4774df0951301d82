"""Judge one record of a case: the facts that follow from it, the constitution beside it, and the rules on its kind."""

from collections.abc import Iterable

from ccgcheck import engine, facts
from ccgcheck.cases import Case, Record
from ccgcheck.engine import Docket
from ccgcheck.evidence import Evidence, with_facts
from ccgcheck.facts import without_gps
from ccgcheck.packs import Pack
from ccgcheck.results import Result
from ccgcheck.rules import Rule
from ccgcheck.scene import Scene


def judge(case: Case, record: Record, pack: Pack, as_at: str, rules: Iterable[Rule] | Docket) -> list[Result]:
    """Return what the rules on this kind of document make of a record, by the law of a day."""
    scene = set_scene(case, record, pack, as_at)
    docket = rules if isinstance(rules, Docket) else Docket(rules)
    return [engine.result_of(one, scene) for one in engine.find(scene, docket.on(record.kind, as_at))]


def set_scene(case: Case, record: Record, pack: Pack, as_at: str) -> Scene:
    """Return a record as rules see it on a day: with its facts, and beside the constitution of the day."""
    if record.kind == "constitution":
        return engine.set_scene(_with_facts_of_constitution(record.evidence), pack, as_at, "constitution", None)
    derived = facts.derive(case, record, as_at, pack.law(as_at))
    evidence = with_facts(record.evidence, derived) if derived else record.evidence
    return engine.set_scene(evidence, pack, as_at, record.kind, case.beside(as_at))


def judge_constitution(evidence: Evidence, pack: Pack, as_at: str, rules: Iterable[Rule] | Docket) -> list[Result]:
    """Return what the rules on constitutions make of one."""
    return engine.judge(_with_facts_of_constitution(evidence), pack, as_at, rules)


def _with_facts_of_constitution(evidence: Evidence) -> Evidence:
    """Return the evidence of a constitution with its facts, which need neither other records nor a day."""
    derived = without_gps.derive(evidence.data)
    return with_facts(evidence, derived) if derived else evidence
