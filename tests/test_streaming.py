"""Reports written body by body, and results worked out no further than they are shown: the same bytes as the whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from ccgcheck import output, parallel, run, streaming
from ccgcheck.files import find
from ccgcheck.report import concise
from ccgcheck.settings import Detail, Settings
from tests.support import SAMPLES, ccg, ccgcheck

FOLDERS = ("cases", "faults", "real", "settled")
TODAY = "2019-03-31"


def settings(**others: object) -> Settings:
    return replace(Settings(ccg(), ccg().rules), **others)  # type: ignore[arg-type]


def streamed(folder: Path, **others: object) -> streaming.Streamed | None:
    chosen = settings(detail=output.needs_streamed(), **others)
    return streaming.run(list(find([str(folder)])), chosen, TODAY, None, output.STREAMED)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("others", [{}, {"strict": True}, {"as_at": "2014-06-01"}, {"fail_on": None}])
@pytest.mark.parametrize("name", ["cases", "faults", "real"])
def test_body_by_body_is_what_the_whole_report_says(name: str, others: dict[str, object], jobs: int) -> None:
    whole = run.run(list(find([str(SAMPLES / name)])), settings(**others), TODAY)
    one = streamed(SAMPLES / name, jobs=jobs, **others)
    assert one is not None
    assert "".join(one.text) == concise.render(whole)
    assert one.report.exit_code == whole.exit_code
    assert one.report.summary == whole.summary


def test_what_people_settled_needs_the_whole_report() -> None:
    assert streamed(SAMPLES / "settled") is None
    told = ccgcheck("validate", str(SAMPLES / "settled"), "--format", "concise", "--today", TODAY)
    whole = run.run(list(find([str(SAMPLES / "settled")])), settings(), TODAY)
    assert whole.waivers
    assert told.stdout.replace(f"{SAMPLES}/", "") == concise.render(whole).replace(f"{SAMPLES}/", "")


def test_text_that_no_longer_fits_in_memory_waits_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_IN_MEMORY", 1000)
    whole = run.run(list(find([str(SAMPLES / "faults")])), settings(), TODAY)
    one = streamed(SAMPLES / "faults")
    assert one is not None
    assert "".join(one.text) == concise.render(whole)


@pytest.mark.parametrize("name", sorted(output.FORMATS))
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_format_shows_more_than_it_says_that_it_needs(name: str, folder: str) -> None:
    sources = list(find([str(SAMPLES / folder)]))
    full = run.run(sources, settings(), TODAY)
    less = run.run(sources, settings(detail=output.needs([name])), TODAY)
    assert output.text(less, name, verbose=False) == output.text(full, name, verbose=False)


def test_what_several_formats_need_is_put_together() -> None:
    assert output.needs(["concise", "csv"]) == Detail(quiet=True, names=False, digests=False)
    assert output.needs(["csv", "sarif"]) == Detail(quiet=True, names=True, digests=False)
    assert output.needs(["sarif", "json"]) == Detail()
    assert output.needs_streamed() == Detail(quiet=False, names=False, digests=False)


def test_a_small_chunk_never_outgrows_the_largest() -> None:
    numbered = list(enumerate(find([str(SAMPLES)])))
    for jobs in (1, 2, 7):
        dealt = list(parallel._deal(numbered, jobs))
        assert sorted(one for chunk in dealt for one in chunk) == numbered
        assert all(chunk == sorted(chunk) for chunk in dealt)
