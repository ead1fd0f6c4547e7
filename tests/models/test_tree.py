"""Windows and ancestors on a chain and on a tree."""

from models.tree import chain, discount_factor
from tests.models.cases import branching_tree


def test_money_is_discounted_from_the_middle_of_the_period() -> None:
    assert discount_factor(0.05, 0, 1.0) == 1.05**-0.5
    assert discount_factor(0.05, 2, 0.25) == 1.05 ** (-2.5 * 0.25)


def test_a_window_is_named_by_its_last_node() -> None:
    tree = branching_tree()
    assert tree.window("a", "year") is None
    assert tree.window("b", "year") == ["a", "b"]
    assert tree.window("e", "year") == ["c", "e"]
    assert tree.window("c", "period") == ["c"]
    assert tree.window("h", "horizon") == ["a", "b", "c", "e", "h"]
    assert tree.window("e", "horizon") is None


def test_ancestors_end_at_the_root() -> None:
    tree = chain(["1", "2", "3"], [1, 2, 3])
    assert tree.ancestor("3", 2) == "1"
    assert tree.ancestor("3", 3) is None
    assert tree.leaves == ["3"]
