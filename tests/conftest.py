"""Settings of all tests: property tests never depend on the machine's speed, and in CI not on chance."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("everywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("everywhere"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


@pytest.fixture(scope="session", autouse=True)
def packs_kept_apart() -> Iterator[Path]:
    """Keep compiled packs out of the user's own folder: the programs that tests start take this one."""
    before = os.environ.get("CCGCHECK_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CCGCHECK_CACHE"] = folder
        yield Path(folder)
    if before is None:
        del os.environ["CCGCHECK_CACHE"]
    else:
        os.environ["CCGCHECK_CACHE"] = before
