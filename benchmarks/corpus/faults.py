"""Faults to put into a lawful constitution: of law, of schema and of reference."""

from collections.abc import Callable
from typing import Any

from corpus.draft import Draft, Json

# A fault changes the sections and says whether it found its place.
Fault = Callable[[Json, Draft], bool]


def _inside(sections: Json, *path: str) -> Any:
    found: Any = sections
    for key in path:
        if not isinstance(found, dict) or key not in found:
            return None
        found = found[key]
    return found


def _without(key: str, *path: str) -> Fault:
    """Take a key out."""

    def fault(sections: Json, draft: Draft) -> bool:
        return bool((_inside(sections, *path) or {}).pop(key, None))

    return fault


def _with(value: Any, key: str, *path: str) -> Fault:
    """Change the value of a key that is there."""

    def fault(sections: Json, draft: Draft) -> bool:
        found = _inside(sections, *path)
        if not isinstance(found, dict) or key not in found:
            return False
        found[key] = value
        return True

    return fault


def _drop(key: str, wanted: str) -> Fault:
    """Take the seats out whose key has this value, and every reference to them."""

    def fault(sections: Json, draft: Draft) -> bool:
        board = _inside(sections, "governing_body") or {}
        gone = {seat["id"] for seat in board.get("seats", []) if seat.get(key) == wanted}
        kept = [seat for seat in board.get("seats", []) if seat["id"] not in gone]
        if not gone or not kept:
            return False
        board["seats"] = kept
        for office in ("chair", "deputy_chair"):
            holders = [seat for seat in board.get(office, {}).get("drawn_from", []) if seat not in gone]
            if office in board and not holders:
                del board[office]
            elif office in board:
                board[office]["drawn_from"] = holders
        for group in board.get("quorum", {}).get("groups", []):
            group["seats"] = [seat for seat in group["seats"] if seat not in gone] or [kept[0]["id"]]
        for committee in sections.get("committees", []):
            members = [member for member in committee["members"] if member["seat"] not in gone]
            committee["members"] = members or [{"seat": kept[0]["id"]}]
            for office in ("chair", "vice_chair"):
                if committee.get(office, {}).get("seat") in gone:
                    committee[office]["seat"] = committee["members"][0]["seat"]
        return True

    return fault


def _seat_without(role: str, *keys: str) -> Fault:
    """Leave out what the seats of a role have to say of their holder."""

    def fault(sections: Json, draft: Draft) -> bool:
        seats = [seat for seat in _inside(sections, "governing_body", "seats") or [] if seat.get("role") == role]
        gone = [seat.pop(key) for seat in seats for key in keys if key in seat]
        return bool(gone)

    return fault


def _seat_with(role: str, key: str, value: Any) -> Fault:
    """Give the first seat of a role another value."""

    def fault(sections: Json, draft: Draft) -> bool:
        for seat in _inside(sections, "governing_body", "seats") or []:
            if seat.get("role") == role:
                seat[key] = value
                return True
        return False

    return fault


def _no_committee(kind: str) -> Fault:
    """Take out the committees of a kind."""

    def fault(sections: Json, draft: Draft) -> bool:
        before = sections.get("committees", [])
        kept = [committee for committee in before if committee["kind"] != kind]
        if len(kept) in (0, len(before)):
            return False
        sections["committees"] = kept
        return True

    return fault


def _audit_chair_without_lead(sections: Json, draft: Draft) -> bool:
    for committee in sections.get("committees", []):
        if committee["kind"] == "audit" and len(committee["members"]) > 2:
            committee["chair"] = {"seat": committee["members"][2]["seat"]}
            return True
    return False


def _low_quorum(sections: Json, draft: Draft) -> bool:
    quorum = _inside(sections, "governing_body", "quorum")
    if quorum is None:
        return False
    quorum["minimum"] = 1 + draft.rng.randint(0, 1)
    quorum.pop("groups", None)
    quorum["conflicted_members_count"] = True
    return True


def _unknown_seat(sections: Json, draft: Draft) -> bool:
    office = _inside(sections, "governing_body", draft.pick("chair", "deputy_chair"))
    if office is None:
        return False
    office["drawn_from"] = [f"{office['drawn_from'][0]}s"]
    return True


def _wrong_word(sections: Json, draft: Draft) -> bool:
    sections["governing_bodies" if draft.chance(0.3) else "comittees"] = {"clause": "6.6"}
    return True


STATED: tuple[Fault, ...] = (
    _seat_with("gp_member", "appointed_by", "chair"),
    _seat_with("chief_finance_officer", "employee_of_ccg", False),
    _seat_with("chief_finance_officer", "accountancy_qualification", False),
    _audit_chair_without_lead,
    _with(["public_bodies_act_1960"], "closing_grounds", "governing_body", "openness"),
    _with(False, "open_to_public", "governing_body", "openness"),
    _with("chair", "decided_by", "governing_body", "openness"),
    _with("remuneration_committee", "determined_by", "governing_body", "pay"),
    _with("committee", "held_by", "governing_body", "main_function"),
    _with("local_adoption", "takes_effect_on", "variation"),
    _with("ccg", "appointed_by", "accountable_officer"),
    _with(False, "by_each_member", "participation"),
    _with(60, "within_days", "conflicts", "declaring"),
    _with(False, "access_on_request", "conflicts", "registers"),
    _with(False, "excluded_from_decision", "conflicts", "managing", "at_meetings"),
    _with(False, "decisions", "public_involvement", "arrangements"),
)
OF_LAW: tuple[Fault, ...] = (
    *STATED,
    _drop("lay_lead", "local_area"),
    _drop("lay_lead", "finance_and_audit"),
    _drop("role", "registered_nurse"),
    _drop("role", "secondary_care_specialist"),
    _drop("role", "gp_member"),
    _drop("role", "chief_finance_officer"),
    _seat_without("chief_finance_officer", "employee_of_ccg"),
    _seat_without("chief_finance_officer", "accountancy_qualification", "financial_expertise"),
    _seat_without("registered_nurse", "excluded_providers"),
    _low_quorum,
    _no_committee("audit"),
    _no_committee("remuneration"),
    _without("deputy_chair", "governing_body"),
    _without("pay", "governing_body"),
    _without("main_function", "governing_body"),
    _without("transparency", "governing_body", "decisions"),
    _without("employees", "conflicts", "registers"),
    _without("guardian", "conflicts"),
    _without("procurement", "conflicts"),
    _without("principles", "public_involvement"),
    _without("annual_public_meeting", "publication"),
    _with("other", "exception", "publication", "papers"),
    _without("ccg_decisions"),
    _without("standing_orders"),
)
OF_SCHEMA: tuple[Fault, ...] = (
    _wrong_word,
    _seat_with("lay_member", "role", "lay_membr"),
    _seat_with("gp_member", "count", "three"),
    _seat_with("lay_member", "appointed_by", "council"),
    _with("six", "minimum", "governing_body", "quorum"),
    _with("2 weeks", "notice_days", "governing_body", "meetings"),
    _with(["public_intrest"], "closing_grounds", "governing_body", "openness"),
    _with("sometimes", "casting_vote", "governing_body", "voting"),
    _unknown_seat,
)


def put(faults: tuple[Fault, ...], number: int, sections: Json, draft: Draft) -> int:
    """Put up to this many different faults in; how many found a place."""
    done = 0
    for fault in draft.rng.sample(faults, len(faults)):
        done += done < number and fault(sections, draft)
    return done
