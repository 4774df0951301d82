"""Reports for the tests of the formats: one with everything that a report can have, one of real bodies, an empty one."""

from dataclasses import replace
from functools import cache

import pytest

from ccgcheck import run
from ccgcheck.files import find
from ccgcheck.report.model import Report, ReportedResult
from tests.support import ROOT, ccg

EVERYTHING = ["sample_constitutions/cases/greenholme", "sample_constitutions/settled", "tests/data/hostile",
              "tests/data/unusable.yaml", "sample_constitutions/faults/composition.yaml"]  # fmt: skip
REAL = ["sample_constitutions/real"]


@cache
def judged(*paths: str, today: str = "2019-03-31") -> Report:
    """Judge samples as on a fixed day, with paths as from the repository's root."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setattr("ccgcheck.run.__version__", "0.0.0")
        return run.run(find(paths), run.Settings(ccg(), ccg().rules), today)


def everything() -> Report:
    """Return a report with all statuses but error, waivers, judgements, notices, problems and hostile text."""
    return judged(*EVERYTHING)


def nothing() -> Report:
    """Return the report of a run that found no document."""
    return judged("tests/data/nothing-here")


def narrow(report: Report, *prefixes: str) -> Report:
    """Return a report with only the rules whose ids begin with one of the prefixes, and their results."""

    def kept(results: tuple[ReportedResult, ...]) -> tuple[ReportedResult, ...]:
        return tuple(result for result in results if result.rule.startswith(prefixes))

    documents = tuple(replace(document, results=kept(document.results)) for document in report.documents)
    rules = tuple(rule for rule in report.rules if rule.id.startswith(prefixes))
    return replace(report, documents=documents, unsupplied=kept(report.unsupplied), rules=rules)
