"""Every rule at the borders of its law: what its examples come to with each word, day and number that the law names."""

from tests import golden_files
from tests.law_borders import exchanges, verdict
from tests.support import ccg


def test_the_verdicts_at_the_borders_read_as_reviewed() -> None:
    found = [
        f"{one.label}: {verdict(ccg(), rule, one.example)}\n" for rule in ccg().rules for one in exchanges(ccg(), rule)
    ]
    assert len(found) > 2_000
    golden_files.check("law-borders.txt", "".join(found))
