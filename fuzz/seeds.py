"""Write the first inputs of the fuzzer of bytes into a folder: the small hostile files, and samples of each kind."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.hostile_corpus import FILES
from tests.hostile_mutations import samples
from tests.support import dump_yaml

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    small = [content for content, _ in FILES.values() if len(content) < 4_000]
    for number, content in enumerate([*small, *(dump_yaml(data)[:4_000].encode() for data in samples())]):
        (folder / f"seed-{number:03}").write_bytes(content)
