"""A page of HTML as a tree, for tests; a tag that is not closed where it should be is an error."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "input", "br", "wbr"})
_BLOCKS = frozenset({"p", "dt", "dd", "li", "caption", "summary", "h1", "h2", "h3", "h4", "tr", "option", "label"})


@dataclass
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str | None]
    parent: "Node | None" = None
    inside: "list[Node | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Node]":
        """Yield the elements in it, in the order of the page; only those of `tags` where some are named."""
        for one in self.inside:
            if isinstance(one, Node):
                if not tags or one.tag in tags:
                    yield one
                yield from one.all(*tags)

    def with_class(self, *names: str) -> "Iterator[Node]":
        """Yield the elements in it that have all of these classes."""
        return (one for one in self.all() if set(names) <= one.classes)

    def by_id(self, name: str) -> "Node":
        """Return the one element with an id."""
        (found,) = (one for one in self.all() if one.get("id") == name)
        return found

    def get(self, name: str) -> str:
        """Return an attribute, empty where there is none."""
        return self.attributes.get(name) or ""

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.get("class").split())

    @property
    def text(self) -> str:
        """All text in it that is shown, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for one in self.inside:
            if isinstance(one, str):
                yield one
            elif one.tag not in ("style", "script"):
                yield from one._texts()
                yield " " if one.tag in ("td", "th", "li", "p", "div", "dt", "dd", "tr", "br") else ""

    def above(self) -> "Iterator[Node]":
        """Yield the elements that it stands in, the nearest first."""
        at = self.parent
        while at is not None:
            yield at
            at = at.parent

    def outline(self) -> Iterator[str]:
        """Yield the text of the page, a line for each heading, paragraph, item or row."""
        for one in self.inside:
            if not isinstance(one, Node) or one.tag in ("style", "script"):
                continue
            if one.tag == "tr":
                cells = (cell.text for cell in one.all("th", "td"))
                yield f"| {' | '.join(cells)} |"
            elif one.tag in _BLOCKS:
                yield f"{one.tag}: {one.text}"
            else:
                yield from one.outline()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice at {self.getpos()}"
        node = Node(tag, dict(attrs), self.at)
        self.at.inside.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}> at {self.getpos()}"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.inside.append(data)


def parse(page: str) -> Node:
    """Return the tree of a page; raise AssertionError where it is not well formed."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.tag}> is never closed"
    return parser.root
