"""Golden files: expected output kept in `tests/golden`; `UPDATE_GOLDEN=1 pytest` writes them anew for review."""

import os

from tests.support import ROOT

FOLDER = ROOT / "tests" / "golden"


def check(name: str, found: str) -> None:
    """Compare `found` with the golden file `name`."""
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), (
        f"{name} differs; if rightly so, run UPDATE_GOLDEN=1 pytest and review"
    )
