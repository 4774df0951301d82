"""The registered interests of those involved in a procurement decision that bear on a provider.

An interest bears on a provider when the register has it in a body of that provider's name and it was held on the day.
Whether that makes it a conflict is not decided here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import days, names
from ccgcheck.facts.lists import rows
from ccgcheck.facts.people import Callings, Person, is_same
from ccgcheck.facts.verdicts import both, either, fact

Place = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody involved in the decision: `at` is where this record says so, `also_at` where another one does."""

    person: Person
    at: str
    also_at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest on a register; `held` says whether it was held on the day of the decision."""

    holder: Person
    data: Mapping[str, Any]
    held: bool | None
    place: Place

    @property
    def organisation(self) -> str | None:
        """The body that it is in; None where the register does not name it."""
        return self.data.get("organisation")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with what other records of the body tell of it.

    `people` are those known to be involved: its makers, and the members present at meetings of the body that took it on
    that day. `complete` says that the makers are all named. `registers` are None when no interests were supplied.
    """

    data: Mapping[str, Any]
    day: str
    people: tuple[Involved, ...]
    complete: bool
    meetings: tuple[Record, ...]
    registers: tuple[Record, ...]
    callings: Callings

    @classmethod
    def of(cls, case: Case, record: Record, as_at: str) -> "Decision":
        """Return the decision of a record; `as_at` is its day where it gives none itself."""
        day, taken_by = record.day or as_at, record.data.get("taken_by")
        meetings = tuple(one for one in case.of("meeting") if one.day == day and one.data.get("of") == taken_by)
        makers = rows(record.data, "decision_makers")
        people = [Involved(Person.of(one), f"/decision_makers/{n}") for n, one in enumerate(makers or ())]
        people += [one for meeting in meetings for one in _attending(meeting)]
        return cls(
            record.data, day, tuple(people), makers is not None, meetings, case.of("interests"), Callings.of(case)
        )


def bearing(decision: Decision) -> list[dict[str, Any]]:
    """Return a fact for each person and provider: whether the record of conflicts has the person's interest in it.

    Each has `at` (a JSON Pointer into the record), `also_at` (places in other records) and `only_minuted`: the minutes
    of a meeting have the conflict, with how it was managed, and the decision's own record does not. Where the
    registers, the providers or those involved are not known, facts that are unknown say so.
    """
    providers = rows(decision.data, "providers")
    if providers is None:
        reviewed = "were not reviewed" if "?providers" in decision.data else "are not in the record"
        return [_unknown(f"Whose interests bear on the decision is not known: the providers considered {reviewed}.")]
    if not providers:
        return []
    lists = [record for record in decision.registers if rows(record.data, "interests") is not None]
    if not lists:
        why = "was not reviewed" if decision.registers else "was not supplied"
        return [_unknown(f"Whose interests bear on the providers is not known: a register with interests {why}.")]
    held = [interest for record in lists for interest in _held(record, lists, decision.day)]
    found: list[dict[str, Any]] = []
    for number, provider in enumerate(providers):
        found += _on_provider(provider, f"/providers/{number}", held, decision)
    return [*found, *_without_body(held, decision)]


def _on_provider(provider: Mapping[str, Any], where: str, held: list[Interest], decision: Decision) -> Iterator[Place]:
    if "name" not in provider:
        yield _unknown("Whose interests bear on this provider is not known: it was not reviewed.", where)
        return
    bears = [one for one in held if one.organisation and names.same(one.organisation, provider["name"])]
    for same in _by_holder(bears):
        one = _of_holder(same, provider["name"], where, decision)
        if one:
            yield one


def _of_holder(same: list[Interest], provider: str, where: str, decision: Decision) -> Place | None:
    """Return the fact on what one person holds in one provider; None when it does not bear on the decision."""
    holder = _merged(one.holder for one in same)
    sure = [one for one in decision.people if is_same(holder, one.person)]
    involved = _is_involved(holder, decision)
    holds = either(one.held for one in same)
    if involved is False or holds is False:
        return None
    for one in sure:
        holder = holder.filled_from(one.person)
    noted = _is_noted(holder, provider, decision)
    minuted = _minutes(holder, same, provider, decision)
    recorded = True if minuted else noted
    at = min((one.at for one in sure if one.at), default=where)
    places = [one.place for one in same] + [place for one in sure for place in one.also_at] + minuted
    known = True if recorded else None if None in (involved, holds) else recorded
    about = f"{decision.callings.opening(holder.data)} has an interest in {provider} on the register"
    doubt = (
        "whether it was held then" if holds is None
        else "whether that person was involved" if involved is None
        else "whether it is recorded as a conflict"
    )  # fmt: skip
    says = {
        True: f"The interest of {decision.callings.called(holder.data)} in {provider} is recorded as a conflict.",
        False: f"{about} and was involved, but the interest is not recorded as a conflict.",
        None: f"{about}, but it is not known {doubt}.",
    }
    found = fact(known, says[known], only_minuted=bool(minuted) and noted is not True)
    return {**found, "at": at, "also_at": _sorted(places)}


