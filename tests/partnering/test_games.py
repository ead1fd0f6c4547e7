"""The arithmetic of games: Shapley values, leaving one out, pairs, and splits that hold."""

from itertools import combinations
from random import Random

import numpy as np
import pytest

from planner.partnering.games import Game, interplay, leave_one_out, shapley
from planner.partnering.splits import steadiest, temptation

C9 = {"": 10000, "A": 4150, "B": 7420, "C": 4800, "AB": 1570, "AC": 1350, "BC": 2220, "ABC": 1170}


def game(costs, players="ABC"):
    return Game(tuple(players), lambda there: np.array([float(costs["".join(sorted(there))])]))


def drawn(seed, players):
    """A random game in which more partners never cost more."""
    chance, names = Random(seed), "".join(chr(ord("A") + n) for n in range(players))
    weight = {pair: chance.random() for pair in combinations(names, 2)} | {name: chance.random() for name in names}

    def cost(there):
        together = sum(weight[pair] for pair in combinations(sorted(there), 2)) + sum(weight[one] for one in there)
        return np.array([1000.0 / (1.0 + together), 3.0 * together])

    return Game(tuple(names), cost)


def test_c9():
    found = shapley(game(C9), 0)
    assert {name: value[0] for name, value in found.values.items()} == pytest.approx({"A": 3850, "B": 1780, "C": 3200})
    assert found.draws is None
    assert set(found.errors.values()) == {0.0}
    lost = {name: value[0] for name, value in leave_one_out(game(C9)).items()}
    assert lost == {"A": 1050, "B": 180, "C": 400}
    assert interplay(game(C9), ("A", "B")) == 4800 - 2220 - 1350 + 1170


def test_values_add_up_to_what_all_save_in_every_part():
    random = drawn(1, 6)
    values = shapley(random, 0).values
    saved = random.cost(frozenset()) - random.cost(random.everybody)
    assert sum(values.values()) == pytest.approx(saved)


def test_who_brings_nothing_is_worth_nothing_and_alike_are_worth_the_same():
    def cost(there):
        return np.array([100.0 - 10 * bool(there & {"A", "B"}) - 7 * ("C" in there)])

    values = shapley(Game(("A", "B", "C", "idle"), cost), 0).values
    assert values["idle"][0] == 0.0
    assert values["A"][0] == pytest.approx(5)
    assert values["B"][0] == pytest.approx(5)
    assert values["C"][0] == pytest.approx(7)


@pytest.mark.parametrize("seed", range(3))
def test_drawn_orders_agree_with_the_exact_value_within_their_error(seed, monkeypatch):
    random = drawn(seed, 8)
    exact = shapley(random, 0)
    for name, number in (("MOST_EXACT", 7), ("LEAST_DRAWS", 60), ("MOST_DRAWS", 60)):
        monkeypatch.setattr(f"planner.partnering.games.{name}", number)
    sampled = shapley(random, seed)
    assert sampled.draws is not None
    assert sum(sampled.values.values()) == pytest.approx(sum(exact.values.values()))
    for name in random.players:
        assert abs(sampled.values[name][0] - exact.values[name][0]) <= 4 * sampled.errors[name] + 1e-9
    assert shapley(random, seed).errors == sampled.errors


def test_substitutes_and_complements():
    either = game({"": 9, "A": 4, "B": 4, "AB": 4}, "AB")
    both = game({"": 9, "A": 9, "B": 9, "AB": 4}, "AB")
    assert interplay(either, ("A", "B")) == 5
    assert interplay(both, ("A", "B")) == -5


def coalitions(costs):
    return {frozenset(names): float(cost) for names, cost in costs.items()}


def test_the_core_of_a_game_that_has_one():
    costs = coalitions({"": 0, "A": 6, "B": 6, "C": 6, "AB": 9, "AC": 9, "BC": 9, "ABC": 12})
    split = steadiest(("A", "B", "C"), costs)
    assert split == pytest.approx({"A": 4, "B": 4, "C": 4})
    assert temptation(split, costs).gain == pytest.approx(-1)
    greedy = temptation({"A": 1, "B": 1, "C": 10}, costs)
    assert (greedy.coalition, greedy.gain) == (("C",), 4)


def test_the_core_is_empty_where_any_two_do_nearly_as_well_as_three():
    costs = coalitions({"": 0, "A": 6, "B": 6, "C": 6, "AB": 7, "AC": 7, "BC": 7, "ABC": 12})
    split = steadiest(("A", "B", "C"), costs)
    assert sum(split.values()) == pytest.approx(12)
    assert temptation(split, costs).gain == pytest.approx(1)


def test_one_member_pays_it_all():
    assert steadiest(("A",), coalitions({"": 0, "A": 5})) == {"A": 5}
