"""The colours of the table: red only where the law is not met, amber for departures and reviews, grey for undecided."""

from rich.text import Text

from ccgcheck.law import Severity
from ccgcheck.rules import Status

STYLES: dict[str, str] = {
    "pass": "green", "fail": "bold red", "departure": "yellow", "note": "cyan", "review": "yellow", "unknown": "dim",
    "not_applicable": "dim", "waived": "dim", "error": "bold magenta", "problem": "bold red",
}  # fmt: skip
SEVERITY_STYLES: dict[Severity, str] = {
    "error": STYLES["fail"], "warning": STYLES["departure"], "note": STYLES["note"],
}  # fmt: skip
"""How a failure of each severity looks, and a notice."""


def figure(number: int, status: Status) -> Text:
    """Return a count in the colour of its status, dim where it is none."""
    return Text(str(number), style=STYLES[status] if number else "dim")
