"""A case: one body, with its constitution and its records, gathered from whatever was supplied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from ccgcheck import schemas
from ccgcheck.evidence import Evidence, nothing_reviewed

KINDS = ("constitution", "governing_body", "interests", "meeting", "procurement", "year")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in one of a case's records: the kind and the number of the record, and a JSON Pointer into it."""

    kind: str
    number: int
    pointer: str


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One document of a body. `day` is the one that it gives itself, as ISO text; None when it gives none.

    `number` counts the records of its kind in the case, in the order of their days.
    """

    kind: str
    evidence: Evidence
    day: str | None
    file: str = ""
    number: int = 0

    @property
    def data(self) -> Any:
        """What the record says, without what was not reviewed."""
        return self.evidence.data

    def reference(self, pointer: str) -> dict[str, Any]:
        """Return a place in this record as plain data, for facts that name it."""
        return {"kind": self.kind, "number": self.number, "pointer": pointer}


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """The constitution that a record is read beside; `excuse` says why there is none that can be."""

    evidence: Evidence
    excuse: str | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The records of one body, in the order of their kinds, their days and their files."""

    records: tuple[Record, ...]

    @classmethod
    def gather(cls, records: Iterable[Record]) -> "Case":
        """Return the case that records of one body make, whatever their order."""
        ordered = sorted(records, key=lambda one: (KINDS.index(one.kind), one.day or "", one.file))
        return cls(tuple(_numbered(ordered)))

    def of(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind, the earliest first."""
        return tuple(record for record in self.records if record.kind == kind)

    def on(self, kind: str, day: str) -> Record | None:
        """Return the record of a state of things that tells most of a day: the last one by then, or else the first.

        None where there is none, or two of one day, of which neither goes before the other.
        """
        known = [record for record in self.of(kind) if record.day is not None]
        before = [record for record in known if record.day is not None and record.day <= day]
        best = before[-1] if before else known[0] if known else None
        return best if best and sum(record.day == best.day for record in known) == 1 else None

    def beside(self, day: str) -> Beside:
        """Return the constitution in effect on a day; one that took effect later does not count."""
        known = [record for record in self.of("constitution") if record.day is not None]
        in_effect = [record for record in known if record.day is not None and record.day <= day]
        latest = [record for record in in_effect if record.day == in_effect[-1].day]
        if len(latest) == 1:
            return Beside(latest[0].evidence, None, latest[0])
        if latest:
            excuse = f"{len(latest)} constitutions that take effect on {latest[0].day} were supplied"
        elif known:
            excuse = f"the constitution supplied has effect only from {known[0].day}"
        elif self.of("constitution"):
            excuse = "the constitution supplied does not say from when it has effect"
        else:
            excuse = "no constitution of the body was supplied"
        return Beside(_unseen(), excuse)


@cache
def _unseen() -> Evidence:
    """Return the evidence of a constitution that nobody has."""
    return nothing_reviewed(schemas.shape("constitution"))


def called(kind: str) -> str:
    """Return what a kind of document is called in a sentence, as its schema does."""
    title: str = schemas.load(kind)["title"]
    return title[0].lower() + title[1:]


def _numbered(ordered: Iterable[Record]) -> Iterator[Record]:
    for _, same in groupby(ordered, key=lambda record: record.kind):
        for number, record in enumerate(same):
            yield replace(record, number=number)
