"""The committees of a generated constitution."""

from corpus.draft import Draft, Json

MORE = (
    ("quality", "Quality Committee", "quality", ("nurse", "specialist", "gp", "lay_area"), "nurse"),
    ("finance", "Finance and Performance Committee", "finance", ("cfo", "ao", "gp", "lay_audit"), "lay_audit"),
    ("clinical", "Clinical Executive", "clinical", ("chair", "gp", "ao", "nurse"), "chair"),
    ("patients", "Patient Assembly", "patient_involvement", ("lay_area", "nurse", "gp"), "lay_area"),
    ("procurement", "Procurement Committee", "procurement", ("lay_area", "cfo", "nurse", "specialist"), "lay_area"),
)


def _committee(draft: Draft, key: str, name: str, kind: str, members: list[Json], more: Json) -> Json:
    voting = [member for member in members if member.get("voting", True)]
    quorum: Json = {"minimum": max(2, len(voting) // 2 + draft.rng.randint(0, 1)), "of": "voting_members"}
    quorum |= {"conflicted_members_count": False}
    data: Json = {"id": key, "name": name, "kind": kind, "of": "governing_body", "appointed_by": "governing_body"}
    data |= {"members": members, "chair": {"seat": members[0]["seat"]}, "outsiders_allowed": False, "quorum": quorum}
    data |= {"open_to_public": False, "functions": ["other"], **more}
    data["terms_of_reference"] = {
        "kept_in": "constitution",
        "published": True,
        "clause": draft.place("Appendix E")["clause"],
    }
    data.setdefault("minutes_published", draft.chance(0.7))
    return data | draft.place("6.7")


def committees(draft: Draft, ids: dict[str, str], has_third: bool) -> list[Json]:
    """Audit, remuneration and some others; primary care where there is a third lay member."""
    third = ids["lay_pc"] if has_third else ids["lay_area"]
    audit: list[Json] = [{"seat": ids["lay_audit"]}, {"seat": ids["lay_area"]}, {"seat": ids["specialist"]}]
    pay: list[Json] = [{"seat": ids["lay_area"]}, {"seat": ids["lay_audit"]}]
    pay += [{"seat": third}] if has_third else []
    made = [
        _committee(draft, "audit", draft.pick("Audit Committee", "Audit and Governance Committee"), "audit", audit,
                   {"chair": {"seat": ids["lay_audit"], "lay_lead": "finance_and_audit"},
                    "functions": ["financial_duties", "other"], "governing_body_chair_may_sit": False}),
        _committee(draft, "remuneration", "Remuneration Committee", "remuneration", pay,
                   {"functions": ["recommends_pay"]}),
    ]  # fmt: skip
    if has_third:
        members: list[Json] = [{"seat": third}, {"seat": ids["lay_area"]}, {"seat": ids["ao"]}, {"seat": ids["nurse"]}]
        members.append({"seat": ids["gp"], "voting": False})
        more: Json = {"vice_chair": {"seat": ids["lay_area"]}, "gps_vote": False, "lay_and_executive_majority": True}
        more |= {"standing_invitations": ["healthwatch", "health_and_wellbeing_board"], "open_to_public": True}
        more |= {"functions": ["primary_care_decisions"], "minutes_published": True}
        name = "Primary Care Commissioning Committee"
        made.append(_committee(draft, "primary_care", name, "primary_care_commissioning", members, more))
    for key, name, kind, keys, chair in MORE:
        if draft.chance(0.35):
            members = [{"seat": ids[each]} for each in sorted(keys, key=lambda each: each != chair)]
            made.append(_committee(draft, key, name, kind, members, {}))
    return made
