"""Rule expressions: CEL, compiled once and evaluated to one of five outcomes, never an exception.

CEL takes its values over into a form of its own, which costs more than most expressions. So a document is given to it
once: what is asked of the elements of a list names the list, and `element(0)` is the number of the one it is about.
"""

import re
import threading
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


@dataclass(frozen=True, slots=True)
class Kept:
    """A compiled expression as it is kept from run to run; `compiled` is CEL's own form of it."""

    source: str
    rewritten: str
    subject: str | None
    reads: tuple[str, ...]
    compiled: bytes


class Expression:
    """A compiled CEL expression."""

    _stored: bytes

    def __init__(self, source: str, names: Mapping[str, str] | None = None, subject: str | None = None) -> None:
        """Compile `source`, with each free name of `names` standing for the CEL text given.

        `subject` is the CEL text of what `this` is, where that depends on the statement that is asked about.
        Raises BadExpression with the place in `source`.
        """
        self.source, self.subject = source, subject
        try:
            self.rewritten = cel_source.guard_has(cel_source.substitute(source, dict(names or {})))
            self._compiled = _environment().compile(self._bound)
        except cel_source.TooLarge as error:
            raise BadExpression(str(error), 1, 1) from None
        except RuntimeError as error:
            raise _bad(source, error, {"known", *(names or ())}) from None

    @classmethod
    def restored(cls, kept: Kept) -> "Expression":
        """Return an expression that was compiled in an earlier run; CEL reads it when it is first asked."""
        expression = cls.__new__(cls)
        expression.source, expression.rewritten, expression.subject = kept.source, kept.rewritten, kept.subject
        expression.__dict__.update(reads=frozenset(kept.reads), _stored=kept.compiled)
        return expression

    def kept(self) -> Kept:
        """Return what `restored` makes this expression of."""
        return Kept(self.source, self.rewritten, self.subject, tuple(sorted(self.reads)), self._compiled.serialize())

    @property
    def _bound(self) -> str:
        """The text that is compiled: with a subject, `this` is bound to it."""
        text = cel_source.without_calls(self.rewritten)
        if self.subject is None or "this" not in self.reads or not cel_source.is_balanced(text):
            return text
        return f"[{self.subject}].map(this, ({text}\n))[0]"

    @cached_property
    def _compiled(self) -> cel.Expression:
        return _environment().deserialize(self._stored)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The variables that it reads."""
        return frozenset(name for name, _ in cel_source.free_names(self.rewritten))

    @cached_property
    def asked(self) -> "Expression":
        """The question whether there is what it names; only for an expression that is a path."""
        return Expression(f"has({self.rewritten})", subject=self.subject)

    def evaluate(self, activation: "Activation") -> Outcome:
        """Return the outcome; running out of the iteration budget is `broken`."""
        _here.at = activation.at
        try:
            result = self._compiled.eval(activation.cel)
        except (RuntimeError, MemoryError) as error:
            reason = str(error).partition(" [")[0]
            return Outcome("broken", f"the expression took too long or could not run ({reason})")
        value = result.value()
        if value is True:
            return TRUE
        if value is False:
            return FALSE
        if result.type() != cel.Type.ERROR:
            return Outcome("value", result.plain_value())
        message = str(value)
        missing = _KEY.match(message)
        if missing and missing[1].startswith(cel_functions.NOT_REVIEWED):
            return Outcome("not_reviewed", missing[1].removeprefix(cel_functions.NOT_REVIEWED))
        if missing:
            return Outcome("silent", missing[1])
        _, dark, name = message.partition(cel_functions.NOT_REVIEWED)
        if dark:
            return Outcome("not_reviewed", name)
        return Outcome("broken", message.partition(": ")[2] or message)


TRUE, FALSE = Outcome("value", True), Outcome("value", False)


class Activation:
    """The values that expressions read, converted to CEL once. `at` are the numbers of the elements asked about."""

    __slots__ = ("at", "cel")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.cel = _environment().Activation(dict(values))
        self.at: tuple[int, ...] = ()

    def about(self, at: tuple[int, ...]) -> "Activation":
        """Return the same values for another element."""
        other = object.__new__(Activation)
        other.cel, other.at = self.cel, at
        return other


class _Here(threading.local):
    """Which element is asked about: CEL has no way to change one variable of an activation."""

    at: tuple[int, ...] = ()


_here = _Here()


def _element(level: int) -> int:
    return _here.at[level]


@lru_cache(maxsize=1)
def _environment() -> cel.Env:
    variables = dict.fromkeys(VARIABLES, cel.Type.DYN)
    number = cel.Type.INT
    element = cel.FunctionDecl("element", [cel.Overload("ccgcheck_element", number, [number], False, _element)])
    return cel.NewEnv(variables=variables, functions=[*cel_functions.declarations(), element])


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
