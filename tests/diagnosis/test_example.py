"""A conflict planted in the example: found among all that is there, and gone after the change that is recommended."""

from pathlib import Path

import openpyxl
import pytest

from planner.assembly import assemble
from planner.diagnosis import diagnose
from planner.errors import Infeasible
from planner.planning import World, open_input
from planner.solve import Program

EXAMPLE = Path(__file__).parents[2] / "inputs" / "eu_2035.xlsx"
WORLD = World("EU 2030 hard")
CONTRACT = "Chinese anode graphite to 2027"


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Writes the example with 60,000 t of Chinese graphite owed a year, and a cap on it."""
    book = openpyxl.load_workbook(EXAMPLE)
    contracts, policies = ([cell.value for cell in book[name][1]] for name in ("Contracts", "Policies"))
    owed = next(row for row in book["Contracts"] if row[0].value == CONTRACT)
    owed[contracts.index("Min volume")].value = 60_000
    cap = {
        "ID": "C10", "Policy set": WORLD.policy, "Rule": "Max country share", "Material": "Graphite",
        "Stage": "processing",
    }  # fmt: skip
    book["Policies"].append([cap.get(head) for head in policies])
    limit = book["Policies"].cell(book["Policies"].max_row, policies.index("Limit") + 1)

    def written(share):
        limit.value = share
        path = tmp_path_factory.mktemp("planted") / "eu.xlsx"
        book.save(path)
        return path, f"Policies!{limit.coordinate}", f"Contracts!{owed[contracts.index('Min volume')].coordinate}"

    return written


def solves(path):
    read = open_input(path)
    try:
        Program(assemble(read.book, WORLD.policy)).least_cost()
    except Infeasible:
        return False
    return True


def test_a_contract_against_a_cap_among_all_that_the_example_says(planted):
    path, cap, contract = planted(0.1)
    found = diagnose(path, WORLD)
    (told,) = found.told
    assert [line.cell for line in told.lines] == [cap, contract]
    assert told.sentence.startswith("Graphite 2026 to 2027, most in 2026: ")
    assert 'Either "Max country share" (C10) rises to 31.7 % or contract' in told.sentence
    assert [(change.cell.address, change.value) for change in found.changes] == [(cap, pytest.approx(0.317))]
    assert solves(planted(0.317)[0])
    assert not solves(planted(0.316)[0])
