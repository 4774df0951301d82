"""Names of organisations, which registers, minutes and contracts write in different ways."""

import unicodedata
from functools import lru_cache

# What says only how a body is constituted; a name that is nothing else keeps it.
_FORMS = (("limited", "liability", "partnership"), ("public", "limited", "company"))
_FORM_WORDS = frozenset({"ltd", "limited", "llp", "plc"})
# An apostrophe stands inside a word; every other sign parts words.
_APOSTROPHES = "'’‘`´"


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """Return a name as it is compared: small letters, no punctuation, no leading "the", no form ("Ltd") at its end.

    The result is for comparing only, and it is the same when normalised again.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).replace("&", " and ")
    kept = "".join(sign if sign.isalnum() else " " for sign in folded if sign not in _APOSTROPHES)
    words = tuple(_joined(kept.split()))
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_without_form(words))


def same(first: str, second: str) -> bool:
    """Return whether two names are of one body, by `normalised`; a name without letters or digits is nobody's."""
    one = normalised(first)
    return bool(one) and one == normalised(second)


def _joined(words: list[str]) -> list[str]:
    """Return the words with letters that stand alone in a row put together: "p l c" and "G.P." as "plc" and "gp"."""
    joined: list[str] = []
    alone = False
    for word in words:
        letter = len(word) == 1 and word.isalpha()
        if letter and alone:
            joined[-1] += word
        else:
            joined.append(word)
        alone = letter
    return joined


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without the form of the body at their end."""
    for form in _FORMS:
        if len(words) > len(form) and words[-len(form) :] == form:
            return _without_form(words[: -len(form)])
    return _without_form(words[:-1]) if len(words) > 1 and words[-1] in _FORM_WORDS else words
