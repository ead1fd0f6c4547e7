"""Every relation on a few random workbooks; `python -m tests.relations` tries more of them."""

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.relations.equal import Equal
from tests.relations.known import RELATIONS, breach
from tests.relations.plans import cost, random_workbook

OPTIONAL = frozenset(
    ["Routes", "Stockpiles", "Contracts", "Ventures", "Recycling", "Substitution", "Policies", "Partnerships"]
)
FEW = settings(
    max_examples=2,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)


def workbooks(*kept: str) -> st.SearchStrategy:
    """Random workbooks with some of their optional sheets, those that are named among them."""
    some = st.frozensets(st.sampled_from(sorted(OPTIONAL)), min_size=3)
    return st.builds(random_workbook, st.integers(0, 9999), some.map(lambda chosen: OPTIONAL - chosen - set(kept)))


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_holds(name: str) -> None:
    relation = RELATIONS[name]
    sheet = () if isinstance(relation, Equal) else (relation.sheet,)

    @FEW
    @given(workbooks(*sheet), st.integers(0, 9))
    def holds(tables, seed):
        assume(set(sheet) <= set(tables))
        assume(cost(tables) is not None)
        assert breach(name, tables, seed) is None

    holds()


def test_there_are_at_least_fifty() -> None:
    assert len(RELATIONS) >= 50


def test_a_relation_that_does_not_hold_is_told() -> None:
    tables = random_workbook(2)
    assert breach("cents", tables, 0) is None
    wrong = Equal("cents", RELATIONS["cents"].second, times=99.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(RELATIONS, "cents", wrong)
        assert "instead of" in breach("cents", tables, 0)
