"""Facts of a meeting that the public depends on: the notice, the papers, the minutes, and whether it was closed.

Days are counted from the day something was done to the day of the meeting, which is not counted itself: papers sent on
the 1st are out seven days before a meeting on the 8th. What the constitution promises is asked of the governing body.
"""

from collections.abc import Mapping
from typing import Any

from ccgcheck.cases import Beside, Case, Record
from ccgcheck.evidence import MARKER
from ccgcheck.facts.days import days_between
from ccgcheck.facts.promises import promised
from ccgcheck.facts.sentences import amount, sentence
from ccgcheck.facts.verdicts import Count, both, fact
from ccgcheck.facts.whose import whose
from ccgcheck.facts.working_days import working_days_before

Map = Mapping[str, Any]


def notice(case: Case, record: Record) -> dict[str, Any]:
    """Return root facts of a meeting, by name.

    `whose_meeting` is governing_body or the id of a committee, left out when it is not known.
    `notice`, `papers_to_members` and `papers_to_public` say whether the constitution's promise of days ahead was kept
    (`promise`: made, none or unknown); `papers_published` and `minutes_published` whether they were;
    `closed_as_a_whole` whether the closed parts together are the whole meeting.
    """
    data, day = record.data, record.data.get("date")
    of = whose(data, record.evidence.written)
    facts = ({} if of is None else {"whose_meeting": of}) | {
        "papers_published": _published(data, "papers"),
        "minutes_published": _published(data, "minutes"),
        "closed_as_a_whole": _closed_as_a_whole(data),
    }
    if day is None:
        return facts
    beside = case.beside(day)
    facts["notice"] = _ahead(data, "called_on", "notice_days", "Notice of the meeting was given", beside)
    facts["papers_to_members"] = _ahead(data, "papers_sent_on", "papers_days", "Members had the papers", beside)
    facts["papers_to_public"] = _ahead(
        data, "papers_published_on", "papers_published_days", "The papers were published", beside
    )
    return facts


def _ahead(data: Map, name: str, promise_name: str, done: str, beside: Beside) -> dict[str, Any]:
    """Return whether what was done on the day `name` was as many days ahead as the constitution promises."""
    promise = promised(beside, "governing_body", "meetings", promise_name)
    if promise.state == "none":
        return fact(None, "The constitution promises no number of days.", promise="none")
    if promise.state == "unknown":
        return fact(None, f"How many days ahead is promised is not known: {promise.why}.", promise="unknown")
    wanted = promise.value
    unit = promised(beside, "governing_body", "meetings", "working_days").value
    promises = f"the constitution promises {amount(wanted, 'working day' if unit else 'day')}"
    if name == "papers_published_on" and _is_published(data, "papers") is False:
        return fact(False, f"The papers were not published; {promises} before the meeting.", promise="made")
    if name not in data:
        return fact(None, sentence(f"{promises}, and {_missing(data, name)}"), promise="made")
    if name == "papers_published_on" and data.get("papers_published") is False:
        return fact(None, _both_said("papers"), promise="made")
    ahead = days_between(data[name], data["date"])
    if ahead < 0:
        return fact(False, f"{done} on {data[name]}, after the meeting; {promises} before it.", promise="made")
    working = working_days_before(data["date"], data[name])
    says = f"{done} {_counted(ahead, working, unit)} before the meeting, on {data[name]}; {promises}."
    if unit is None:
        says = says[:-1] + " and is not known to say whether they are working days."
    return fact(_kept(wanted, unit, ahead, working), says, promise="made")


def _kept(wanted: int, unit: bool | None, ahead: int, working: Count) -> bool | None:
    """Return whether the days suffice; where it is not known which days are meant, whether they do either way."""
    in_working, in_all = working.reaches(wanted), ahead >= wanted
    return in_working if unit else in_all if unit is False else in_all if in_all == in_working else None


def _counted(ahead: int, working: Count, unit: bool | None) -> str:
    if unit is None:
        return f"{amount(ahead, 'day')} ({working} of them working days)"
    return amount(working, "working day") if unit else amount(ahead, "day")


def _published(data: Map, what: str) -> dict[str, Any]:
    """Return whether the papers or the minutes were published, with the days from then to the meeting or back."""
    on, name = data.get(f"{what}_published_on"), f"{what}_published"
    value = _is_published(data, what)
    if value is None:
        contradicts = on is not None and data.get(name) is False
        return fact(None, _both_said(what) if contradicts else sentence(_missing(data, name)))
    if not value:
        return fact(False, f"The {what} were not published.")
    if on is None or "date" not in data:
        return fact(True, f"The {what} were published.")
    after = days_between(data["date"], on)
    if what == "minutes" and after < 0:
        return fact(None, f"The record dates the publication of the minutes to {on}, before the meeting.")
    when = f"{amount(abs(after), 'day')} {'after' if after > 0 else 'before'}" if after else "on the day of"
    return fact(True, f"The {what} were published {when} the meeting, on {on}.", days_after=after)


def _is_published(data: Map, what: str) -> bool | None:
    """Return whether something was published; None when the record does not say, or says both."""
    dated, said = f"{what}_published_on" in data, data.get(f"{what}_published")
    return (None if said is False else True) if dated else said


def _missing(data: Map, name: str) -> str:
    words = {
        "called_on": "when notice was given",
        "papers_sent_on": "when members had the papers",
        "papers_published_on": "when the papers were published",
        "papers_published": "whether the papers were published",
        "minutes_published": "whether the minutes were published",
    }[name]
    return f"it was not reviewed {words}" if MARKER + name in data else f"the record does not say {words}"


def _both_said(what: str) -> str:
    return f"The record says that the {what} were not published, and gives a day on which they were."


def _closed_as_a_whole(data: Map) -> dict[str, Any]:
    """Return whether the public was excluded from the whole meeting, by one closed part or by all of them together."""
    parts, items = data.get("closed_parts"), data.get("items")
    if parts is None:
        return fact(None, "The record does not say which parts were closed.")
    whole = [None if MARKER + "items" in part else "items" not in part for part in parts]
    if True in whole:
        return fact(True, "The whole meeting was closed.")
    closed = {number for part in parts for number in part.get("items", ())}
    taken = [item.get("number") in closed if "number" in item else None for item in items or ()]
    if items and both(taken):
        return fact(True, "Each item of the meeting was closed.")
    known = False if False in taken or not parts else None
    return fact(known if None not in whole else None, "Parts of the meeting were closed, or none.")
