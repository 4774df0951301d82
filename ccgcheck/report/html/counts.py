"""How many results have each mark, and what that comes to in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ccgcheck.report.html.marks import LEGEND, Mark, of_result
from ccgcheck.report.model import ReportedResult
from ccgcheck.report.words import plural


@dataclass(frozen=True, slots=True)
class Counts:
    """How many results have each mark, in the order of the legend; `name` is the topic, or what else they are of."""

    name: str
    numbers: tuple[tuple[Mark, int], ...]
    total: int

    @classmethod
    def of(cls, name: str, results: Iterable[ReportedResult]) -> "Counts":
        """Return the counts of results."""
        found = Counter(map(of_result, results))
        return cls(name, tuple((mark, found[mark]) for mark in LEGEND), found.total())

    def __getitem__(self, css: str) -> int:
        return next(number for mark, number in self.numbers if mark.css == css)


_FAILED = {
    "f": ("law not met", "law not met"),
    "d": ("departure to explain", "departures to explain"),
    "n": ("note", "notes"),
}
_OPEN = {
    "r": "for a person to decide (review)",
    "u": "undecided (unknown)",
    "e": "in error, because the rule broke",
    "w": "waived",
}


def verdict(total: Counts) -> str:
    """Return in a few sentences what failed and what is open; a body without failures is never said to comply."""
    if not total.total:
        return "Nothing was judged."
    failed = [plural(total[css], *words) for css, words in _FAILED.items() if total[css]]
    if failed:
        number = sum(total[css] for css in _FAILED)
        said = f"{plural(number, 'result')} failed: {_listed(failed)}."
    else:
        said = "Of what was judged, nothing failed." if total["p"] else "Nothing was found to be met or not met."
    opened = [
        f"{total[css]} {'is' if total[css] == 1 else 'are'} {words}" for css, words in _OPEN.items() if total[css]
    ]
    others = "Of the others" if failed or total["p"] else "Of the results"
    return f"{said} {others}, {_listed(opened)}." if opened else f"{said} Nothing is undecided."


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
