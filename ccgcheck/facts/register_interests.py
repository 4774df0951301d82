"""Facts of one interest: how long it took to declare, to enter, to take off the register and to destroy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ccgcheck.cases import Case
from ccgcheck.facts import verdicts
from ccgcheck.facts.days import Span, holds, span
from ccgcheck.facts.elapsed import ANY_DAY, Elapsed, bounds, dated, days, months, years
from ccgcheck.facts.people import Callings
from ccgcheck.facts.register_people import in_office_from

Map = dict[str, Any]
# A person knows of such an interest of their own; of an indirect one perhaps only later.
_OWN = ("financial", "non_financial_professional", "non_financial_personal")


@dataclass(frozen=True, slots=True)
class _Start:
    """From when an interest was to be declared; `last` is None when that may have been any later day.

    `word` says what happened then, `known` whether the person must have known of it from then on.
    """

    first: str
    last: str | None
    word: str
    known: bool

    def span(self, declared: Span | None) -> Span:
        """Return the days that it may be; for an interest once declared that is no later day than the declaration."""
        return Span(self.first, self.last or (declared or ANY_DAY).last)


def of(case: Case, interest: Map, as_at: str, people: Callings) -> Map:
    """Return the facts of an interest on a day: times with their bounds, each with a sentence.

    What has no day, or was not reviewed, counts as possible on any day (`..._first` to `..._last`).
    """
    who, what = people.called(interest, "person"), short(interest.get("organisation") or interest.get("nature"))
    label = f"The interest of {who} in {what}"
    start, arising = _start(case, interest), _arising(case, interest)
    declared, ended, removed, destroyed, entered = (
        span(interest.get(name)) for name in ("declared_on", "to", "removed_on", "destroyed_on", "entered_on")
    )
    goes_on = None if "?to" in interest else True if ended is None else ended.is_from(as_at)
    return {
        "label": label,
        "held": verdicts.answer(holds(interest, as_at)),
        "ended": verdicts.answer(verdicts.opposite(goes_on)),
        "known_to_person": start is not None and start.known,
        "start_last": (start.span(declared) if start else ANY_DAY).last,
        "arising_last": (arising.span(declared) if arising else ANY_DAY).last,
        **_range("declared", declared),
        **_range("ended", ended),
        **_range("destroyed", destroyed),
        "days_to_declare": _declaring(label, start, declared),
        "days_from_arising": _declaring(label, arising, declared),
        "days_to_enter": _between(days, "day", label, ("declared", declared), ("entered in the register", entered)),
        "ended_months": _between(months, "month", label, ("over", ended), ("looked at", Span(as_at, as_at))),
        "removed_after_months": _between(
            months, "month", label, ("over", ended), ("taken off the published register", removed)
        ),
        "kept_years": _between(years, "year", label, ("over", ended), ("destroyed", destroyed)),
    }


def short(text: str | None, limit: int = 80) -> str:
    """Return a text for use inside a sentence, cut when it is long."""
    if not text:
        return "what the record does not name"
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"


def _start(case: Case, interest: Map) -> _Start | None:
    """Return from when an interest was to be declared: s.14O(3)(b) counts from when the person becomes aware of it."""
    aware = span(interest.get("aware_on"))
    arose = _later(span(interest.get("arose_on")), span(interest.get("from")))
    if aware is not None:
        # Nobody is aware of a conflict before there is an interest.
        start = Span(max(aware.first, arose.first), max(aware.last, arose.last)) if arose else aware
        word = f"became known to the person {dated(aware)}" if start == aware or not arose else f"arose {dated(arose)}"
        return _Start(start.first, start.last, word, known=True)
    arising = _arising(case, interest)
    # Awareness that nobody has looked up may have come later.
    return replace(arising, last=None) if arising and "?aware_on" in interest else arising


def _later(one: Span | None, other: Span | None) -> Span | None:
    """Return the later of two days, or the one that is known: an interest does not arise before there is one."""
    if one is None or other is None:
        return one or other
    return Span(max(one.first, other.first), max(one.last, other.last))


def _arising(case: Case, interest: Map) -> _Start | None:
    """Return when an interest arose for the CCG, from which the guidance counts (coi-declaring-from-arising)."""
    aware, arose, began = (span(interest.get(name)) for name in ("aware_on", "arose_on", "from"))
    own = interest.get("category") in _OWN
    if arose is not None:
        start = _later(arose, began) or arose
        return _Start(start.first, start.last, f"arose {dated(start)}", known=own)
    if began is None:
        # It arose at the latest when the person became aware of it.
        return _Start(ANY_DAY.first, aware.last, f"was known {dated(aware)}", known=True) if aware else None
    # An interest that is older than the office was not to be declared before the person took it.
    office = in_office_from(case, interest, began)
    if office is None or "?arose_on" in interest:
        word = f"has been there since {interest['from']} (whether the person was in office then is not known)"
        return _Start(began.first, None, word, known=own)
    word = f"began {dated(began)}" if office == began else f"was there when the person took office {dated(office)}"
    return _Start(office.first, office.last, word, known=own)


def _declaring(label: str, start: _Start | None, declared: Span | None) -> Map:
    """Return the days from when the interest was to be declared until it was."""
    if start is None:
        return bounds(None, f"{label}: the record does not tell when it arose.")
    if declared is None:
        return bounds(None, f"{label} {start.word}; the record does not tell when it was declared.")
    if start.last is None:
        most = days(Span(start.first, start.first), declared).most
        return bounds(Elapsed(min(0, most), most), f"{label} {start.word} and was declared {dated(declared)}.")
    taken = days(Span(start.first, start.last), declared)
    return bounds(taken, f"{label} {start.word} and was declared {dated(declared)}, {taken.later('day')}.")


def _between(
    measure: Callable[[Span, Span], Elapsed],
    unit: str,
    label: str,
    first: tuple[str, Span | None],
    second: tuple[str, Span | None],
) -> Map:
    """Return how long it was between two events, each with its word."""
    (word, then), (later_word, later) = first, second
    if then is None or later is None:
        return bounds(None, f"{label}: the record does not tell when it was {word if then is None else later_word}.")
    taken = measure(then, later)
    says = f"{label} was {word} {dated(then)} and {later_word} {dated(later)}, {taken.later(unit)}."
    return bounds(taken, says)


def _range(name: str, when: Span | None) -> Map:
    return {f"{name}_first": (when or ANY_DAY).first, f"{name}_last": (when or ANY_DAY).last}
