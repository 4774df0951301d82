"""The lists in records: what stands in them, and whether somebody looked at all of it."""

from collections.abc import Mapping
from typing import Any

from ccgcheck.evidence import MARKER


def rows(data: Mapping[str, Any], name: str) -> list[Any] | None:
    """Return the list under a name; None where it is missing, not reviewed, or a map stands in its place."""
    value = data.get(name)
    return value if isinstance(value, list) else None


def entries(data: Any, name: str) -> list[Any]:
    """Return the list under a name; an empty one where there is none."""
    return (rows(data, name) if isinstance(data, Mapping) else None) or []


def is_blank(entry: Mapping[str, Any], key: str, *others: str) -> bool:
    """Whether nobody looked at an entry: `key` was not reviewed, and neither it nor one of the others is there."""
    return MARKER + key in entry and not any(name in entry for name in (key, *others))
