"""Rule expressions: CEL, compiled once and evaluated to one of five outcomes, never an exception."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from cel_expr_python import cel

from ccgcheck import cel_functions, cel_source
from ccgcheck.cases import KINDS

VARIABLES = (*KINDS, "this", "law", "date", "body", "register")
OutcomeKind = Literal["value", "silent", "not_reviewed", "broken"]
_KEY = re.compile(r'NOT_FOUND: Key not found in map : "(.*)"', re.DOTALL)
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

    @cached_property
    def reads(self) -> frozenset[str]:
        """The variables that it reads."""
        return frozenset(name for name, _ in cel_source.free_names(self.rewritten))

    def evaluate(self, activation: "Activation") -> Outcome:
        """Return the outcome; running out of the iteration budget is `broken`."""
        try:
            result = self._compiled.eval(activation.cel)
        except (RuntimeError, MemoryError) as error:
            reason = str(error).partition(" [")[0]
            return Outcome("broken", f"the expression took too long or could not run ({reason})")
        if result.type() != cel.Type.ERROR:
            return Outcome("value", result.plain_value())
        message = str(result.value())
        missing = _KEY.match(message)
        if missing:
            return Outcome("silent", missing.group(1))
        _, dark, name = message.partition(cel_functions.NOT_REVIEWED)
        if dark:
            return Outcome("not_reviewed", name)
        return Outcome("broken", message.partition(": ")[2] or message)


class Activation:
    """The values that expressions read, converted to CEL once."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.cel = _environment().Activation(dict(values))


@lru_cache(maxsize=1)
def _environment() -> cel.Env:
    variables = dict.fromkeys(VARIABLES, cel.Type.DYN)
    return cel.NewEnv(variables=variables, functions=cel_functions.declarations())


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
