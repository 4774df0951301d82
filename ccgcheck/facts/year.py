"""Facts of a year: how many meetings the governing body held, how many in public, and what of the annual report.

Meetings are those that the year's record lists, united with the records of meetings in the case, once a day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.evidence import MARKER
from ccgcheck.facts.annual import annual_meeting, report_made, report_published
from ccgcheck.facts.period import Period, period
from ccgcheck.facts.promises import Promise, promised
from ccgcheck.facts.sentences import sentence
from ccgcheck.facts.verdicts import Count, both, counted, either, fact
from ccgcheck.facts.whose import OURS, whose


@dataclass(frozen=True, slots=True)
class Held:
    """A day with a meeting: whether it was the governing body's, and the annual public one, and whether it was open.

    `opened` says that the public could come to a session of that day, `all_open` to every one; `excused` whether the
    records give the public interest as the ground on which each closed one was closed, None without such a record.
    """

    day: str
    ours: bool | None
    annual: bool | None
    opened: bool | None
    all_open: bool | None
    excused: bool | None = None


@dataclass(frozen=True, slots=True)
class Meetings:
    """The days with meetings in a period; `gap` says why there may have been more, None when the list is whole."""

    days: tuple[Held, ...]
    gap: str | None
    annual: Mapping[str, Any]

    @property
    def annual_unnamed(self) -> bool:
        """Whether one of the days, nobody says which, may have been the annual public meeting."""
        none_held = self.annual.get("held") is False
        return not none_held and not any(held.annual for held in self.days)

    def count(self, annual_counts: bool | None, weight: Callable[[Held], bool | None]) -> Count:
        """Return how many days have the weight, with or without the annual public meeting."""
        ordinary = sum((counted(weight(held)) for held in self.days if not held.annual), Count())
        annual = sum((counted(weight(held)) for held in self.days if held.annual), Count())
        if annual_counts is None:
            annual = Count(0, annual.most)
        total = ordinary if annual_counts is False else ordinary + annual
        if not self.annual_unnamed:
            return total
        less = annual_counts is not True and any(held.annual is None for held in self.days)
        more = annual_counts is not False and self.annual.get("held") is True
        return Count(max(total.least - less, 0), total.most + more)


def derive(case: Case, record: Record, as_at: str, law: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return root facts of the record of a year, by name.

    `from`: the first day of the period; `first_year`: whether it is the body's first; `held` and `held_in_public`:
    whether as many meetings were held as the constitution promises (`promise`: made, none or unknown); `all_open`:
    whether the public could come to all; `annual_public_meeting`, `presented`, `annual_meeting_open`,
    `report_made`, `report_published`.
    """
    span = period(case, record, law)
    if span is None:
        return {}
    found = _meetings(case, record, span)
    says_when = {"from": span.start, "first_year": span.first_year()}
    numbers = {
        "held": _as_promised(case, span, found, "per_year", "", lambda held: held.ours),
        "held_in_public": _as_promised(
            case, span, found, "public_per_year", " in public", lambda held: both([held.ours, held.opened])
        ),
        "all_open": _all_open(found, span),
    }
    report = {"report_made": report_made(record.data, span), "report_published": report_published(record.data, span)}
    return {"": {**says_when, **numbers, **report, **annual_meeting(case, record, span)}}


def _meetings(case: Case, record: Record, span: Period) -> Meetings:
    """Return the meetings of the period, each day once."""
    annual, listed = record.data.get("annual_public_meeting", {}), record.data.get("meetings")
    written = record.evidence.written.get("meetings")
    told = [_held(item, written[place], item["on"]) for place, item in enumerate(listed or ()) if "on" in item]
    told += [
        _held(one.data, one.evidence.written, one.data["date"]) for one in case.of("meeting") if "date" in one.data
    ]
    if "on" in annual and annual.get("held") is not False:
        told.append(Held(annual["on"], True, True, annual.get("open_to_public"), annual.get("open_to_public")))
    days = (held for held in _by_day(told) if span.holds(held.day))
    if MARKER + "meetings" in record.data:
        gap: str | None = "the list of the year's meetings was not reviewed"
    elif listed is None:
        gap = "the record of the year does not list its meetings"
    else:
        gap = None if all("on" in item for item in listed) else "not all of the list of meetings was reviewed"
    return Meetings(tuple(days), gap, annual)


def _held(data: Mapping[str, Any], written: Mapping[str, Any], day: str) -> Held:
    of, annual = whose(data, written), data.get("annual_public_meeting")
    ours = None if of is None else of == OURS
    is_open = data.get("open_to_public")
    return Held(day, True if annual else ours, annual, is_open, is_open, _is_excused(data))


def _is_excused(data: Mapping[str, Any]) -> bool | None:
    whole = (part for part in data.get("closed_parts", ()) if "items" not in part and MARKER + "items" not in part)
    if any("public_interest" in part.get("grounds", ()) for part in whole):
        return True
    return False if data.get("kind") == "meeting" and data.get("open_to_public") is False else None


