"""The people of one generated body, and the records that list them: the roster and the registers."""

import random
from dataclasses import dataclass

from corpus import words
from corpus.draft import Draft, Json

UNSULLIED: Json = {
    "convictions": [], "dismissals": [], "bankruptcy_restrictions": False, "director_disqualification": False,
    "charity_removal": False, "scottish_charity_removal": False, "professional_sanction": False,
}  # fmt: skip
ROLES = {
    "chair": "gp_member", "gp": "gp_member", "ao": "accountable_officer", "cfo": "chief_finance_officer",
    "nurse": "registered_nurse", "specialist": "secondary_care_specialist", "lay_audit": "lay_member",
    "lay_area": "lay_member", "lay_pc": "lay_member",
}  # fmt: skip
TITLES = {
    "chair": "Clinical Chair", "gp": "Locality GP", "ao": "Chief Officer", "cfo": "Chief Finance Officer",
    "nurse": "Registered Nurse", "specialist": "Secondary Care Doctor", "lay_audit": "Lay Member for Audit",
    "lay_area": "Lay Member for Patients", "lay_pc": "Lay Member for Primary Care",
}  # fmt: skip
LEADS = {"lay_audit": "finance_and_audit", "lay_area": "local_area", "lay_pc": "primary_care"}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a seat.

    Attributes:
        key: which statutory seat, a key of ``board.IDS``; seat: its identifier in this body's constitution.
        company, practice: a firm and a practice of this person.
    """

    identifier: str
    name: str
    key: str
    seat: str
    start: str
    company: str
    practice: str

    @property
    def role(self) -> str:
        """The role of the seat."""
        return ROLES[self.key]

    @property
    def is_gp(self) -> bool:
        """Whether this is a GP member."""
        return self.role == "gp_member"


def holders(draft: Draft, ids: dict[str, str], gps: int, third: bool, date: str) -> list[Holder]:
    """Who holds the seats of a body, from a day in the three years before the date."""
    keys = ["chair", *["gp"] * gps, "ao", "cfo", "nurse", "specialist", "lay_audit", "lay_area", *["lay_pc"] * third]
    company = f"{draft.town()} {draft.rng.choice(words.COMPANIES)}"
    made: dict[str, Holder] = {}
    while len(made) < len(keys):
        identifier, name = draft.person()
        key = keys[len(made)]
        name = f"Dr {name}" if key in ("chair", "gp", "specialist") else name
        start = max(draft.body.first, f"{int(date[:4]) - draft.rng.randint(1, 2)}-{draft.rng.randint(1, 12):02}-01")
        practice = f"{draft.town()} {draft.rng.choice(words.PRACTICE_ENDINGS)}"
        made.setdefault(identifier, Holder(identifier, name, key, ids[key], start, company, practice))
    return list(made.values())


def _post(organisation: str, kind: str, position: str, since: str, provides: bool) -> Json:
    return {"organisation": organisation, "kind": kind, "position": position, "from": since,
            "arranged_by_ccg": provides,
            "arranged_by_nhs_england": kind == "member_practice", "serves_our_people": provides,
            "supports_commissioning": False}  # fmt: skip


def _registrations(rng: random.Random, key: str) -> list[Json]:
    year = rng.randint(1984, 2006)
    if key in ("chair", "gp"):
        return [{"register": "gmc", "from": f"{year}-08"}, {"register": "gmc_gp", "from": f"{year + 5}-04"}]
    if key == "nurse":
        return [{"register": "nmc_nurse", "from": f"{year}-09"}]
    if key == "specialist":
        return [{"register": "gmc", "from": f"{year}-08"}, {"register": "gmc_specialist", "from": f"{year + 3}-01"}]
    return []


def _member(draft: Draft, holder: Holder, date: str, lines: int) -> Json:
    key = holder.key
    made: Json = {"id": holder.identifier, "name": holder.name, "title": TITLES[key], "seat": holder.seat}
    made |= {"role": holder.role, "from": holder.start}
    if key not in ("ao", "cfo"):
        made["term_ends"] = f"{int(holder.start[:4]) + draft.rng.choice((3, 3, 3, 4))}-03-31"
    appointer = {"chair": "member_practices", "gp": "member_practices", "ao": "nhs_england"}.get(key, "ccg")
    made |= {"appointed_by": appointer, **({"lay_lead": LEADS[key]} if key in LEADS else {})}
    made |= {"employee_of_ccg": key in ("ao", "cfo"), "accountancy_qualification": key == "cfo"}
    if lines < 20:
        return made | {"registrations": _registrations(draft.rng, key), "not_reviewed": True}
    made |= {"financial_expertise": key == "cfo", "individual_ccg_member": False, "member_of_member_body": holder.is_gp}
    made |= {
        "employee_of_member": False,
        "installed_by_nhs_england": False,
        "knows_finance_and_audit": key == "lay_audit",
    }
    made |= {"knows_the_area": key == "lay_area", "registrations": _registrations(draft.rng, key)}
    posts: list[Json] = []
    if holder.is_gp:
        since = f"{draft.rng.randint(1999, 2012)}-{draft.rng.randint(1, 12):02}-01"
        posts.append(_post(holder.practice, "member_practice", "partner", since, True))
        if draft.chance(0.4):
            posts.append(_post(holder.company, "independent_provider", "shareholder", "2012-02-01", True))
    if key in ("ao", "cfo"):
        posts.append(_post(draft.body.name, "this_ccg", "employee", holder.start, False))
    if key == "specialist":
        post: Json = {"kind": "nhs_consultant", "from": f"{draft.rng.randint(1995, 2005)}-02-01"}
        post |= {"to": f"{int(date[:4]) - draft.rng.randint(1, 6)}-09-30", "on_specialist_register": True}
        made["consultant_posts"] = [post | {"on_gp_register": False}]
    return made | {"posts": posts} | UNSULLIED


def roster(draft: Draft, people: list[Holder], date: str, wanted: int, faults: int) -> Json:
    """The governing body's members on a day, some with a fault; where lines are few, less is told of each."""
    members = [_member(draft, holder, date, wanted // len(people)) for holder in people]
    for member in draft.rng.sample(members, min(faults, len(members))):
        fault = draft.rng.randint(0, 2)
        if fault == 0:
            member["bankruptcy_restrictions"] = True
        elif fault == 1:
            member["term_ends"] = f"{int(date[:4]) - 1}-03-31"
        else:
            member["posts"] = [_post("Council", "local_authority", "councillor", "2012-05-08", False)]
    offices: list[Json] = [
        {"office": office, "held_by": holder.identifier, "from": holder.start, "appointed_by": "governing_body"}
        for office, key in (("chair", "chair"), ("deputy_chair", "lay_area"), ("audit_chair", "lay_audit"))
        for holder in people
        if holder.key == key
    ]
    return {"members": members, "vacancies": [], "offices": offices}


def _interest(draft: Draft, holder: Holder, step: int, late: bool) -> Json:
    gp = holder.is_gp
    nature, kind, organisation = draft.rng.choice((
        ("Partner in the practice", "member_practice", holder.practice),
        ("Shares, through the practice", "independent_provider", holder.company),
        ("Director of the company", "independent_provider", holder.company),
    )) if gp else draft.rng.choice((
        ("Trustee of the charity", "voluntary_organisation", f"{draft.town()} Carers"),
        ("Partner in a firm that does no work for the group", "other", f"{draft.town()} and {draft.town()}"),
        ("Spouse works there", "other", f"{draft.town()} {draft.rng.choice(words.TRUSTS)}"),
    ))  # fmt: skip
    year, month = int(holder.start[:4]), int(holder.start[5:7])
    declared = (
        f"{year + (month > 9)}-{(month + 3) % 12 + 1:02}-10"
        if late
        else f"{holder.start[:8]}{draft.rng.randint(8, 20):02}"
    )
    return {"id": f"{holder.identifier}_{step}", "person": holder.identifier, "name": holder.name, "role": holder.role,
            "class": "governing_body_member", "decision_maker": True, "category": "financial" if gp else "indirect",
            "nature": nature, "organisation": organisation, "organisation_kind": kind,
            "from": f"{draft.rng.randint(2001, 2012)}-{draft.rng.randint(1, 12):02}-01", "arose_on": holder.start,
            "declared_on": declared, "entered_on": declared,
            "mitigation": draft.pick("Leaves when its contracts are decided", "Does not vote on it", "None needed"),
            "agreed_with": "The Head of Governance", "published": True, "redacted": False}  # fmt: skip


def interests(draft: Draft, people: list[Holder], date: str, wanted: int, faults: int) -> Json:
    """The registers of interests and gifts as they stood on a day."""
    year = int(date[:4])
    number = max(3, (wanted - 45) // 19)
    entries = [_interest(draft, draft.rng.choice(people), step, step < faults) for step in range(number)]
    covers = ["ccg_member", "governing_body_member", "committee_member", "employee"]
    reviewed = [f"{year - 1}-{draft.rng.randint(1, 9):02}-14", f"{year}-01-{draft.rng.randint(1, 28):02}"]
    registers: Json = {
        "covers": covers,
        "published": True,
        "published_on": reviewed[1],
        "where": ["website", "headquarters"],
    }
    registers |= {
        "shows": "decision_makers",
        "reviewed_on": [day for day in reviewed if day <= date],
        "head_office": True,
    }
    known = {entry["person"] for entry in entries}
    nil = [{"person": each.identifier, "name": each.name, "declared_on": reviewed[0]}
           for each in people if each.identifier not in known]  # fmt: skip
    gifts = [{"person": each.identifier, "name": each.name, "kind": "gift", "nature": draft.pick("A plant", "Wine"),
              "given_by": f"Friends of {draft.town()}", "from_supplier": False,
              "value_pounds": draft.rng.randint(5, 45), "on": f"{year - 1}-12-{draft.rng.randint(10, 24)}",
              "accepted": True, "accepted_for": "person",
              "declared_on": f"{year - 1}-12-28", "declared": True, "approved": True, "published": True}
             for each in draft.rng.sample(people, draft.rng.randint(0, 2))]  # fmt: skip
    completed = len(people) - draft.rng.randint(0, 1 + faults)
    training: Json = {
        "group": "governing_body",
        "required": len(people),
        "completed": completed,
        "by": f"{year - 1}-01-31",
    }
    return {"registers": registers, "interests": entries, "nil_returns": nil,
            "gifts_register": {"kept": True, "published": True}, "gifts": gifts, "breaches": [], "training": [training],
            "guardian": {"held_by": "audit_chair"},
            "audit": {"made_on": reviewed[0], "in_annual_governance_statement": True}}  # fmt: skip
