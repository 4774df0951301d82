"""The sentences that facts are put in."""


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].removesuffix('.')}."


def days(number: int | str, unit: str = "") -> str:
    """Return a number of days in words: `1 day`, `5 working days`."""
    return f"{number} {unit}{' ' if unit else ''}day{'' if str(number) == '1' else 's'}"
