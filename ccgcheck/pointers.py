"""JSON Pointers (RFC 6901) into plain data."""

from collections.abc import Iterable
from typing import Any


def join(parent: str, token: str | int) -> str:
    """Return the pointer of `token` below `parent`."""
    text = str(token)
    if "~" in text or "/" in text:
        text = text.replace("~", "~0").replace("/", "~1")
    return f"{parent}/{text}"


def build(tokens: Iterable[str | int]) -> str:
    """Return the pointer that walks `tokens` from the root."""
    pointer = ""
    for token in tokens:
        pointer = join(pointer, token)
    return pointer


def split(pointer: str) -> list[str]:
    """Return the tokens of a pointer; the root has none."""
    tokens = pointer.split("/")[1:]
    return [token.replace("~1", "/").replace("~0", "~") for token in tokens] if "~" in pointer else tokens


def step(value: Any, token: str) -> Any:
    """Return the child of `value` under `token`; raise KeyError when there is none."""
    if isinstance(value, dict):
        return value[token]
    if isinstance(value, list) and token.isdecimal() and int(token) < len(value):
        return value[int(token)]
    raise KeyError(token)


def get(data: Any, pointer: str) -> Any:
    """Return what `pointer` names in `data`; raise KeyError when there is nothing."""
    for token in split(pointer):
        data = step(data, token)
    return data


def parents(pointer: str) -> Iterable[str]:
    """Yield the pointer itself, then each ancestor up to the root."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def dotted(pointer: str) -> str:
    """Return a pointer as people write it: `governing_body.seats[2].role`; the root is empty."""
    name = ""
    for token in split(pointer):
        name += f"[{token}]" if token.isdecimal() else f".{token}" if name else token
    return name
