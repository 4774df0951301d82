"""Reports for the tests of the HTML page: many bodies, narrowed and confirmed, a few rules only."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from ccgcheck import run
from ccgcheck.files import find
from ccgcheck.report.html import bodies
from ccgcheck.report.model import JudgedDocument, Report
from tests import report_samples
from tests.support import ROOT, ccg

REAL = "sample_constitutions/real"
FEW = ("COI-323", "COI-333", "COI-345", "GOV-105", "GOV-319", "GOV-401", "PUB-303", "PUB-330")
NUMBER = bodies.MANY + 1


def samples() -> Report:
    """Return a report of two bodies with all their records, and of two that were read in part."""
    return report_samples.judged(
        "sample_constitutions/cases", f"{REAL}/barnet-07M.yaml", f"{REAL}/lewisham-08L.yaml", f"{REAL}/records/lewisham"
    )


@cache
def few() -> Report:
    """Return the report with everything, as a few rules alone make it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr("ccgcheck.run.__version__", "0.0.0")
        rules = tuple(rule for rule in ccg().rules if rule.id in FEW)
        return run.run(find(report_samples.EVERYTHING), run.Settings(ccg(), rules), "2019-03-31")


def confirmed() -> Report:
    """Return a report with all that the configuration and the command line can add."""
    entry = {"provision": "reg-16", "by": "Solicitor <b>", "on": "2019-01-01", "where": "legislation.gov.uk"}
    return replace(
        few(), confirmed=(entry,), baseline="old.json", reported_only=("a.yaml",), elsewhere={"fail": 3},
        passed_over=("other.yaml",), left_out=("later.yaml",), as_at="2019-03-31",
    )  # fmt: skip


@cache
def brief() -> Report:
    """Return a report of more bodies than are shown at length."""
    whole = report_samples.judged("sample_constitutions/faults/composition.yaml")
    (document,) = whole.documents
    return replace(whole, documents=tuple(_as_body(document, one) for one in range(NUMBER)), unsupplied=())


def _as_body(document: JudgedDocument, number: int) -> JudgedDocument:
    body = replace(document.body, ods_code=f"{number:03}")
    return replace(document, body=body, results=tuple(replace(one, body=body) for one in document.results))


REPORTS: Mapping[str, Callable[[], Report]] = {
    "everything": report_samples.everything,
    "samples": samples,
    "nothing": report_samples.nothing,
    "few": few,
    "confirmed": confirmed,
    "brief": brief,
}
