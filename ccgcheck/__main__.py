"""The program: `ccgcheck` and `python -m ccgcheck`."""

import gc
import os
import sys
from errno import EDQUOT, EFBIG, EIO, ENOSPC
from io import BytesIO, TextIOWrapper

_HARDLY_EVER = 1_000_000
_NO_ROOM = frozenset({ENOSPC, EDQUOT, EFBIG, EIO})


def main() -> None:
    """Run the command line and leave with the exit code of the contract.

    A fault of our own is one sentence and code 2; with CCGCHECK_DEBUG set it is the traceback.
    """
    gc.set_threshold(_HARDLY_EVER)  # what is imported and loaded stays until the end
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from ccgcheck.cli import app
    from ccgcheck.cli_common import CANNOT, leave_interrupted

    try:
        app(prog_name="ccgcheck")
    except KeyboardInterrupt:
        leave_interrupted()
    except Exception as error:
        if os.environ.get("CCGCHECK_DEBUG"):
            raise
        print(f"ccgcheck: {_told(error)}", file=sys.stderr)
        sys.exit(CANNOT)


def _told(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return f"the output cannot be written: {error.strerror}"
    return f"this is a fault of ccgcheck ({type(error).__name__}: {error}); please report it"


if __name__ == "__main__":
    main()
