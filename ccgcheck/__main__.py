"""The program: `ccgcheck` and `python -m ccgcheck`."""

import os
import sys


def main() -> None:
    """Run the command line and leave with the exit code of the contract.

    A fault of our own is one sentence and code 2; with CCGCHECK_DEBUG set it is the traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from ccgcheck.cli import app
    from ccgcheck.cli_common import CANNOT

    try:
        app(prog_name="ccgcheck")
    except Exception as error:
        if os.environ.get("CCGCHECK_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        print(f"ccgcheck: this is a fault of ccgcheck ({what}); please report it", file=sys.stderr)
        sys.exit(CANNOT)


if __name__ == "__main__":
    main()
