"""Rule expressions: CEL, compiled once and evaluated to one of five outcomes, never an exception."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from cel_expr_python import cel
from cel_expr_python.ext import ext_strings

from ccgcheck import cel_source

VARIABLES = ("constitution", "this", "law", "date", "body", "register")
OutcomeKind = Literal["value", "silent", "not_reviewed", "broken"]
_KEY = re.compile(r'NOT_FOUND: Key not found in map : "(.*)"', re.DOTALL)
_DARK = "not reviewed: "
_PLACE = re.compile(r"<input>:(\d+):(\d+): (.*)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an expression came to: a value, or why there is none.

    `silent` and `not_reviewed` name in `value` the statement that is missing; `broken` holds the reason.
    """

    kind: OutcomeKind
    value: Any = None

    @property
    def is_decided(self) -> bool:
        """Whether it is true or false."""
        return self.kind == "value" and isinstance(self.value, bool)


class BadExpression(ValueError):
    """An expression that does not compile; `line` and `column` count from 1 inside it."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class Expression:
    """A compiled CEL expression."""

    def __init__(self, source: str, names: Mapping[str, str] | None = None) -> None:
        """Compile `source`, with each free name of `names` standing for the CEL text given.

        Raises BadExpression with the place in `source`.
        """
        self.source = source
        try:
            self.rewritten = cel_source.guard_has(cel_source.substitute(source, dict(names or {})))
            self._compiled = _environment().compile(self.rewritten)
        except cel_source.TooLarge as error:
            raise BadExpression(str(error), 1, 1) from None
        except RuntimeError as error:
            raise _bad(source, error, {"known", *(names or ())}) from None
        self.reads = frozenset(name for name, _ in cel_source.free_names(self.rewritten))

    def evaluate(self, activation: "Activation") -> Outcome:
        """Return the outcome; running out of the iteration budget is `broken`."""
        try:
            result = self._compiled.eval(activation.cel)
        except RuntimeError as error:
            reason = str(error).partition(" [")[0]
            return Outcome("broken", f"the expression took too long or could not run ({reason})")
        if result.type() != cel.Type.ERROR:
            return Outcome("value", result.plain_value())
        message = str(result.value())
        missing = _KEY.match(message)
        if missing:
            return Outcome("silent", missing.group(1))
        _, dark, name = message.partition(_DARK)
        if dark:
            return Outcome("not_reviewed", name)
        return Outcome("broken", message.partition(": ")[2] or message)


class Activation:
    """The values that expressions read, converted to CEL once."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.cel = _environment().Activation(dict(values))


def _not_reviewed(name: str) -> bool:
    raise ValueError(_DARK + name)


def _sum(numbers: list[Any]) -> Any:
    return sum(numbers)


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _add_months(day: str, months: int) -> str:
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def _words(name: Any) -> str:
    return str(name).replace("_", " ")


def words_of(items: list[Any]) -> str:
    """Return items as a phrase, `a, b and c`; an empty list is `none`, `_` becomes a space."""
    texts = [_words(item) for item in items]
    if len(texts) < 2:
        return "".join(texts) or "none"
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def _unique(items: list[Any]) -> list[Any]:
    return list({(type(item), item): item for item in items}.values())


@lru_cache(maxsize=1)
def _environment() -> cel.Env:
    kind = cel.Type
    functions: list[tuple[str, list[cel.Type], cel.Type, Callable[..., Any]]] = [
        ("not_reviewed", [kind.STRING], kind.BOOL, _not_reviewed),
        ("sum", [kind.LIST], kind.DYN, _sum),
        ("days_between", [kind.STRING, kind.STRING], kind.INT, _days_between),
        ("add_months", [kind.STRING, kind.INT], kind.STRING, _add_months),
        ("words", [kind.STRING], kind.STRING, _words),
        ("list", [kind.LIST], kind.STRING, words_of),
        ("unique", [kind.LIST], kind.LIST, _unique),
    ]
    declared = [
        cel.FunctionDecl(name, [cel.Overload(f"ccgcheck_{name}", returns, takes, False, function)])
        for name, takes, returns, function in functions
    ]
    return cel.NewEnv(
        variables=dict.fromkeys(VARIABLES, kind.DYN),
        functions=declared,
        extensions=[ext_strings.ExtStrings()],
    )


def _bad(source: str, error: RuntimeError, known: set[str]) -> BadExpression:
    """Compile the untouched source for the place of its error; fall back to the first character.

    The names of `known` are declared nowhere there, so that what is said of them is passed over.
    """
    errors = str(error)
    try:
        _environment().compile(source)
    except RuntimeError as plain:
        for line, column, message in _PLACE.findall(str(plain)):
            if not any(f"undeclared reference to '{name}" in message for name in known):
                return BadExpression(message, int(line), int(column))
    found = _PLACE.search(errors)
    return BadExpression(found.group(3) if found else errors.partition("\n")[0], 1, 1)
