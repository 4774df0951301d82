"""Promises: what a constitution says that its body will do, or why that is not known."""

from dataclasses import dataclass
from typing import Any

from ccgcheck.cases import Beside
from ccgcheck.evidence import MARKER


@dataclass(frozen=True, slots=True)
class Promise:
    """What a constitution says: its `value`, None when it says nothing; `why` says why that is not known."""

    value: Any = None
    why: str | None = None

    @property
    def state(self) -> str:
        """`unknown`, `none` or `made`."""
        return "unknown" if self.why is not None else "none" if self.value is None else "made"


def promised(beside: Beside, *names: str) -> Promise:
    """Return the statement that stands under `names` in the constitution that a record is read beside."""
    data = beside.evidence.data
    for name in names:
        if MARKER + name in data:
            return Promise(None, beside.excuse or f'"{names[-1]}" was not reviewed in the constitution')
        if name not in data:
            return Promise()
        data = data[name]
    return Promise(data)
