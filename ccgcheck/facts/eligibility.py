"""Who may sit: what is recorded of a member, held against the bars of the provisions in force on a day.

Which kinds of body and which positions bar from which seat stands in the `values` of the provisions: `bars` names the
seats (or `any`), `by` the statement about the member that decides.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Record
from ccgcheck.evidence import MARKER
from ccgcheck.facts import days, verdicts
from ccgcheck.facts.days import Span
from ccgcheck.facts.lists import entries
from ccgcheck.facts.people import Callings
from ccgcheck.facts.sentences import in_words
from ccgcheck.law import InForce

Facts = dict[str, dict[str, Any]]
_HELD = ("posts", "registrations")
_DATED = ("convictions", "dismissals")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody may hold a seat: None when the record does not tell.

    `doubtful` when what bars, or what could not be shut out, rests on law that was not read. `says` is a sentence.
    """

    eligible: bool | None
    doubtful: bool
    says: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one provision, cited as `where`, makes of a member: `barred` is None when the record does not tell."""

    barred: bool | None
    says: str
    where: str
    read: bool


def standing(
    member: Mapping[str, Any],
    seat: str,
    as_at: str,
    appointed: Span | None,
    law: Mapping[str, Any],
    who: str | None = None,
) -> Standing:
    """Return whether a member of the roster may hold a seat on a day, by every provision that bars from it.

    `seat` is lay_member (s.14N(6), Sch 4), registered_nurse or secondary_care_specialist (reg 12(1)), or any (Sch 5).
    `appointed` is the day of the appointment, from which Sch 5 paras 4 and 6 look back; `who` what to call the member.
    """
    found = [_finding(member, values, as_at, appointed) for values in _in_force(law).about(seat)]
    called = who or Callings().called(member)
    for barred in (True, None):
        reasons = [finding for finding in found if finding.barred is barred]
        decisive = [finding for finding in reasons if finding.read] or reasons
        if decisive:
            says = f"{called}: {_together(decisive)}"
            return Standing(False if barred else None, not any(one.read for one in decisive), says)
    return Standing(True, False, f"{called}: nothing that is recorded bars from the seat")


def _in_force(law: Mapping[str, Any]) -> InForce:
    """Return the law of a day as it can be asked about seats."""
    return law if isinstance(law, InForce) else InForce(law)


def _together(findings: Iterable[_Finding]) -> str:
    """Return findings as a phrase, those that say the same said once, with all their citations."""
    cited: dict[str, set[str]] = {}
    for finding in findings:
        cited.setdefault(finding.says, set()).add(finding.where)
    return "; ".join(f"{says} ({_cited(sorted(cited[says]))})" for says in sorted(cited))


def _cited(citations: list[str]) -> str:
    """Return citations as a phrase: all of a few, else the first and how many others there are."""
    if len(citations) <= _FEW:
        return "; ".join(citations)
    return f"{citations[0]}, and {len(citations) - 1} other provisions"


def as_told_on(member: Mapping[str, Any], as_at: str, told_on: str | None) -> Mapping[str, Any]:
    """Return a member as a record of the day `told_on` tells of an earlier one.

    Whether a post or a registration without a beginning had begun by then is not known, as if it had not been reviewed.
    """
    if told_on is None or told_on <= as_at:
        return member
    return {**member, **{name: [_perhaps(one, as_at) for one in member[name]] for name in _HELD if name in member}}


def _perhaps(entry: Mapping[str, Any], day: str) -> Mapping[str, Any]:
    ended = days.span(entry.get("to"))
    is_over = ended is not None and ended.is_from(day) is False
    return entry if "from" in entry or is_over else {**entry, f"{MARKER}from": True}


def derive(record: Record, as_at: str, law: Mapping[str, Any], people: Callings) -> Facts:
    """Return, by pointer, the facts on which the rules on eligibility rest.

    Of each member `who` and `in_office`; of each post and registration `held`; of each conviction and dismissal
    `in_period`: whether it falls in the years before the appointment that the law looks back.
    """
    found = posts_facts(record, as_at, people)
    for pointer, member in _members(record):
        held = days.holds(member, as_at)
        says = f"It is not known whether {people.called(member)} was in office on {as_at}."
        found[pointer] = {"who": people.opening(member), "in_office": verdicts.fact(held, says)}
        for name in _DATED:
            years = _years(law, name)
            for index, entry in enumerate(entries(member, name)):
                if years is not None:
                    inside = _looked_back(entry, days.span(member.get("from")), years)
                    found[f"{pointer}/{name}/{index}"] = {"in_period": verdicts.fact(inside, _period(entry, years))}
    return found


def posts_facts(record: Record, as_at: str, people: Callings) -> Facts:
    """Return, by pointer, of each post and each registration of a member whether it is held on a day."""
    found: Facts = {}
    for pointer, written in _members(record):
        member = as_told_on(written, as_at, record.day)
        for name in _HELD:
            for index, entry in enumerate(entries(member, name)):
                held = days.holds(entry, as_at)
                what = _described(entry, name)
                word = {True: "is", False: "is not", None: "may be"}[held]
                says = f"{people.opening(member)} {word} {what} on {as_at}"
                found[f"{pointer}/{name}/{index}"] = {"held": verdicts.fact(held, says, what=what)}
    return found


def _finding(member: Mapping[str, Any], values: Mapping[str, Any], day: str, appointed: Span | None) -> _Finding:
    by = str(values["by"])
    read, where = values.get("confidence") == "read", values.get("citation", "")
    if "needs" in values:
        return _lacking(member, values, day)
    if by in _ABOUT_ENTRIES:
        if by not in member:
            return _Finding(None, f"the record does not say which {by} there are", where, read)
        asked = [(entry, _ABOUT_ENTRIES[by](entry, values, day, appointed)) for entry in entries(member, by)]
        barred = verdicts.either(answer for _, answer in asked)
        about = sorted({_described(entry, by) for entry, answer in asked if answer is barred})
        return _Finding(barred, " and ".join(about), where, read)
    barred = member.get(by)
    told = by.replace("_", " ")
    says = told if barred else f"the record does not tell: {told}"
    return _Finding(barred if isinstance(barred, bool) else None, says, where, read)


def _lacking(member: Mapping[str, Any], values: Mapping[str, Any], day: str) -> _Finding:
    """Whether a registration that the seat needs is lacking."""
    read, where = values.get("confidence") == "read", values.get("citation", "")
    if "registrations" not in member:
        return _Finding(None, "the record does not say which registrations there are", where, read)
    has = verdicts.either(_registered(entry, values, day, None) for entry in entries(member, "registrations"))
    wanted = " or ".join(in_words(register) for register in values["registers"])
    return _Finding(verdicts.opposite(has), f"not on the register {wanted}", where, read)


def _by_post(post: Mapping[str, Any], values: Mapping[str, Any], day: str, _: Span | None) -> bool | None:
    """Whether a post bars: it is held, it is at a body that the provision is about, in one of its positions."""
    return verdicts.both([days.holds(post, day), _concerned(post, values), _named(post, "position", values)])


def _registered(entry: Mapping[str, Any], values: Mapping[str, Any], day: str, _: Span | None) -> bool | None:
    return verdicts.both([days.holds(entry, day), _named(entry, "register", values)])


def _by_conviction(entry: Mapping[str, Any], values: Mapping[str, Any], _: str, appointed: Span | None) -> bool | None:
    months, fine = entry.get("imprisonment_months"), entry.get("option_of_a_fine")
    long = None if months is None else months >= values["months"]
    return verdicts.both([_looked_back(entry, appointed, values["years"]), long, verdicts.opposite(fine)])


def _by_dismissal(entry: Mapping[str, Any], values: Mapping[str, Any], _: str, appointed: Span | None) -> bool | None:
    listed = None if _is_hidden(entry, "employer") else entry.get("employer") in values["employers"]
    inside = _looked_back(entry, appointed, values["years"])
    return verdicts.both([inside, listed, verdicts.opposite(entry.get("redundancy"))])


_Ask = Callable[[Mapping[str, Any], Mapping[str, Any], str, Span | None], bool | None]
_ABOUT_ENTRIES: Mapping[str, _Ask] = {
    "posts": _by_post,
    "registrations": _registered,
    "convictions": _by_conviction,
    "dismissals": _by_dismissal,
}


def _concerned(post: Mapping[str, Any], values: Mapping[str, Any]) -> bool | None:
    """Whether the provision is about the body: by its kind, or by what `flag` says that it does.

    Where the record is silent on that, it is not known of the kinds of body in `ask_of`.
    """
    kind = post.get("kind")
    by_kind = None if _is_hidden(post, "kind") else kind in values["kinds"]
    flag = values.get("flag")
    if flag is None or by_kind:
        return by_kind
    if flag in post:
        return verdicts.either([by_kind, bool(post[flag])])
    open_ = kind is None or kind in values["ask_of"] or _is_hidden(post, flag)
    return None if open_ else by_kind


def _named(entry: Mapping[str, Any], name: str, values: Mapping[str, Any]) -> bool | None:
    """Whether a position or register is one that the provision names; None where only a person can tell."""
    if _is_hidden(entry, name) or entry.get(name) in values["perhaps"]:
        return None
    return entry.get(name) in values[f"{name}s"]


def _looked_back(entry: Mapping[str, Any], appointed: Span | None, years: int) -> bool | None:
    """Whether something was in the years that ended on the day before the appointment."""
    on = days.span(entry.get("on"))
    if on is None or appointed is None:
        return None
    since, before = on.is_from(days.years_before(appointed.last, years)), on.last < appointed.first
    too_early = on.last < days.years_before(appointed.first, years)
    return False if too_early or on.first >= appointed.last else True if since and before else None


def _period(entry: Mapping[str, Any], years: int) -> str:
    return f"of {entry.get('on', 'a day not recorded')}, held against the {years} years before the appointment"


def _years(law: Mapping[str, Any], by: str) -> int | None:
    """Return how far the provisions on convictions, or on dismissals, look back; the longest if they differ."""
    return _in_force(law).years(by)


def _described(entry: Mapping[str, Any], name: str) -> str:
    """Return what an entry of a list about a member is, as words that follow "is"."""
    if name == "registrations":
        return f'on the professional register "{in_words(entry.get("register", "not reviewed"))}"'
    if name in _DATED:
        return f"{name.removesuffix('s')} of {entry.get('on', 'a day not recorded')}"
    position = entry.get("position", "other")
    at = entry.get("organisation") or f'a body of the kind "{in_words(entry.get("kind", "not reviewed"))}"'
    if position == "other":
        return f"in another position at {at}"
    article = "an" if position[0] in "aeiou" else "a"
    return f"{article} {in_words(position)} {'in' if position == 'partner' else 'of'} {at}"


def _is_hidden(entry: Mapping[str, Any], name: str) -> bool:
    return MARKER + name in entry


def _members(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for index, member in enumerate(entries(record.data, "members")):
        yield f"/members/{index}", member
