"""The statements of a generated constitution other than its governing body and committees, each lawful."""

from datetime import date, timedelta

from corpus import words
from corpus.draft import Draft, Json

WHERE = (["website"], ["website", "headquarters"], ["website", "headquarters", "on_request"])


def practices(draft: Draft, number: int) -> list[Json]:
    """Member practices with codes, contracts and constitutions."""
    names = sorted({f"{draft.town()} {draft.rng.choice(words.PRACTICE_ENDINGS)}" for _ in range(number * 2)})
    chosen = sorted(draft.rng.sample(names, min(number, len(names))))
    first = draft.rng.randint(0, 900)
    letter = draft.rng.choice("ABCDEFGHJKLMNPY")
    area = draft.rng.randint(81, 99)
    made: list[Json] = []
    for step, name in enumerate(chosen):
        contract, form = draft.rng.choice((("gms", "partnership"), ("pms", "partnership"), ("gms", "single_handed"),
                                           ("apms", "company")))  # fmt: skip
        practice: Json = {"name": name, "ods_code": f"{letter}{area}{first + step:03}"}
        practice |= {"contract": contract, "constituted_as": form, "services": "essential_in_core_hours"}
        made.append(practice)
    return made


def beginning(draft: Draft, number_of_practices: int) -> Json:
    """Name, area, members, approval and variation."""
    town = draft.town()
    councils = sorted({f"{draft.town()} {draft.rng.choice(words.COUNCILS)}" for _ in range(draft.rng.randint(1, 4))})
    if draft.chance(0.9):
        town = draft.body.name.removeprefix("NHS ").removesuffix(" Clinical Commissioning Group")
    area = f"{town}, with {draft.town()} and the parishes from {draft.town()} to {draft.town()}"
    made = practices(draft, number_of_practices)
    approved = (date.fromisoformat(draft.date) - timedelta(days=draft.rng.randint(0, 60))).isoformat()
    return {
        "name": {"value": draft.body.name, **draft.place("1.1")},
        "area": {"description": area, "local_authorities": councils, **draft.place("2.1")},
        "members": {"number": len(made), "practices": made, **draft.place("3.1")},
        "approval": {"approved_by": "nhs_england", "date": max(approved, draft.body.first), **draft.place("1.3")},
        "variation": {"takes_effect_on": "nhs_england_approval", "published_as_varied": True,
                      "member_vote": f"{draft.pick('Two thirds', 'More than half')} of the practices voting",
                      **draft.place("1.4")},
    }  # fmt: skip


def functions(draft: Draft) -> Json:
    """How functions are carried out, to whom they are delegated, how decisions are taken."""
    acts = f"The group {draft.rng.choice(words.VERBS)} through {draft.rng.choice(words.THROUGH)}."
    chosen = draft.rng.sample(range(len(words.FUNCTIONS)), draft.rng.randint(2, 9))
    delegation: list[Json] = []
    for index in sorted(chosen):
        function, of, to, whom = words.FUNCTIONS[index]
        entry: Json = {"function": function, "functions_of": of, "to": to}
        entry |= {"description": whom} if whom else {}
        delegation.append(entry | {key: value for key, value in draft.place("Appendix D").items() if key != "text"})
    return {
        "functions": {"arrangements": draft.place("5.1", acts),
                      "employment_terms": {"determined_by": "ccg", **draft.place("9.1")}},
        "delegation": delegation,
        "ccg_decisions": {"procedure": draft.place("6.2"),
                          "transparency": {"decisions": draft.place("10.1"), "manner": draft.place("10.1")}},
        "participation": {"by_each_member": True,
                          "how": f"A vote and {draft.rng.randint(2, 12)} meetings a year for each practice",
                          **draft.place("3.2")},
    }  # fmt: skip


def papers(draft: Draft) -> Json:
    """Standing documents and what is published."""
    published: Json = {
        "constitution": {"published": True, "where": draft.rng.choice(WHERE), **draft.place("4.5")},
        "papers": {
            "published": True,
            "where": draft.rng.choice(WHERE),
            "exception": "public_interest",
            **draft.place("4.5"),
        },
        "minutes": {"published": True, "where": draft.rng.choice(WHERE), **draft.place("4.5")},
        "annual_public_meeting": {"held": True, "for_annual_report": True, **draft.place("4.5")},
    }
    for key in ("pay", "annual_report", "commissioning_plan"):
        if draft.chance(0.7):
            published[key] = {"published": True, "where": draft.rng.choice(WHERE), **draft.place("4.5")}
    standing: Json = {
        key: {"in_constitution": True, "published": True, **draft.place("10.2")}
        for key in ("standing_orders", "scheme_of_reservation", "financial_policies")
    }
    return standing | {"publication": published}


