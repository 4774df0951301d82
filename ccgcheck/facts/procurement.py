"""Facts of a procurement decision: what was awarded, whose interests bear on it, and what is recorded of them.

They are for the rules on SI 2013/500 reg 6: a record of how conflicts were managed, and an award free of them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import names, provider_interests
from ccgcheck.facts.lists import entries, rows
from ccgcheck.facts.people import Person, is_same
from ccgcheck.facts.provider_interests import Decision
from ccgcheck.facts.verdicts import answer, both, either, fact

_KEPT_OUT = ("left", "withdrew_from_discussion", "papers_withheld", "item_deferred")


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts of the record, by pointer: of the whole, and of each conflict `person`: whose it is.

    `entered`: a contract was entered into. `awarded`: one was awarded. `bearing`: for each person involved and each
    provider in which the person has a registered interest, whether the record has it as a conflict. `conflicted`: the
    conflicts recorded, and those of `bearing` that are not, each with the part that the person had in the decision:
    none, some, nothing_done (nothing was done about it) or unknown.
    """
    decision = Decision.of(case, record, as_at)
    bears = provider_interests.bearing(decision)
    return {
        "": {
            "entered": _entered(record.data),
            "awarded": _awarded(record.data),
            "bearing": bears,
            "conflicted": [*_recorded(decision), *_unrecorded(bears)],
        },
        **{
            f"/conflicts/{number}": {"person": decision.callings.called(conflict, "who")}
            for number, conflict in enumerate(entries(record.data, "conflicts"))
        },
    }


def _entered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return whether a contract was entered into: as the record says, or because it says when one was agreed."""
    contract = data.get("contract", {})
    if "entered_into" in contract:
        entered = contract["entered_into"]
        return fact(entered, "A contract was entered into." if entered else "No contract was entered into.")
    if "agreed_on" in contract:
        return fact(True, f"A contract was agreed on {contract['agreed_on']}.")
    return fact(None, "The record does not say whether a contract was entered into.")


def _awarded(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return whether a contract was awarded to somebody."""
    if _entered(data)["verdict"] == "yes":
        return fact(True, "A contract was entered into.")
    providers = rows(data, "providers")
    answers = [None] if providers is None else [provider.get("awarded") for provider in providers]
    awarded = either(answers)
    if awarded is None:
        return fact(None, "The record does not say whether a contract was awarded.")
    return fact(awarded, "A contract was awarded." if awarded else "No contract was awarded.")


def _recorded(decision: Decision) -> Iterator[dict[str, Any]]:
    """Yield the conflicts that the record has; one that stands for them where it does not say what there were."""
    conflicts = rows(decision.data, "conflicts")
    if conflicts is None:
        why = "were not reviewed" if "?conflicts" in decision.data else "are not in the record"
        yield _conflicted("", "unknown", f"Whether anybody had a conflict is not known: the conflicts {why}.")
    for number, conflict in enumerate(conflicts or ()):
        who = Person.of(conflict, "who")
        part, how = _part(conflict)
        where = f" in {conflict['organisation']}" if "organisation" in conflict else ""
        yield _conflicted(
            f"/conflicts/{number}",
            part,
            f"{decision.callings.opening(who.data)} had an interest{where} and {how}.",
            involved=answer(either(is_same(who, person.person) for person in decision.people)),
            in_winner=answer(_is_in_winner(conflict, decision.data)),
        )


def _unrecorded(bears: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what bears on a provider and the decision's own record may lack, which does not say who kept out."""
    for one in bears:
        if one["verdict"] == "no" or one["only_minuted"]:
            says = one["says"] + (" Only the minutes say how it was managed." if one["only_minuted"] else "")
            yield _conflicted(one["at"], "some", says, one["also_at"], involved="yes")
        elif one["verdict"] == "unknown":
            yield _conflicted(one["at"], "unknown", one["says"], one["also_at"])


def _conflicted(
    at: str,
    part: str,
    says: str,
    also_at: list[dict[str, Any]] | None = None,
    *,
    involved: str = "unknown",
    in_winner: str = "unknown",
) -> dict[str, Any]:
    found = {"involved": involved, "in_winner": in_winner}
    return {"at": at, "also_at": also_at or [], "part": part, "says": says, **found}


def _part(conflict: Mapping[str, Any]) -> tuple[str, str]:
    """Return the part that a person with a conflict had in the decision, and how a sentence says it."""
    managed, action = conflict.get("managed"), conflict.get("action")
    if managed is None:
        reviewed = "was not reviewed" if "?managed" in conflict else "is not recorded"
        return ("some", f"it was managed so: {action}") if action else ("unknown", f"how it was managed {reviewed}")
    how = {
        "left": "left for the item",
        "withdrew_from_discussion": "took part in neither the discussion nor the decision",
        "papers_withheld": "took no part and did not receive the papers",
        "item_deferred": "the item was deferred or referred elsewhere",
        "discussed_only": "took part in the discussion",
        "took_part": "took part fully",
        "nothing": "nothing was done about it",
    }
    part = "none" if managed in _KEPT_OUT else "nothing_done" if managed == "nothing" else "some"
    return part, how.get(managed, f"it was managed otherwise: {action or 'how is not said'}")


def _is_in_winner(conflict: Mapping[str, Any], data: Mapping[str, Any]) -> bool | None:
    """Return whether a conflict is with a provider that was awarded the contract."""
    providers, organisation = rows(data, "providers"), conflict.get("organisation")
    if providers is None:
        return None
    return either(
        both(
            (
                names.same(provider["name"], organisation) if organisation and "name" in provider else None,
                provider.get("awarded"),
            )
        )
        for provider in providers
    )
