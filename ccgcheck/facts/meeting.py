"""Facts of a document meeting."""

from collections.abc import Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts.notice import notice


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts of the record, by pointer."""
    return {"": notice(case, record)}
