"""Write plain data as YAML the way a person would: short mappings in one line, long texts folded."""

import json
import re
import textwrap
from dataclasses import dataclass

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .()/&'_-]*[A-Za-z0-9.)]|[A-Za-z]|[0-9]{1,2}[A-Z]{1,2}[0-9]{0,2}")
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
WORDS_OF_YAML = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
WIDTH = 118
WIDTH_COMPACT = 156
FOLD_AT = 100


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is laid out.

    Attributes:
        compact: put every mapping and list that fits into one line.
        quote_dates: write dates as quoted text, for readers that would turn them into other things.
    """

    compact: bool = False
    quote_dates: bool = False


def scalar(value: object, style: Style) -> str:
    """One value in one line; text is quoted wherever a reader of YAML 1.1 or 1.2 would not see text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    text = str(value)
    if DATE.fullmatch(text):
        return f'"{text}"' if style.quote_dates else text
    if PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML and not re.fullmatch(r"[0-9]+[eE][0-9]+", text):
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(value: object, style: Style) -> str:
    """The value in one line, as a flow mapping or list."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(inner, style)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner, style) for inner in value) + "]"
    return scalar(value, style)


def _flat(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(each, (dict, list)) and each for each in inner)


def _in_one_line(value: object, column: int, style: Style) -> str | None:
    width = WIDTH_COMPACT if style.compact else WIDTH
    if isinstance(value, dict):
        spread = "text" in value or ("clause" in value and len(value) > 3)
        if value and not style.compact and (spread or not _flat(value)):
            return None
    elif isinstance(value, list):
        if any(isinstance(each, dict) for each in value) and not (style.compact and len(value) <= 3):
            return None
    else:
        line = scalar(value, style)
        return line if isinstance(value, (bool, int, float)) or column + len(line) <= WIDTH else None
    line = flow(value, style)
    return line if column + len(line) <= (width if isinstance(value, dict) else WIDTH) else None


def lines_of(value: object, indent: int, style: Style) -> list[str]:
    """A mapping or list as block lines, each with its indentation."""
    pad = " " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            one = _in_one_line(inner, indent + len(key) + 2, style)
            if one is not None:
                lines.append(f"{pad}{key}: {one}")
            elif isinstance(inner, (dict, list)):
                lines.append(f"{pad}{key}:")
                lines += lines_of(inner, indent + 2, style)
            else:
                lines.append(f"{pad}{key}: >-")
                lines += [f"{pad}  {part}" for part in textwrap.wrap(str(inner), FOLD_AT - indent)]
    elif isinstance(value, list):
        for each in value:
            one = _in_one_line(each, indent + 2, style)
            if one is not None:
                lines.append(f"{pad}- {one}")
            else:
                block = lines_of(each, indent + 2, style)
                lines += [f"{pad}- {block[0].lstrip()}", *block[1:]]
    return lines
