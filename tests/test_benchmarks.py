"""Every way to build the benchmarks' program builds the same one."""

import pytest

from benchmarks.core import Core
from benchmarks.one import WAYS, measured
from benchmarks.planning import apart

TINY = Core(2, 6, 4)


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.filterwarnings("default")  # what other libraries warn of is theirs
def test_every_way_comes_to_the_same_optimum(name):
    if name in ("linopy", "pulp"):
        pytest.importorskip(name)
    found, ours = measured(WAYS[name], TINY), measured(WAYS["templates"], TINY)
    assert found["optimum"] == pytest.approx(ours["optimum"], rel=1e-9)
    sizes = ("columns", "rows", "nonzeros")
    assert [found[size] for size in sizes] == [ours[size] for size in sizes]


def test_blocks_cost_what_the_whole_does():
    assert apart(TINY)["blocks"] == 2
