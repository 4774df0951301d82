"""Interests at a meeting: those on the register that bear on an item and were declared, and those declared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ccgcheck.facts.agenda import Item, is_there
from ccgcheck.facts.attendance import Attendee
from ccgcheck.facts.declared import EXCLUDED, Declaration
from ccgcheck.facts.interests import Interest, Registered, bearing
from ccgcheck.facts.names import same
from ccgcheck.facts.verdicts import Count, both, counted, either, fact

Data = Mapping[str, Any]
_MATTERS = frozenset({"commissioning", "procurement"})


def undeclared(
    item: Item,
    items: Sequence[Item],
    people: Sequence[Attendee],
    declared: Sequence[Declaration],
    registers: Registered,
    day: str,
    *,
    all_known: bool,
    attendance_is_whole: bool,
) -> Iterator[dict[str, Any]]:
    """Yield a fact for each registered interest that bears on an item: whether it was declared there.

    Somebody who was not there for the item need not have declared. Where the record does not say whom an item with a
    decision concerns, or no register was supplied, the one fact is unknown.
    """
    concerns, practices = item.data.get("concerns"), item.data.get("concerns_all_practices")
    if not isinstance(concerns, list) and practices is not True:
        if item.data.get("decision", {}).get("kind") in _MATTERS:
            says = f"the record does not say which bodies item {item.number} concerns"
            yield fact(None, says, at=item.pointer, also_at=[])
        return
    named = [str(one) for one in concerns] if isinstance(concerns, list) else []
    if not named and practices is not True:
        return
    for interest, held in bearing(registers, named, day, all_practices=practices is True):
        found = _one(interest, held, item, items, people, declared, all_known, attendance_is_whole)
        if held or found["verdict"] != "yes":  # one that may not bear on the item needs no settling by absence
            yield found
    if not registers.is_whole:
        why = "was not reviewed wholly" if registers.is_supplied else "was not supplied"
        yield fact(
            None,
            f"item {item.number} concerns others, and the register of interests {why}",
            at=item.pointer,
            also_at=[],
        )


def _one(
    interest: Interest,
    held: bool | None,
    item: Item,
    items: Sequence[Item],
    people: Sequence[Attendee],
    declared: Sequence[Declaration],
    all_known: bool,
    attendance_is_whole: bool,
) -> dict[str, Any]:
    person = next((one for one in people if _is_of(interest, one)), None)
    places = {"at": item.pointer, "also_at": [interest.reference]}
    who = person.label if person else str(interest.data.get("name") or interest.person or "somebody")
    about = f"{who} has a registered interest that bears on item {item.number} ({interest.label})"
    said = either(_declares(one, interest, item) for one in declared)
    if said:
        return fact(True, f"{about}, and declared it", person=who, **places)
    if person is not None:
        present = is_there(person.data, item, items)
    else:
        unnamed = interest.person is None or any(one.key is None and not one.data.get("apologies") for one in people)
        present = None if unnamed or not attendance_is_whole else False
    if present is False:
        return fact(True, f"{about}, but was not there for it", person=who, **places)
    if present is None or held is None or said is None or not all_known:
        why = (
            "whether the person was there is not known" if present is None
            else "whether it bears on it, or still existed, is not known" if held is None
            else "the declarations were not reviewed wholly"
        )  # fmt: skip
        return fact(None, f"{about}; no declaration is recorded, but {why}", person=who, **places)
    return fact(False, f"{about}, was there, and did not declare it", person=who, **places)


def _is_of(interest: Interest, person: Attendee) -> bool:
    """Whether an interest is somebody's: by id, or by name where one of the two has no id."""
    if interest.person is not None and person.key is not None:
        return interest.person == person.key
    names = (interest.data.get("name"), person.data.get("name"))
    return None not in names and str(names[0]).casefold() == str(names[1]).casefold()


def _declares(declaration: Declaration, interest: Interest, item: Item) -> bool | None:
    """Return whether a declaration is of that interest for that item; one that names neither interest nor body is."""
    if declaration.who is None or declaration.who != interest.person:
        return False
    return both([declaration.bears_on(item), _is_the_same(declaration.data, interest.data)])


