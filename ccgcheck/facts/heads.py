"""How many people, or votes, an attendance has: nobody counts twice, and a vote that two people share counts once."""

from collections.abc import Iterable, Mapping, Sequence

from ccgcheck.facts.attendance import Attendee
from ccgcheck.facts.verdicts import Count, counted, either


def votes(people: Sequence[Attendee], belongs: Sequence[bool | None]) -> Count:
    """Return how many votes the people who belong have between them: a shared one counts once."""
    twice, sharing = _twice(people), _sharing(people)
    names = (sharing.get(str(person.key)) or (person.key if person.key in twice else None) for person in people)
    return _count(names, belongs)


def persons(people: Sequence[Attendee], belongs: Sequence[bool | None]) -> Count:
    """Return how many people belong; one who stands in the attendance twice counts once."""
    twice = _twice(people)
    return _count((person.key if person.key in twice else None for person in people), belongs)


def _count(names: Iterable[str | None], belongs: Sequence[bool | None]) -> Count:
    """Return how many there are; those of one name count as one, and None names nobody in particular."""
    total = Count()
    alike: dict[str, list[bool | None]] = {}
    for name, does in zip(names, belongs, strict=True):
        if name is None:
            total += counted(does)
        else:
            alike.setdefault(name, []).append(does)
    return sum((counted(either(answers)) for answers in alike.values()), total)


def _twice(people: Sequence[Attendee]) -> frozenset[str]:
    """Return the ids of those who stand in the attendance more than once."""
    places: dict[str, set[str]] = {}
    for person in people:
        if person.key is not None:
            places.setdefault(person.key, set()).add(person.pointer)
    return frozenset(key for key, pointers in places.items() if len(pointers) > 1)


def _sharing(people: Sequence[Attendee]) -> Mapping[str, str]:
    """Return for each of those who share a vote, whichever of the two says so, the name of the pair."""
    pairs: dict[str, str] = {}
    for person in people:
        other = person.data.get("shares_vote_with")
        if other is not None:
            name = "/".join(sorted([str(person.key), str(other)]))
            pairs[str(person.key)] = name
            pairs.setdefault(str(other), name)
    return pairs
