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
    doubt = _doubt(sum(cast), could, decision, attendance_is_whole=attendance_is_whole and bool(people))
    if doubt:
        return fact(None, f"{says}; {doubt}")
    return fact(sum(cast) <= could.least + second, says)


def _doubt(cast: int, could: Count, decision: Mapping[str, Any], *, attendance_is_whole: bool) -> str:
    """Return why it is not known whether those who could vote are as many as the votes; empty where it is."""
    voices = could + counted(None if "?casting_vote" in decision else decision.get("casting_vote") is True)
    all_counted = {"?for", "?against", "?abstained"}.isdisjoint(decision)
    if cast > voices.most:
        return "" if attendance_is_whole else "who attended is not wholly recorded"
    if not all_counted:
        return "not all votes that were cast were reviewed"
    if cast <= voices.least:
        return ""
    if "?casting_vote" in decision and cast <= could.least + 1:
        return "whether there was a casting vote was not reviewed"
    return "of some it is not known whether they could"
