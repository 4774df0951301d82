"""Dated law: which version is in force, what it may condemn and how severely."""

from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck.law import SEVERITY, Authority, Confidence, Provision, Severity, Version


def version(first: str, until: str, confidence: Confidence = "read", **values: object) -> Version:
    return Version(first, until, f"SI 2012/1631 as at {first}", "https://example.org/law", confidence, values)


def provision(*versions: Version, authority: Authority = "regulations") -> Provision:
    requires = "The governing body has at least {minimum} members."
    return Provision("reg-11-1", requires, authority, versions)


FIRST = version("2012-10-01", "2022-04-14", minimum=6)
SECOND = version("2022-04-14", "2022-07-01", minimum=4)
REG_11 = provision(FIRST, SECOND)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("0001-01-01", None),
        ("2012-09-30", None),
        ("2012-10-01", FIRST),
        ("2016-10-01", FIRST),
        ("2022-04-13", FIRST),
        ("2022-04-14", SECOND),
        ("2022-06-30", SECOND),
        ("2022-07-01", None),
        ("9999-12-31", None),
    ],
)
def test_from_is_inclusive_and_until_exclusive(day: str, expected: Version | None) -> None:
    assert REG_11.at(day) is expected


def test_nothing_is_in_force_in_a_gap() -> None:
    found = provision(version("2013-04-01", "2014-01-01"), version("2015-01-01", "2016-01-01"))
    assert found.at("2014-06-01") is None


def test_provision_without_versions_is_never_in_force() -> None:
    assert provision().at("2016-10-01") is None


@pytest.mark.parametrize(
    ("authority", "confidence", "expected"),
    [
        ("statute", "read", True),
        ("statute", "second_hand", False),
        ("statute", "recalled", False),
        ("regulations", "read", True),
        ("regulations", "second_hand", False),
        ("regulations", "recalled", False),
        ("statutory_guidance", "read", True),
        ("statutory_guidance", "second_hand", True),
        ("statutory_guidance", "recalled", False),
        ("guidance", "read", True),
        ("guidance", "second_hand", True),
        ("guidance", "recalled", False),
    ],
)
def test_what_was_not_read_cannot_condemn(authority: Authority, confidence: Confidence, expected: bool) -> None:
    known = version("2013-04-01", "2022-07-01", confidence)
    assert provision(known, authority=authority).may_condemn(known) is expected


def test_each_version_condemns_by_its_own_confidence() -> None:
    recalled, read = version("2013-04-01", "2016-01-01", "recalled"), version("2016-01-01", "2022-07-01", "read")
    found = provision(recalled, read)
    assert [found.may_condemn(each) for each in found.versions] == [False, True]


@pytest.mark.parametrize(
    ("authority", "expected"),
    [("statute", "error"), ("regulations", "error"), ("statutory_guidance", "warning"), ("guidance", "note")],
)
def test_authority_decides_severity(authority: Authority, expected: Severity) -> None:
    assert provision(FIRST, authority=authority).severity == expected


def test_every_authority_has_a_severity() -> None:
    assert set(SEVERITY) == set(get_args(Authority))
    assert set(SEVERITY.values()) == set(get_args(Severity))


def test_requirement_holds_the_figures_of_its_version() -> None:
    assert REG_11.requirement(FIRST) == "The governing body has at least 6 members."
    assert REG_11.requirement(SECOND) == "The governing body has at least 4 members."


def test_requirement_without_its_figure_is_an_error() -> None:
    with pytest.raises(KeyError, match="minimum"):
        REG_11.requirement(version("2013-04-01", "2014-01-01"))


def test_not_yet_in_force() -> None:
    expected = "SI 2012/1631 as at 2012-10-01 was not in force on 2010-01-01: it began on 2012-10-01"
    assert REG_11.not_in_force("2010-01-01") == expected


@pytest.mark.parametrize("day", ["2022-07-01", "2030-01-01"])
def test_no_longer_in_force(day: str) -> None:
    expected = f"SI 2012/1631 as at 2022-04-14 was not in force on {day}: it ceased on 2022-07-01"
    assert REG_11.not_in_force(day) == expected


DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2024, 1, 1))


@settings(deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=6, unique=True).map(sorted), DAYS)
def test_exactly_one_version_inside_the_span_and_none_outside(borders: list[date], day: date) -> None:
    texts = [border.isoformat() for border in borders]
    versions = [version(first, until) for first, until in pairwise(texts)]
    found = provision(*versions).at(day.isoformat())
    holding = [each for each in versions if each.in_force_from <= day.isoformat() < each.in_force_until]
    assert holding == ([found] if found else [])
    assert (found is not None) == (borders[0] <= day < borders[-1])


@settings(deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=6, unique=True).map(sorted))
def test_each_version_gives_way_on_its_last_day(borders: list[date]) -> None:
    texts = [border.isoformat() for border in borders]
    versions = [version(first, until) for first, until in pairwise(texts)]
    found = provision(*versions)
    for each, border in zip(versions, borders[1:], strict=True):
        assert found.at(each.in_force_from) is each
        assert found.at((border - timedelta(days=1)).isoformat()) is each
        assert found.at(border.isoformat()) is not each
