"""Planted conflicts are told in their cells; the change, typed into the workbook, solves, and a hair less does not."""

import re
from copy import deepcopy

import pytest

import planner
from planner.diagnosis import diagnose
from planner.errors import Infeasible
from planner.planning import World
from tests.diagnosis.planted import PLANTED
from tests.workbooks import write_workbook

ADDRESS = re.compile(r"(.*)!([A-Z]+)(\d+)")


def typed(tables, changes):
    """The tables with other values in some cells; None takes the row out."""
    found = deepcopy(tables)
    for address, value in changes.items():
        sheet, letters, number = ADDRESS.fullmatch(address).groups()
        if value is None:
            del found[sheet][int(number) - 1]
        else:
            found[sheet][int(number) - 1][ord(letters) - ord("A")] = value
    return {name: rows for name, rows in found.items() if len(rows) > 1}


def solves(tables, path, policy):
    write_workbook(path, tables)
    try:
        planner.plan(path, policy if "Policies" in tables else "none")
    except Infeasible:
        return False
    return True


@pytest.mark.parametrize("name", PLANTED)
def test_the_cells_are_named_and_the_changes_are_what_it_takes(name, tmp_path):
    planted = PLANTED[name]
    tables = planted.tables()
    path = write_workbook(tmp_path / "planted.xlsx", tables)
    found = diagnose(path, World(planted.policy))

    told = [frozenset(cell.address for cell in conflict.members) for conflict in found.conflicts]
    assert sorted(told, key=sorted) == sorted(planted.conflicts, key=sorted)
    enough = {address: value for address, (value, _) in planted.changes.items()}
    assert {change.cell.address: change.value for change in found.changes} == pytest.approx(enough)
    assert found.solves
    assert solves(typed(tables, enough), tmp_path / "enough.xlsx", planted.policy)
    for address, (value, hair_less) in planted.changes.items():
        less = {**enough, address: hair_less} if hair_less is not None else {**enough}
        if hair_less is None:
            del less[address]
        assert not solves(typed(tables, less), tmp_path / f"{address}.xlsx", planted.policy), (value, hair_less)
