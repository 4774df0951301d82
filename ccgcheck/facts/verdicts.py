"""How facts say what is so, and how they count when some of it is not known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Answer = Literal["yes", "no", "unknown"]


def answer(value: bool | None) -> Answer:
    """Return the word for true, false and not known."""
    return "unknown" if value is None else "yes" if value else "no"


def fact(value: bool | None, says: str, **more: Any) -> dict[str, Any]:
    """Return a fact: its verdict, a sentence, and whatever else it holds."""
    return {"verdict": answer(value), "says": says, **more}


def opposite(value: bool | None) -> bool | None:
    """Return whether something is not so; None when it is not known."""
    return None if value is None else not value


def both(answers: Iterable[bool | None]) -> bool | None:
    """Return whether all are true: false when one is false, None when none is and one is not known."""
    known = list(answers)
    return False if False in known else None if None in known else True


def either(answers: Iterable[bool | None]) -> bool | None:
    """Return whether one is true: true when one is, None when none is and one is not known."""
    known = list(answers)
    return True if True in known else None if None in known else False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people of which only the bounds are known: at least `least`, at most `most`."""

    least: int = 0
    most: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.least + other.least, self.most + other.most)

    def reaches(self, minimum: int) -> bool | None:
        """Return whether it is at least `minimum`; None when the bounds leave it open."""
        return True if self.least >= minimum else False if self.most < minimum else None

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


def counted(does: bool | None, number: int = 1) -> Count:
    """Return how much `number` people add to a count to which they do, do not or may belong."""
    return Count(number if does else 0, number if does is not False else 0)
