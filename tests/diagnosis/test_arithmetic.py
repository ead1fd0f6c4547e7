"""What arithmetic finds in planted conflicts, and that it finds nothing in workbooks that have a plan."""

import pytest

from planner.diagnosis.arithmetic import findings
from planner.diagnosis.desk import Desk
from planner.diagnosis.words import Words
from planner.planning import World
from tests.cases.tables import policies, settings
from tests.diagnosis.planted import PLANTED, plain
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

FOUND = {
    "a contract over a cap": "duties over a cap",
    "a contract over a capacity": "duties over capacity",
    "caps that leave too little": "caps leave too little",
    "a stock duty that cannot be filled in time": "more than there can be",
    "a recycled share without scrap": None,
    "a ban that leaves too little": "a ban leaves too little",
    "a closing stock out of reach": "closing stock out of reach",
    "a capacity at home that cannot stand": "more than there can be",
    "a least volume over a capacity": "more than there can be",
    "a least share over a greatest": "least over most",
    "growth from year to year": None,
}


def found(tables, path, policy):
    trial = Desk(write_workbook(path, tables), World(policy)).tried()
    inputs = trial.opened.inputs
    return list(findings(inputs, Words(inputs, "money")))


@pytest.mark.parametrize(("name", "topic"), FOUND.items())
def test_a_planted_conflict_is_found_by_arithmetic_where_sums_show_it(name, topic, tmp_path):
    topics = [finding.topic for finding in found(PLANTED[name].tables(), tmp_path / "case.xlsx", PLANTED[name].policy)]
    assert topics == ([topic] if topic else [])


def test_a_budget_below_what_contracts_owe(tmp_path):
    contracts = [
        ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price"],
        ["K", "A", "signed", 50, 40, 9],
    ]
    rules = policies({"Rule": "Max budget", "Limit": 300, "Base": "paid cost"})
    (finding,) = found(plain(Contracts=contracts, Policies=rules), tmp_path / "case.xlsx", "S")
    assert finding.topic == "budget below commitments"
    assert finding.sentence == (
        'co 2026: 360 money at the least are owed (contract "K" (Contracts!E2, 40 t/yr)),'
        ' and "Max budget 300 money" (Policies!D2) allows 300 money.'
    )


def test_demand_beyond_all_supply(tmp_path):
    tables = plain()
    tables["Suppliers"][1][3] = 60
    (finding,) = found(tables, tmp_path / "case.xlsx", "none")
    assert finding.sentence == (
        "co 2026: 100 t must be met (the least fill of co for all (Demand!E2, 100 %)),"
        " and there are 90 t at the most from all suppliers, plants and stocks."
    )


def test_what_was_ordered_before_is_a_duty_too(tmp_path):
    tables = plain(2, Settings=settings(2026, 2))
    tables["Suppliers"] = [
        [*row, more] for row, more in zip(tables["Suppliers"], ("Min purchase", 40, None), strict=True)
    ]
    tables["Policies"] = policies({"Rule": "Max supplier share", "Limit": 0.3, "Partner": "A"})
    findings = found(tables, tmp_path / "case.xlsx", "S")
    assert [finding.topic for finding in findings] == ["duties over a cap", "caps leave too little"]
    assert all(finding.sentence.endswith("; and so in 1 more period.") for finding in findings)


@pytest.mark.parametrize("seed", [2, 3, 4, 7, 8, 10, 12, 17, 19, 21, 22, 23])
def test_nothing_is_found_in_random_workbooks_that_have_a_plan(seed, tmp_path):
    tables = random_tables(seed)
    path = tmp_path / "case.xlsx"
    policy = "the set" if len(tables.get("Policies", ())) > 1 else "none"
    desk = Desk(write_workbook(path, tables), World(policy))
    trial = desk.trial()
    if trial is not None and trial.holds_together():
        inputs = trial.opened.inputs
        assert list(findings(inputs, Words(inputs, "money"))) == []
