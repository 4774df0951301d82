"""Names in records that must be those of another document: the seats that the constitution of the day has."""

from collections.abc import Iterator
from typing import Any

from ccgcheck import pointers
from ccgcheck.cases import Case, Record
from ccgcheck.placing import Places
from ccgcheck.problems import Problem
from ccgcheck.schema_check import nearest

_SEATED = {"governing_body": ("members", "vacancies"), "meeting": ("attendance",)}


def check(case: Case, places: Places) -> Iterator[Problem]:
    """Yield a problem for each seat that a record names and the constitution beside it does not have.

    Where the constitution was not supplied, or its seats were not all reviewed, nothing can be said.
    """
    for kind, lists in _SEATED.items():
        for record in case.of(kind):
            known = _seats(case, record)
            if known is not None:
                yield from _unknown_seats(record, lists, known, places)


def _seats(case: Case, record: Record) -> set[str] | None:
    """Return the ids of the seats of the body that a record is about; None where they are not all known."""
    beside = case.beside(record.day or "")
    seats = beside.evidence.data.get("governing_body", {}).get("seats")
    if not isinstance(seats, list) or any("id" not in seat for seat in seats):
        return None
    return {seat["id"] for seat in seats}


def _unknown_seats(record: Record, lists: tuple[str, ...], known: set[str], places: Places) -> Iterator[Problem]:
    for name in lists:
        rows = record.data.get(name, [])
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            for below, seat in _named(row):
                if seat not in known:
                    pointer = pointers.build([name, number, *below])
                    document = places.supplied(record).document
                    place = document.place(pointer, of_value=True)
                    message = f'{pointers.dotted(pointer)} is "{seat}", and the constitution has no such seat'
                    message += nearest(seat, sorted(known))
                    yield Problem(document.file, place.line, place.column, "reference", message, pointer)


def _named(row: Any) -> Iterator[tuple[list[str | int], str]]:
    if isinstance(row, dict):
        if isinstance(row.get("seat"), str):
            yield ["seat"], row["seat"]
        for place, seat in enumerate(row.get("seats", [])):
            yield ["seats", place], str(seat)
