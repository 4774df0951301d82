"""Facts of a year: its annual report, and the meeting that presents it to the public."""

from collections.abc import Iterator, Mapping
from typing import Any

from ccgcheck.cases import Case, Record
from ccgcheck.evidence import MARKER
from ccgcheck.facts.period import Period
from ccgcheck.facts.sentences import sentence
from ccgcheck.facts.verdicts import fact

Map = Mapping[str, Any]


def annual_meeting(case: Case, record: Record, span: Period) -> dict[str, Any]:
    """Return facts by name: whether the annual public meeting was held, presented the report, and was open.

    `annual_public_meeting` has `late` beside its verdict: it was held, but only after the period.
    """
    own = record.data.get("annual_public_meeting", {})
    marked = list(_marked(case, record, span))
    return {
        "annual_public_meeting": _meeting_held(record.data, own, marked, span),
        "presented": _told(
            own, marked, "presented_annual_report", "the annual report was presented at the annual public meeting"
        ),
        "annual_meeting_open": _told(own, marked, "open_to_public", "the annual public meeting was open to the public"),
    }


def report_made(data: Map, span: Period) -> dict[str, Any]:
    """Return whether an annual report was made; one that was published was."""
    report = data.get("annual_report", {})
    made, published = report.get("made"), report.get("published") is True or "published_on" in report
    if made is False and published:
        return fact(None, "The record says that no annual report was made, and that it was published.")
    if made or published:
        return fact(True, "The annual report was made.")
    return _not_done(made, span, f"No annual report was made {span}.", "an annual report was made")


def report_published(data: Map, span: Period) -> dict[str, Any]:
    """Return whether the annual report was published; `late` says that it was, but only after the period."""
    report = data.get("annual_report", {})
    made, published, on = report.get("made"), report.get("published"), report.get("published_on")
    if (made is False or published is False) and (on is not None or published):
        return fact(None, "The record says both that the annual report was published and that it was not.", late=False)
    if on is not None and on > span.end:
        return _late(f"The annual report was published on {on}, after {span.end}.", span)
    if published or on is not None:
        return fact(True, "The annual report was published" + (f" on {on}." if on else "."), late=False)
    no = False if made is False else published
    return _not_done(no, span, f"No annual report was published {span}.", "the annual report was published") | {
        "late": False
    }


def _marked(case: Case, record: Record, span: Period) -> Iterator[tuple[str, Map]]:
    """Yield (day, data) of each meeting of the financial year that a record calls the annual public one."""
    listed = record.data.get("meetings") or ()
    told = [(item.get("on"), item) for item in listed]
    told += [(one.data.get("date"), one.data) for one in case.of("meeting")]
    for day, data in told:
        if day is not None and span.year_start <= day <= span.end and data.get("annual_public_meeting"):
            yield day, data


def _meeting_held(data: Map, own: Map, marked: list[tuple[str, Map]], span: Period) -> dict[str, Any]:
    held, on = own.get("held"), own.get("on")
    if held is False and (on is not None or marked):
        return fact(None, "The record says that no annual public meeting was held, and also names one.", late=False)
    days = sorted(
        {day for day, _ in marked} | ({on} if on is not None and span.year_start <= on <= span.end else set())
    )
    if days:
        return fact(True, f"The annual public meeting was held on {', '.join(days)}.", late=False)
    if on is not None and on > span.end:
        return _late(f"The annual public meeting was held on {on}, after {span.end}.", span)
    if on is not None:
        return fact(None, f"The annual public meeting is dated {on}, before the financial year.", late=False)
    if held and MARKER + "on" in own:
        return fact(None, "The annual public meeting was held; when was not reviewed.", late=False)
    if held:
        return fact(True, "The annual public meeting was held.", late=False)
    looked = "it was not reviewed" if MARKER + "annual_public_meeting" in data else None
    return _not_done(
        held, span, f"No annual public meeting was held {span}.", "an annual public meeting was held", looked
    ) | {"late": False}


def _late(says: str, span: Period) -> dict[str, Any]:
    """Return that something was done after the period: not in the year, if the year was over by then."""
    return fact(False if span.is_over else None, says, late=span.is_over)


def _not_done(said: bool | None, span: Period, no: str, what: str, looked: str | None = None) -> dict[str, Any]:
    """Return that something was not done, or why that is not known; in the rest of a year it may have been."""
    if said is False and span.is_whole:
        return fact(False, no)
    if said is False:
        return fact(None, f"{no[:-1]}, which is not a whole financial year.")
    return fact(None, sentence(f"{looked or 'the record does not say'} whether {what}"))


def _told(own: Map, marked: list[tuple[str, Map]], name: str, what: str) -> dict[str, Any]:
    """Return what the records say of the annual public meeting; it is not known when they differ."""
    said = {data[name] for data in [own, *(data for _, data in marked)] if name in data}
    if len(said) == 2:
        return fact(None, f"The records differ on whether {what}.")
    if not said:
        return fact(None, f"The record does not say whether {what}.")
    value = said.pop()
    return fact(value, sentence(what if value else what.replace(" was ", " was not ")))
