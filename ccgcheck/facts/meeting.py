"""Facts of a meeting: for each item the quorum, the conflicts and who presided; for each declaration, the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import bearing, declared, quorum
from ccgcheck.facts.agenda import Item, is_there, items_of
from ccgcheck.facts.attendance import MAX_PEOPLE, Assembly, Attendee, assembly, attendees, is_whole
from ccgcheck.facts.declared import Declaration
from ccgcheck.facts.interests import Registered, registered
from ccgcheck.facts.notice import notice
from ccgcheck.facts.people import Callings
from ccgcheck.facts.verdicts import both, either, fact
from ccgcheck.facts.votes import votes

Facts = dict[str, dict[str, Any]]
_MAJORITY = "coi-pccc-majority"


@dataclass(frozen=True, slots=True, eq=False)
class _Meeting:
    record: Record
    group: Assembly
    items: Sequence[Item]
    people: Sequence[Attendee]
    attended_wholly: bool
    declared: Sequence[Declaration]
    declared_wholly: bool
    callings: Callings
    registers: Registered
    quorum: Mapping[str, Any]
    quorum_at: Sequence[Mapping[str, Any]]


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Facts:
    """Return the facts of a meeting, by pointer."""
    one = _open(case, record)
    roles = frozenset(law.get(_MAJORITY, {}).get("roles", ()))
    found: Facts = {"": {"of_kind": one.group.kind, **notice(case, record)}}
    for item in one.items:
        found[item.pointer] = _of_item(one, item, roles)
    for declaration in one.declared:
        found[declaration.pointer] = bearing.of_declaration(
            declaration, one.registers, one.items, one.people, one.callings, record.day or ""
        )
    return found


def _open(case: Case, record: Record) -> _Meeting:
    group, people = assembly(case, record), Callings.of(case)
    stated = group.rules.get("quorum")
    places = _quorum_places(case, record, group) if stated else []
    return _Meeting(
        record,
        group,
        items_of(record.data),
        attendees(record, group, people),
        is_whole(record),
        declared.declarations(record.data),
        declared.are_whole(record.data),
        people,
        registered(case),
        stated or record.data.get("quorum", {}),
        places,
    )


def _quorum_places(case: Case, record: Record, group: Assembly) -> list[Mapping[str, Any]]:
    constitution = case.beside(record.day or "").record
    if constitution is None:
        return []
    if group.of == "governing_body":
        return [constitution.reference("/governing_body/quorum")]
    ids = [one.get("id") for one in constitution.data.get("committees", [])]
    return [constitution.reference(f"/committees/{ids.index(group.of)}/quorum")]


def _of_item(one: _Meeting, item: Item, lay_and_executive: frozenset[str]) -> dict[str, Any]:
    tally, excluded = _tally(one, item)
    bears = list(
        bearing.undeclared(
            item, one.items, one.people, one.declared, one.registers, one.record.day or "", one.callings,
            all_known=one.declared_wholly, attendance_is_whole=one.attended_wholly,
        )
    )  # fmt: skip
    return {
        "of_kind": one.group.kind,
        "decides": _decides(item),
        "quorum": fact(tally.met, tally.says, places=list(one.quorum_at)),
        "bearing": bears,
        "chair": _chair(one, item, excluded, _undeclared(bears)),
        "votes": votes(item, one.items, one.people, excluded, attendance_is_whole=one.attended_wholly),
        "lay_and_executive": _majority(one, item, excluded, lay_and_executive),
    }  # fmt: skip


def _tally(one: _Meeting, item: Item) -> tuple[quorum.Tally, list[bool | None]]:
    excluded = declared.exclusions(one.people, item, one.declared, all_known=one.declared_wholly)
    if not one.quorum:
        return quorum.Tally(None, f"item {item.number}: no quorum is stated for this meeting"), excluded
    if not one.people:
        why = f"the record does not say who was there, or has more than {MAX_PEOPLE:,} people, who are not counted"
        return quorum.Tally(None, f"item {item.number}: {why}"), excluded
    sitting = quorum.Sitting(
        item,
        one.items,
        one.people,
        excluded,
        one.attended_wholly,
        None if "?remote" in one.record.data else one.record.data.get("remote", False),
        one.group.rules.get("meetings", {}).get("remote"),
        str(one.record.data.get("body", {}).get("ods_code", "")),
        one.group.places,
    )
    return quorum.tally(one.quorum, one.group, sitting), excluded


def _chair(
    one: _Meeting, item: Item, excluded: Sequence[bool | None], hidden: Mapping[str | None, bool | None]
) -> dict[str, Any]:
    """Return whether whoever presided over an item was free of a conflict in it, declared or `hidden`.

    That maps people to whether they had an interest on the register that they did not declare.
    """
    presiding = _presiding(one, item)
    if presiding is None:
        return fact(None, f"The record does not say who presided over item {item.number}", role="unknown")
    place = next(number for number, person in enumerate(one.people) if person is presiding)
    conflicted = excluded[place]
    declares = either(
        both([
            declared.is_by(declaration, presiding) if declaration.who is not None
            else declared.stands_for(declaration, presiding, one.people),
            declaration.bears_on(item),
        ])
        for declaration in one.declared
    )  # fmt: skip
    # Whatever was done about it, even if nobody was kept out, whoever declared a conflict has one.
    free = False if declares or conflicted else None if None in (declares, conflicted) else True
    words = {
        True: "had declared no conflict in it",
        False: "had declared a conflict in it",
        None: "may have had a conflict in it",
    }
    label = f"{presiding.label[:1].upper()}{presiding.label[1:]}"
    says = f"{label} presided over item {item.number} and {words[free]}"
    undeclared = hidden.get(presiding.key, False) if presiding.key is not None else False
    if free is not False and undeclared:
        free = False
        says = f"{label} presided over item {item.number} and had not declared a registered interest in it"
    elif free and (undeclared is None or _may_be_anybodys(one, item, hidden)):
        free = None
        says += "; whether the register has an interest in it is not known"
    # Somebody of whom no office is recorded holds none only where it is recorded who else holds both.
    named = {person.office for person in one.people if person is not presiding} >= {"chair", "deputy_chair"}
    office = presiding.office or ("none" if named else "unknown")
    return fact(free, says, role=presiding.role or "unknown", office=office)


def _undeclared(bears: Sequence[Mapping[str, Any]]) -> dict[str | None, bool | None]:
    """Return who had, or may have had, an interest on the register undeclared; None stands for nobody in particular."""
    found: dict[str | None, bool | None] = {}
    for one in bears:
        holder = one.get("holder")
        if one["verdict"] != "yes" and found.get(holder) is not True:
            found[holder] = True if one["verdict"] == "no" else None
    return found


def _may_be_anybodys(one: _Meeting, item: Item, hidden: Mapping[str | None, bool | None]) -> bool:
    """Whether an interest on a register may bear on an item that says whom it concerns, and nobody knows whose it is.

    Without any register, what was declared at the meeting decides, and COI-401 tells what is missing.
    """
    is_told = bool({"concerns", "?concerns", "concerns_all_practices"} & item.data.keys())
    return None in hidden and is_told and one.registers.is_supplied


def _presiding(one: _Meeting, item: Item) -> Attendee | None:
    named = item.data.get("chaired_by")
    if named is not None:
        return next((person for person in one.people if person.key == named), None)
    if "?chaired_by" in item.data:
        return None
    holders = [person for person in one.people if person.office == "chair"]
    if len(holders) == 1 and is_there(holders[0].data, item, one.items) and not _left(one, holders[0], item):
        return holders[0]
    return None


def _left(one: _Meeting, person: Attendee, item: Item) -> bool:
    """Whether a declaration has somebody leave the room for an item, so that another must have presided."""
    return any(
        declaration.who is not None and declaration.who == person.key and declaration.bears_on(item) is True
        and declaration.data.get("managed") == "left"
        for declaration in one.declared
    )  # fmt: skip


def _decides(item: Item) -> dict[str, Any]:
    """Return whether something was decided on an item: an item put off for want of a quorum decides nothing."""
    way_out = item.data.get("lost_quorum")
    if way_out in ("refer_to_another_body", "defer"):
        return fact(False, f"Item {item.number} was put off or referred for want of a quorum")
    if "?decision" in item.data or "?kind" in item.data.get("decision", {}) or "?lost_quorum" in item.data:
        return fact(None, f"Whether item {item.number} decided anything was not reviewed")
    decided = "decision" in item.data and item.data["decision"].get("kind") != "none"
    return fact(decided, f"Item {item.number} {'decided something' if decided else 'records no decision'}")


def _majority(
    one: _Meeting, item: Item, excluded: Sequence[bool | None], lay_and_executive: frozenset[str]
) -> dict[str, Any]:
    """Return whether most of those who could vote on an item had one of the roles that are to be the majority."""
    inside = outside = 0
    doubtful = not one.attended_wholly
    for person, out in zip(one.people, excluded, strict=True):
        could = both([is_there(person.data, item, one.items), person.votes, None if out is None else not out])
        if could is None and person.is_member is not False:
            doubtful = True
        elif could:
            is_lay = person.role in lay_and_executive
            inside, outside = inside + is_lay, outside + (not is_lay)
    says = f"Item {item.number}: {inside} lay and executive members could vote, and {outside} others"
    return fact(None if doubtful else inside > outside, says)
