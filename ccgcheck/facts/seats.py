"""The statutory seats of reg 11(2)-(3): whether somebody who may hold a seat does, and why nobody does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.facts import days, specialist
from ccgcheck.facts.eligibility import Standing, standing
from ccgcheck.facts.office import Holder, Roster, labels
from ccgcheck.facts.sentences import in_words
from ccgcheck.facts.verdicts import both, either, fact, opposite

Law = Mapping[str, Any]
_NURSE, _SPECIALIST, _LAY = "registered_nurse", "secondary_care_specialist", "lay_member"
_CFO = (
    ("employee_of_ccg", "an employee of this CCG"),
    ("accountancy_qualification", "somebody with a professional accountancy qualification"),
    ("financial_expertise", "somebody with the expertise to lead financial management"),
)
_FINANCE = ("knows_finance_and_audit", "finance_and_audit", "can speak on financial management and audit")
_AREA = ("knows_the_area", "local_area", "knows the area")


@dataclass(frozen=True, slots=True)
class Claim:
    """One entry that may hold a seat, and all that the seat asks: `says` of each part is why it is not so."""

    holder: Holder
    parts: tuple[Standing, ...]

    @property
    def strict(self) -> bool | None:
        """Whether every part is met."""
        return both(part.eligible for part in self.parts)

    @property
    def lenient(self) -> bool | None:
        """Whether every part may be met, if law whose words were not read bars nobody."""
        return both(None if part.doubtful and part.eligible is False else part.eligible for part in self.parts)

    @property
    def why(self) -> list[str]:
        """The reasons for which it does not hold, or is not known to."""
        strict = self.strict
        return [] if strict else [part.says.rstrip(".") for part in self.parts if part.eligible is strict]

    def joined(self, value: bool | None, why: str) -> "Claim":
        """Return the claim to a seat that asks something more."""
        return Claim(self.holder, (*self.parts, Standing(value, False, why)))


def derive(roster: Roster, claimed: Mapping[str, list[Claim]]) -> dict[str, Any]:
    """Return the facts `seats` and `lay_members`: regs 11(2)-(3), 11(6), 12(1) and 12(3)-(4), Schedules 4 and 5.

    `claimed` is what `by_role` returns.
    """
    officer, finance, nurse, doctor, lay = (
        claimed[role] for role in ("accountable_officer", "chief_finance_officer", _NURSE, _SPECIALIST, _LAY)
    )
    audit, area = [_knowing(claim, _FINANCE) for claim in lay], [_knowing(claim, _AREA) for claim in lay]
    return {
        "seats": {
            "accountable_officer": seat(roster, officer, "the accountable officer"),
            "chief_finance_officer": seat(roster, finance, "a qualified employee as Chief Finance Officer"),
            _NURSE: seat(roster, nurse, "a registered nurse who may hold the seat"),
            _SPECIALIST: seat(roster, doctor, "a secondary care specialist who may hold the seat"),
            "nurse_or_specialist": seat(
                roster, [*nurse, *doctor], "a registered nurse or secondary care specialist who may hold the seat"
            ),
            "lay_finance_and_audit": seat(roster, audit, f"a lay member who {_FINANCE[2]}"),
            "lay_area": seat(roster, _besides(area, audit), f"another lay member, who {_AREA[2]}"),
            "lay_either": seat(roster, [*audit, *area], f"a lay member who {_FINANCE[2]} or {_AREA[2]}"),
        },
        "lay_members": _lay_members(roster, lay),
    }


def by_role(roster: Roster, as_at: str, law: Law) -> dict[str, list[Claim]]:
    """Return the claims to the statutory seats, by the role that each asks for (lay: s.14N(6), Sch 4)."""
    return {
        "accountable_officer": claims(roster, "accountable_officer", lambda one: [_may_sit(one, as_at, law)]),
        "chief_finance_officer": claims(
            roster, "chief_finance_officer", lambda one: [_may_sit(one, as_at, law), *_accountant(one)]
        ),
        _NURSE: claims(roster, _NURSE, lambda one: [_registered(one, as_at), *_may_hold(one, _NURSE, as_at, law)]),
        _SPECIALIST: claims(
            roster, _SPECIALIST, lambda one: [specialist.is_one(one, law), *_may_hold(one, _SPECIALIST, as_at, law)]
        ),
        _LAY: claims(roster, _LAY, lambda one: _may_hold(one, _LAY, as_at, law)),
    }


def claims(roster: Roster, role: str, tests: Callable[[Holder], Iterable[Standing]]) -> list[Claim]:
    """Return the claims to a seat of those who fill, or may fill, a role: `tests` say whether each may hold it."""
    return [_claim(holder, role, tests(holder)) for holder in roster.holders if holder.fills(role) is not False]


def seat(roster: Roster, claimed: list[Claim], what: str) -> dict[str, Any]:
    """Return the fact whether a seat is held: `doubtful` when only law whose words were not read stands in the way."""
    held = roster.either(claim.strict for claim in claimed)
    perhaps = roster.either(claim.lenient for claim in claimed)
    return fact(held, _says(roster, claimed, held, what), doubtful=held is False and perhaps is not False)


def _says(roster: Roster, claimed: list[Claim], held: bool | None, what: str) -> str:
    if held:
        return f"In office is {what}: {labels(claim.holder for claim in claimed if claim.strict)}."
    reasons = {reason for claim in claimed if claim.strict is held for reason in claim.why}
    if held is None and roster.gap:
        reasons.add(roster.gap)
    lead = f"Nobody in office is {what}" if held is False else f"Whether anybody in office is {what} is not known"
    return f"{lead}{': ' if reasons else ''}{'; '.join(sorted(reasons))}."


def _claim(holder: Holder, role: str, tests: Iterable[Standing]) -> Claim:
    return Claim(holder, (Standing(holder.sits_as(role), False, _absence(holder, role)), *tests))


def _absence(holder: Holder, role: str) -> str:
    """Return why somebody is not, or may not be, a member in office who fills the role."""
    if holder.in_office is False:
        return f"{holder.label} ({in_words(role)}) is not in office on the day"
    if holder.in_office is None:
        return f"whether {holder.label} ({in_words(role)}) is in office on the day is not known"
    if holder.sits is not True:
        attends = "attends without being a member" if holder.sits is False else "may only attend"
        return f"{holder.label} ({in_words(role)}) {attends}"
    return f"not every role of {holder.label} was reviewed"


def _may_sit(holder: Holder, as_at: str, law: Law) -> Standing:
    """Return whether Schedule 5 is known to keep the person off: what is not known of that, its own rules ask."""
    found = standing(holder.data, "any", as_at, holder.appointed, law, holder.label)
    return found if found.eligible is False else Standing(True, False, "")


def _may_hold(holder: Holder, role: str, as_at: str, law: Law) -> list[Standing]:
    return [standing(holder.data, role, as_at, holder.appointed, law, holder.label), _may_sit(holder, as_at, law)]


def _accountant(holder: Holder) -> Iterable[Standing]:
    for key, what in _CFO:
        said = holder.data.get(key)
        says = f"not {what}" if said is False else f"whether this is {what} is not recorded"
        yield Standing(said, False, f"{holder.label}: {says}")


def _registered(holder: Holder, as_at: str) -> Standing:
    """Return whether the person is on the register as a nurse; that a midwife is none rests on words not read."""
    found = holder.data.get("registrations")
    if found is None:
        return Standing(None, False, f"{holder.label}: no registration as a nurse is recorded")
    nurse = either(on_register(entry, "nmc_nurse", as_at) for entry in found)
    midwife = either(on_register(entry, "nmc_midwife", as_at) for entry in found)
    says = f"{holder.label}: not on the register as a nurse" + (", as a midwife only" if midwife else "")
    return Standing(nurse, nurse is False and midwife is not False, says)


def on_register(entry: Mapping[str, Any], register: str, day: str) -> bool | None:
    """Return whether a registration is on that register on a day; one without a beginning is taken to have begun."""
    if "?register" in entry:
        return None
    return both([entry.get("register") == register, days.holds(entry, day)])


def _knowing(claim: Claim, what: tuple[str, str, str]) -> Claim:
    """Return the claim to be a lay person with a background; a lead that needs it is a statement of it."""
    key, lead, words = what
    data = claim.holder.data
    knows = data[key] if key in data else True if data.get("lay_lead") == lead else None
    label = claim.holder.label
    return claim.joined(
        knows, f"{label} is not one who {words}" if knows is False else f"whether {label} {words} is not recorded"
    )


def _besides(area: list[Claim], audit: list[Claim]) -> list[Claim]:
    """Return the claims to the second lay seat: not for the only one who can hold the first ("another lay person")."""
    return [claim if claim.strict is False else claim.joined(_is_spare(claim, audit), _taken(claim)) for claim in area]


def _is_spare(claim: Claim, audit: list[Claim]) -> bool | None:
    person = claim.holder.person
    own = either(one.strict for one in audit if one.holder.person == person)
    others = either(one.strict for one in audit if one.holder.person != person)
    return either([opposite(own), others])


def _taken(claim: Claim) -> str:
    return f"{claim.holder.label} is the only lay member for finance and audit, and another must know the area"


def _lay_members(roster: Roster, lay: list[Claim]) -> dict[str, Any]:
    """Return how many lay persons sit: at least `least`, at most `most`, and `perhaps` if unread law bars nobody."""
    strict = roster.count(_by_person(lay, lambda claim: claim.strict))
    lenient = roster.count(_by_person(lay, lambda claim: claim.lenient))
    sitting = [claim.holder for claim in lay if claim.strict]
    reasons = {reason for claim in lay for reason in claim.why} | ({roster.gap} if roster.gap else set())
    number = f"at least {strict.least}" if roster.gap else str(strict)
    named = f" ({labels(sitting)})" if sitting else ""
    return {
        "least": strict.least,
        "most": strict.most,
        "perhaps": lenient.most,
        "may_be_more": bool(roster.gap),
        "says": f"{number} lay {'person' if number == '1' else 'persons'} in office{named}"
        + (f"; {'; '.join(sorted(reasons))}" if reasons else ""),
    }


def _by_person(claimed: list[Claim], value: Callable[[Claim], bool | None]) -> dict[str, bool | None]:
    people = {claim.holder.person for claim in claimed}
    return {person: either(value(claim) for claim in claimed if claim.holder.person == person) for person in people}
