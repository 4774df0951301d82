"""Message templates: text with CEL expressions in braces, `{sum(this.seats.map(s, s.count))} members`."""

from collections.abc import Iterator, Mapping
from typing import Any

from ccgcheck.expressions import Activation, BadExpression, Expression, words_of


class Template:
    """A compiled template. `{{` and `}}` stand for braces."""

    def __init__(self, source: str, names: Mapping[str, str] | None = None) -> None:
        """Compile; raise BadExpression with the place in `source` for a brace or an expression that is wrong."""
        self.source = source
        self.parts: list[str | Expression] = []
        for offset, text, is_expression in _split(source):
            try:
                self.parts.append(Expression(text, names) if is_expression else text)
            except BadExpression as error:
                column = error.column + (offset if error.line == 1 else 0)
                raise BadExpression(str(error), error.line, column) from None

    @property
    def expressions(self) -> Iterator[Expression]:
        """The expressions in the template."""
        return (part for part in self.parts if isinstance(part, Expression))

    def render(self, activation: Activation) -> str:
        """Return the text; a statement that is missing reads "not stated", or "not reviewed"."""
        return "".join(part if isinstance(part, str) else _shown(part, activation) for part in self.parts)


def _shown(expression: Expression, activation: Activation) -> str:
    outcome = expression.evaluate(activation)
    if outcome.kind == "value":
        return show(outcome.value)
    return {"silent": "not stated", "not_reviewed": "not reviewed"}.get(outcome.kind, "(cannot be worked out)")


def show(value: Any) -> str:
    """Return a value as people read it: lists with "and", booleans as yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return words_of(value)
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
            raise BadExpression("this closing brace opens nowhere; write }} for a brace", 1, position + 1)
        else:
            text += character
            position += 1
    yield position, text, False


def _closing(source: str, opening: int) -> int:
    level, quote = 0, ""
    for position in range(opening, len(source)):
        character = source[position]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        else:
            level += {"{": 1, "}": -1}.get(character, 0)
            if level == 0:
                return position
    raise BadExpression("this brace is never closed; write {{ for a brace", 1, opening + 1)
