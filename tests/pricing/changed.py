"""Workbooks as they would stand with another limit in a policy row, or without the row, planned from nothing."""

from string import ascii_uppercase

import planner
from models.policies import RULES
from planner.errors import Infeasible
from planner.planning import check
from tests.second.generator import random_tables
from tests.workbooks import write_workbook


def sound_tables(seed, path):
    """The random workbook of a seed without the policy rows that have a fault."""
    tables = random_tables(seed)
    faults = [problem for problem in check(write_workbook(path, tables)) if problem.severity == "fault"]
    wrong = {int(problem.cell.lstrip(ascii_uppercase)) - 1 for problem in faults}
    if wrong:
        tables["Policies"] = [row for number, row in enumerate(tables["Policies"]) if number not in wrong]
    return tables


def cold_cost(tables, path):
    """Total cost of tables planned as a workbook of their own; None where no plan keeps their rules."""
    try:
        return planner.plan(write_workbook(path, tables)).total_cost
    except Infeasible:
        return None


def without(tables, id_):
    """The tables without a policy row; without the sheet where it was the only one."""
    rows = [row for row in tables["Policies"] if row[tables["Policies"][0].index("ID")] != id_]
    others = {name: sheet for name, sheet in tables.items() if name != "Policies"}
    return others | ({"Policies": rows} if len(rows) > 1 else {})


def moved(tables, id_, by):
    """The tables with every limit of a policy row moved, within the range of its rule."""
    heads, *rows = tables["Policies"]
    limits = [place for place, head in enumerate(heads) if str(head).startswith("Limit")]
    found = [list(heads)]
    for row in rows:
        kind = RULES[row[heads.index("Rule")]].limit
        about = row[heads.index("ID")] == id_
        found.append(
            [
                min(max(value + by, kind.least), kind.most)
                if about and place in limits and value is not None
                else value
                for place, value in enumerate(row)
            ]
        )
    return tables | {"Policies": found}
