"""What the parts of one generated document draw from: its own random numbers, its body, its clauses."""

import random
from dataclasses import dataclass, field
from typing import Any

from corpus import words

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Body:
    """An invented body, or the code and name of one on the register of CCGs.

    Attributes:
        index: which body of the corpus this is, from 0.
        first, last: the first and the last day of the body, ISO dates.
    """

    index: int
    name: str
    ods_code: str
    first: str
    last: str

    def as_data(self) -> Json:
        """The ``body`` of every document."""
        return {"type": "ccg", "name": self.name, "ods_code": self.ods_code, "established": self.first}


@dataclass(slots=True)
class Draft:
    """The random numbers of one document, with the words and clauses it makes of them."""

    rng: random.Random
    body: Body
    date: str
    page: int = 4
    counts: dict[str, int] = field(default_factory=dict)

    def chance(self, probability: float) -> bool:
        """Whether something with this probability happens."""
        return self.rng.random() < probability

    def pick(self, *choices: str) -> str:
        """One of the texts."""
        return self.rng.choice(choices)

    def sentence(self) -> str:
        """One or two sentences as a constitution might have them."""
        n = self.rng.randint(2, 20)
        text = f"{self.rng.choice(words.OPENERS)}, {self.rng.choice(words.DUTIES).format(n=n)}."
        if self.chance(0.4):
            text += f" {self.rng.choice(words.ADDITIONS).format(n=self.rng.randint(3, 36))}."
        return text

    def place(self, chapter: str, text: str = "") -> Json:
        """The clause, page and words of the next statement of a chapter."""
        self.counts[chapter] = self.counts.get(chapter, 0) + 1
        self.page += self.rng.randint(0, 1)
        return {
            "clause": f"{chapter}.{self.counts[chapter]}",
            "page": self.page,
            "text": text or self.sentence(),
        }

    def town(self) -> str:
        """A name of a place that no place may have."""
        return self.rng.choice(words.FIRST) + self.rng.choice(words.LAST)

    def person(self) -> tuple[str, str]:
        """An identifier and a name of a person."""
        surname = self.rng.choice(words.SURNAMES)
        forename = self.rng.choice(words.FORENAMES)
        return f"{surname}_{forename}".lower(), f"{forename} {surname}"
