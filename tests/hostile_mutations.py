"""Documents made wrong: a sample with some of its values changed, moved, repeated or taken out, by a source of choices."""

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

from ccgcheck import pointers
from tests.hostile_corpus import EVIL_TEXTS
from tests.support import SAMPLES, dump_yaml, load_yaml, pointers_of

Choose = Callable[[int], int]
"""Returns a number from 0 up to one less than it is given."""
ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**63, 10**400, 0.5, 1e308, "", " ", "x", "gp_member", "2016-02-30", "2022-04-14",
    "9999-12-31", "0001-01-01", "99Z", "yes", [], [None], ["x"], [[]], [{}], {}, {"x": 1}, {"?x": 1},
    {"not_reviewed": True}, {"not_reviewed": False}, {"not_reviewed": True, "clause": "1"}, {"facts": {"x": 1}},
    *EVIL_TEXTS.values(),
)  # fmt: skip


@cache
def samples() -> tuple[Any, ...]:
    """Return one document of each kind and era, with its long lists shortened."""
    files = sorted([*SAMPLES.glob("wharfedale-*.yaml"), *(SAMPLES / "faults").glob("*.yaml")])
    files += sorted((SAMPLES / "cases" / "greenholme").rglob("*.yaml"))
    files += sorted((SAMPLES / "settled").rglob("*.yaml"))
    return tuple(_shortened(load_yaml(file)) for file in files)


def mutated(choose: Choose) -> str:
    """Return a sample as YAML text after a few changes."""
    every = samples()
    data = copy.deepcopy(every[choose(len(every))])
    for _ in range(1 + choose(6)):
        data = _changed(data, choose)
    return dump_yaml(data)


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(item) for item in value[:6]]
    return {key: _shortened(item) for key, item in value.items()} if isinstance(value, dict) else value


def _changed(data: Any, choose: Choose) -> Any:
    places = [pointer for pointer, _ in pointers_of(data) if pointer]
    if not places:
        return data
    where = places[choose(len(places))]
    *above, last = pointers.split(where)
    holder = pointers.get(data, pointers.build(above))
    key: Any = int(last) if isinstance(holder, list) else last
    match choose(6):
        case 0:
            del holder[key]
        case 1:
            other = places[choose(len(places))]
            holder[key] = copy.deepcopy(pointers.get(data, other))
        case 2 if isinstance(holder, list):
            holder.extend(copy.deepcopy(holder[:20]))
        case 3 if isinstance(holder, dict):
            holder[str(ODD_VALUES[choose(len(ODD_VALUES))])[:80]] = holder.pop(key)
        case 4 if isinstance(holder[key], str):
            text = holder[key]
            at = choose(len(text) + 1)
            holder[key] = text[:at] + chr(choose(0xD800)) + text[at:]
        case _:
            holder[key] = copy.deepcopy(ODD_VALUES[choose(len(ODD_VALUES))])
    return data
