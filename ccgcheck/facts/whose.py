"""Whose meeting it was: the governing body's, unless the record says another's."""

from collections.abc import Mapping
from typing import Any

OURS = "governing_body"


def whose(data: Mapping[str, Any], written: Mapping[str, Any]) -> str | None:
    """Return whose meeting it was; None where what was `written` of that is not usable.

    A record that was reviewed in part only and does not say is still the governing body's: that is what leaving it out
    means.
    """
    of = data.get("of")
    return of if of is not None else None if "of" in written else OURS
