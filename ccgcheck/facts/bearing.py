"""Interests at a meeting: those on the register that bear on an item and were declared, and those declared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ccgcheck.facts.agenda import Item, is_there
from ccgcheck.facts.attendance import Attendee
from ccgcheck.facts.declared import EXCLUDED, Declaration, stands_for
from ccgcheck.facts.interests import Interest, Registered, bearing, is_in
from ccgcheck.facts.people import Callings, Person, is_same
from ccgcheck.facts.sentences import in_words
from ccgcheck.facts.verdicts import both, either, fact

Data = Mapping[str, Any]
_MATTERS = frozenset({"commissioning", "procurement"})


def undeclared(
    item: Item,
    items: Sequence[Item],
    people: Sequence[Attendee],
    declared: Sequence[Declaration],
    registers: Registered,
    day: str,
    callings: Callings,
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
        decision = item.data.get("decision", {})
        unread = {"?concerns", "?decision"} & item.data.keys() or "?kind" in decision
        if unread or decision.get("kind") in _MATTERS:
            says = f"The record does not say which bodies item {item.number} concerns"
            yield fact(None, says, at=item.pointer, also_at=[])
        return
    named = [str(one) for one in concerns] if isinstance(concerns, list) else []
    if not named and practices is not True:
        return
    for interest, held in bearing(registers, named, day, all_practices=practices is True):
        found = _one(interest, held, item, items, people, declared, registers, callings, all_known, attendance_is_whole)
        if held or found["verdict"] != "yes":  # one that may not bear on the item needs no settling by absence
            yield found
    if not registers.is_whole:
        why = "was not reviewed wholly" if registers.is_supplied else "was not supplied"
        yield fact(
            None,
            f"Item {item.number} concerns others, and the register of interests {why}",
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
    registers: Registered,
    callings: Callings,
    all_known: bool,
    attendance_is_whole: bool,
) -> dict[str, Any]:
    person = next((one for one in people if _is_of(interest, one)), None)
    places = {"at": item.pointer, "also_at": [interest.reference], "holder": person.key if person else None}
    who = person.label if person else callings.called(interest.data, "person")
    about = f"{who[:1].upper()}{who[1:]} has a registered interest that bears on item {item.number} ({interest.label})"
    mine = [
        (
            one,
            both([
                _is_by(one, interest, person, people, attendance_is_whole=attendance_is_whole),
                _is_the_same(one.data, interest, registers),
            ]),
        )
        for one in declared
    ]  # fmt: skip
    said = either(both([is_mine, _is_for(one, item)]) for one, is_mine in mine)
    if said:
        return fact(True, f"{about}, and declared it", person=who, **places)
    if person is not None:
        present = is_there(person.data, item, items)
    else:
        doubtful = any(_is_of(interest, one) is None and not one.data.get("apologies") for one in people)
        present = None if doubtful or not attendance_is_whole else False
    if present is False:
        return fact(True, f"{about}, but was not there for it", person=who, **places)
    if present is None or held is None or said is None or not all_known:
        why = (
            "whether the person was there is not known" if present is None
            else "whether it bears on it, or still existed, is not known" if held is None
            else "a declaration that is recorded may be of it" if said is None
            else "the declarations were not reviewed wholly"
        )  # fmt: skip
        sure = "" if said is None else "no declaration is recorded, but "
        return fact(None, f"{about}; {sure}{why}", person=who, **places)
    late = any(is_mine and one.data.get("declared_at") == "afterwards" for one, is_mine in mine)
    how = (
        "declared it only after the meeting" if late
        else "declared it for other items only" if any(is_mine for _, is_mine in mine)
        else "did not declare it"
    )  # fmt: skip
    return fact(False, f"{about}, was there, and {how}", person=who, **places)


def _is_of(interest: Interest, person: Attendee) -> bool | None:
    """Return whether an interest is somebody's; None too where two ids have one name, which one person may bear."""
    return is_same(Person.of(interest.data, "person"), Person(person.key, person.data.get("name"), person.role))


def _is_by(
    declaration: Declaration,
    interest: Interest,
    person: Attendee | None,
    people: Sequence[Attendee],
    *,
    attendance_is_whole: bool,
) -> bool | None:
    """Return whether a declaration is by whoever has the interest; one by a role is when it stands for all of them."""
    if declaration.who is not None:
        return declaration.who in {interest.person, person.key if person else None}
    if person is None:
        role = interest.data.get("role")
        return False if role is not None and role != declaration.role else None
    stands = stands_for(declaration, person, people)
    all_known = attendance_is_whole and not person.data.get("apologies")
    return stands if all_known or stands is False else None


def _is_for(declaration: Declaration, item: Item) -> bool | None:
    """Return whether a declaration was in time for an item; None where it was made for no item in particular."""
    if declaration.data.get("declared_at") == "afterwards":
        return False
    in_time = None if "?declared_at" in declaration.data else True
    return both([in_time, None if declaration.data.get("items") == [] else declaration.bears_on(item)])


def _is_the_same(declared: Data, interest: Interest, registers: Registered) -> bool | None:
    """Return whether a declaration is of an interest; None where it is of another in the same body."""
    body, named = declared.get("organisation"), declared.get("interest")
    if named is not None:
        if named == interest.data.get("id"):
            return True
        body = body or next(
            (one.data.get("organisation") for one in registers.interests if one.data.get("id") == named), None
        )
        if body is not None and is_in(interest.data, str(body)) is not False:
            return None
        return None if "id" not in interest.data and body is None else False
    if body is not None:
        return is_in(interest.data, str(body))
    return None if {"?interest", "?organisation"} & declared.keys() else True


