"""Names of organisations are compared without what does not tell them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck.facts import names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Riverside Health Ltd", "Riverside Health Limited"),
        ("Riverside Health Ltd.", "RIVERSIDE HEALTH"),
        ("The Orchard Surgery", "Orchard Surgery"),
        ("St. Mary's Surgery", "St Marys Surgery"),
        ("St Mary’s Surgery", "St Mary's Surgery"),
        ("Care & Cure LLP", "Care and Cure"),
        ("Smith-Jones plc", "Smith Jones PLC"),
        ("Smith p.l.c.", "Smith"),
        ("G.P. Out of Hours", "GP Out of Hours"),
        ("Care (North) Limited Liability Partnership", "Care North"),
        ("Care Public Limited Company", "the care"),
        ("  Two   spaces ", "Two spaces"),
        ("Ａcme", "ACME"),
    ],
)
def test_these_are_one(first: str, second: str) -> None:
    assert names.same(first, second)
    assert names.same(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Riverside Health", "Riverside Healthcare"),
        ("Limited Care", "Care"),
        ("Care", "Care North"),
        ("The", "Limited"),
        ("Ltd", "plc"),
        ("", ""),
        ("...", "!"),
        ("Theatre Surgery", "atre Surgery"),
        ("Surgery 1", "Surgery 2"),
    ],
)
def test_these_are_not(first: str, second: str) -> None:
    assert not names.same(first, second)


def test_a_name_that_is_only_a_form_is_kept() -> None:
    assert names.normalised("The Limited") == "limited"
    assert names.normalised("The") == "the"


@given(st.text())
def test_normalising_again_changes_nothing(name: str) -> None:
    assert names.normalised(names.normalised(name)) == names.normalised(name)


@given(st.text(), st.sampled_from([" Ltd", " LIMITED", " LLP", " plc", ".", "  "]))
def test_what_is_only_form_never_tells_names_apart(name: str, form: str) -> None:
    assert names.same(name + form, name) or not names.normalised(name)
    assert names.same("The " + name, name) or not names.normalised(name)
