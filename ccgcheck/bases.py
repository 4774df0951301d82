"""Base documents: an example says only how it differs from a complete document that the pack names."""

from collections.abc import Collection, Mapping
from typing import Any

from ccgcheck import pointers

Bases = Mapping[str, Mapping[str, Any]]


def apply(base: Mapping[str, Any], fragment: Mapping[str, Any], without: Collection[str] = ()) -> dict[str, Any]:
    """Return `base` with `fragment` merged over it and what the pointers in `without` name taken out.

    Maps merge key by key; anything else in the fragment, lists too, takes the place of what the base says. The pointers
    count from the merged document. Raise KeyError with the first pointer that names nothing.
    """
    merged = _merged(base, fragment)
    gone = {_path(merged, pointer) for pointer in without}
    kept: dict[str, Any] = _without(merged, gone, ())
    return kept


def _path(merged: Any, pointer: str) -> tuple[str, ...]:
    path: list[str] = []
    for token in pointers.split(pointer):
        path.append(str(int(token)) if isinstance(merged, list) and token.isdecimal() else token)
        try:
            merged = pointers.step(merged, token)
        except KeyError:
            raise KeyError(pointer) from None
    return tuple(path)


def _merged(base: Any, over: Any) -> Any:
    if not isinstance(base, Mapping) or not isinstance(over, Mapping):
        return over
    return {**base, **{key: _merged(base[key], value) if key in base else value for key, value in over.items()}}


def _without(value: Any, gone: Collection[tuple[str, ...]], at: tuple[str, ...]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without(item, gone, (*at, key)) for key, item in value.items() if (*at, key) not in gone}
    if isinstance(value, list):
        places = [(*at, str(index)) for index in range(len(value))]
        return [_without(item, gone, place) for place, item in zip(places, value, strict=True) if place not in gone]
    return value
