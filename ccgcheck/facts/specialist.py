"""Reg 11(6): a secondary care specialist is one at the appointment, or was within the years that end with it."""

from collections.abc import Mapping
from typing import Any

from ccgcheck.facts import days
from ccgcheck.facts.eligibility import Standing
from ccgcheck.facts.office import Holder
from ccgcheck.facts.verdicts import both, either, opposite

Law = Mapping[str, Any]
_DOCTORS = ("gmc", "gmc_specialist", "gmc_gp")
_POSTS = ("nhs_consultant", "armed_forces")


def is_one(holder: Holder, law: Law) -> Standing:
    """Return whether somebody is a secondary care specialist; a bar is doubtful, the words having been read in part."""
    years, who = law.get("reg-11-6", {}).get("years"), holder.label
    appointed = holder.appointed
    if years is None or appointed is None or "?from" in holder.data:
        says = "the day of the appointment, from which reg 11(6) counts back, is not recorded"
        return Standing(None, False, f"{who}: {says}")
    found = {_on(holder.data, day, years) for day in (appointed.first, appointed.last)}
    value = found.pop() if len(found) == 1 else None
    window = f"in the {years} years to the appointment ({holder.data['from']})"
    says = {
        True: f"a consultant on the Specialist Register and not on the GP Register {window}",
        False: f"at no time {window} a registered consultant on the Specialist Register and not on the GP Register",
        None: f"the record does not show whether all of reg 11(6) was so at one time {window}",
    }[value]
    return Standing(value, value is False, f"{who}: {says}")


def _on(data: Mapping[str, Any], day: str, years: int) -> bool | None:
    """Return whether the test is met by an appointment on that very day."""
    return both([_is_doctor(data, day), _had_post(data, day, years)])


def _is_doctor(data: Mapping[str, Any], day: str) -> bool | None:
    found = data.get("registrations")
    if found is None:
        return None
    return either(
        None if "?register" in one else both([one.get("register") in _DOCTORS, days.holds(one, day)]) for one in found
    )


def _had_post(data: Mapping[str, Any], day: str, years: int) -> bool | None:
    found = data.get("consultant_posts")
    return None if found is None else either(_counts(post, day, days.years_before(day, years)) for post in found)


def _counts(post: Mapping[str, Any], day: str, before: str) -> bool | None:
    """Return whether all limbs were met in one post, at some time after `before` and by `day`."""
    kind = None if "?kind" in post else post.get("kind") in _POSTS
    off = opposite(post.get("on_gp_register"))
    return both([kind, _in_window(post, day, before), post.get("on_specialist_register"), off])


def _in_window(post: Mapping[str, Any], day: str, before: str) -> bool | None:
    """Return whether the post was held after `before` and by `day`; one that ended on `before` itself was not."""
    if "?from" in post or "?to" in post:
        return None
    begun, ended = days.span(post.get("from")), days.span(post.get("to"))
    in_time = begun.is_by(day) if begun else True if ended and ended.is_by(day) else None
    lasted = ended.is_by(before) if ended else False
    return both([in_time, opposite(lasted)])
