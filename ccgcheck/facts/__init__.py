"""Facts: what follows from records by counting and comparing, as plain data that rules read under `facts`.

Each module derives the facts of one kind of record. A fact whose answer may be missing is a map with `verdict`
(yes, no or unknown) and `says`, a sentence with the figures; it never judges by the law, which is what rules do.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from ccgcheck.cases import Case, Record

Facts = Mapping[str, Mapping[str, Any]]
DERIVED_IN: Mapping[str, str] = {
    "governing_body": "roster",
    "interests": "register",
    "meeting": "meeting",
    "procurement": "procurement",
    "year": "year",
}
"""The module that derives the facts of each kind of record. A constitution alone needs none of them."""


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Facts:
    """Return the facts of a record on a day, by the JSON Pointer of the map that they belong to.

    `law` are the values of the provisions in force on that day, by the provision's id.
    """
    if record.kind not in DERIVED_IN:
        return {}
    found: Facts = import_module(f"ccgcheck.facts.{DERIVED_IN[record.kind]}").derive(case, record, as_at, law)
    return found
