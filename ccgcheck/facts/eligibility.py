"""Whether a member may hold a seat: Schedules 4 and 5 and reg 12(1) of SI 2012/1631."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Record
from ccgcheck.facts.days import Span


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody may hold a seat: None when the record does not tell; doubtful when that rests on unread law."""

    eligible: bool | None
    doubtful: bool
    says: str


def standing(
    member: Mapping[str, Any], seat: str, as_at: str, appointed: Span | None, law: Mapping[str, Any]
) -> Standing:
    """Return whether `member` may hold a seat on a day; a stub, which knows only members who hold no posts at all."""
    if seat == "any" or "posts" not in member:
        return Standing(None, False, "the record does not give the posts held elsewhere")
    if member["posts"]:
        return Standing(None, False, "the posts held elsewhere are not judged yet")
    return Standing(True, False, "no bar applies")


def derive(record: Record, as_at: str, law: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the facts on which rules on eligibility rest, by pointer; a stub without any."""
    return {}
