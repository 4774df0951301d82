"""Documents to fill in: all that a schema allows, as a stub that says not_reviewed, with its description and its shape.

The words come from the schemas, the shapes from the documents under `examples`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from textwrap import wrap

from ccgcheck import documents, schemas
from ccgcheck.schemas import Schema

_ABOUT = frozenset({"clause", "page", "text", "note", "source", "not_reviewed"})
_REMARKS = frozenset({"version", "source", "note"})
_HOW = (
    "not_reviewed: true says that nobody has looked yet; what needs the statement is unknown. Write down what you have "
    "read, and take that line out when the statement is complete: what is missing then counts as absent. In a list, an "
    "entry - not_reviewed: true says that there may be more. Lines behind a # show the shape, with the values of a "
    "fictional body: take the # away and write what yours says."
)
_WIDTH = 100


def document(kind: str, schema_file: str, given: Mapping[str, str]) -> str:
    """Return the YAML of a document of a kind that says nothing yet, beside the keys `given` (as YAML).

    `schema_file` is where its schema lies, as seen from the document.
    """
    return "\n".join(_Stub(kind, given).lines(schema_file)) + "\n"


class _Stub:
    def __init__(self, kind: str, given: Mapping[str, str]) -> None:
        self.kind, self.given = kind, given
        self.schema = schemas.load(kind)
        self.allowed = {name: schemas.resolve(self.schema, each) for name, each in _properties(self.schema).items()}
        self.example = _example(kind)

    def lines(self, schema_file: str) -> Iterator[str]:
        yield f"# yaml-language-server: $schema={schema_file}"
        yield from _comment(f"{self.schema['title']}. {self.schema['description']}")
        if "not_reviewed" in self.allowed:
            yield "#"
            yield from _comment(_HOW)
        plain = [name for name in self.allowed if not self._is_section(name) and name not in ("kind", "body")]
        if plain:
            yield "#"
            yield from self._described({name: self.allowed[name] for name in plain if name != "not_reviewed"})
        yield f"kind: {self.kind}"
        yield from (f"{name}: {value}" for name, value in self.given.items())
        open_ones = [name for name in plain if name not in self.given and name != "not_reviewed"]
        if "not_reviewed" in self.allowed and not _REMARKS.issuperset(open_ones):
            yield "not_reviewed: true"
        for name in open_ones:
            yield from (f"# {line}" for line in self._shape(name))
        for name in filter(self._is_section, self.allowed):
            yield ""
            yield from self._section(name)

    def _is_section(self, name: str) -> bool:
        """Whether a statement has parts, and can say that nobody has looked at it."""
        each = self.allowed[name]
        return "not_reviewed" in _properties(each) or _is_list(each)

    def _section(self, name: str) -> Iterator[str]:
        each = self.allowed[name]
        yield from _comment(each["description"])
        if not _is_list(each):
            yield from self._described(_parts(each))
            yield f"{name}:"
            yield "  not_reviewed: true"
            yield from (f"  # {line[2:]}" for line in self._shape(name)[1:])
            return
        item = schemas.child(self.schema, each, "0")
        can_be_open = "not_reviewed" in _properties(item)
        yield from self._described(_parts(item))
        yield f"{name}: {'{not_reviewed: true}' if can_be_open else '[]'} # or instead, for example:"
        yield from (f"# {line}" for line in self._shape(name))
        if can_be_open:
            yield "#   - {not_reviewed: true} # there may be more: take this line out when all are here"

    def _described(self, parts: Mapping[str, Schema]) -> Iterator[str]:
        for name, each in parts.items():
            described = schemas.resolve(self.schema, each).get("description", "")
            yield from _comment(f"{name}: {described}", "  ", "    ")

    def _shape(self, name: str) -> Sequence[str]:
        """Return the lines of a statement in the example."""
        return self.example.get(name, ())


def _properties(schema: Schema) -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = schema.get("properties", {})
    return found


def _parts(schema: Schema) -> Mapping[str, Schema]:
    return {name: each for name, each in _properties(schema).items() if name not in _ABOUT}


def _is_list(schema: Schema) -> bool:
    return "items" in schema or "items" in schema.get("else", {})


def _comment(text: str, indent: str = "", further: str = "") -> list[str]:
    return wrap(
        text, _WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {further}",
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


@cache
def _example(kind: str) -> Mapping[str, Sequence[str]]:
    """Return the lines of each statement of the example of a kind."""
    file = Path(__file__).parent / "examples" / f"{kind}.yaml"
    (example,) = documents.load_path(file).documents
    lines = file.read_text(encoding="utf-8").splitlines()
    starts = [example.place(f"/{name}").line - 1 for name in example.data]
    ends = [*starts[1:], len(lines)]
    return {name: lines[start:end] for name, start, end in zip(example.data, starts, ends, strict=True)}
