"""Text and places for SARIF: messages that hold no markup, addresses of files, regions."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ccgcheck import pointers
from ccgcheck.report.model import Location
from ccgcheck.report.plain_text import clean

BASE = "%SRCROOT%"
_STREAM = "standard input"
_LINK = re.compile(r"\](?=\()")
_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def message(text: str) -> dict[str, str]:
    """Return a message that a viewer shows as it stands, on one line: no placeholder and no link is made of it."""
    return {"text": plain(clean(text))}


def plain(text: str) -> str:
    """Return plain text of a message that no viewer makes a link of."""
    return _LINK.sub("] ", braced(text))


def braced(text: str) -> str:
    """Return text of a message with its braces doubled, as SARIF asks: a single one opens a placeholder."""
    return text.translate(_BRACES)


def artifact(file: str) -> dict[str, Any]:
    """Return where a file is: relative to where the program ran if it was named so, or else its `file:` address."""
    if Path(file).is_absolute():
        return {"uri": Path(file).as_uri()}
    uri = quote(file, errors="surrogateescape")
    if file == _STREAM:
        return {"uri": uri, "description": message("What was read from standard input; it is no file.")}
    return {"uri": uri, "uriBaseId": BASE}


def physical(file: str, line: int, column: int) -> dict[str, Any]:
    """Return a place in a file; line 0 is the file as a whole."""
    where: dict[str, Any] = {"artifactLocation": artifact(file)}
    if line:
        where["region"] = {"startLine": line, "startColumn": column}
    return {"physicalLocation": where}


def location(place: Location, said: str | None = None) -> dict[str, Any]:
    """Return the place of a result, with its JSON Pointer and its clause; `said` is what it has to do with it."""
    about = ", ".join(filter(None, [said, f"clause {place.clause}" if place.clause else None]))
    return {
        **physical(place.file, place.line, place.column),
        **logical(place.pointer),
        **({"message": message(about)} if about else {}),
    }


def logical(pointer: str | None) -> dict[str, Any]:
    """Return the statement that a JSON Pointer names; nothing for a document as a whole."""
    if not pointer:
        return {}
    name = pointers.split(pointer)[-1]
    return {"logicalLocations": [{"name": clean(name), "fullyQualifiedName": clean(pointer)}]}
