"""Select: which statements of a document a rule is asked of, and where in it a result stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccgcheck import pointers
from ccgcheck.evidence import FACTS, MARKER

UNDECIDABLE = object()
_STEP = re.compile(r"([a-z_]+)(?:\[(\*|([a-z_]+)=([a-z_0-9]+))\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a `for_each` path: a name, and for a list which elements (`*`, or those where key = value)."""

    name: str
    each: bool = False
    key: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Which statements of a kind of document a rule is asked of."""

    text: str
    steps: tuple[Step, ...]
    document: str = "constitution"

    @classmethod
    def parse(cls, text: str, document: str = "constitution") -> "Path":
        """Return the path that `text` writes; the name of the kind of document is the whole of it."""
        if text == document:
            return cls(text, (), document)
        steps = (
            Step(match[1], match[2] is not None, match[3], match[4])
            for match in map(_STEP.match, text.split("."))
            if match
        )
        return cls(text, tuple(steps), document)

    @property
    def is_single(self) -> bool:
        """Whether it names one statement and not the elements of a list."""
        return not any(step.each for step in self.steps)

    @property
    def cel(self) -> str:
        """The CEL text for a statement: `meeting.items[element(0)]` for one of the elements of a list."""
        text, level = self.document, 0
        for step in self.steps:
            text += f".{step.name}"
            if step.each:
                text += f"[element({level})]"
                level += 1
        return text


Selected = tuple[str, Any, tuple[int, ...]]


def select(data: Any, steps: tuple[Step, ...], pointer: str = "", at: tuple[int, ...] = ()) -> Iterator[Selected]:
    """Yield the statements that a path selects: the pointer, the value and the numbers of the elements on the way.

    An element whose filter key was not reviewed is undecidable.
    """
    if not steps:
        yield pointer, data, at
        return
    step, rest = steps[0], steps[1:]
    if not isinstance(data, dict) or step.name not in data:
        return
    child, where = data[step.name], pointers.join(pointer, step.name)
    if not step.each:
        yield from select(child, rest, where, at)
        return
    for index, item in enumerate(child if isinstance(child, list) else ()):
        if step.key is None or (isinstance(item, dict) and item.get(step.key) == step.value):
            yield from select(item, rest, f"{where}/{index}", (*at, index))
        elif isinstance(item, dict) and MARKER + step.key in item:
            yield f"{where}/{index}", UNDECIDABLE, (*at, index)


def existing(data: Any, pointer: str, below: tuple[str, ...]) -> str:
    """Return `pointer` extended by `below`, cut back to what stands in the document."""
    reached = ""
    for token in (*pointers.split(pointer), *below):
        if isinstance(data, dict) and token in data:
            data = data[token]
        elif isinstance(data, list) and token.isdecimal() and int(token) < len(data):
            data = data[int(token)]
        else:
            break
        reached = pointers.join(reached, token)
    return reached


def place(pointer: str, value: Any) -> str:
    """Return where a statement stands: a fact that was derived says itself where what it is about does."""
    if f"/{FACTS}/" in pointer and isinstance(value, dict):
        return str(value.get("at", pointer))
    return pointer
