"""The governing body of a generated constitution: seats, offices, quorum, votes and meetings."""

from corpus.draft import Draft, Json

IDS = {
    "chair": ("clinical_chair", "chair", "gp_chair"),
    "gp": ("gp_locality", "gp_elected", "gp"),
    "ao": ("chief_officer", "accountable_officer", "managing_director"),
    "cfo": ("chief_finance_officer", "cfo", "finance_director"),
    "nurse": ("registered_nurse", "nurse", "board_nurse"),
    "specialist": ("secondary_care_specialist", "hospital_doctor", "specialist"),
    "lay_audit": ("lay_audit", "lay_governance", "lay_member_audit"),
    "lay_area": ("lay_area", "lay_patients", "lay_member_involvement"),
    "lay_pc": ("lay_primary_care", "lay_commissioning", "lay_member_primary_care"),
}
OTHERS = (
    ("practice_manager", "practice_manager", "Practice Manager", True, "A manager employed by a member practice"),
    ("director_commissioning", "executive_director", "Director of Commissioning", True, "An employee of the group"),
    ("director_quality", "executive_director", "Director of Quality", True, "An employee of the group"),
    ("public_health", "local_authority_representative", "Consultant in Public Health", False,
     "An officer, not a councillor, of the council"),
    ("healthwatch_observer", "healthwatch_representative", "Healthwatch Observer", False, "Sent by local Healthwatch"),
    ("lmc_observer", "local_medical_committee_representative", "Local Medical Committee Observer", False,
     "An officer of the local medical committee"),
)  # fmt: skip
PROVIDERS = ["primary_medical_services", "relevant_services"]


def seat_ids(draft: Draft) -> dict[str, str]:
    """The identifier of each statutory seat in this constitution."""
    return {key: draft.pick(*choices) for key, choices in IDS.items()}


def _seat(draft: Draft, seat: str, role: str, title: str, more: Json) -> Json:
    years = draft.rng.choice((2, 3, 3, 4))
    term: Json = {"years": years, "maximum_terms": draft.rng.choice((2, 3))}
    data: Json = {"id": seat, "role": role, "title": title, "voting": True}
    data |= {
        "appointed_by": "ccg",
        "appointment": draft.pick("Open competition", "Advertisement and interview"),
        "term": term,
    }
    return data | more | draft.place("6.6")


def seats(draft: Draft, ids: dict[str, str], gps: int, third: bool, others: bool) -> list[Json]:
    """The seats, all that the law asks for, in the order of most constitutions."""
    members = {
        "appointed_by": "member_practices",
        "appointment": draft.pick("Election by the practices", "Secret ballot"),
    }
    made = [
        _seat(draft, ids["chair"], "gp_member", "Clinical Chair",
              {**members, "description": "A general practitioner at work in a member practice"}),
        _seat(draft, ids["gp"], "gp_member", draft.pick("Locality GP", "Elected GP", "GP Member"),
              {"count": gps, **members, "description": "A general practitioner of a member practice"}),
        _seat(draft, ids["ao"], "accountable_officer", draft.pick("Chief Officer", "Accountable Officer"),
              {"appointed_by": "nhs_england"}),
        _seat(draft, ids["cfo"], "chief_finance_officer", "Chief Finance Officer",
              {"term": {"determined_by": "ccg"}, "employee_of_ccg": True, "accountancy_qualification": True,
               "financial_expertise": True}),
        _seat(draft, ids["nurse"], "registered_nurse", "Registered Nurse", {"excluded_providers": PROVIDERS}),
        _seat(draft, ids["specialist"], "secondary_care_specialist", "Secondary Care Doctor",
              {"excluded_providers": PROVIDERS}),
        _seat(draft, ids["lay_audit"], "lay_member", "Lay Member for Audit", {"lay_lead": "finance_and_audit"}),
        _seat(draft, ids["lay_area"], "lay_member", "Lay Member for Patients", {"lay_lead": "local_area"}),
    ]  # fmt: skip
    del made[2]["appointment"], made[2]["term"]
    if third:
        description = "A lay person with no tie to a GP provider"
        more: Json = {"lay_lead": "primary_care", "description": description}
        made.append(_seat(draft, ids["lay_pc"], "lay_member", "Lay Member for Primary Care", more))
    for seat, role, title, voting, description in OTHERS:
        if others and draft.chance(0.35):
            more = {"voting": voting, "description": description}
            if "observer" in seat:
                more = {"member": False, "appointed_by": "another_body", **more}
            made.append(_seat(draft, seat, role, title, more))
            if "observer" in seat:
                del made[-1]["term"], made[-1]["appointment"]
    return made


def governing_body(draft: Draft, ids: dict[str, str], gps: int, third: bool, others: bool) -> Json:
    """The statement ``governing_body``, lawful."""
    rng = draft.rng
    made = seats(draft, ids, gps, third, others)
    lay = [str(seat["id"]) for seat in made if seat["role"] == "lay_member"]
    votes = sum(int(seat.get("count", 1)) for seat in made if seat["voting"])
    groups: list[Json] = [
        {"label": "Clinicians", "seats": [ids["chair"], ids["gp"], ids["nurse"], ids["specialist"]],
         "minimum": rng.randint(1, 2)},
        {"label": "Senior officers", "seats": [ids["ao"], ids["cfo"]], "minimum": 1},
        {"label": "Lay members", "seats": lay, "minimum": rng.randint(1, 2)},
    ]  # fmt: skip
    quorum: Json = {"minimum": max(4, votes // 2 + rng.randint(0, 1)), "of": "voting_members"}
    if draft.chance(0.8):
        quorum["groups"] = [group | {"clause": draft.place("Appendix C, 3.6")["clause"]} for group in groups]
    quorum |= {"must_include": ["chair_or_deputy"], "conflicted_members_count": False}
    quorum |= {"remote_members_count": draft.chance(0.7), "deputies_count": False}
    return {
        "main_function": {"held_by": "governing_body", **draft.place("6.5")},
        "pay": {"determined_by": "governing_body", **draft.place("6.5")},
        "arrangements": draft.place("6.5"),
        "seats": made,
        "chair": {"drawn_from": [ids["chair"]], "appointed_by": "member_practices", **draft.place("7.3")},
        "deputy_chair": {"drawn_from": lay[1:] or lay, "appointed_by": "ccg", **draft.place("7.4")},
        "decisions": {
            "procedure": draft.place("Appendix C, 3"),
            "transparency": {"decisions": draft.place("Appendix C, 3"), "manner": draft.place("6.5")},
        },
        "quorum": quorum | draft.place("Appendix C, 3.6"),
        "voting": {"majority": "simple", "casting_vote": draft.pick("chair", "chair", "none"),
                   **draft.place("Appendix C, 3.7")},
        "meetings": {"per_year": rng.choice((4, 6, 6, 8, 10, 12)), "annual_meeting_counts": False,
                     "notice_days": rng.randint(10, 21), "papers_days": rng.randint(5, 7),
                     "papers_published_days": rng.randint(3, 5), "working_days": draft.chance(0.5),
                     "public_questions": draft.chance(0.95), "question_days": rng.randint(1, 5),
                     "remote": draft.chance(0.5), **draft.place("Appendix C, 3")},
        "openness": {"open_to_public": True, "closing_grounds": ["public_interest"], "cites_1960_act": False,
                     "decided_by": "governing_body", "resolution": True, "recording_allowed": draft.chance(0.6),
                     **draft.place("Appendix C, 3")},
    }  # fmt: skip
