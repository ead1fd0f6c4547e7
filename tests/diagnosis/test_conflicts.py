"""The case with a known answer: which sets cannot hold together, by how much at the least, and what alone would do."""

import pytest

import planner
from planner.diagnosis import diagnose
from planner.diagnosis.conflicts import Search
from planner.diagnosis.desk import Desk
from planner.diagnosis.figures import Tier
from planner.planning import World
from tests.cases.tables import policies, share_cap_ladder
from tests.diagnosis.planted import plain, two_apart
from tests.workbooks import write_workbook

WORLD = World("S")


@pytest.fixture
def written(tmp_path):
    return lambda tables: write_workbook(tmp_path / "case.xlsx", tables)


def members(clash):
    """The cells of a set, those of rules with the partner that they speak of."""
    return {" ".join(part for part in (atom.cell.address, *atom.scope[2:3]) if part) for atom in clash}


def test_two_smallest_sets_of_the_ladder_cannot_hold_together(written):
    trial = Desk(written(share_cap_ladder(0.3)), WORLD).tried()
    search, atoms = Search(trial.elastic), trial.elastic.keys
    first = search.clash(atoms)
    others = list(search.overlapping(first, atoms, most=9))
    caps = {"Policies!D2 A", "Policies!D2 B", "Policies!D2 C"}
    assert [members(clash) for clash in (first, *others)] == [
        {"Demand!E2"} | caps,
        {"Demand!E2", "Policies!D2 A", "Policies!D2 C", "Suppliers!D3"},
    ]


def test_without_any_one_member_the_others_hold(written):
    trial = Desk(written(share_cap_ladder(0.3)), WORLD).tried()
    search = Search(trial.elastic)
    clash = search.clash(trial.elastic.keys)
    assert not search.proof(clash).holds
    assert [member for member in clash if not search.proof(set(clash) - {member}).holds] == []


def test_the_least_relaxations_of_the_ladder(written):
    found = diagnose(written(share_cap_ladder(0.3)), WORLD)
    in_order, alone = found.relaxations
    (cap,), (short,) = in_order.relaxed, alone.relaxed
    assert in_order.tiers == (Tier.POLICY,)
    assert (cap.part, cap.amount) == (pytest.approx(1 / 6), pytest.approx(10))
    assert alone.tiers == (Tier.UNMET,)
    assert (short.part, short.amount, short.nodes) == (pytest.approx(0.1), pytest.approx(10), ("2026",))


def test_what_each_cell_of_the_ladder_alone_would_do(written):
    (conflict,) = diagnose(written(share_cap_ladder(0.3)), WORLD).conflicts
    alone = {cell.address: remedy.value for cell, remedy in conflict.remedies.items()}
    assert alone == {"Policies!D2": pytest.approx(0.35), "Demand!E2": pytest.approx(0.9)}
    (other,) = conflict.also
    assert "Suppliers!D3" in members(other)


def test_conflicts_apart_are_each_found_and_share_nothing(written):
    found = diagnose(written(two_apart()), WORLD)
    first, second = ({cell.address for cell in conflict.members} for conflict in found.conflicts)
    assert not first & second
    assert found.verdict.startswith("There is no plan under policy set S: 2 conflicts. With these changes together")


def test_where_the_base_varies_the_limit_is_found_all_the_same(written):
    """At most 60 % of supply from A, of B there are 30 t, and 90 t must come from A: A / (A + 30) is 75 %."""
    rules = policies(
        {"Rule": "Max supplier share", "Limit": 0.6, "Partner": "A", "Base": "supply"},
        {"Rule": "Min volume", "Limit": 90, "Partner": "supplier: A"},
    )
    tables = plain(Policies=rules)
    tables["Demand"][1][2:] = [200, 99, 0]
    (conflict,) = diagnose(written(tables), WORLD).conflicts
    alone = {cell.address: remedy and remedy.value for cell, remedy in conflict.remedies.items()}
    assert alone == {"Policies!D2": 0.75, "Policies!D3": 45.0, "Suppliers!D3": 60.0}


def test_concentration_is_told_by_true_squares(written):
    """Of 100 t A sends at least 70: the least index is that of 70 and 30."""
    rules = policies({"Rule": "Max HHI", "Limit": 0.5}, {"Rule": "Min volume", "Limit": 70, "Partner": "supplier: A"})
    tables = plain(Policies=rules)
    tables["Suppliers"].append(["C", "co", "c", 5, 20])
    found = diagnose(written(tables), WORLD)
    (change,) = found.changes
    assert (change.cell.address, found.solves) == ("Policies!D2", True)
    assert 0.7**2 + 0.25**2 + 0.05**2 <= change.value <= 0.7**2 + 0.25**2 + 0.05**2 + 0.0015


def test_a_workbook_with_a_plan_has_no_diagnosis(written):
    assert planner.diagnose(written(share_cap_ladder(0.35))) is None


def test_a_sector_that_goes_short_is_no_conflict(written):
    tables = share_cap_ladder(0.3)
    tables["Demand"][1][-1] = 0.9
    assert planner.diagnose(written(tables)) is None


def test_the_figures_of_a_column_are_told_together_where_they_are_many(written):
    tables = plain(Policies=policies({"Rule": "Min fill", "Limit": 1}))
    tables["Demand"][1][-1] = 0
    tables["Suppliers"] = [tables["Suppliers"][0], *([name, "co", name.lower(), 10, 10] for name in "ABCDEFGH")]
    (told,) = diagnose(written(tables), WORLD).told
    together = '"Min fill 100 %" (Policies!D2) and the capacity of A, B and 6 more (8 cells of Suppliers)'
    assert told.sentence.startswith(f"co 2026: {together} cannot all hold. Either ")
    assert told.sentence.endswith("the capacity of E rises to 30 t/yr or one of 3 changes more.")
    assert len(told.lines) == 9
