"""Each provision that keeps somebody from a seat does, by itself, on the days on which it is in force."""

import pytest

from tests.bars import Bar, bars, outcome
from tests.support import ccg


@pytest.mark.parametrize("bar", bars(), ids=lambda bar: bar.name)
def test_what_is_recorded_of_the_holder_decides_on_the_seat(bar: Bar) -> None:
    result = outcome(bar, ccg())
    assert (result.status, result.pointer) == (bar.status, "/members"), result.message
    if bar.status in ("fail", "review"):
        version = ccg().provisions[bar.provision].at(bar.on)
        assert version is not None
        assert f"({version.citation})" in result.message


def test_every_version_of_every_provision_that_bars_is_tried() -> None:
    known = {
        (provision.id, version.in_force_from)
        for provision in ccg().provisions.values()
        for version in provision.versions
        if "bars" in version.values
    }
    in_force = [(bar.provision, ccg().provisions[bar.provision].at(bar.on)) for bar in bars() if bar.status != "pass"]
    assert {(provision, version.in_force_from) for provision, version in in_force if version} == known
