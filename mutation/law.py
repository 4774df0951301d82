"""Count what notices a day or a value of the law that is wrong; print what nothing but the second entry does."""

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.pack_mutants import mutants, noticed

if __name__ == "__main__":
    counted: Counter[str] = Counter()
    for mutant in mutants():
        found = noticed(mutant)
        counted["noticed" if found else "not noticed"] += 1
        if found is None:
            print(mutant.name, flush=True)
    print(dict(counted))