def of_declaration(
    one: Declaration,
    registers: Registered,
    items: Sequence[Item],
    people: Sequence[Attendee],
    callings: Callings,
    day: str,
) -> dict[str, Any]:
    """Return the facts of a declaration: who made it, whether the register has it, whether the record agrees."""
    who = _name(one, callings)
    return {
        "person": who,
        "registered": _registered(one, registers, people, begun := f"{who[:1].upper()}{who[1:]}", day),
        "consistent": _consistent(one, items, people, begun),
    }


def _name(one: Declaration, callings: Callings) -> str:
    if one.count > 1 and one.who is None:
        return f"{one.count} of role {in_words(one.role or 'person')}"
    return callings.called(one.data, "who")


def _registered(
    one: Declaration, registers: Registered, people: Sequence[Attendee], who: str, day: str
) -> dict[str, Any]:
    """Return whether a register has the interest declared; only one made after the meeting can show that it has not."""
    what = one.data.get("nature") or one.data.get("organisation") or "an interest"
    if not registers.is_supplied:
        return fact(None, "No register of interests was supplied", also_at=[])
    person = next((person for person in people if person.key == one.who and one.who is not None), None)
    answers = [(interest, _is_on(one, interest, person)) for interest in registers.interests]
    for interest, is_there_now in answers:
        if is_there_now:
            return fact(True, f"{who} declared {what}, which the register has", also_at=[interest.reference])
    if not registers.is_whole or one.who is None or either(answer for _, answer in answers) is None:
        says = f"{who} declared {what}; whether the register has it cannot be told from the record"
        return fact(None, says, also_at=[])
    if not {"interest", "organisation"} & one.data.keys():
        return fact(None, f"{who} declared {what}; the record does not say in which body", also_at=[])
    if registers.last_day is None or registers.last_day <= day:
        says = f"{who} declared {what}, which the register does not have; no later register was supplied"
        return fact(None, says, also_at=[])
    return fact(False, f"{who} declared {what}, which the register does not have", also_at=[])


def _is_on(one: Declaration, interest: Interest, person: Attendee | None) -> bool | None:
    """Return whether an entry of a register is the interest that was declared."""
    if one.who is None:
        return None
    is_theirs = _is_of(interest, person) if person else is_same(Person(one.who), Person.of(interest.data, "person"))
    if interest.data.get("entered") is False:  # declared, and not entered in the register
        return False
    entered = None if "?entered" in interest.data else True
    named, body = one.data.get("interest"), one.data.get("organisation")
    answers = [] if named is None else [interest.data["id"] == named if "id" in interest.data else None]
    answers += [] if body is None else [is_in(interest.data, str(body))]
    return both([is_theirs, entered, either(answers) if answers else None])


def _consistent(one: Declaration, items: Sequence[Item], people: Sequence[Attendee], who: str) -> dict[str, Any]:
    """Return whether the record agrees with itself on what somebody who had no part in an item did there."""
    if one.data.get("managed") not in EXCLUDED:
        return fact(True, "the record says of nobody that they had no part")
    about = f"{who} was to have no part in the decision ({str(one.data['managed']).replace('_', ' ')})"
    mine = [item for item in items if one.bears_on(item)]
    for item in mine:
        if _are_among(one, people, _voted(item.data)):
            return fact(False, f"{about} on item {item.number}, and is recorded as voting on it")
        if _are_among(one, people, _chaired(item.data)):
            return fact(False, f"{about} on item {item.number}, and is recorded as chairing it")
    if not items or any(one.bears_on(item) is None for item in items):
        return fact(None, f"{about}, but the record does not say on which items")
    if any(_is_dark(item.data) for item in mine):
        return fact(None, f"{about}, but who chaired or voted was not reviewed")
    if any(_may_be_among(one, people, [*_voted(item.data), *_chaired(item.data)]) for item in mine):
        return fact(None, f"{about}, but of somebody who chaired or voted the role is not known")
    stayed = next((item for item in mine if _stayed(one, people, item, items)), None)
    if stayed is not None:
        return fact(
            None, f"{about}, but the times out of the room that are recorded are not those of item {stayed.number}"
        )
    return fact(True, f"{about}, and nothing in the record says otherwise")


def _stayed(one: Declaration, people: Sequence[Attendee], item: Item, items: Sequence[Item]) -> bool:
    """Return whether somebody who left has times out of the room recorded, and the item falls in none of them."""
    mine = [person for person in people if person.key is not None and person.key == one.who]
    return one.data["managed"] == "left" and any(
        bool(person.data.get("absences")) and is_there(person.data, item, items) is True for person in mine
    )


def _are_among(one: Declaration, people: Sequence[Attendee], ids: Sequence[str]) -> bool:
    """Return whether somebody who declared is among those of the ids; of a role, more than the others of it can be."""
    if one.who is not None:
        return one.who in ids
    alike = [person for person in people if person.role == one.role and not person.data.get("apologies")]
    return len([person for person in alike if person.key in ids]) > max(len(alike) - one.count, 0)


def _voted(item: Data) -> Sequence[str]:
    voted: Sequence[str] = item.get("decision", {}).get("voted", ())
    return voted


def _chaired(item: Data) -> Sequence[str]:
    return [item["chaired_by"]] if "chaired_by" in item else ()


def _may_be_among(one: Declaration, people: Sequence[Attendee], ids: Sequence[str]) -> bool:
    """Return whether those of a role who declared may be among ids, of which the record does not tell the role."""
    known = {person.key for person in people if person.role is not None}
    return one.who is None and any(name not in known for name in ids)


def _is_dark(item: Data) -> bool:
    decision = item.get("decision", {})
    return bool({"?chaired_by", "?decision"} & item.keys() or "?voted" in decision)
