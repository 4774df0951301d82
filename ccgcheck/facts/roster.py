"""Facts of a document roster."""

from collections.abc import Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.facts import eligibility


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts of the record, by pointer."""
    return eligibility.derive(record, as_at, law)
