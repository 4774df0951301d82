"""What a plain YAML scalar means: YAML 1.2 core rules, with every doubt settled as text."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccgcheck.scalars import plain

LARGEST = 2**63 - 1


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing(text: str) -> None:
    assert plain(text) is None


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_true(text: str) -> None:
    assert plain(text) is True


@pytest.mark.parametrize("text", ["false", "False", "FALSE"])
def test_false(text: str) -> None:
    assert plain(text) is False


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("0", 0),
        ("-0", 0),
        ("6", 6),
        ("+12", 12),
        ("-12", -12),
        ("20161001", 20161001),
        ("0x1F", 31),
        ("0xff", 255),
        ("0o17", 15),
        ("0o0", 0),
        (str(LARGEST), LARGEST),
        (str(-LARGEST), -LARGEST),
        (str(-LARGEST - 1), -LARGEST - 1),
        ("0x7fffffffffffffff", LARGEST),
    ],
)
def test_whole_numbers(text: str, meaning: int) -> None:
    found = plain(text)
    assert type(found) is int
    assert found == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1e3", 1000.0),
        ("1E3", 1000.0),
        ("1e+3", 1000.0),
        ("25e-1", 2.5),
        ("2.5", 2.5),
        ("-2.5", -2.5),
        ("+2.5", 2.5),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("0.0", 0.0),
        ("6.8", 6.8),
        ("1e-400", 0.0),
    ],
)
def test_decimals(text: str, meaning: float) -> None:
    found = plain(text)
    assert type(found) is float
    assert found == meaning


@pytest.mark.parametrize(
    "text",
    [
        # words that YAML 1.1 took for booleans or nothing
        *("no", "No", "NO", "yes", "Yes", "YES", "on", "off", "On", "OFF", "y", "n", "Y", "N"),
        *("tRUE", "fALSE", "nULL", "none", "None", "nil"),
        # dates and times
        *("2016-10-01", "2016-1-1", "2016-10-01T10:00:00Z", "2016-10-01 10:00:00", "2016-10"),
        # clause numbers, codes and telephone numbers
        *("6.8.2", "007", "00", "01", "-01", "+00", "0123", "0.1.2", "00.5", "01e3", "99Z", "15M", "08L", "1E", "15E"),
        # sexagesimal and grouped numbers
        *("1:30", "12:30:45", "190:20:30.15", "1_000", "1,000"),
        # not numbers, and infinity
        *(".inf", "-.inf", "+.inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", "inf", "nan", "NaN", "Infinity"),
        # numbers nobody can hold
        *(str(LARGEST + 1), str(-LARGEST - 2), "1" * 30, "1" * 5000, "-" + "9" * 400, "1e999", "-1e999", "1e99999999"),
        *("0x8000000000000000", "0x" + "f" * 40, "0o7777777777777777777777", "0o" + "7" * 400),
        # half a number
        *(
            "+",
            "-",
            ".",
            "..",
            "+.",
            "-.",
            "e3",
            "1e",
            "1e+",
            ".e3",
            "0x",
            "0o",
            "0xG",
            "0o8",
            "0b11",
            "-0x1F",
            "+0o17",
        ),
        *("0X1F", "0O17", "--1", "+-1", "1.2.3", "1-2", "1 2", "1\n", " 1", "1 "),
        # figures of other scripts
        *("٣", "１２", "²", "½", "-٣", "0x١"),
        # what stands in governing documents
        *("GOV-010", "s.14L(2)", "£500", "50%", "=1+1", "<<", "true false", "truest"),
    ],
)
def test_text(text: str) -> None:
    assert plain(text) == text
    assert isinstance(plain(text), str)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_meaning(text: str) -> None:
    found = plain(text)
    assert found is None or isinstance(found, bool | int | float | str)
    if isinstance(found, str):
        assert found == text


@settings(deadline=None)
@given(st.text(alphabet="0123456789+-._:eExXoOabfTZ", max_size=60))
def test_anything_like_a_number_is_text_or_a_number_that_fits(text: str) -> None:
    found = plain(text)
    if isinstance(found, str):
        assert found == text
    elif isinstance(found, int):
        assert -LARGEST - 1 <= found <= LARGEST
    else:
        assert found is None or math.isfinite(found)


@settings(deadline=None)
@given(st.integers(min_value=-LARGEST, max_value=LARGEST))
def test_every_whole_number_that_fits_is_read_back(number: int) -> None:
    assert plain(str(number)) == number
    assert type(plain(str(number))) is int


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_decimal_is_read_back(number: float) -> None:
    assert plain(repr(number)) == number


@settings(deadline=None)
@given(st.dates())
def test_every_date_stays_text(day: object) -> None:
    assert plain(str(day)) == str(day)
