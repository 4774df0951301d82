"""Select: which statements of a document a rule is asked of, and where in it a result stands."""

from collections.abc import Iterator
from typing import Any

from ccgcheck import pointers
from ccgcheck.evidence import FACTS, MARKER
from ccgcheck.rules import Step

UNDECIDABLE = object()


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
    for token in [*pointers.split(pointer), *below]:
        try:
            data = pointers.step(data, token)
        except KeyError:
            break
        reached = pointers.join(reached, token)
    return reached


def place(pointer: str, value: Any) -> str:
    """Return where a statement stands: a fact that was derived says itself where what it is about does."""
    if f"/{FACTS}/" in pointer and isinstance(value, dict):
        return str(value.get("at", pointer))
    return pointer
