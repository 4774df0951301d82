"""YAML text -> nodes, composed once by libyaml's parser, with limits that keep hostile files harmless."""

import operator
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import Node

from ccgcheck.problems import ProblemKind

MAX_DEPTH = 100
_MANY_OPENED = 500
_DEEP_LINE = re.compile(r"[ \t?:-]{100}")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
TEXT = "tag:yaml.org,2002:str"
_CORE_TAGS = {"", "!", TEXT} | {f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float", "map", "seq")}


class Unparsable(Exception):
    """A file, or the rest of it, cannot be read as YAML; `str()` is the sentence for the user."""

    def __init__(self, kind: ProblemKind, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.kind: ProblemKind = kind
        self.line, self.column = line, column


def decode(content: bytes) -> str:
    """Return the text of UTF-8 bytes without their byte-order mark; raise Unparsable for anything else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unparsable("encoding", "the file is UTF-16; save it as UTF-8", 1, 1)
    nul = content.find(b"\0")
    if nul >= 0:
        raise Unparsable("encoding", "the file is not text: it holds a NUL byte", *_place(content, nul))
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the file is not UTF-8: byte 0x{content[error.start]:02x} cannot be read; save it as UTF-8"
        raise Unparsable("encoding", message, *_place(content, error.start)) from None


def compose(text: str) -> Iterator[Node]:
    """Yield the root node of each document of `text`; raise Unparsable where it stops being YAML."""
    parser = _Counting(text) if _may_be_deep(text) else _Quick(text)
    end: tuple[int, int] | None = None
    try:
        while parser.check_node():
            node = parser.get_node()
            if node is not None:
                if not node.value:
                    end = end or _end(text)
                    _bring_inside(node, *end)
                yield node
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text) from None
    except UnicodeDecodeError:
        line, column = _undecodable(text)
        raise Unparsable("syntax", "a tag in this list or map is not text; remove it", line, column) from None
    except yaml.reader.ReaderError as error:
        character = int(error.character) if isinstance(error.character, int) else ord(error.character)
        before = text.encode("utf-8", "surrogatepass")[: error.position]
        message = f"the character U+{character:04X} may not stand in YAML; remove it"
        raise Unparsable("syntax", message, *_place(before, len(before))) from None


def _end(text: str) -> tuple[int, int]:
    """Return the line and the column after the last character: libyaml counts a line more, if no line break ends it."""
    lines = _LINE_BREAK.split(text)
    return len(lines), len(lines[-1]) + 1


def _bring_inside(node: Node, line: int, column: int) -> None:
    """Put the place of a document that says nothing, and that libyaml sees after the last line, at the end of that."""
    if node.start_mark.line >= line:
        node.start_mark = yaml.Mark("", 0, line - 1, column - 1, None, 0)


def start(marked: Node | yaml.Event) -> tuple[int, int]:
    """Return the line and the column, from 1, at which a node or an event starts."""
    mark = marked.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _may_be_deep(text: str) -> bool:
    """Whether a text may nest deeper than the stack of any thread holds; a block nests by what its lines start with."""
    return text.count("[") + text.count("{") > _MANY_OPENED or _DEEP_LINE.search(text) is not None


class _Quick(CParser):
    """libyaml's composer with no opinion on what a plain scalar means.

    It calls these for every node: none of them looks at what it is given, so they are functions written in C.
    """

    resolve = staticmethod("".format)
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod("".strip)


class _Counting(_Quick):
    """The same, for text that may nest deep: it refuses what does before the stack is full."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)

        self.depth = 0
        self.inside: Node | None = None

    def descend_resolver(self, current_node: Node | None, current_index: Any) -> None:  # type: ignore[override]
        self.depth += 1
        self.inside = current_node
        if self.depth > MAX_DEPTH + 1 and current_node is not None:
            raise too_deep(current_node)

    def ascend_resolver(self) -> None:  # type: ignore[override]
        self.depth -= 1


def _undecodable(text: str) -> tuple[int, int]:
    """Return where the list or map stands that holds a tag which is not text."""
    parser = _Counting(text)
    try:
        while parser.check_node():
            parser.get_node()
    except UnicodeDecodeError:
        pass
    return start(parser.inside) if parser.inside else (1, 1)


def too_deep(node: Node) -> Unparsable:
    """Return the refusal of nesting past MAX_DEPTH at `node`."""
    message = f"lists and maps are nested more than {MAX_DEPTH} deep here; flatten them"
    return Unparsable("nesting", message, *start(node))


def refuse_tag(node: Node) -> None:
    """Raise Unparsable for a node with a tag that is none of the core schema's."""
    if node.tag not in _CORE_TAGS:
        raise Unparsable("syntax", f"the tag {node.tag} is not allowed; remove it", *start(node))


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Unparsable:
    mark = error.problem_mark or error.context_mark
    context = f", {error.context}" if error.context else ""
    hint = _HINTS.get(str(error.problem), "")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last, end = _end(text)
    if line > last:
        line, column = last, end
    return Unparsable("syntax", f"this is not YAML: {error.problem}{context}{hint}", line, column)


_HINTS = {
    "mapping values are not allowed in this context": "; put text that holds a colon in quotes",
    "found character that cannot start any token": "; indent with spaces, and quote text that starts so",
    "found unexpected end of stream": "; close the quote",
}


def _place(content: bytes, offset: int) -> tuple[int, int]:
    before = content[:offset].removeprefix(b"\xef\xbb\xbf")
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1
