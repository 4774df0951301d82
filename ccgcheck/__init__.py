"""ccgcheck: checks the constitutions of Clinical Commissioning Groups against the law of their day."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ccgcheck.checking import check as check
    from ccgcheck.report.rows import rows as rows

__version__ = "0.1.0"
__all__ = ["__version__", "check", "rows"]


def __getattr__(name: str) -> Any:
    if name == "check":
        from ccgcheck.checking import check

        return check
    if name == "rows":
        from ccgcheck.report.rows import rows

        return rows
    raise AttributeError(f"module {__name__} has no attribute {name}")
