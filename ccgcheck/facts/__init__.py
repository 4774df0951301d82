"""Facts: what follows from records by counting and comparing, as plain data that rules read under `facts`.

Each module derives the facts of one kind of record. A fact whose answer may be missing is a map with `verdict`
(yes, no or unknown) and `says`, a sentence with the figures; it never judges by the law, which is what rules do.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import meeting, procurement, register, roster, year

Facts = Mapping[str, Mapping[str, Any]]
_DERIVE: Mapping[str, Callable[[Case, Record, str, Mapping[str, Any]], Facts]] = {
    "governing_body": roster.derive,
    "interests": register.derive,
    "meeting": meeting.derive,
    "procurement": procurement.derive,
    "year": year.derive,
}


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Facts:
    """Return the facts of a record on a day, by the JSON Pointer of the map that they belong to.

    `law` are the values of the provisions in force on that day, by the provision's id.
    """
    known = _DERIVE.get(record.kind)
    return known(case, record, as_at, law) if known else {}
