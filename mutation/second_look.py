"""Ask of mutants that quick tests left: do the examples, the boundary cases or the reports on the samples notice?

Runs in the folder `mutants` that mutmut makes; takes the file that `mutmut results` printed. See README.md.
"""

import hashlib
import os
import signal
import sys
from pathlib import Path

os.environ["MUTANT_UNDER_TEST"] = ""
sys.path.insert(0, str(Path.cwd()))

from ccgcheck import examples, files, output, run
from tests.support import SAMPLES, ccg
from tests.pack_mutants import boundary_cases
from tests.test_boundary_cases import verdicts

SECONDS = 120


def noticed(reports_before: str) -> str:
    """Return what notices the mutant that is in force, or `nothing`."""
    pack = ccg()
    if any(verdict.fault for verdict in examples.run(pack)):
        return "an example"
    if any(verdicts(case, pack) != case["expect"] for _, case in boundary_cases()):
        return "a boundary case"
    return "a report on the samples" if reports() != reports_before else "nothing"


def reports() -> str:
    """Return a digest of the reports on all samples, by the law of their days and by that of February 2013."""
    found = hashlib.sha256()
    for as_at in (None, "2013-02-01"):
        settings = run.Settings(ccg(), ccg().rules, as_at, strict=as_at is not None)
        report = run.run(files.find([str(SAMPLES)]), settings, "2019-03-31")
        found.update(output.text(report, "json", verbose=True).encode())
        found.update(output.text(report, "concise", verbose=False).encode())
    return found.hexdigest()


def main() -> None:
    """Print each mutant with what notices it, each asked in a process of its own."""
    left = ("survived", "no tests")
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[0].strip() for line in lines if line.endswith(left)]
    before = reports()
    for name in names:
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.environ["MUTANT_UNDER_TEST"] = name
            signal.alarm(SECONDS)
            try:
                found = noticed(before)
            except BaseException as error:
                found = f"{type(error).__name__} is raised"
            os.write(writer, found.encode())
            os._exit(0)
        os.close(writer)
        found = os.read(reader, 200).decode() or f"it takes more than {SECONDS} seconds"
        os.close(reader)
        os.wait()
        print(f"{name}: {found}", flush=True)


if __name__ == "__main__":
    main()
