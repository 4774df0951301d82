"""The register of bodies that a pack may carry: which body had a code, under what name, from when to when.

The file is CSV with at least the columns ods_code, name, start_date, end_date (the last day) and successor_ods_code.
"""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ccgcheck.documents import MAX_BYTES

Entry = Mapping[str, str]
_COLUMNS = frozenset({"ods_code", "name", "start_date", "end_date", "successor_ods_code"})
_WORD = re.compile(r"[a-z0-9]+")


class BadRegister(ValueError):
    """A register that cannot be read; `str()` is the sentence for the user."""


def load(path: Path) -> Mapping[str, Entry]:
    """Return the entries of a register by code; raise BadRegister."""
    try:
        content = path.read_bytes()[: MAX_BYTES + 1]
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRegister(f"the register {path.name} cannot be read: {error}") from None
    rows = csv.DictReader(io.StringIO(text))
    missing = sorted(_COLUMNS - set(rows.fieldnames or ()))
    if missing or len(content) > MAX_BYTES:
        why = f"it lacks the columns {', '.join(missing)}" if missing else "it is too large"
        raise BadRegister(f"the register {path.name} cannot be used: {why}")
    return {row["ods_code"]: {key: value or "" for key, value in row.items() if key is not None} for row in rows}


def facts(register: Mapping[str, Entry], body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what rules read as `register`: whether the body's code is listed and, if so, its entry.

    `name_agrees` compares names without regard to case, punctuation, "&" and the length of "Clinical Commissioning
    Group"; `successor_name` is empty for a body that had none.
    """
    entry = register.get(str(body.get("ods_code", "")))
    if entry is None:
        return {"listed": False}
    successor = register.get(entry["successor_ods_code"], {})
    name = body.get("name")
    agrees = isinstance(name, str) and normalised(name) == normalised(entry["name"])
    return {**entry, "listed": True, "name_agrees": agrees, "successor_name": successor.get("name", "")}


def normalised(name: str) -> str:
    """Return a name as it is compared: its words in small letters, with the legal ending shortened to ccg."""
    words = " ".join(_WORD.findall(name.casefold().replace("&", " and ").replace("'", "").replace("\u2019", "")))
    return words.replace("clinical commissioning group", "ccg")
