"""Members of a joint plan: alone, together, what planning together saves, and who pays what."""

from random import Random
from string import ascii_uppercase

import pytest

import planner
from planner.errors import Infeasible
from planner.partnering.joint import PRICES, SHAPLEY, STEADIEST, joint
from planner.partnering.pooling import PLANTS, PURCHASING, RULES, STOCKS, TENDERS
from planner.planning import World, check
from planner.progress import silent
from planner.workbook import read_workbook
from tests.cases.tables import policies, settings
from tests.second.generator import random_tables
from tests.workbooks import write_workbook


def two(north=30, south=170, shares=(0.5, 0.5), years=1, **more):
    """A: 100 t at 10, B: 300 t at 20; two members with a demand each, a shortage at 100."""
    dated = [2026 + n for n in range(years)]
    return {
        "Settings": settings(2026, years),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 100, 10],
            ["B", "co", "b", 300, 20],
        ],
        "Demand": [
            ["Sector", "Material", "Member", *dated, "Shortage cost"],
            ["all", "co", "North", *([north] * years), 100],
            ["all", "co", "South", *([south] * years), 100],
        ],
        "Members": [["Member", "Access share"], ["North", shares[0]], ["South", shares[1]]],
        **more,
    }


@pytest.fixture
def planned_jointly(read):
    def of(tables, policy="none"):
        return joint(read(tables), World(policy), 0, silent)

    return of


def alone(found):
    return {member.name: member.alone for member in found.members}


def test_what_one_may_claim_and_another_needs(planned_jointly):
    """Alone North buys 30 of the 50 t of A that it may claim, and South goes without the other 20."""
    found = planned_jointly(two())
    assert alone(found) == pytest.approx({"North": 300, "South": 50 * 10 + 120 * 20})
    assert found.together == pytest.approx(3000)
    assert found.splits[PRICES] == pytest.approx({"North": 30 * 20 - 50 * 10, "South": 170 * 20 - 50 * 10})
    assert found.splits[SHAPLEY] == pytest.approx({"North": 200, "South": 2800})
    assert found.splits[STEADIEST] == pytest.approx({"North": 200, "South": 2800})
    assert all(tempted.gain <= 1e-9 for tempted in found.tempted.values())
    assert found.savings == pytest.approx({PURCHASING: 200, STOCKS: 0, PLANTS: 0, RULES: 0, TENDERS: 0})
    assert [member.others_without for member in found.members] == pytest.approx([2900, 300])


def test_a_tender_that_only_both_can_win(planned_jointly):
    """60 t of B at 12 in place of 20, for those two together only: 480 saved, a half of it credited to each."""
    tender = [["Contract", "Supplier", "Max volume", "Price", "Only with"], ["T", "B", 60, 12, "North, South"]]
    found = planned_jointly(two(Contracts=tender))
    assert alone(found) == pytest.approx({"North": 300, "South": 2900})
    assert found.together == pytest.approx(3000 - 480)
    assert found.savings == pytest.approx({PURCHASING: 200, STOCKS: 0, PLANTS: 0, RULES: 0, TENDERS: 480})
    assert found.splits[PRICES] == pytest.approx({"North": 100 - 240, "South": 2900 - 240})
    assert found.splits[SHAPLEY] == pytest.approx({"North": 300 - 340, "South": 2900 - 340})


def test_a_tender_of_two_is_in_full_for_a_group_that_holds_both(planned_jointly):
    """The third member has half of all claims, and none on the tender."""
    tables = two(shares=(0.3, 0.2))
    tables["Demand"].append(["all", "co", "West", 10, 100])
    tables["Members"].append(["West", 0.5])
    tables["Suppliers"][2][3] = 1000
    tables["Contracts"] = [
        ["Contract", "Supplier", "Max volume", "Price", "Only with"],
        ["T", "B", 60, 12, "south, NORTH"],
    ]
    found = planned_jointly(tables)
    both = found.costs[frozenset({"North", "South"})]
    assert both == pytest.approx(50 * 10 + 60 * 12 + 90 * 20)
    assert found.costs[frozenset({"North", "West"})] == pytest.approx(40 * 10)
    assert found.together == pytest.approx(100 * 10 + 60 * 12 + 50 * 20)


