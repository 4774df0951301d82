"""Message templates: text with CEL expressions in braces, `{sum(this.seats.map(s, s.count))} members`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccgcheck import cel_source
from ccgcheck.cel_functions import words_of
from ccgcheck.expressions import Activation, BadExpression, Expression, Outcome

_PATH = re.compile(r"[\w.\[\]\"-]+\.\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a result: the text, and of it what comes from the documents, not from the rule or its law.

    `is_complete` says that everything that it names had a value.
    """

    text: str
    figures: tuple[str, ...] = ()
    is_complete: bool = True


class Template:
    """A compiled template. `{{` and `}}` stand for braces."""

    def __init__(self, source: str, names: Mapping[str, str] | None = None, subject: str | None = None) -> None:
        """Compile; raise BadExpression with the place in `source` for a brace or an expression that is wrong."""
        self.source = source
        self.parts: list[str | Expression] = []
        for offset, text, is_expression in _split(source):
            try:
                self.parts.append(Expression(text, names, subject) if is_expression else text)
            except BadExpression as error:
                line, column = _place(source, offset)
                column = error.column + (column - 1 if error.line == 1 else 0)
                raise BadExpression(str(error), line + error.line - 1, column) from None

    @classmethod
    def restored(cls, source: str, parts: "list[str | Expression]") -> "Template":
        """Return a template whose parts were compiled in an earlier run."""
        template = cls.__new__(cls)
        template.source, template.parts = source, parts
        return template

    @property
    def expressions(self) -> Iterator[Expression]:
        """The expressions in the template."""
        return (part for part in self.parts if isinstance(part, Expression))

    def render(self, activation: Activation) -> str:
        """Return the text; a statement that is missing reads "not stated", or "not reviewed"."""
        return self.told(activation).text

    def told(self, activation: Activation) -> Told:
        """Return the text, and what its expressions came to, but for those that only name figures of the law."""
        texts: list[str] = []
        figures: list[str] = []
        is_complete = True
        for part in self.parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            outcome = part.evaluate(activation)
            is_complete = is_complete and outcome.kind == "value"
            texts.append(_shown(part, outcome, activation))
            if part.reads != {"law"}:
                figures.append(texts[-1])
        return Told("".join(texts), tuple(figures), is_complete)


def _shown(expression: Expression, outcome: Outcome, activation: Activation) -> str:
    if outcome.kind == "value":
        return show(outcome.value)
    if outcome.kind == "silent" and _PATH.fullmatch(expression.rewritten):
        asked = expression.asked.evaluate(activation)
        outcome = asked if asked.kind == "not_reviewed" else outcome
    return {"silent": "not stated", "not_reviewed": "not reviewed"}.get(outcome.kind, "(cannot be worked out)")


def show(value: Any) -> str:
    """Return a value as people read it: lists with "and", booleans as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return words_of([show(item) for item in value])
    if value is None:
        return "nothing"
    return str(value)


def _split(source: str) -> Iterator[tuple[int, str, bool]]:
    """Yield (offset, text, whether it is an expression)."""
    text, position = "", 0
    while position < len(source):
        character = source[position]
        if source[position : position + 2] in ("{{", "}}"):
            text += character
            position += 2
        elif character == "{":
            yield position, text, False
            end = _closing(source, position)
            yield position + 1, source[position + 1 : end], True
            text, position = "", end + 1
        elif character == "}":
            raise BadExpression("this closing brace opens nowhere; write }} for a brace", *_place(source, position))
        else:
            text += character
            position += 1
    yield position, text, False


def _place(source: str, offset: int) -> tuple[int, int]:
    before = source[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _closing(source: str, opening: int) -> int:
    level, position = 0, opening
    for _, text in cel_source.tokens(source[opening:]):
        level += {"{": 1, "}": -1}.get(text, 0)
        if level == 0:
            return position
        position += len(text)
    raise BadExpression("this brace is never closed; write {{ for a brace", *_place(source, opening))
