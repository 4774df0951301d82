"""The JSON Schemas (2020-12) of the kinds of document, and what they allow at a pointer."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ccgcheck import pointers, resources

Schema = Mapping[str, Any]
_SUFFIX = ".schema.json"
SETTLING = ("assessment", "waivers")
"""The kinds of file in which people write down what they settled."""
_NOT_DOCUMENTS = frozenset({"report", "pack", "rules", "provisions", "config", "baseline", *SETTLING})


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of document there is a schema for, sorted."""
    return tuple(name for name in names() if name not in _NOT_DOCUMENTS)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all schemas, those of reports and packs included, sorted."""
    found = resources.folder("schemas").glob(f"*{_SUFFIX}")
    return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in found))


def judged_on(kind: str) -> str:
    """Return the key of a kind of document whose day is the day of the law that it is judged by."""
    key: str = load(kind)["x-judged-on"]
    return key


def is_event(kind: str) -> bool:
    """Whether a kind of document records something that happened on a day, and not how things stood on it."""
    return load(kind)["x-event"] is True


@cache
def load(name: str) -> Schema:
    """Return the schema `name`; raise FileNotFoundError when there is none."""
    schema: Schema = json.loads(text(name))
    return schema


def text(name: str) -> str:
    """Return the text of the schema `name`; raise FileNotFoundError when there is none."""
    return (resources.folder("schemas") / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


def at(schema: Schema, pointer: str) -> Schema:
    """Return the subschema that holds for `pointer` in a document; empty when nothing is said of it."""
    node = resolve(schema, schema)
    for token in pointers.split(pointer):
        node = child(schema, node, token)
    return node


def properties(schema: Schema, pointer: str) -> Mapping[str, Schema]:
    """Return the properties that a map at `pointer` may have."""
    found: Mapping[str, Schema] = at(schema, pointer).get("properties", {})
    return found


def resolve(root: Schema, node: Schema) -> Schema:
    """Return `node` with its local `$ref` followed; other references are never fetched."""
    while isinstance(reference := node.get("$ref"), str) and reference.startswith("#"):
        target = pointers.get(root, reference[1:])
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def choices(node: Schema) -> Mapping[Any, str]:
    """Return the values that a closed vocabulary allows with their descriptions; empty for anything else."""
    if "const" in node:
        return {node["const"]: node.get("description", "")}
    if "enum" in node:
        return dict.fromkeys(node["enum"], "")
    options = node.get("oneOf", ())
    if options and all("const" in option for option in options):
        return {option["const"]: option.get("description", "") for option in options}
    return {}


@cache
def references(name: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return (pattern of tokens, target pattern) for every value that must name another: `x-refers-to`."""
    schema = load(name)
    return tuple((tuple(pattern), target) for pattern, target in _references(schema, schema, []))


def _references(root: Schema, node: Schema, path: list[str]) -> Iterator[tuple[list[str], str]]:
    node = resolve(root, node)
    if "x-refers-to" in node:
        yield path, node["x-refers-to"]
    for branch in ("then", "else"):
        if isinstance(node.get(branch), dict):
            yield from _references(root, node[branch], path)
    if isinstance(node.get("items"), dict):
        yield from _references(root, node["items"], [*path, "*"])
    for name, child in node.get("properties", {}).items():
        yield from _references(root, child, [*path, name])


def child(root: Schema, node: Schema, token: str) -> Schema:
    """Return what `node` (resolved) allows under `token`, looking into `then` and `else`; maybe empty."""
    for candidate in (node, resolve(root, node.get("then") or {}), resolve(root, node.get("else") or {})):
        if token in candidate.get("properties", {}):
            return resolve(root, candidate["properties"][token])
        if token.isdecimal() and "items" in candidate:
            return resolve(root, candidate["items"])
    return {}


class Shape:
    """What a schema says of one place of a document, looked up once: its properties, and what is below."""

    def __init__(self, root: Schema, node: Schema | None = None) -> None:
        """Return the shape of `node`, a subschema of `root` with its `$ref` followed; of the whole, without one."""
        self._root, self._node = root, root if node is None else node
        self._below: dict[str, Shape] = {}
        self.properties: frozenset[str] = frozenset(self._node.get("properties", ()))
        self.defaults: tuple[tuple[str, Any], ...] = tuple(
            (name, allowed["default"])
            for name, allowed in self._node.get("properties", {}).items()
            if "default" in allowed
        )
        self.is_list_unless_unread = "items" in self._node.get("else", {})

    def child(self, token: str) -> "Shape":
        """Return what is allowed under `token`."""
        found = self._below.get(token)
        if found is None:
            found = Shape(self._root, child(self._root, self._node, token))
            if found._node:  # what the schema does not know is not kept: documents may hold any number of names
                self._below[token] = found
        return found


@cache
def shape(name: str) -> Shape:
    """Return the shape of the schema `name`; raise FileNotFoundError when there is none."""
    return Shape(load(name))
