"""JSON as text for files and for terminals: the same data, with nothing in it that a terminal or a job would obey."""

import json
from typing import Any

from ccgcheck.report.plain_text import is_hidden


def dumps(data: Any, indent: int | None = 1) -> str:
    """Return data as JSON; control characters and what begins a command are escapes, other letters as they are."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    for character in set(text) - {"\n"}:
        if is_hidden(character):
            text = text.replace(character, json.dumps(character)[1:-1])
    return text.replace("##[", "\\u0023#[")
