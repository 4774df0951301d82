"""A generated constitution: whole or in part, lawful or with faults."""

from dataclasses import dataclass

from corpus import board, clauses, committees, faults, layout
from corpus.draft import Draft, Json

ELIGIBLE = ["individual_ccg_member", "member_of_member_body", "ccg_employee", "employee_of_member"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What the versions of one body's constitution and its records have in common.

    Attributes:
        ids: the identifiers of the statutory seats; gps: how many GPs sit beside the chair.
        third: whether a third lay member sits; others: whether there may be seats that the law does not ask for.
    """

    ids: dict[str, str]
    gps: int
    third: bool
    others: bool


def sections(draft: Draft, plan: Plan, practices: int) -> Json:
    """Every statement of a lawful constitution, in the order of the schema."""
    made = clauses.beginning(draft, practices) | clauses.functions(draft)
    made["governing_body"] = board.governing_body(draft, plan.ids, plan.gps, plan.third, plan.others)
    officer: Json = {"appointed_by": "nhs_england", "nominated_by": "ccg", "eligible": ELIGIBLE, **draft.place("7.5")}
    made["accountable_officer"] = officer
    made["committees"] = committees.committees(draft, plan.ids, plan.third)
    made |= clauses.papers(draft) | clauses.conflicts(draft)
    return made | clauses.ending(draft, plan.third and draft.date >= "2015-04-01")


def part_of(draft: Draft, made: Json) -> Json:
    """Some of the statements, the governing body among them: the rest was not reviewed."""
    return {key: value for key, value in made.items() if key == "governing_body" or draft.chance(0.6)}


def head(draft: Draft, partial: bool) -> Json:
    """What stands before the statements."""
    version = f"{draft.rng.randint(1, 9)}.{draft.rng.randint(0, 9)}"
    made: Json = {
        "kind": "constitution",
        "body": draft.body.as_data(),
        "effective_date": draft.date,
        "version": version,
    }
    title = f"Constitution of {draft.body.name}, version {version}"
    if draft.chance(0.5):
        made["source"] = {"title": title, "date": draft.date}
    return made | ({"not_reviewed": True} if partial else {})


def write(draft: Draft, plan: Plan, wanted: int, of_law: int, of_schema: int, quote_dates: bool) -> list[str]:
    """The lines of a constitution.

    Args:
        wanted: the number of lines to come near to.
        of_law, of_schema: how many faults to put in.
        quote_dates: write dates as quoted text.
    """
    partial = draft.chance(0.5 if wanted < 200 else 0.2)
    made = sections(draft, plan, draft.rng.randint(4, 12) + wanted // 12)
    if partial:
        made = part_of(draft, made)
    partial = layout.shorten(draft, made, "governing_body", wanted) or partial
    faults.put(faults.STATED if partial else faults.OF_LAW, of_law, made, draft)
    faults.put(faults.OF_SCHEMA, of_schema, made, draft)
    return layout.fit(draft, head(draft, partial) | made, wanted, quote_dates)
