"""The model says what is kept, row by row; after a change that is meant, `python -m tests.golden` writes it anew."""

import pytest

from models.policies import RULES
from tests.golden.rows import FOLDER, texts

KEPT = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.glob("*/*.txt"))}


def test_every_family_with_laws_and_every_rule_is_kept_and_nothing_else():
    assert set(KEPT) == set(texts())
    assert {f"rules/{rule.key}.txt" for rule in RULES.values()} <= set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_the_rows_are_those_that_are_kept(name):
    assert texts()[name].splitlines() == KEPT[name].read_text(encoding="utf-8").splitlines()
