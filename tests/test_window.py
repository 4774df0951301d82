"""When bodies existed, to the day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccgcheck.window import Window
from tests.support import ccg

HEAD = {"from": "2012-10-01", "all_from": "2013-04-01", "until": "2022-07-01", "before": "B", "some": "S", "after": "A"}
WINDOW = Window.of(HEAD)


def test_a_window_holds_what_the_head_of_a_pack_says() -> None:
    assert Window("2012-10-01", "2013-04-01", "2022-07-01", before="B", some="S", after="A") == WINDOW
    assert ccg().window.first == "2012-10-01"
    assert all((ccg().window.before, ccg().window.some, ccg().window.after))


@pytest.mark.parametrize(
    ("day", "established", "excuse"),
    [
        ("2012-09-30", None, "B"), ("2012-10-01", None, "S"), ("2013-03-31", None, "S"), ("2013-04-01", None, None),
        ("2022-06-30", None, None), ("2022-07-01", None, "A"), ("2022-07-02", "2013-04-01", "A"),
        ("2012-09-30", "2012-09-01", "B"), ("2012-12-05", "2012-12-06", "the body was established only on 2012-12-06"),
        ("2012-12-06", "2012-12-06", None), ("2014-03-31", "2014-04-01", "the body was established only on 2014-04-01"),
        ("2014-04-01", "2014-04-01", None),
    ],
)  # fmt: skip
def test_nothing_is_judged_outside_it(day: str, established: str | None, excuse: str | None) -> None:
    assert WINDOW.excuse(day, established) == excuse


@given(st.dates(), st.dates())
def test_within_it_a_body_is_judged_from_the_day_it_was_established(day: object, established: object) -> None:
    excuse = WINDOW.excuse(str(day), str(established))
    is_within = "2012-10-01" <= str(day) < "2022-07-01"
    assert (excuse is None) is (is_within and str(established) <= str(day))