def _by_day(told: list[Held]) -> Iterator[Held]:
    """Yield each day once, with what any source says of it; a committee's meeting says nothing of the body's."""
    for day, group in groupby(sorted(told, key=lambda held: held.day), key=lambda held: held.day):
        same = [held for held in group if held.ours is not False]
        if not same:
            continue
        ours = either(held.ours for held in same)
        annual = _said((held.annual for held in same), either)
        opened, all_open = _said((held.opened for held in same), either), _said((held.all_open for held in same), both)
        yield Held(day, ours, annual, opened, all_open, _said((held.excused for held in same), both))


def _said(answers: Iterator[bool | None], join: Callable[[list[bool | None]], bool | None]) -> bool | None:
    """Return what the sources that say something say together; None when none does."""
    said = [one for one in answers if one is not None]
    return join(list(said)) if said else None


def _as_promised(
    case: Case, span: Period, found: Meetings, name: str, how: str, weight: Callable[[Held], bool | None]
) -> dict[str, Any]:
    """Return whether the meetings that have the weight are as many as the constitution promises under `name`."""
    promise = promised(case.beside(span.end), OURS, "meetings", name)
    if promise.state != "made":
        why = (
            f"how many meetings{how} are promised is not known: {promise.why}"
            if promise.why
            else "no number is promised"
        )
        return fact(None, sentence(why), promise=promise.state)
    annual_counts = promised(case.beside(span.end), OURS, "meetings", "annual_meeting_counts")
    number = found.count(annual_counts.value, weight)
    reached = number.reaches(promise.value)
    doubts = list(_doubts(case, span, found, name, promise, annual_counts, number))
    if reached is not True and doubts:
        reached = None
    told = f"At least {found.count(True, weight).least}" if found.gap else str(number)
    were = "meeting was" if told.split()[-1] == "1" else "meetings were"
    says = f"{told} {were} held{how} {span}; the constitution promises {promise.value}{how}"
    says += "".join(f"; {doubt}" for doubt in doubts) if reached is None else ""
    return fact(reached, f"{says}.", promise="made", number=str(number))


def _doubts(
    case: Case, span: Period, found: Meetings, name: str, promise: Promise, annual_counts: Promise, number: Count
) -> Iterator[str]:
    """Yield what keeps a number below the promise from being a breach of it."""
    if found.gap:
        yield found.gap
    if number.least < promise.value <= number.most:
        if found.annual_unnamed or annual_counts.value is None:
            yield _annual_doubt(annual_counts)
        if any(held.ours is None for held in found.days):
            yield "whose meeting each was is not known"
        if name == "public_per_year" and any(held.opened is None for held in found.days):
            yield "whether each was open to the public is not known"
    if not span.is_whole:
        yield "the period is not a whole financial year"
    yield from _other_promises(case, span, name, promise)


def _annual_doubt(annual_counts: Promise) -> str:
    if annual_counts.value is None:
        return f"whether the annual public meeting counts is not known: {annual_counts.why or 'it does not say'}"
    return "which of them was the annual public meeting is not recorded"


def _other_promises(case: Case, span: Period, name: str, promise: Promise) -> Iterator[str]:
    """Yield that another constitution, whose promise differs or is not known, was in effect for part of it."""
    applied = case.beside(span.end).record
    if applied is None or applied.day is None or applied.day <= span.start:
        return
    earlier = [promised(case.beside(span.start), OURS, "meetings", name)]
    for one in case.of("constitution"):
        if one.day is not None and span.start < one.day < applied.day:
            earlier.append(promised(case.beside(one.day), OURS, "meetings", name))
    if any(other.value != promise.value for other in earlier):
        yield f"that has effect only from {applied.day}, and what was promised before differs or is not known"


def _all_open(found: Meetings, span: Period) -> dict[str, Any]:
    """Return whether the public could come to every meeting of the governing body in the period."""
    ours = [held for held in found.days if not held.excused]
    excused = len(found.days) - len(ours)
    closed = [held.day for held in ours if held.all_open is False and held.ours]
    if closed:
        which = f"The meeting of {closed[0]} was" if len(closed) == 1 else f"The meetings of {', '.join(closed)} were"
        return fact(False, f"{which} not open to the public.", closed=closed)
    unknown = [held.day for held in ours if held.all_open is None or held.ours is None]
    if unknown:
        return fact(
            None, f"Whether the meetings of {', '.join(unknown)} were open to the public is not known.", closed=[]
        )
    if found.gap:
        return fact(None, sentence(found.gap), closed=[])
    if not ours:
        return fact(None, f"No meeting {span} that was open, or should have been, is recorded.", closed=[])
    but = f"; {excused} closed in the public interest are not counted" if excused else ""
    return fact(True, f"All {len(ours)} meetings held {span} were open to the public{but}.", closed=[])
