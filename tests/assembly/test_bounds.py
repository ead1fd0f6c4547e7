"""What is called short by arithmetic is short in every plan: on random workbooks, against the plan of least cost."""

from collections import defaultdict
from random import Random

import pytest

import planner
from planner.assembly import assemble
from planner.assembly.checks import caps, supply
from planner.assembly.checks.found import Subject
from planner.assembly.rules import policy_row
from planner.errors import Infeasible
from planner.planning import check
from planner.workbook import read_workbook
from tests.cases.tables import policies
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

TOLERANCE = 1e-4
SHARES = ("Max country share", "Max supplier share", "Max owner share", "Max bloc share")


def capped_tables(seed):
    """A random workbook with one hard cap, ban or greatest volume."""
    chance, tables = Random(seed), random_tables(seed)
    rule = chance.choice([*SHARES, "Max volume", "Ban"])
    cells = {"Rule": rule, "Per": chance.choice(["period", "year", "horizon"])}
    if rule in SHARES:
        cells |= {"Limit": chance.choice([0.05, 0.15, 0.3, 0.5])}
        cells |= {"Base": chance.choice(["consumption", "consumption", "supply", "imports"])}
    else:
        heads, *rows = tables["Suppliers"]
        supplier = dict(zip(heads, chance.choice(rows), strict=False))
        cells |= {"Material": supplier["Material"], "Stage": supplier["Stage"], "Partner": supplier["Country"]}
        cells |= {"Limit": chance.choice([0, 2, 10])} if rule == "Max volume" else {"Per": None}
    kept = {name: rows for name, rows in tables.items() if name not in ("Policies", "Policy sets", "Scenarios")}
    kept["Settings"] = [row for row in tables["Settings"] if row[0] != "Base policy"]
    return kept | {"Policies": policies(cells)}


def shortages(path, policy):
    """Tonnes short by material in the plan of least cost, None where there is none."""
    try:
        plan = planner.plan(path, policy=policy)
    except Infeasible:
        return None
    found = defaultdict(float)
    for _, material, tonnes, _ in plan.worst_shortages(10**6):
        found[material] += tonnes
    return found


@pytest.mark.parametrize("seed", [5, 9, 11, 39, 41, 55, 56, 58, 72, 91, 132, 200])
def test_what_is_told_to_be_short_is_short(seed, tmp_path):
    """Seeds with orders, growth, lead times, ventures, several stages, and blocs that share a country."""
    path = write_workbook(tmp_path / "random.xlsx", capped_tables(seed))
    if any(problem.severity == "fault" for problem in check(path)):
        pytest.skip("the partner has nothing of the material")
    book = read_workbook(path).book
    subject = Subject(book, assemble(book))
    free, ruled = shortages(path, "none"), shortages(path, "S")
    for material in subject.case.stages if free is not None else ():
        assert sum(supply.least_short(subject, material).values()) <= free[material] + TOLERANCE
    row = policy_row(book.policies[0], subject.horizon)
    for cap in caps.of_row(subject, row, row.rule) if ruled is not None else ():
        assert cap.needed - cap.left <= ruled[cap.material] + TOLERANCE


def test_the_bounds_can_be_reached(tmp_path):
    """Over some seeds much of what is told is not only a bound but what the plan of least cost comes to."""
    exact = 0
    for seed in (0, 4, 12):
        path = write_workbook(tmp_path / f"{seed}.xlsx", capped_tables(seed))
        book = read_workbook(path).book
        if book is None:
            continue
        subject, short = Subject(book, assemble(book)), shortages(path, "none")
        for material in subject.case.stages if short else ():
            told = sum(supply.least_short(subject, material).values())
            exact += told > 1 and told == pytest.approx(short[material], rel=1e-6)
    assert exact
