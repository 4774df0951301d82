"""Where `schemas/` and `rules/` are: at the repository's root, or inside the installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `schemas` or `rules`; raise FileNotFoundError when the installation lacks it."""
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation of ccgcheck has no {name} folder; install it again")
