"""What must hold of one plan for all courses of events, on random workbooks with random scenarios."""

from random import Random

import pytest

from models.records import Risk
from planner.hedging import hedge
from planner.planning import open_input
from planner.progress import silent
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = (1, 3, 11, 12)
"""In all of these certainty would save something, in the first two hedging does."""
HEADS = ["Scenario", "Probability", "Known from", "Partner", "Capacity factor", "Demand factor", "From", "To"]


def scenarios(book, chance):
    """Two or three scenarios of one or two rows each, about a country or about everybody, and something left to 1."""
    labels, rows = book.calendar.labels, []
    for name in ("one", "other", "third")[: chance.randint(2, 3)]:
        for number in range(chance.randint(1, 2)):
            known, first, last = sorted(chance.choices(range(len(labels)), k=3))
            who = chance.choice([None, *(f"country: {row.country}" for row in book.countries)])
            factors = chance.choice([0.0, 0.5]), chance.choice([0.5, 1.0, 1.5])
            likely = None if number else chance.choice([0.1, 0.3])
            rows.append([name, likely, labels[known], who, *factors, labels[first], labels[last]])
    return [HEADS, *rows]


def hedged(seed, folder):
    """The hedge of a random workbook with random scenarios and no policy rules."""
    tables = {sheet: rows for sheet, rows in random_tables(seed).items() if not sheet.startswith("Polic")}
    given = open_input(write_workbook(folder / "calm.xlsx", tables))
    tables |= {"Scenarios": scenarios(given.book, Random(seed))}
    return hedge(open_input(write_workbook(folder / "input.xlsx", tables)), "none", Risk(), silent)


@pytest.mark.parametrize("seed", SEEDS)
def test_foresight_costs_least_and_a_plan_for_the_mean_most(seed, tmp_path):
    measures = hedged(seed, tmp_path).measures
    rounding = 1e-6 * abs(measures.objective)
    assert measures.objective == pytest.approx(measures.expected_cost, rel=1e-7)
    assert measures.evpi > rounding
    assert measures.vss > (rounding if seed in SEEDS[:2] else -rounding)
