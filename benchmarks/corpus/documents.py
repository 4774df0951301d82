"""The documents of a corpus, one after the other: which body, which kind, which faults."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import board, constitution, events, layout, people
from corpus.bodies import bodies
from corpus.draft import Body, Draft, Json

KINDS = ("constitution", "governing_body", "interests", "meeting", "procurement", "year")
WITH_RECORDS = 12
NOTICE = "# Made up for benchmarks: says nothing about any body that had this code or name."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a corpus is to be.

    Attributes:
        lines: the number of lines that documents are to have on average.
        records: whether some bodies have records beside their constitution.
        quote_dates: write dates as quoted text.
    """

    seed: int
    lines: int
    records: bool = True
    quote_dates: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """One file: its name, its text, its kind, and what sort of faults it was given: law, schema, yaml or none."""

    name: str
    text: str
    kind: str
    faults: str


def _fault(rng: random.Random) -> str:
    return rng.choices(("none", "law", "schema", "yaml"), (69, 25, 5, 1))[0]


def _day(rng: random.Random, body: Body) -> str:
    first = max(int(body.first[:4]), 2013)
    last = max(first, int(body.last[:4]) - 1)
    day = f"{rng.randint(first, last)}-{rng.randint(1, 12):02}-{rng.choice((1, 1, rng.randint(1, 28))):02}"
    return min(max(day, body.first), body.last)


def _twice(lines: list[str], rng: random.Random) -> list[str]:
    """The lines with a key of the document given twice."""
    keys = [line for line in lines if line[:1].isalpha()]
    again = rng.choice(keys).split(":")[0]
    return [*lines, f"{again}: {{}}"]


def _record(kind: str, draft: Draft, holders: list[people.Holder], day: str, wanted: int, faults: int) -> Json:
    begins = int(day[:4]) - (day[5:] < "04-01")
    if kind == "governing_body":
        return {"effective_date": day, **people.roster(draft, holders, day, wanted, faults)}
    if kind == "interests":
        return {"effective_date": day, **people.interests(draft, holders, day, wanted, faults)}
    if kind == "meeting":
        return events.meeting(draft, holders, day, wanted, faults)
    if kind == "procurement":
        return events.procurement(draft, holders, day, faults)
    return events.year(draft, begins, wanted, faults)


def _kinds(rng: random.Random, index: int, records: bool) -> list[str]:
    if records and index % WITH_RECORDS == 2:
        meetings = ["meeting"] * rng.randint(1, 2)
        return ["constitution", "governing_body", "interests", *meetings, "procurement", "year"]
    return ["constitution"] * (rng.randint(2, 3) if rng.random() < 0.15 else 1)


def _write(body: Body, plan: constitution.Plan, step: int, kind: str, day: str, alone: bool, wanted: Wanted) -> Made:
    rng = random.Random(f"{wanted.seed}:{wanted.lines}:{body.index}:{step}")
    draft = Draft(rng, body, day)
    fault = _fault(rng)
    length = round(wanted.lines * rng.uniform(0.84, 1.16))
    number = rng.randint(1, 3) if fault == "law" else 0
    if kind == "constitution":
        lines = constitution.write(draft, plan, length, number if alone else 0, fault == "schema", wanted.quote_dates)
    else:
        cast = Draft(random.Random(f"{wanted.seed}:{body.index}:people"), body, day)
        holders = people.holders(cast, plan.ids, plan.gps, plan.third, day)
        data = _record(kind, draft, holders, day, length, number)
        if fault == "schema":
            data[draft.pick("organisations", "remark", "effective")] = "2016"
        lines = layout.fit(draft, {"kind": kind, "body": body.as_data(), **data}, length, wanted.quote_dates)
    if fault == "yaml":
        lines = _twice(lines, rng)
    text = "\n".join([f"# yaml-language-server: $schema={kind}.schema.json", NOTICE, *lines]) + "\n"
    name = f"{body.index:05}-{body.ods_code}-{step}-{kind.replace('_', '-')}.yaml"
    return Made(name, text, kind, fault)


def documents(wanted: Wanted) -> Iterator[Made]:
    """Documents without end; a corpus of more files begins with those of a smaller one."""
    for body in bodies(wanted.seed):
        rng = random.Random(f"{wanted.seed}:{body.index}:plan")
        kinds = _kinds(rng, body.index, wanted.records)
        day = _day(rng, body)
        third = day >= "2016-06-28" or rng.random() < 0.3
        alone = all(kind == "constitution" for kind in kinds)
        gps = rng.randint(2, 9 if alone else 4)
        plan = constitution.Plan(board.seat_ids(Draft(rng, body, day)), gps, third, alone)
        days = sorted([day, *(_day(rng, body) for _ in kinds[1:])]) if alone else [day] * len(kinds)
        for step, (kind, on) in enumerate(zip(kinds, days, strict=True)):
            yield _write(body, plan, step, kind, on, alone, wanted)
