"""Small rewritings of CEL source that keep three-valued logic exact and activations cheap.

`has(x.y)` asks the marker that `evidence` leaves for a statement nobody has looked at, and is then an error;
`known(x.y)` is true only of a statement that is there and was reviewed. `this` and `law` become the paths they
stand for, so that the rules about one document share one activation.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

MAX_SIZE = 100_000
MAX_DEPTH = 32
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NOT_REVIEWED = re.compile(r'\bnot_reviewed\("([^"]*)"\)')
_PLAIN_TEXT = re.compile(r'"\??(\w+)"')
_TOKEN = re.compile(
    r"""(?P<string>(?:[rR][bB]?|[bB][rR])(?:\"\"\".*?\"\"\"|'''.*?'''|"[^"\n]*"|'[^'\n]*')
      |[bB]?(?:\"\"\".*?\"\"\"|'''.*?'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>\d[\w.]*)
      | (?P<space>\s+|//[^\n]*)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=4096)
def tokens(source: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, text) for every token; joined, the texts are the source."""
    return tuple((match.lastgroup or "", match.group()) for match in _TOKEN.finditer(source))


def free_names(source: str) -> Iterator[tuple[str, str | None]]:
    """Yield every name that is not a field, with the field that follows it, if one does."""
    found = [token for token in tokens(source) if token[0] != "space"]
    for position, (kind, name) in enumerate(found):
        if kind == "name" and not (position and found[position - 1][1] == "."):
            after = found[position + 1 : position + 3]
            is_select = len(after) == 2 and after[0][1] == "." and after[1][0] == "name"
            yield name, after[1][1] if is_select else None


def parts_read(source: str, variables: Collection[str]) -> dict[str, set[tuple[str, ...]]]:
    """Return the paths that a source reads of each of `variables` that it names; the empty path is all of one."""
    found = [token for token in tokens(source) if token[0] != "space"]
    read: dict[str, set[tuple[str, ...]]] = {}
    for position, (kind, name) in enumerate(found):
        if kind == "name" and name in variables and not (position and found[position - 1][1] == "."):
            read.setdefault(name, set()).add(_path(found, position))
    return read


def _path(found: Sequence[tuple[str, str]], position: int) -> tuple[str, ...]:
    """Return the path read of the variable at `position`: `a.b.c`, and `"?c" in a.b` of what was not reviewed."""
    path: list[str] = []
    after = position + 1
    while after + 1 < len(found) and found[after][1] == "." and found[after + 1][0] == "name":
        if after + 2 < len(found) and found[after + 2][1] == "(":
            return tuple(path)  # a function of all that stands there
        path.append(found[after + 1][1])
        after += 2
    if after < len(found) and found[after][1] in (".", "["):
        return tuple(path)
    before = found[max(0, position - 2) : position]
    is_asked = len(before) == 2 and before[1] == ("name", "in") and before[0][0] == "string"
    asked = _PLAIN_TEXT.fullmatch(before[0][1]) if is_asked else None
    return (*path, asked[1]) if asked else tuple(path)


def is_balanced(source: str) -> bool:
    """Whether every bracket that the source opens is closed in it, and none that it does not open."""
    awaited: list[str] = []
    for _, text in tokens(source):
        if text in _CLOSING:
            awaited.append(_CLOSING[text])
        elif text in _CLOSING.values() and (not awaited or awaited.pop() != text):
            return False
    return not awaited


class TooLarge(ValueError):
    """A source that grows past what CEL takes once its names are written out; `str()` says so."""


def substitute(source: str, names: dict[str, str]) -> str:
    """Return the source with each free name of `names` replaced by its text; raise TooLarge."""
    out: list[str] = []
    last, size = "", 0
    for kind, text in tokens(source):
        replace = kind == "name" and last != "." and text in names
        out.append(names[text] if replace else text)
        size = _checked(size + len(out[-1]))
        if kind != "space":
            last = text
    return "".join(out)


def guard_has(source: str, depth: int = 0) -> str:
    """Return the source with each `has(a.b)` made an error where `b` was not reviewed, `known` made CEL's `has`.

    Raise TooLarge for what CEL would refuse for its size or its depth.
    """
    if depth > MAX_DEPTH:
        raise TooLarge(f"this expression nests has() and known() more than {MAX_DEPTH} deep; take it apart")
    found = tokens(source)
    out: list[str] = []
    position = size = 0
    while position < len(found):
        kind, text = found[position]
        opening = _after_space(found, position + 1)
        called = kind == "name" and opening < len(found) and found[opening][1] == "("
        if called and text in ("has", "known"):
            end = _closing(found, opening)
            inside = (" " if kind == "space" else text for kind, text in found[opening + 1 : end])
            argument = guard_has("".join(inside), depth + 1).strip()
            out.append(_guarded(argument) if text == "has" else f"has({argument})")
            position = end + 1
        else:
            out.append(text)
            position += 1
        size = _checked(size + len(out[-1]))
    return "".join(out)


def without_calls(source: str) -> str:
    """Return what `guard_has` returned with `not_reviewed("b")` written so that CEL by itself makes an error of it.

    A lookup that cannot succeed costs a tenth of a call of a function written in Python that raises.
    """
    return _NOT_REVIEWED.sub(r'{"": true}["not reviewed: \1"]', source) if _is_ours(source) else source


def _is_ours(source: str) -> bool:
    """Whether every `not_reviewed` in the source was written by `guard_has`, and none stands in somebody's text."""
    return not any("not_reviewed" in text for kind, text in tokens(source) if kind == "string")


def _checked(size: int) -> int:
    if size > MAX_SIZE:
        raise TooLarge(
            f"this expression is longer than {MAX_SIZE:,} characters once its names are written out; shorten it"
        )
    return size


def _guarded(argument: str) -> str:
    holder, dot, name = argument.rpartition(".")
    if not dot:
        return f"has({argument})"
    return f'(has({argument}) || ("?{name.strip()}" in {holder} && not_reviewed("{name.strip()}")))'


def _after_space(found: Sequence[tuple[str, str]], position: int) -> int:
    while position < len(found) and found[position][0] == "space":
        position += 1
    return position


def _closing(found: Sequence[tuple[str, str]], opening: int) -> int:
    level = 0
    for position in range(opening, len(found)):
        level += {"(": 1, ")": -1}.get(found[position][1], 0)
        if level == 0:
            return position
    return len(found)
