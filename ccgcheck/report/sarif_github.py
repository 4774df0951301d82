"""SARIF for GitHub code scanning, which shows every result as an alert: without what passes or does not apply."""

from ccgcheck.report import sarif
from ccgcheck.report.model import Report


def render(report: Report) -> str:
    """Return the report as SARIF text; it says how many results are left out, and where they are."""
    return sarif.render(report, attention_only=True)
