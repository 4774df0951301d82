"""Compare two runs: what is new, reopened, unchanged, resolved, and what the later run says nothing of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ccgcheck.baseline import Baseline, Entry
from ccgcheck.law import Severity
from ccgcheck.rules import Status
from ccgcheck.settle import fails_run

Change = Literal["new", "reopened", "changed", "unchanged", "resolved", "excused", "undecided", "gone"]
CHANGES: tuple[Change, ...] = ("new", "reopened", "changed", "unchanged", "undecided", "gone", "excused", "resolved")
MEANING: dict[Change, str] = {
    "new": "open now, and not before",
    "reopened": "open now, and before that waived or decided by a person",
    "changed": "open in both, and the statement has changed",
    "unchanged": "open in both, as it was",
    "undecided": "open before; now nobody can tell",
    "gone": "open before; now not judged",
    "excused": "open before; now waived or decided by a person",
    "resolved": "open before; now met, or not applicable",
}
_OPEN: frozenset[Status] = frozenset({"fail", "error", "review"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A result and what became of it. `before` and `after` are its entries in the two runs, None where it has none."""

    change: Change
    before: Entry | None
    after: Entry | None

    @property
    def entry(self) -> Entry:
        """The later entry, or the only one."""
        entry = self.after or self.before
        assert entry is not None
        return entry


def compare(old: Baseline, new: Baseline) -> tuple[Difference, ...]:
    """Return what became of each result that was open in one of two runs: the worst changes first, then in their order.

    Only a pass, or a rule that no longer applies, counts as resolved: what is no longer judged, or cannot be told any
    more, does not. The later run must be a whole report, and neither may leave out files (ValueError).
    """
    if old.is_part:
        raise ValueError(f"{old.file} leaves out files (--report-only): what they hold would seem new; write all of it")
    if not new.is_whole:
        raise ValueError(f"{new.file} holds a part of a run; compare with a whole report (--format json={new.file})")
    found = list(_differences(old, new))
    return tuple(sorted(found, key=lambda one: CHANGES.index(one.change)))


def _differences(old: Baseline, new: Baseline) -> Iterator[Difference]:
    for name, after in new.entries.items():
        before = old.entries.get(name)
        if after.status in _OPEN:
            yield Difference(_open(before, after), before, after)
        elif before is not None and before.status in _OPEN:
            yield Difference(_closed(after), before, after)
    for name, before in old.entries.items():
        if before.status in _OPEN and name not in new.entries:
            yield Difference("gone", before, None)


def _open(before: Entry | None, after: Entry) -> Change:
    if before is not None and before.status in _OPEN and not (before.settled and not after.settled):
        same = (before.status, before.read) == (after.status, after.read)
        return "unchanged" if same else "changed"
    return "reopened" if before is not None and before.settled else "new"


def _closed(after: Entry) -> Change:
    if after.settled:
        return "excused"
    return "undecided" if after.status == "unknown" else "resolved"


def remarks(old: Baseline, new: Baseline) -> tuple[str, ...]:
    """Return what is to be known of the two runs beside their results: what was asked otherwise, what was not read."""
    both = [name for name in new.asked if old.asked.get(name, new.asked[name]) != new.asked[name]]
    asked = tuple(f"the runs differ in {name}: {old.asked[name]}, then {new.asked[name]}" for name in both)
    return (*asked, *(f"the later run could not judge all: {problem}" for problem in new.problems))


def fails(difference: Difference, fail_on: Severity | None, *, strict: bool) -> bool:
    """Whether a difference makes `compare` exit with 1: new, reopened or changed, and at or above `fail_on`."""
    entry = difference.after
    if entry is None or difference.change not in ("new", "reopened", "changed"):
        return False
    return fails_run(entry.status, entry.severity, fail_on, strict=strict)
