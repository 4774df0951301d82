"""A result in plain sentences on one line, for tools that show a message and little else."""

from ccgcheck.report import words
from ccgcheck.report.model import ReportedResult
from ccgcheck.report.plain_text import clean


def of_result(result: ReportedResult) -> str:
    """Return what was found, why it counts as it does, who settled it, what to do where it fails, and the law.

    All but a failure say first what they are: such tools show every result as if it were one.
    """
    place, law = result.location, result.provision
    status = "" if result.status == "fail" else f"{words.plain(result.status)}: "
    parts = [
        f"{status}{result.message}",
        f"clause {place.clause}" if place.clause else None,
        result.reason,
        words.settled(result),
        "in the baseline, as it is" if result.in_baseline else None,
        f"to do: {result.remedy}" if result.status == "fail" else None,
        f"law: {law.citation} (read as at {result.as_at})",
    ]
    return " ".join(map(sentence, filter(None, parts)))


def sentence(text: str) -> str:
    """Return text made safe, with a capital letter and a full stop."""
    safe = clean(text).strip()
    end = "" if safe.endswith((".", "?", "!")) else "."
    return f"{safe[:1].upper()}{safe[1:]}{end}"
