"""The program: `ccgcheck` and `python -m ccgcheck`."""

import sys


def main() -> None:
    """Run the command line and leave with the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    from ccgcheck.cli import app

    app(prog_name="ccgcheck")


if __name__ == "__main__":
    main()
