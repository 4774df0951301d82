"""The pack as a reference: rules at a date, a rule or provision explained, what decides each provision, dated law."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.console import RenderableType

from ccgcheck import packs, reference
from ccgcheck.law import Provision
from ccgcheck.report import pages, terminal
from ccgcheck.rules import Rule
from tests import golden_files
from tests.support import PROVISIONS, ccg, ccgcheck, write_pack

KEY_DATES = (
    "2012-10-01", "2013-04-01", "2014-10-01", "2014-12-18", "2015-04-01", "2016-03-28", "2016-06-28", "2017-06-16",
    "2018-09-07", "2022-04-13", "2022-04-14", "2022-06-30", "2022-07-01",
)  # fmt: skip


def text(page: RenderableType) -> str:
    return " ".join(terminal.to_text(page, 400).split())


@pytest.mark.parametrize("rule", ccg().rules, ids=lambda rule: rule.id)
def test_every_rule_can_be_explained(rule: Rule) -> None:
    page = text(pages.rule_page(ccg(), rule))
    for version in rule.provision.versions:
        assert " ".join(version.citation.split()) in page
    for part in (rule.id, rule.title, "What the law requires", "A document that does not", "What to do", rule.remedy):
        assert " ".join(part.split()) in page
    assert "cannot be worked out" not in page


@pytest.mark.parametrize("provision", ccg().provisions.values(), ids=lambda provision: provision.id)
def test_every_provision_can_be_explained(provision: Provision) -> None:
    page = text(pages.provision_page(ccg(), provision))
    deciding = reference.rules_on(ccg(), provision)
    assert provision.id in page
    for rule in deciding:
        assert rule.id in page
    assert deciding or " ".join((provision.reason or "").split()) in page


@pytest.mark.parametrize("name", ["GOV-101", "PUB-002", "GOV-112", "reg-17"])
def test_a_page_reads_as_reviewed(name: str) -> None:
    found = reference.find(ccg(), name)
    page = pages.rule_page(ccg(), found) if isinstance(found, Rule) else pages.provision_page(ccg(), found)
    golden_files.check(f"explain-{name}.txt", terminal.to_text(page, 100))


def test_ids_are_found_in_any_case() -> None:
    assert reference.find(ccg(), "gov-101") is reference.find(ccg(), "GOV-101")
    assert reference.find(ccg(), "REG-11-1") is ccg().provisions["reg-11-1"]


def test_an_unknown_id_gives_the_nearest() -> None:
    with pytest.raises(KeyError, match="no rule or provision GOV-1001; the nearest are GOV-10"):
        reference.find(ccg(), "GOV-1001")
    with pytest.raises(KeyError, match="ccgcheck rules lists the rules"):
        reference.find(ccg(), "???")


def test_rules_at_a_date_are_those_on_law_in_force() -> None:
    def at(day: str) -> set[str]:
        return {rule.id for rule, _ in reference.rules(ccg(), as_at=day)}

    assert at("2022-04-13") - at("2022-04-14") == {
        "GOV-114", "GOV-115", "GOV-120", "GOV-121", "GOV-126", "GOV-127", "GOV-128", "GOV-129", "GOV-130", "GOV-131",
        "GOV-132", "GOV-133", "GOV-134", "GOV-315", "GOV-316", "GOV-320", "GOV-321", "GOV-327", "GOV-328", "GOV-330",
    }  # fmt: skip
    assert at("2022-04-14") - at("2022-04-13") == {"GOV-116", "GOV-122", "GOV-317", "GOV-322", "PUB-317"}
    assert at("2022-07-01") == set()


def test_coverage_counts_every_provision_once_and_has_no_gap() -> None:
    decisions = reference.decisions(ccg())
    counts = reference.counts(decisions)
    assert sum(counts.values()) == len(ccg().provisions)
    assert counts["gap"] == 0


def test_a_gap_is_shown_and_gives_exit_1(tmp_path: Path) -> None:
    more = PROVISIONS + PROVISIONS.partition("provisions:\n")[2].replace("seats:", "other:")
    write_pack(tmp_path, provisions=more)
    done = ccgcheck("coverage", "--pack", str(tmp_path))
    assert done.returncode == 1
    assert "other GAP: no rule decides it and no reason is given" in done.stdout
    assert packs.load(tmp_path).provisions["other"].decided_by == "rule"


def test_on_every_change_date_and_the_day_before_one_version_is_in_force_or_none() -> None:
    versions = [version for provision in ccg().provisions.values() for version in provision.versions]
    changes = {day for version in versions for day in (version.in_force_from, version.in_force_until)}
    days = changes | {(date.fromisoformat(day) - timedelta(days=1)).isoformat() for day in changes}
    for provision in ccg().provisions.values():
        first, last = provision.versions[0].in_force_from, provision.versions[-1].in_force_until
        for day in days:
            found = [one for one in provision.versions if one.in_force_from <= day < one.in_force_until]
            assert len(found) == (1 if first <= day < last else 0), (provision.id, day)


def test_the_law_at_key_dates_is_as_reviewed() -> None:
    lines = []
    for day in KEY_DATES:
        lines.append(f"{day}\n")
        for provision in ccg().provisions.values():
            if version := provision.at(day):
                values = json.dumps(dict(version.values), sort_keys=True) if version.values else ""
                lines.append(f"  {provision.id} [{version.confidence}] {version.citation} {values}".rstrip() + "\n")
    golden_files.check("law-at-key-dates.txt", "".join(lines))


def test_the_commands_print_json() -> None:
    rules = json.loads(ccgcheck("rules", "--json", "--topic", "public_meetings", "--as-at", "2018-01-01").stdout)
    assert rules["format_version"] == 1
    assert {rule["topic"] for rule in rules["rules"]} == {"public_meetings"}
    coverage = json.loads(ccgcheck("coverage", "--json").stdout)
    assert len(coverage["provisions"]) == sum(coverage["counts"].values())


@pytest.mark.parametrize(("arguments", "says"), [
    (("rules",), f"{len(ccg().rules)} rules"),
    (("rules", "--provision", "reg-11-1"), "GOV-101"),
    (("explain", "gov-101"), "The governing body has at least 4 members"),
    (("explain", "reg-11-1"), "GOV-101"),
    (("coverage",), "total"),
    (("schema",), "constitution  Constitution of a Clinical Commissioning Group"),
    (("schema", "constitution"), '"$schema": "https://json-schema.org/draft/2020-12/schema"'),
])  # fmt: skip
def test_the_commands_about_the_pack_answer(arguments: tuple[str, ...], says: str) -> None:
    done = ccgcheck(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert says in done.stdout
    assert all(line == line.rstrip() for line in done.stdout.splitlines())


@pytest.mark.parametrize(("arguments", "says"), [
    (("explain", "GOV-999"), "the pack ccg has no rule or provision GOV-999; the nearest are"),
    (("rules", "--topic", "weather"), 'there is no topic "weather"; the topics are conflicts_of_interest, governance'),
    (("rules", "--provision", "nowhere"), 'the pack ccg has no provision "nowhere"'),
    (("rules", "--as-at", "yesterday"), "is not a day; write it as YYYY-MM-DD"),
    (("schema", "poem"), 'there is no schema "poem"; there are assessment, baseline, config, constitution'),
])  # fmt: skip
def test_the_commands_about_the_pack_refuse_in_a_sentence(arguments: tuple[str, ...], says: str) -> None:
    done = ccgcheck(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
