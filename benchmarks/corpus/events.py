"""What a generated body did: meetings, procurement decisions and the financial year."""

from datetime import date, timedelta

from corpus import words
from corpus.draft import Draft, Json
from corpus.people import Holder


def days_before(day: str, number: int) -> str:
    """The day so many days before, or after when negative."""
    return (date.fromisoformat(day) - timedelta(days=number)).isoformat()


def _item(draft: Draft, number: int, minutes: int, people: list[Holder], conflicted: list[str]) -> Json:
    clock = f"{9 + (30 + minutes) // 60:02}:{(30 + minutes) % 60:02}"
    present = [each.identifier for each in people if each.identifier not in conflicted]
    made: Json = {
        "number": str(number),
        "title": f"{draft.rng.choice(words.SERVICES)}: {draft.pick('plan', 'report', 'award')}",
    }
    made |= {"starts": clock, "concerns": [people[0].company] if conflicted else [], "concerns_all_practices": False}
    if conflicted or draft.chance(0.4):
        against = draft.rng.randint(0, 1)
        decision: Json = {
            "kind": "procurement" if conflicted else "other",
            "outcome": draft.pick("Agreed", "Approved as proposed"),
        }
        decision |= {"for": len(present) - against, "against": against, "abstained": 0, "voted": present}
        return made | {"decision": decision}
    return made | {"decision": {"kind": "none"}}


def meeting(draft: Draft, people: list[Holder], day: str, wanted: int, faults: int) -> Json:
    """One meeting of the governing body, with an item that GPs withdraw from."""
    notice = 3 if faults else draft.rng.randint(21, 35)
    papers = draft.rng.randint(7, 9)
    made: Json = {
        "date": day,
        "of": "governing_body",
        "name": "Governing body in public",
        "began": "09:30",
        "ended": "12:45",
    }
    made |= {"called_on": days_before(day, notice), "papers_sent_on": days_before(day, papers)}
    made |= {"papers_published_on": days_before(day, papers), "papers_published": True}
    made |= {"minutes_published_on": days_before(day, -draft.rng.randint(20, 80)), "minutes_published": True}
    made |= {"open_to_public": faults < 2, "remote": False, "annual_public_meeting": False}
    asked = draft.rng.randint(0, 4)
    made |= {"questions": {"invited": True, "number": asked, "answered": asked}, "claimed_quorate": True}
    number = max(5, min(14, (wanted - 60) // 12))
    about = draft.rng.randint(3, number - 1)
    gone = [each.identifier for each in people if each.is_gp and (not faults or draft.chance(0.6))]
    made["attendance"] = [_attends(each, str(about), gone) for each in people]
    made["items"] = [
        _item(draft, step, step * 10, people, gone if step == about else []) for step in range(1, number + 1)
    ]
    made["declarations"] = [
        {"who": who, "organisation": people[0].company, "nature": "Owns shares in a bidder", "items": [str(about)],
         "declared_at": "start", "managed": "left", "action": f"Left for item {about} and came back after it",
         "decided_by": "vice_chair", "departure_recorded": not faults, "return_recorded": not faults}
        for who in gone
    ]  # fmt: skip
    return made | {"closed_parts": []}


def _attends(holder: Holder, item: str, gone: list[str]) -> Json:
    made: Json = {"id": holder.identifier, "name": holder.name, "role": holder.role, "seat": holder.seat}
    office = {"chair": "chair", "lay_area": "deputy_chair"}.get(holder.key)
    made |= {"office": office} if office else {}
    return made | ({"absences": [{"items": [item]}]} if holder.identifier in gone else {})


def procurement(draft: Draft, people: list[Holder], day: str, faults: int) -> Json:
    """One decision on a contract."""
    winner = people[0].company
    losers = sorted(
        {f"{draft.town()} {draft.rng.choice(words.COMPANIES)}" for _ in range(draft.rng.randint(1, 6))} - {winner}
    )
    gone = [each for each in people if each.is_gp]
    signed = days_before(day, -draft.rng.randint(7, 40))
    contract: Json = {"entered_into": True, "agreed_on": signed, "value_pounds": draft.rng.randint(40, 4000) * 1000}
    contract |= {
        "published_on": signed,
        "published": True,
        "on_nhs_england_website": True,
        "conflicts_record": not faults,
    }
    holds = ["decision", "decision_makers", "conflicts"]
    return {
        "date": day, "title": f"{draft.rng.choice(words.SERVICES)}, {day[:4]} to {int(day[:4]) + 3}",
        "health_services": True, "decision": f"The contract goes to {winner}", "taken_by": "governing_body",
        "decision_makers": [{"id": each.identifier, "name": each.name, "role": each.role} for each in people
                            if each not in gone],
        "providers": [{"name": name, "awarded": name == winner, "declared_interests": True, "member_practice": False}
                      for name in (winner, *losers)],
        "conflicts": [{"who": each.identifier, "role": each.role, "nature": "Owns shares in a bidder",
                       "organisation": winner, "managed": "left",
                       "action": draft.pick("Left for the item", "Was not sent the paper; left")} for each in gone],
        "contract": contract,
        "register": {"entered": True, "published": True, "holds": holds[: 2 if faults else 3]},
    }  # fmt: skip


def year(draft: Draft, begins: int, wanted: int, faults: int) -> Json:
    """A financial year: what was held and published."""
    start, end = f"{begins}-04-01", f"{begins + 1}-03-31"
    number = max(6, min(40, (wanted - 22) // 7))
    days = sorted({days_before(start, -draft.rng.randint(5, 355)) for _ in range(number)})
    meetings: list[Json] = [
        {"on": day, "of": "governing_body", "open_to_public": True, "annual_public_meeting": False,
         "papers_published_on": days_before(day, draft.rng.randint(5, 9)),
         "minutes_published_on": days_before(day, -draft.rng.randint(20, 70))}
        for day in days
    ]  # fmt: skip
    held: Json = {
        "held": True,
        "on": f"{begins}-09-{draft.rng.randint(4, 28):02}",
        "presented_annual_report": not faults,
    }
    return {
        "from": start, "to": end, "meetings": meetings, "annual_public_meeting": held | {"open_to_public": True},
        "annual_report": {"made": True, "published": True, "published_on": f"{begins}-06-{draft.rng.randint(10, 30)}"},
        "constitution": {"published": True, "where": ["website", "headquarters"]},
        "commissioning_plan": {"published": faults < 2, "published_on": f"{begins}-03-{draft.rng.randint(10, 28)}"},
        "pay": {"published": True},
    }  # fmt: skip
