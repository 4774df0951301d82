"""The sample of waivers and judgements: each entry comes out as its comment says, and none changes anything else."""

import json

from tests.report_samples import judged
from tests.support import SAMPLES, ccgcheck, load_yaml

CASE, SETTLED = "sample_constitutions/cases/greenholme", "sample_constitutions/settled"


def test_what_people_settled_is_labelled_and_nothing_else_changes() -> None:
    before = {result.fingerprint: result for result in judged(CASE).results}
    after = {result.fingerprint: result for result in judged(CASE, SETTLED).results}
    assert before.keys() == after.keys()
    changed = {(one.rule, before[name].status, one.status) for name, one in after.items() if one.was is not None}
    assert changed == {
        ("COI-345", "fail", "waived"),
        ("COI-323", "fail", "waived"),
        ("COI-333", "review", "pass"),
        ("COI-350", "review", "fail"),
    }
    for name, one in after.items():
        if one.was is None:
            assert one.status == before[name].status


def test_each_entry_that_does_not_hold_is_told_of() -> None:
    told = {(notice.rule, notice.kind) for notice in judged(CASE, SETTLED).notices}
    assert told == {
        ("COI-323", "waiver_expires_soon"),
        ("GOV-323", "waiver_expired"),
        ("GOV-401", "waiver_not_allowed"),
        ("COI-342", "waiver_unused"),
        ("COI-334", "judgement_stale"),
    }
    entries = len(load_yaml(SAMPLES / "settled" / "waivers.yaml")["waivers"])
    entries += len(load_yaml(SAMPLES / "settled" / "assessment.yaml")["judgements"])
    undecided, used = 1, 3  # of those used, one is told of because it ends soon
    assert entries == len(told) + undecided + used


def test_read_today_every_waiver_has_lapsed() -> None:
    statuses = {(notice.rule, notice.kind) for notice in judged(CASE, SETTLED, today="2026-11-25").notices}
    assert ("COI-345", "waiver_expired") in statuses
    assert {
        result.status for result in judged(CASE, SETTLED, today="2026-11-25").results if result.rule == "COI-345"
    } == {"fail"}


def test_setting_them_aside_gives_what_the_rules_found() -> None:
    arguments = ("validate", CASE, SETTLED, "--today", "2019-03-31", "--format", "json")
    aside = json.loads(ccgcheck(*arguments, "--no-waivers", "--no-judgements").stdout)
    assert aside["summary"]["waived"] == aside["summary"]["by_person"] == 0
    assert [notice["message"] for notice in aside["notices"]] == [
        "--no-judgements set 4 judgements aside",
        "--no-waivers set 5 waivers aside",
    ]
    plain = json.loads(ccgcheck("validate", CASE, "--today", "2019-03-31", "--format", "json").stdout)
    assert aside["results"] == plain["results"]
