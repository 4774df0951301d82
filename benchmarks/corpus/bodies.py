"""Which bodies a corpus has: those of the register of CCGs first, then invented ones with codes of their own."""

import csv
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase, digits

from corpus import words
from corpus.draft import Body

REGISTER = Path(__file__).resolve().parents[2] / "rules" / "ccg" / "register.csv"


def bodies(seed: int) -> Iterator[Body]:
    """Bodies without end: at random, two of three from the register until it is used up, the others invented."""
    rng = random.Random(f"{seed}:bodies")
    with REGISTER.open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    taken = {row["ods_code"] for row in real}
    rng.shuffle(real)
    free = ["".join(code) for code in product(ascii_uppercase, digits + ascii_uppercase, digits + ascii_uppercase)]
    codes = [code for code in free if code not in taken]
    rng.shuffle(codes)
    index = 0
    while True:
        if real and rng.random() < 0.67:
            row = real.pop()
            name = row["name"].removesuffix(" CCG") + " Clinical Commissioning Group"
            yield Body(index, name, row["ods_code"], row["start_date"], row["end_date"])
        else:
            towns = [rng.choice(words.FIRST) + rng.choice(words.LAST) for _ in range(2)]
            yield Body(
                index,
                f"NHS {' and '.join(towns)} Clinical Commissioning Group",
                codes.pop(),
                "2013-04-01",
                "2022-06-30",
            )
        index += 1
