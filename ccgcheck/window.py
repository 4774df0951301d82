"""The window of a pack: when bodies of its kind existed. Dates are ISO text."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """When bodies of the pack's kind existed, and what to say outside it.

    From `first` some existed, each from the day it was established; from `all_from` all did. None did from `until`.
    """

    first: str
    all_from: str
    until: str
    before: str
    some: str
    after: str

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "Window":
        """Return the window that a pack's head writes down."""
        return cls(data["from"], data["all_from"], data["until"], data["before"], data["some"], data["after"])

    def excuse(self, date: str, established: str | None) -> str | None:
        """Return why nothing can be judged on `date` of a body established on that day (if known), or None."""
        if date < self.first:
            return self.before
        if date >= self.until:
            return self.after
        if established is None:
            return self.some if date < self.all_from else None
        return f"the body was established only on {established}" if date < established else None
