"""What a plain YAML scalar means: the core schema of YAML 1.2, with every doubt settled as text.

Text stay: dates, `no`, `on`, `yes`, numbers with a leading zero, sexagesimal numbers, `.inf` and `.nan`, and
numbers too large for a 64-bit integer or a finite float. Source: YAML 1.2.2, section 10.3.2.
"""

import math
import re

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})\Z|0o[0-7]{1,21}\Z|0x[0-9a-fA-F]{1,16}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_LARGEST = 2**63 - 1


def plain(value: str) -> str | int | float | bool | None:
    """Return the meaning of an unquoted scalar."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in _NUMBER_STARTS:
        return value
    if _INTEGER.match(value):
        number = int(value, 0)
        return number if -_LARGEST - 1 <= number <= _LARGEST else value
    if _FLOAT.match(value) and not value.lstrip("+-").isdecimal():
        decimal = float(value)
        return decimal if math.isfinite(decimal) else value
    return value
