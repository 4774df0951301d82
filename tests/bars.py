"""Who may not hold a seat, one provision at a time: what is recorded of the only person who could, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ccgcheck import examples
from ccgcheck.packs import Pack
from ccgcheck.results import Result
from ccgcheck.rules import Status
from ccgcheck.settle import settle
from tests.support import ROOT, load_yaml

_FILE = ROOT / "tests" / "data" / "bars.yaml"


@dataclass(frozen=True)
class Bar:
    """What is recorded of the holder of a seat on a day, and what the rule on the seat then comes to.

    `provision` is the one that decides.
    """

    provision: str
    on: str
    seat: str
    recorded: Mapping[str, Any]
    status: Status

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return f"{self.provision} on {self.on}: {self.recorded}"


@cache
def _table() -> Any:
    return load_yaml(_FILE)


@cache
def bars() -> tuple[Bar, ...]:
    """Return every row of the table."""
    return tuple(
        Bar(provision, str(row["on"]), row.get("seat", "lay_member"), row["recorded"], row["status"])
        for provision, rows in _table()["bars"].items()
        for row in rows
    )


def outcome(bar: Bar, pack: Pack) -> Result:
    """Return what the rule on the seat makes of the holder, settled."""
    table = _table()
    seat, harmless = table["seats"][bar.seat], table["nobody_bars"]
    people = [{**harmless, **seat["holder"], **bar.recorded}]
    people += [{**harmless, **other} for other in seat.get("others", ())]
    document = examples.document({"members": people}, bar.on, "governing_body")
    rules = tuple(rule for rule in pack.rules if rule.id in seat["rules"] and rule.provision.at(bar.on))
    (result,) = settle(examples.judge_documents([document], pack, bar.on, rules))
    return result
