"""How a run judges: everything that the command line and the configuration decide, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ccgcheck.baseline import Baseline
from ccgcheck.engine import Docket
from ccgcheck.law import Provision, Severity, Version
from ccgcheck.packs import Pack
from ccgcheck.report.model import ProvisionInForce
from ccgcheck.report.sayings import Saying
from ccgcheck.rules import Rule


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is worked out of each result: what no format shows, and nothing else asks for, need not be.

    `quiet` results are those that need nobody's attention, and those on kinds of document that a body does not have;
    without them they are only counted. `names` are fingerprints and stable pointers, `digests` what `seen` holds.
    """

    quiet: bool = True
    names: bool = True
    digests: bool = True

    def __or__(self, other: "Detail") -> "Detail":
        """Return what either asks for."""
        return Detail(self.quiet or other.quiet, self.names or other.names, self.digests or other.digests)


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
    detail: Detail = Detail()

    @cached_property
    def sayings(self) -> dict[tuple[str, str, str, str], Saying]:
        """What rules said, by rule, status, message and citation: most say few things of many documents."""
        return {}

    @cached_property
    def _in_force(self) -> dict[tuple[str, str], ProvisionInForce]:
        return {}

    def in_force(self, provision: Provision, version: Version) -> ProvisionInForce:
        """Return a version of a provision as reports show it, made once a run."""
        key = (provision.id, version.in_force_from)
        if key not in self._in_force:
            self._in_force[key] = ProvisionInForce.of(provision, version)
        return self._in_force[key]

    @cached_property
    def docket(self) -> Docket:
        """The rules, with the version of the law by which each decides on a day."""
        return Docket(self.rules)
