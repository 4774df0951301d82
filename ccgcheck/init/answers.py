"""What must be known to begin a repository, checked: which body, since when its constitution has effect, which CI."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ccgcheck import documents, register, resources
from ccgcheck.register import Entry
from ccgcheck.report.plain_text import clean
from ccgcheck.validators import is_date
from ccgcheck.window import Window

CI = ("github", "gitlab", "both", "none")
_CODE = re.compile(r"[0-9A-Z]{3}([0-9A-Z]{2})?\Z")
_LONGEST = 200


class BadAnswer(ValueError):
    """An answer that will not do; `str()` says why and what would."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The body, the days (ISO text), the CI to write files for, and what pip is to install there."""

    code: str
    name: str
    effective: str
    established: str | None
    ci: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the bodies that may be begun: when any existed, and the register of them, by code."""

    window: Window
    register: Mapping[str, Entry]


def known() -> Known:
    """Return what the pack of CCGs knows of them; its rules are not loaded for that."""
    folder = resources.folder("rules") / "ccg"
    (head,) = documents.load_path(folder / "pack.yaml").documents
    return Known(Window.of(head.data["window"]), register.load(folder / head.data["register"]))


def code(text: str) -> str:
    """Return an ODS code in capitals; raise BadAnswer."""
    given = text.strip().upper()
    if not _CODE.match(given):
        raise BadAnswer(f"{_shown(text)} is no ODS code; write three capitals or figures, such as 08L")
    return given


def line(text: str, what: str) -> str:
    """Return a text of one line with single spaces; raise BadAnswer for one that is empty, long or unprintable."""
    given = " ".join(text.split())
    if not given:
        raise BadAnswer(f"{what} is empty; write it out")
    if not given.isprintable():
        raise BadAnswer(f"{what} has a character that cannot be printed: {_shown(given)}; write it without")
    if len(given) > _LONGEST:
        raise BadAnswer(f"{what} is longer than {_LONGEST} characters; shorten it")
    return given


def requirement(text: str) -> str:
    """Return what pip is to install; raise BadAnswer for an option of pip."""
    given = line(text, "what to install")
    if given.startswith("-"):
        raise BadAnswer(f"{_shown(given)} is an option of pip; name a release such as ccgcheck==1.0.0, or an address")
    return given


def ci(text: str) -> str:
    """Return which CI to write files for; raise BadAnswer."""
    if text not in CI:
        raise BadAnswer(f"{_shown(text)} is none of {', '.join(CI[:-1])} and {CI[-1]}")
    return text


def proposed_name(entry: Entry) -> str:
    """Return the name in law of a body on the register, which shortens it."""
    return re.sub(r" CCG\Z", " Clinical Commissioning Group", entry["name"])


def day(text: str) -> str:
    """Return a day; raise BadAnswer."""
    given = text.strip()
    if not is_date(given):
        raise BadAnswer(f"{_shown(text)} is not a day; write it as YYYY-MM-DD")
    return given


def is_early(effective: str, of_code: str, bodies: Known) -> bool:
    """Whether a body may not have existed on a day, unless it is known to have been established by then."""
    entry = bodies.register.get(of_code)
    return effective < (entry["start_date"] if entry else bodies.window.all_from)


def check_days(effective: str, established: str | None, of_code: str, bodies: Known) -> None:
    """Raise BadAnswer when the body did not exist on the day from which its constitution is to have effect."""
    entry = bodies.register.get(of_code)
    existed = ""
    if entry:
        existed = f"{of_code} is {entry['name']}, on the register from {entry['start_date']} to {entry['end_date']}"
        if effective > entry["end_date"]:
            raise BadAnswer(f"{existed}{_then(entry, bodies)}; {effective} is after that")
    if established is None and is_early(effective, of_code, bodies):
        existed = existed or f"not every CCG existed before {bodies.window.all_from}"
        raise BadAnswer(f"{existed}; {effective} is before that: give --established if it was established by then")
    if excuse := bodies.window.excuse(effective, established):
        raise BadAnswer(f"nothing is judged at {effective}: {excuse}")


def remark(of_code: str, name: str, bodies: Known) -> str | None:
    """Return what the register has to say of a code and a name, or None where they agree."""
    entry = bodies.register.get(of_code)
    if entry is None:
        return f"no CCG on the register had the code {of_code}; the rules will ask about it"
    if register.normalised(name) != register.normalised(entry["name"]):
        return f"the register has {of_code} as {entry['name']}; the rules will ask about the name"
    return None


def _then(entry: Entry, bodies: Known) -> str:
    successor = entry["successor_ods_code"]
    return f", and then {bodies.register[successor]['name']} ({successor})" if successor in bodies.register else ""


def _shown(text: str) -> str:
    return f'"{clean(text if len(text) <= 60 else text[:57] + "...")}"'
