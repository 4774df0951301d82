"""Bring a document near the wanted number of lines: what is written at length, and what in few words."""

from corpus.draft import Draft, Json
from corpus.emit import Style, lines_of

WORDY = frozenset({"page", "text", "appointment", "term", "reference", "maximum_years"})


def terse(value: object, share: float, draft: Draft) -> object:
    """The value with the pages, words and details of only this share of its statements."""
    if isinstance(value, list):
        return [terse(each, share, draft) for each in value]
    if not isinstance(value, dict):
        return value
    keep = draft.rng.random() < share
    return {key: terse(inner, share, draft) for key, inner in value.items() if keep or key not in WORDY}


def _lines(key: str, value: object, compact: bool, quote_dates: bool) -> list[str]:
    return lines_of({key: value}, 0, Style(compact, quote_dates))


def shorten(draft: Draft, sections: Json, kept: str, wanted: int) -> bool:
    """Take statements out, never the one to be kept, until the shortest form has the wanted lines; whether any went."""
    sizes = {key: len(_lines(key, terse(value, 0.0, draft), True, False)) for key, value in sections.items()}
    before = len(sections)
    candidates = [key for key in sections if key != kept]
    draft.rng.shuffle(candidates)
    while candidates and sum(sizes.values()) > wanted:
        key = candidates.pop()
        del sections[key], sizes[key]
    return len(sections) < before


def fit(draft: Draft, sections: Json, wanted: int, quote_dates: bool) -> list[str]:
    """The lines of the sections, as near to the wanted number as their long and their short forms allow."""
    shares = dict.fromkeys(sections, 0.0)
    short = {key: terse(value, 0.0, draft) for key, value in sections.items()}
    made = {key: _lines(key, value, True, quote_dates) for key, value in short.items()}
    order = list(sections)
    draft.rng.shuffle(order)
    for share in (0.5, 1.0):
        for key in order:
            total = sum(len(lines) + 1 for lines in made.values())
            if total >= wanted or shares[key] >= share:
                continue
            longer = _lines(key, terse(sections[key], share, draft), share < 1.0, quote_dates)
            if total + len(longer) - len(made[key]) <= wanted * 1.06:
                made[key], shares[key] = longer, share
    spaced = sum(len(lines) + 1 for lines in made.values()) <= wanted
    lines: list[str] = []
    for key in sections:
        if lines and spaced and (len(made[key]) > 1 or not lines[-1].startswith(tuple(sections))):
            lines.append("")
        lines += made[key]
    return lines
