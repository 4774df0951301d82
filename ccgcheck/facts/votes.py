"""Votes on an item, held against those who could vote on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from ccgcheck.facts.agenda import Item, is_there
from ccgcheck.facts.attendance import Attendee
from ccgcheck.facts.verdicts import Count, both, counted, fact, opposite


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
            counted(both([is_there(one.data, item, items), one.votes, opposite(out)]))
            for one, out in zip(people, excluded, strict=True)
        ),
        Count(),
    )
    second = decision.get("casting_vote") is True
    casting = ", one of them twice" if second else ""
    says = f"item {item.number}: {sum(cast)} votes are recorded, and {could} could vote{casting}"
    return fact(_suffice(sum(cast), could, decision, attendance_is_whole=attendance_is_whole and bool(people)), says)


def _suffice(cast: int, could: Count, decision: Mapping[str, Any], *, attendance_is_whole: bool) -> bool | None:
    """Return whether those who could vote are as many as the votes; None where not all is known of either."""
    second = counted(None if "?casting_vote" in decision else decision.get("casting_vote") is True)
    voices = could + second
    if cast > voices.most:
        return False if attendance_is_whole else None
    all_counted = {"?for", "?against", "?abstained"}.isdisjoint(decision)
    return True if all_counted and cast <= voices.least else None
