"""The functions that rules may call beside CEL's own: small, pure, and bounded in what they make.

CEL bounds how long an expression runs, not how much text its functions make: ten nested replacements could fill any
memory. So the text functions of CEL's strings extension stand here again, with the same names and a limit.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

from cel_expr_python import cel

MAX_TEXT = 100_000
NOT_REVIEWED = "not reviewed: "
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def words_of(items: list[Any]) -> str:
    """Return items as a phrase, `a, b and c`; an empty list is `none`, `_` becomes a space."""
    texts = [_words(item) for item in items]
    if len(texts) < 2:
        return _bounded("".join(texts) or "none")
    return _bounded(f"{', '.join(texts[:-1])} and {texts[-1]}")


def declarations() -> list[cel.FunctionDecl]:
    """Return the declarations of every function, for a CEL environment."""
    text, number, many, anything, truth = (
        cel.Type.STRING, cel.Type.INT, cel.Type.LIST, cel.Type.DYN, cel.Type.BOOL,
    )  # fmt: skip
    functions: list[tuple[str, list[list[cel.Type]], cel.Type, bool, Callable[..., Any]]] = [
        ("not_reviewed", [[text]], truth, False, _not_reviewed),
        ("sum", [[many]], anything, False, _sum),
        ("days_between", [[text, text]], number, False, _days_between),
        ("add_months", [[text, number]], text, False, _add_months),
        ("words", [[text]], text, False, _words),
        ("list", [[many]], text, False, words_of),
        ("unique", [[many]], many, False, _unique),
        ("lowerAscii", [[text]], text, True, lambda value: value.translate(_ASCII_LOWER)),
        ("trim", [[text]], text, True, str.strip),
        ("replace", [[text, text, text], [text, text, text, number]], text, True, _replace),
        ("split", [[text, text]], many, True, _split),
        ("substring", [[text, number], [text, number, number]], text, True, _substring),
        ("join", [[many, text]], text, True, _join),
    ]
    return [
        cel.FunctionDecl(
            name,
            [cel.Overload(f"ccgcheck_{name}_{len(takes)}", returns, takes, is_member, function) for takes in overloads],
        )
        for name, overloads, returns, is_member, function in functions
    ]


def _bounded(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise ValueError(f"it makes more than {MAX_TEXT:,} characters of text")
    return text


def _not_reviewed(name: str) -> bool:
    raise ValueError(NOT_REVIEWED + name)


def _sum(numbers: list[Any]) -> Any:
    return sum(numbers)


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def _add_months(day: str, months: int) -> str:
    start = date.fromisoformat(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).isoformat()


def _words(name: Any) -> str:
    return _bounded(str(name).replace("_", " "))


def _unique(items: list[Any]) -> list[Any]:
    return list({(type(item), item): item for item in items}.values())


def _replace(text: str, old: str, new: str, limit: int = -1) -> str:
    found = text.count(old) if limit < 0 else min(limit, text.count(old))
    if len(text) + found * (len(new) - len(old)) > MAX_TEXT:
        return _bounded(" " * (MAX_TEXT + 1))
    return text.replace(old, new, limit)


def _split(text: str, separator: str) -> list[str]:
    return text.split(separator) if separator else list(text)


def _substring(text: str, first: int, until: int | None = None) -> str:
    end = len(text) if until is None else until
    if not 0 <= first <= end <= len(text):
        raise ValueError(f"a text of {len(text)} characters has no part from {first} to {end}")
    return text[first:end]


def _join(texts: list[str], separator: str) -> str:
    size = sum(map(len, texts)) + len(separator) * max(len(texts) - 1, 0)
    return separator.join(texts) if size <= MAX_TEXT else _bounded(" " * (MAX_TEXT + 1))