def conflicts(draft: Draft) -> Json:
    """Registers, declarations and how conflicts are managed, as the guidance of 2016 and 2017 asks."""
    rng = draft.rng
    covered = ("members", "governing_body_members", "committee_members", "employees")
    registers: Json = {key: {"covered": True, "clause": draft.place("8.3")["clause"]} for key in covered}
    registers |= {
        "published": True,
        "access_on_request": True,
        "published_for": "all",
        "where": ["website", "headquarters"],
    }
    registers |= {
        "review_months": 3 if draft.date < "2016-06-28" else rng.choice((3, 4, 6)),
        "public_months_after_end": rng.choice((6, 9, 12)),
    }
    registers |= {"kept_years_after_end": rng.choice((6, 7, 8)), "redaction_decided_by": "conflicts_guardian"}
    minuted: Json = {"who": True, "nature": True, "items": True, "management": True, "evidence": True}
    statement: Json = {
        "registers": registers | draft.place("8.3"),
        "declaring": {"as_soon_as_practicable": True, "within_days": rng.choice((7, 14, 21, 28, 28)),
                      "entered_in_register": True,
                      "occasions": ["application", "appointment", "six_monthly", "meetings", "change"],
                      "covers_potential": True, "relationship_with_nhs_england": True,
                      "form_consents_to_publication": True, **draft.place("8.3")},
        "categories": ["financial", "non_financial_professional", "non_financial_personal", "indirect"],
        "managing": {
            "arrangements": draft.place("8.4"),
            "protects_integrity": True,
            "at_meetings": {"decided_by": "chair", "excluded_from_decision": True, **draft.place("8.4")},
            "conflicted_chair": {"replaced_by": "vice_chair", **draft.place("8.4")},
            "lost_quorum": {"options": draft.rng.choice((["refer_to_another_body", "co_opt"], ["co_opt", "defer"])),
                            **draft.place("8.4")},
            "minuted": minuted | draft.place("8.4"),
        },
        "guardian": {"held_by": "audit_chair", **draft.place("8.2")},
        "gifts": {"register": True, "published": True, "supplier_limit_pounds": 0,
                  "other_limit_pounds": rng.choice((6, 10)), **draft.place("8.1")},
        "training": {"mandatory": True, "annual": True,
                     "covers": ["governing_body", "executive_committee_members", "primary_care_committee",
                                "decision_clinicians", "governance_leads", "procurement_staff", "all_employees",
                                "all_committee_members", "practice_staff"], **draft.place("8.2")},
        "breaches": {"process": True, "published_anonymised": True, "nhs_england_told": True, **draft.place("8.4")},
        "audit": {"annual": True, "in_annual_governance_statement": True, **draft.place("8.4")},
        "procurement": {"register_of_decisions": True, "register_published": True,
                        "register_holds": ["decision", "decision_makers", "conflicts"],
                        "contract_values_published": True, "bidders_declare": True, "conflict_records": True,
                        **draft.place("8.6")},
        "secondary_employment": {"approval_needed": True, **draft.place("8.1")},
    }  # fmt: skip
    for key in ("categories", "secondary_employment", "audit", "breaches"):
        if draft.chance(0.1):
            del statement[key]
    return {"conflicts": statement}


def ending(draft: Draft, after_2015: bool) -> Json:
    """Involvement of the public, joint arrangements, primary care."""
    made: Json = {
        "public_involvement": {
            "arrangements": {"planning": True, "proposals": True, "decisions": True, **draft.place("5.2")},
            "principles": draft.place("5.2"),
        }
    }
    if draft.chance(0.4):
        since = min(draft.date, f"{draft.rng.randint(2013, 2021)}-04-01")
        partner = f"{draft.town()} {draft.rng.choice(words.COUNCILS)}"
        basis = "National Health Service Act 2006, section 75, and the regulations under it"
        pooled = f"Better Care Fund: {draft.pick('reablement', 'equipment', 'carers support', 'step-down beds')}"
        made["joint_arrangements"] = [
            {"with": "local_authority", "partners": [partner], "since": since, "joint_committee": False,
             "functions": pooled, "legal_basis": basis, **draft.place("6.5")}
        ]  # fmt: skip
    if after_2015:
        since = min(draft.date, f"{draft.rng.randint(2015, 2018)}-04-01")
        made["primary_care_commissioning"] = {"model": "delegated", "since": since, **draft.place("6.5")}
    return made
