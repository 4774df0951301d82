"""How a run judges: everything that the command line and the configuration decide, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ccgcheck.baseline import Baseline
from ccgcheck.engine import Docket
from ccgcheck.law import Severity
from ccgcheck.packs import Pack
from ccgcheck.rules import Rule


@dataclass(frozen=True)
class Settings:
    """How to judge. `as_at` None reads the law at each document's own date; `fail_on` None never fails a run.

    `jobs` is the number of processes, `notice_days` how many days before its end a waiver is told of. `confirmed` are
    the provisions that the configuration confirms, which the pack already carries.
    """

    pack: Pack
    rules: tuple[Rule, ...]
    as_at: str | None = None
    fail_on: Severity | None = "error"
    strict: bool = False
    jobs: int = 1
    with_waivers: bool = True
    with_judgements: bool = True
    notice_days: int = 30
    baseline: Baseline | None = None
    confirmed: tuple[Mapping[str, Any], ...] = ()

    @cached_property
    def docket(self) -> Docket:
        """The rules, with the version of the law by which each decides on a day."""
        return Docket(self.rules)