def _is_the_same(declared: Data, interest: Data) -> bool | None:
    if "interest" in declared:
        return None if "?id" in interest else bool(declared["interest"] == interest.get("id"))
    if "organisation" in declared and "organisation" in interest:
        return same(declared["organisation"], interest["organisation"])
    return None if {"?interest", "?organisation"} & declared.keys() else True


def of_declaration(
    one: Declaration, registers: Registered, items: Sequence[Item], people: Sequence[Attendee]
) -> dict[str, Any]:
    """Return the facts of a declaration: who made it, whether the register has it, whether the record agrees."""
    who = _name(one, people)
    return {"person": who, "registered": _registered(one, registers, who), "consistent": _consistent(one, items, who)}


def _name(one: Declaration, people: Sequence[Attendee]) -> str:
    if one.who is not None:
        return next((person.label for person in people if person.key == one.who), one.who)
    role = str(one.role or "person").replace("_", " ")
    return f"{one.count} of role {role}" if one.count > 1 else f"the {role}"


def _registered(one: Declaration, registers: Registered, who: str) -> dict[str, Any]:
    named = one.data.get("interest")
    body = one.data.get("organisation")
    what = one.data.get("nature") or body or "an interest"
    if not registers.is_supplied:
        return fact(None, "no register of interests was supplied", also_at=[])
    for interest in registers.interests:
        by_id = named is not None and interest.data.get("id") == named
        by_body = body is not None and same(body, str(interest.data.get("organisation", "")))
        if (by_id or by_body) and interest.person is not None and interest.person == one.who:
            return fact(True, f"{who} declared {what}, which the register has", also_at=[interest.reference])
    dark = any({"?id", "?organisation", "?person"} & interest.data.keys() for interest in registers.interests)
    if not registers.is_whole or dark or one.who is None or (named is None and body is None):
        says = f"{who} declared {what}; whether the register has it cannot be told from the record"
        return fact(None, says, also_at=[])
    return fact(False, f"{who} declared {what}, which the register does not have", also_at=[])


def _consistent(one: Declaration, items: Sequence[Item], who: str) -> dict[str, Any]:
    """Return whether the record agrees with itself on what somebody who had no part in an item did there."""
    if one.data.get("managed") not in EXCLUDED or one.who is None:
        return fact(True, "the record says of nobody that they had no part")
    about = f"{who} was to have no part in the decision ({str(one.data['managed']).replace('_', ' ')})"
    for item in items:
        if one.bears_on(item):
            if one.who in item.data.get("decision", {}).get("voted", ()):
                return fact(False, f"{about} on item {item.number}, and is recorded as voting on it")
            if item.data.get("chaired_by") == one.who:
                return fact(False, f"{about} on item {item.number}, and is recorded as chairing it")
    if not items or any(one.bears_on(item) is None for item in items):
        return fact(None, f"{about}, but the record does not say on which items")
    if any(one.bears_on(item) and _is_dark(item.data) for item in items):
        return fact(None, f"{about}, but who chaired or voted was not reviewed")
    return fact(True, f"{about}, and nothing in the record says otherwise")


def _is_dark(item: Data) -> bool:
    decision = item.get("decision", {})
    return bool({"?chaired_by", "?decision"} & item.keys() or "?voted" in decision)


def votes(
    item: Item,
    items: Sequence[Item],
    people: Sequence[Attendee],
    excluded: Sequence[bool | None],
    *,
    attendance_is_whole: bool,
) -> dict[str, Any]:
    """Return whether the votes counted on an item are no more than those who could vote, the casting vote included."""
    decision = item.data.get("decision", {})
    cast = [decision[name] for name in ("for", "against", "abstained") if name in decision]
    if not cast:
        return fact(None, f"item {item.number}: no votes are counted in the record")
    could = sum(
        (
            counted(both([is_there(one.data, item, items), one.votes, None if out is None else not out]))
            for one, out in zip(people, excluded, strict=True)
        ),
        Count(),
    )
    second = decision.get("casting_vote") is True
    casting = ", one of them twice" if second else ""
    says = f"item {item.number}: {sum(cast)} votes are recorded, and {could} could vote{casting}"
    enough = sum(cast) <= could.most + second
    return fact(None if not people or not (enough or attendance_is_whole) else enough, says)
