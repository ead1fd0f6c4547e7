"""A plan under `Max unmet after losing a partner` shows at most that when any country is lost for any year."""

import pytest

from planner.errors import Infeasible
from planner.planning import open_input
from planner.progress import silent
from planner.stressing import Replanning
from planner.stressing.courses import loss
from tests.cases.tables import policies
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

RULE = "Max unmet after losing a partner"
SEEDS = (303, 310, 323, 355)
"""The third would break this if growth did not hold in an emergency."""
LATER = {"Discount rate": 0.1, "Recovery periods": 99}
EASY = {
    "Demand": {"Shortage cost": 2000, "Least fill": None},
    "Suppliers": {"Min purchase": None},
    "Contracts": {"Min volume": None},
    "Stockpiles": {"Closing stock": 0},
}
"""To go short is the last resort, the sooner the dearer, and nothing is owed later, by the rule itself neither, or of
feed that is lost: the rule looks at its year alone."""


def tables_of(seed, limit):
    """A random workbook under this rule alone."""
    tables = random_tables(seed) | {"Policies": policies({"Rule": RULE, "Limit": limit})}
    settings = [row for row in tables["Settings"] if row[0] not in LATER]
    tables["Settings"] = [*settings, *([name, value] for name, value in LATER.items())]
    for sheet, columns in EASY.items():
        heads, *rows = tables.get(sheet, [[]])
        for head, value in columns.items() if rows else ():
            for row in [heads, *rows] if head not in heads else ():
                row.append(head if row is heads else None)
            for row in rows:
                row[heads.index(head)] = value
    return tables


def planned(seed, folder):
    """The plan under the lowest of a few limits that there is one for, with that limit."""
    for limit in (0.2, 0.4, 0.6, 0.8):
        given = open_input(write_workbook(folder / f"{limit}.xlsx", tables_of(seed, limit)))
        try:
            return given.plan(given.world(), silent), limit
        except Infeasible:
            continue
    return pytest.skip("whatever the limit, a loss leaves more unmet")


def unmet(results, material, nodes):
    """Tonnes short of a material over some nodes."""
    short, demands = results.values(results.model.shortage_tonnes), results.case.demands
    return sum(tonnes for (d, n), tonnes in short.items() if demands[d].material == material and n in nodes)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_single_loss_of_a_year_leaves_at_most_that_unmet(seed, tmp_path):
    plan, limit = planned(seed, tmp_path)
    replanning, nodes, demands = Replanning(plan), plan.results.periods, plan.results.case.demands
    assert plan.results.case.terms
    for term in plan.results.case.terms:
        country, material = term.scope.partners[0], term.scope.materials[0]
        year = [n for _, n in term.members["DEMANDS"]]
        after = replanning.results(loss((country,), range(nodes.index(year[0]), nodes.index(year[-1]) + 1)))
        most = limit * sum(demands[d].tonnes[n] for d, n in term.members["DEMANDS"])
        assert unmet(after, material, year) <= most + 1e-6 * max(1.0, most)