def _is_involved(holder: Person, decision: Decision) -> bool | None:
    """Return whether somebody was involved in a decision; None where not all who were are known."""
    involved = either(is_same(holder, one.person) for one in decision.people)
    return None if involved is False and not decision.complete else involved


def _is_noted(holder: Person, provider: str, decision: Decision) -> bool | None:
    """Return whether the decision's own record has the conflict."""
    conflicts = rows(decision.data, "conflicts")
    return None if conflicts is None else either(_is_conflict(one, holder, provider) for one in conflicts)


def _minutes(holder: Person, same: list[Interest], provider: str, decision: Decision) -> list[Place]:
    """Return the places in minutes that have the conflict and how it was managed."""
    ids = {one.data["id"] for one in same if "id" in one.data}
    return [
        meeting.reference(f"/declarations/{number}")
        for meeting in decision.meetings
        for number, said in enumerate(rows(meeting.data, "declarations") or ())
        if ("managed" in said or "action" in said)
        and is_same(holder, Person.of(said, "who"))
        and (said.get("interest") in ids or names.same(said.get("organisation", ""), provider))
    ]


def _is_conflict(conflict: Mapping[str, Any], holder: Person, provider: str) -> bool | None:
    organisation = conflict.get("organisation")
    same_body = names.same(organisation, provider) if organisation else None
    return both((is_same(holder, Person.of(conflict, "who")), same_body))


def _without_body(held: list[Interest], decision: Decision) -> Iterator[Place]:
    """Yield what is unknown because the register does not name the body that an interest is in."""
    nameless = [one for one in held if not one.organisation and one.held is not False]
    for same in _by_holder(nameless):
        holder = _merged(one.holder for one in same)
        sure = [one for one in decision.people if is_same(holder, one.person)]
        if _is_involved(holder, decision) is not False:
            whose = f"an interest of {decision.callings.called(holder.data)}" if sure else "an interest"
            says = f"The body that {whose} is in is not named on the register, or was not reviewed."
            at = min((one.at for one in sure if one.at), default="")
            yield _unknown(says, at, _sorted(one.place for one in same))


def _held(record: Record, lists: list[Record], day: str) -> Iterator[Interest]:
    """Yield the interests on a register.

    One without an end that a later register, still before the day, no longer has may have ended. One without a
    beginning on a register made after the day may have begun since.
    """
    later = [one for one in lists if record.day and one.day and record.day < one.day <= day]
    for number, data in enumerate(record.data["interests"]):
        holder = Person.of(data, "person")
        held = days.holds(data, day, unless_said=True if record.day and record.day <= day else None)
        if held and "to" not in data and later and not _is_listed(holder, data, later[-1]):
            held = None
        yield Interest(holder, data, held, record.reference(f"/interests/{number}"))


def _is_listed(holder: Person, data: Mapping[str, Any], register: Record) -> bool:
    organisation = data.get("organisation", "")
    return any(
        is_same(holder, Person.of(one, "person")) and names.same(one.get("organisation", ""), organisation)
        for one in register.data["interests"]
    )


def _attending(meeting: Record) -> Iterator[Involved]:
    """Yield the members present at a meeting, as far as it says who they were."""
    for number, one in enumerate(rows(meeting.data, "attendance") or ()):
        person = Person.of(one)
        if one.get("member") is True and one.get("apologies") is False and person != Person():
            yield Involved(person, "", (meeting.reference(f"/attendance/{number}"),))


def _by_holder(held: Iterable[Interest]) -> list[list[Interest]]:
    """Return interests in lists of which each is one person's."""
    groups: list[list[Interest]] = []
    for one in held:
        mine = [group for group in groups if any(is_same(one.holder, other.holder) for other in group)]
        groups = [group for group in groups if group not in mine]
        groups.append([interest for group in mine for interest in group] + [one])
    return groups


def _merged(holders: Iterable[Person]) -> Person:
    """Return one person from all that is said of the same one, whatever the order."""
    ordered = sorted(holders, key=lambda one: (one.id or "~", one.name or "~", one.role or "~"))
    person = ordered[0]
    for one in ordered[1:]:
        person = person.filled_from(one)
    return person


def _sorted(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda one: (one["kind"], one["number"], one["pointer"]))


def _unknown(says: str, at: str = "", also_at: list[Place] | None = None) -> Place:
    return {**fact(None, says, only_minuted=False), "at": at, "also_at": also_at or []}
