"""Add to YAML text and leave the rest of it alone: comments, layout, quotes and line ends stay as they are."""

from collections.abc import Sequence
from typing import Any

import yaml

from ccgcheck import documents

_NO_CONTENT = (yaml.BlockEndToken, yaml.FlowEntryToken, yaml.FlowSequenceEndToken)


class CannotEdit(ValueError):
    """Text that cannot be added to safely; `line`, from 1, is where, and `str()` says what to do."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def append(text: str, key: str, lines: Sequence[str]) -> str:
    """Return `text` with `lines` (an item or an entry, not indented) after all that stands under the key `key`.

    Raise CannotEdit when that is not a list or map with a line for each part.
    """
    node = _under(text, key)
    if node is None or node.flow_style or not node.value:
        at = node.start_mark.line + 1 if node is not None else 1
        raise CannotEdit(f"{key} is not written with a line for each of its parts; write it so, or add by hand", at)
    column = node.start_mark.column
    place = _line_after(text, _end(text, node), column)
    parts = [part[0] if isinstance(part, tuple) else part for part in node.value]
    blank = [""] if len(parts) > 1 and _stands_apart(text, parts[-1]) else []
    added = [*blank, *(f"{' ' * column}{line}" if line else "" for line in lines)]
    return _grown(text, key, _with_lines(text, place, added))


def append_name(text: str, key: str, name: str) -> str:
    """Return `text` with a plain word more in the list under `key`, which may be in one line or missing.

    Raise CannotEdit when that is no list.
    """
    node = _under(text, key)
    if node is None:
        return _grown(text, key, _with_lines(text, len(text), [f"{key}:", f"  - {name}"]))
    if not node.flow_style:
        return append(text, key, [f"- {name}"])
    if not node.value:
        raise CannotEdit(f"{key} is empty; add {name} by hand", node.start_mark.line + 1)
    end = _end(text, node)
    return _grown(text, key, f"{text[:end]}, {name}{text[end:]}")


def _under(text: str, key: str) -> yaml.CollectionNode | None:
    """Return the list or map under a key of the document; None when the key is missing, or holds a word."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.CollectionNode):
            return value
    return None


def _end(text: str, node: yaml.Node) -> int:
    """Return the index after the last thing in a node: a node itself ends only where the next one starts."""
    end = node.start_mark.index
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if token.start_mark.index >= node.end_mark.index:
            break
        if not isinstance(token, _NO_CONTENT):
            end = token.end_mark.index
    return end


def _line_after(text: str, end: int, column: int) -> int:
    """Return the index of the line after `end`, past comments that are indented more than `column`."""
    place = end if text[:end].endswith("\n") else _next_line(text, end)
    while place < len(text):
        line = text[place : _next_line(text, place)]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column:
            break
        place += len(line)
    return place


def _next_line(text: str, index: int) -> int:
    newline = text.find("\n", index)
    return len(text) if newline < 0 else newline + 1


def _stands_apart(text: str, part: yaml.Node) -> bool:
    """Whether a blank line stands before a part, or before its comment."""
    for line in reversed(text[: part.start_mark.index].split("\n")[:-1]):
        if not line.strip().startswith("#"):
            return not line.strip()
    return False


def _with_lines(text: str, place: int, lines: Sequence[str]) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:place] + ("" if not place or text[:place].endswith("\n") else ending)
    return before + "".join(line + ending for line in lines) + text[place:]


def _grown(before: str, key: str, after: str) -> str:
    """Return `after`, once it is sure that it says what `before` does and one part more under `key`."""
    old, new = _data(before), _data(after)
    was, now = old.pop(key, []), new.pop(key, [])
    kept = now[:-1] if isinstance(now, list) else {name: value for name, value in now.items() if name in was}
    if old != new or was != kept or len(now) != len(was) + 1:
        raise CannotEdit(f"{key} is laid out in a way that cannot be added to safely; add by hand", 1)
    return after


def _data(text: str) -> dict[str, Any]:
    loaded = documents.load_bytes(text.encode("utf-8"), "")
    whole = loaded.documents and not loaded.problems and isinstance(loaded.documents[0].data, dict)
    return dict(loaded.documents[0].data) if whole else {}
