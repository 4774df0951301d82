"""Text from documents made safe to print: no control characters, no direction overrides, no line breaks, no commands.

What is printed in a job of GitHub Actions is read for commands: `::name::` where a line begins, `##[name]` anywhere.
"""

import re
import unicodedata

_COLON_BEFORE_ANOTHER = re.compile(":(?=:)")


def clean(text: str) -> str:
    """Return `text` on one line, with every control and formatting character written out as an escape.

    What would begin a command is broken by a blank, wherever it stands: a table may begin a line with it.
    """
    if "::" in text or "##[" in text:
        text = _COLON_BEFORE_ANOTHER.sub(": ", text).replace("##[", "## [")
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, " ".join(text.splitlines())))


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing of itself, but can change how a text is shown."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    if is_hidden(character):
        return f"\\u{ord(character):04x}" if ord(character) > 0xFF else f"\\x{ord(character):02x}"
    return character
