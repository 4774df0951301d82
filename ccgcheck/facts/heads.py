"""How many people, or votes, an attendance has: nobody counts twice, and a vote that two people share counts once."""

from collections.abc import Sequence

from ccgcheck.facts.attendance import Attendee
from ccgcheck.facts.verdicts import Count, counted, either


def votes(people: Sequence[Attendee], belongs: Sequence[bool | None]) -> Count:
    """Return how many votes the people who belong have between them: a shared one counts once."""
    total = Count()
    shared: dict[str, list[bool | None]] = {}
    for person, does in zip(people, belongs, strict=True):
        other = person.data.get("shares_vote_with")
        pair = "/".join(sorted([str(person.key), str(other)])) if other else _shared_by(person, people)
        pair = pair or _twice(person, people)
        if pair:
            shared.setdefault(pair, []).append(does)
        else:
            total += counted(does)
    return sum((counted(either(answers)) for answers in shared.values()), total)


def persons(people: Sequence[Attendee], belongs: Sequence[bool | None]) -> Count:
    """Return how many people belong; one who stands in the attendance twice counts once."""
    total = Count()
    twice: dict[str, list[bool | None]] = {}
    for person, does in zip(people, belongs, strict=True):
        name = _twice(person, people)
        if name:
            twice.setdefault(name, []).append(does)
        else:
            total += counted(does)
    return sum((counted(either(answers)) for answers in twice.values()), total)


def _twice(person: Attendee, people: Sequence[Attendee]) -> str | None:
    """Return the id of somebody who stands in the attendance more than once."""
    same = {other.pointer for other in people if person.key is not None and other.key == person.key}
    return f"id {person.key}" if len(same) > 1 else None


def _shared_by(person: Attendee, people: Sequence[Attendee]) -> str | None:
    """Return the name of the pair where only the other of the two says that they share a vote."""
    for other in people:
        if person.key is not None and other.data.get("shares_vote_with") == person.key:
            return "/".join(sorted([str(person.key), str(other.key)]))
    return None
