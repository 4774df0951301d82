"""The sentences that facts are put in."""

_NAMES = (("gp ", "GP "), ("nhs england", "NHS England"), ("healthwatch", "Healthwatch"))


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def amount(number: object, unit: str) -> str:
    """Return a number of something in words: `1 day`, `5 working days`, `154 to 214 days`."""
    return f"{number} {unit}{'' if str(number) == '1' else 's'}"


def in_words(word: str) -> str:
    """Return a word of a closed list, such as a role, in words: `GP member`."""
    text = word.replace("_", " ")
    for old, new in _NAMES:
        text = text.replace(old, new)
    return text
