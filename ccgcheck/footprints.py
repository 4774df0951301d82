"""Footprints: what the questions of a rule can see of the documents that they are asked of."""

from collections.abc import Iterable
from dataclasses import dataclass

from ccgcheck import cel_source
from ccgcheck.cases import KINDS
from ccgcheck.evidence import MARKER

_VARIABLES = (*KINDS, "date", "body", "register", "this")
Part = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footprint:
    """What the questions of a rule can see: the parts of documents, each a variable and a path in it, all without one.

    `names` and `paths` are what they read of the statement that they are asked of; () among the paths is all of it.
    """

    parts: tuple[Part, ...]
    names: tuple[str, ...]
    paths: tuple[Part, ...]

    @classmethod
    def of(cls, questions: Iterable[str]) -> "Footprint":
        """Return what expressions can see; of the law that is no part of it: a rule reads its own provision only."""
        seen: dict[str, set[Part]] = {}
        for question in questions:
            for variable, paths in cel_source.parts_read(question, _VARIABLES).items():
                seen.setdefault(variable, set()).update(paths)
        own = _least(seen.pop("this", set()))
        names = sorted({form for path in own if len(path) == 1 for form in (path[0], MARKER + path[0])})
        parts = ((variable, *path) for variable in sorted(seen) for path in _least(seen[variable]))
        return cls(tuple(parts), tuple(names), tuple(path for path in own if len(path) != 1))


def _least(paths: set[Part]) -> list[Part]:
    """Return paths without those that lead into what another one names."""
    return sorted(path for path in paths if not any(path[:length] in paths for length in range(len(path))))