def test_a_stock_that_one_has_and_another_needs(planned_jointly):
    """Nothing can be bought in 2027: 60 t in stock, of which each may claim a half."""
    tables = two(20, 40, years=2)
    tables["Suppliers"][0].append("To")
    tables["Suppliers"] = [tables["Suppliers"][0], [*tables["Suppliers"][1], 2026], [*tables["Suppliers"][2], 2026]]
    tables["Stockpiles"] = [
        ["Material", "Opening stock", "Capacity", "Holding cost", "Closing stock", "Max fill"],
        ["co", 60, 60, 0, 0, 0],
    ]
    found = planned_jointly(tables)
    assert alone(found) == pytest.approx({"North": 10 * 10, "South": 40 * 10 + 10 * 100})
    assert found.together == pytest.approx(60 * 10)
    assert found.savings[PURCHASING] == pytest.approx(0)
    assert found.savings[STOCKS] == pytest.approx(1500 - 600)


def test_a_rule_in_tonnes_is_claimed_and_one_on_shares_is_not(planned_jointly):
    rows = policies(
        {"Rule": "Max volume", "Limit": 60, "Partner": "supplier: A"}, {"Rule": "Max supplier share", "Limit": 0.9}
    )
    found = planned_jointly(two(Policies=rows), "S")
    assert alone(found) == pytest.approx({"North": 27 * 10 + 3 * 20, "South": 30 * 10 + 140 * 20})
    assert found.together == pytest.approx(60 * 10 + 140 * 20)


def test_who_cannot_keep_a_rule_alone_breaks_it_and_that_is_said(planned_jointly):
    tables = two(shares=(0.1, 0.9))
    tables["Demand"] = [[*row, fill] for row, fill in zip(tables["Demand"], ("Least fill", 1, 1), strict=True)]
    tables["Suppliers"] = [*tables["Suppliers"][:1], ["A", "co", "a", 200, 10]]
    found = planned_jointly(tables)
    assert alone(found) == pytest.approx({"North": 20 * 10 + 10 * 100, "South": 1700})
    assert {member.name: member.broken for member in found.members} == {"North": ("Least fill",), "South": ()}
    assert found.together == pytest.approx(2000)


def test_a_member_alone_in_the_plan_pays_it_all(planned_jointly):
    tables = two(shares=(1, 0))
    tables["Demand"], tables["Members"] = tables["Demand"][:2], tables["Members"][:2]
    found = planned_jointly(tables)
    assert found.splits == {name: pytest.approx({"North": 300}) for name in (PRICES, SHAPLEY, STEADIEST)}


def with_members(seed):
    """A random workbook whose demand three members share, who claim other shares of the rest."""
    tables, chance = random_tables(seed), Random(seed)
    first, second = sorted(chance.randrange(1, 100) for _ in range(2))
    shares = {"X": first / 100, "Y": (second - first) / 100, "Z": (100 - second) / 100}
    heads, *rows = tables["Demand"]
    dated = [head not in ("Sector", "Material", "Shortage cost", "Least fill") for head in heads]
    found = [[*heads, "Member"]]
    for row in rows:
        parts = [chance.uniform(0.1, 1) for _ in shares]
        for name, part in zip(shares, parts, strict=True):
            figures = zip(row, dated, strict=True)
            found.append([*(v * part / sum(parts) if is_dated and v else v for v, is_dated in figures), name])
    members = [["Member", "Access share"], *([name, share] for name, share in shares.items())]
    return tables | {"Demand": found, "Members": members}


def without_faults(tables, path):
    """The workbook without rules about partners who have nothing of the material."""
    faults = [problem for problem in check(write_workbook(path, tables)) if problem.severity == "fault"]
    rows = {int(problem.cell.lstrip(ascii_uppercase)) - 1 for problem in faults}
    kept = [row for number, row in enumerate(tables.get("Policies", [])) if number not in rows]
    return write_workbook(path, tables | {"Policies": kept}) if faults else path


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 8, 11, 12, 17, 19])
def test_nobody_gains_by_leaving_shadow_prices_in_random_games(seed, tmp_path):
    path = without_faults(with_members(seed), tmp_path / "random.xlsx")
    book = read_workbook(path).book
    try:
        plain = planner.plan(path).total_cost
    except Infeasible:
        pytest.skip("no plan keeps the rules")
    found = joint(book, World(book.base_policy), 0, silent)
    assert found.together == pytest.approx(plain, rel=1e-6)
    assert sum(found.splits[PRICES].values()) == pytest.approx(found.together)
    assert sum(found.savings.values()) == pytest.approx(found.saving, abs=1e-6 * abs(found.together))
    if not any(found.broken.values()):
        assert found.tempted[PRICES].gain <= 1e-6 * abs(found.together)
