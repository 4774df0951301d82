"""Load: bytes -> documents, each with plain data and a place for every key and value."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ccgcheck import pointers, scalars, yaml_nodes
from ccgcheck.problems import MAX_PROBLEMS, Problem, ProblemKind
from ccgcheck.yaml_nodes import Unparsable

MAX_BYTES = 10_000_000
MAX_NODES = 200_000
MAX_TEXT = 10_000
MAX_DOCUMENTS = 1_000
MAX_KEYS = 10_000
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One YAML document: where it came from, its plain data and the nodes that know their places."""

    file: str
    index: int
    data: Any
    root: Node = field(repr=False)

    @property
    def kind(self) -> str | None:
        """The `kind` the document gives itself, or None when it gives none."""
        kind = self.data.get("kind") if isinstance(self.data, dict) else None
        return kind if isinstance(kind, str) else None

    def place(self, pointer: str, *, of_value: bool = False) -> Place:
        """Return where `pointer` stands: its key (its value with `of_value`), else its nearest ancestor.

        Through an alias the place is the anchor's.
        """
        node, key = self.root, None
        for token in pointers.split(pointer):
            step = _child(node, token)
            if step is None:
                break
            key, node = step
        return Place(*yaml_nodes.start(node if of_value or key is None else key))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one file held."""

    file: str
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_path(path: Path, name: str | None = None) -> Loaded:
    """Read a file and load it under `name` (its path when left out); never raises for what it finds."""
    name = name if name is not None else path.as_posix()
    try:
        if not path.is_file():
            missing = not path.exists()
            reason = "there is no such file" if missing else "this is not a regular file"
            return _refused(name, "missing" if missing else "unreadable", f"{reason}; check the path")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _refused(name, "unreadable", f"the file cannot be read: {error.strerror or error}")
    return load_bytes(content, name)


def load_bytes(content: bytes, file: str) -> Loaded:
    """Load YAML from bytes: UTF-8, with or without a byte-order mark, one or more documents.

    Returns documents and problems, at most MAX_PROBLEMS and one more; a document with a duplicate or non-text key is
    returned without that key.
    """
    if len(content) > MAX_BYTES:
        return _refused(file, "too_large", f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it")
    documents: list[Document] = []
    problems: list[Problem] = []
    try:
        text = yaml_nodes.decode(content)
        builder = _Builder(file, problems)
        for index, root in enumerate(yaml_nodes.compose(text)):
            if index == MAX_DOCUMENTS:
                told = f"this file holds more than {MAX_DOCUMENTS:,} documents; split it"
                raise Unparsable("too_large", told, *yaml_nodes.start(root))
            documents.append(Document(file, index, builder.build(root), root))
    except Unparsable as reason:
        problems.append(Problem(file, reason.line, reason.column, reason.kind, str(reason)))
    if not documents and not problems:
        return _refused(file, "empty", "the file holds no document; write one that starts with kind and body", 1)
    return Loaded(file, tuple(documents), tuple(problems))


def _refused(file: str, kind: ProblemKind, message: str, at: int = 0) -> Loaded:
    return Loaded(file, problems=(Problem(file, at, at, kind, message),))


def _child(node: Node, token: str) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == token and _meaning(key) == token:
                return key, value
    elif isinstance(node, SequenceNode) and token.isdecimal() and int(token) < len(node.value):
        return None, node.value[int(token)]
    return None


def _meaning(node: ScalarNode) -> Any:
    if node.tag == yaml_nodes.TEXT or node.style:
        return node.value
    return scalars.plain(node.value)


class _Builder:
    """Builds plain data from nodes and notes the keys that cannot stand."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.left = MAX_NODES
        self.open: set[int] = set()
        self.trail: list[str | int] = []

    def build(self, node: Node) -> Any:
        """Return what the root of a document means."""
        return self._scalar(node) if node.__class__ is ScalarNode else self._collection(node)

    def _scalar(self, node: Any) -> Any:
        value = node.value
        if len(value) > MAX_TEXT:
            self._problem("too_large", f"this text is longer than {MAX_TEXT:,} characters; shorten it", node)
            return ""
        if node.tag:
            yaml_nodes.refuse_tag(node)
            return _meaning(node)
        return value if node.style else scalars.plain(value)

    def _collection(self, node: Any) -> Any:
        key, is_map = id(node), node.__class__ is MappingNode
        self.left -= len(node.value) * (2 if is_map else 1)
        if self.left < 0 or key in self.open:
            what = (
                "the anchors and aliases of this file refer to themselves"
                if self.left >= 0
                else (f"this file holds more than {MAX_NODES:,} values once its aliases are expanded")
            )
            raise Unparsable("aliases", f"{what}; write the values out", *yaml_nodes.start(node))
        if node.tag:
            yaml_nodes.refuse_tag(node)
        if len(self.open) >= yaml_nodes.MAX_DEPTH and node.value:
            raise yaml_nodes.too_deep(node)
        self.open.add(key)
        built: Any = self._mapping(node) if is_map else self._sequence(node)
        self.open.discard(key)
        return built

    def _sequence(self, node: SequenceNode) -> list[Any]:
        built: list[Any] = []
        trail = self.trail
        for index, item in enumerate(node.value):
            trail.append(index)
            built.append(self._scalar(item) if item.__class__ is ScalarNode else self._collection(item))
            trail.pop()
        return built

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        built: dict[str, Any] = {}
        trail = self.trail
        if len(node.value) > MAX_KEYS:
            raise Unparsable(
                "too_large", f"this map holds more than {MAX_KEYS:,} keys; split it", *yaml_nodes.start(node)
            )
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if key_node.__class__ is ScalarNode else None
            if not isinstance(key, str):
                shown = f'"{key_node.value}"' if isinstance(key_node, ScalarNode) else "a list or map"
                self._problem("key", f"a key must be text, and {shown} is not; put it in quotes", key_node)
                continue
            trail.append(key)
            if key in built:
                line, column = yaml_nodes.start(_first(node, key))
                told = f'the key "{key}" stands twice in this map: at {line}:{column} and again here; keep one'
                self._problem("duplicate_key", told, key_node)
            else:
                is_scalar = value_node.__class__ is ScalarNode
                built[key] = self._scalar(value_node) if is_scalar else self._collection(value_node)
            trail.pop()
        return built

    def _problem(self, kind: ProblemKind, message: str, at: Node) -> None:
        line, column = yaml_nodes.start(at)
        if len(self.problems) >= MAX_PROBLEMS:
            told = f"this file has more than {MAX_PROBLEMS:,} problems, and the rest of it was not read"
            raise Unparsable("too_large", told, line, column)
        self.problems.append(Problem(self.file, line, column, kind, message, pointers.build(self.trail)))


def _first(node: MappingNode, key: str) -> Node:
    """Return the first of the keys of a map that read `key`."""
    found: Node = next(one for one, _ in node.value if isinstance(one, ScalarNode) and _meaning(one) == key)
    return found
