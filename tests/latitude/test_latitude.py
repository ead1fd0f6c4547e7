"""Why an offer is not used, what holds the others, and how far volumes can move."""

from dataclasses import replace

import pytest

import planner
from planner.latitude import latitude
from planner.report.sheets.room_to_move import choice_words
from planner.results.latitude import State
from planner.solve import Program
from tests.cases.tables import policies, settings, share_cap_ladder
from tests.second.generator import random_tables
from tests.workbooks import write_workbook

SEEDS = (4, 11, 18, 26)


def silent(_):
    """No progress."""


@pytest.fixture
def explained(tmp_path):
    """Plans tables and looks around the plan: its reasons by state and name, and its rooms by country."""

    def of(tables):
        plan = planner.plan(write_workbook(tmp_path / "input.xlsx", tables)).explained(silent)
        found = plan.results.latitude
        reasons = {(reason.state, reason.name, reason.why): reason for reason in found.reasons}
        return reasons, {room.country: room for room in found.rooms}, plan

    return of


def test_an_offer_enters_at_the_price_of_what_it_would_replace(explained):
    reasons, _, _ = explained(share_cap_ladder(None))
    dear, dearer = (reasons[State.UNUSED, name, "too dear"] for name in ("B", "C"))
    assert (dear.price, dear.enters_at, dear.nearness) == (14, pytest.approx(10), pytest.approx(4 / 14))
    assert (dearer.enters_at, dearer.cell) == (pytest.approx(10), "Suppliers!E4")


def test_what_holds_an_offer_at_its_limit(explained):
    """At 65 % the rule holds A, and a tonne more of B would replace one of C: 20 - 14."""
    reasons, _, _ = explained(share_cap_ladder(0.65))
    assert reasons[State.AT_LIMIT, "B", "its capacity"].saving == pytest.approx(6)
    assert (State.AT_LIMIT, "A", "rule 1") in reasons
    assert not any(state is State.UNUSED for state, _, _ in reasons)


def test_how_far_volumes_move_for_one_per_cent(explained):
    """Of a cost of 1000, 10 pay for 2.5 t of B at 4 more, or for 1 t of C at 10 more."""
    _, rooms, _ = explained(share_cap_ladder(None))
    assert (rooms["a"].least, rooms["a"].most) == (pytest.approx(97.5), pytest.approx(100))
    assert (rooms["b"].least, rooms["b"].most) == (0, pytest.approx(2.5))
    assert (rooms["c"].least, rooms["c"].most) == (0, pytest.approx(1))


def test_what_no_price_can_bring_in_says_why(explained):
    tables = share_cap_ladder(None) | {
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Spot share", "Lead time", "Freight"],
            ["A", "co", "a", 200, 10, 1, 0, 0],
            ["banned", "co", "b", 200, 5, 1, 0, 0],
            ["closed", "co", "c", 0, 5, 1, 0, 0],
            ["late", "co", "d", 200, 5, 1, 1, 0],
            ["signed", "co", "e", 200, 5, 0, 0, 0],
            ["far", "co", "f", 200, 5, 1, 0, 50],
        ],
        "Policies": policies({"ID": "EMBARGO", "Rule": "Ban", "Partner": "b"}),
    }
    reasons, _, _ = explained(tables)
    assert {(name, why) for state, name, why in reasons if state is State.UNUSED} == {
        ("banned", "rule EMBARGO"),
        ("closed", "no capacity open to us"),
        ("late", "would arrive after the horizon"),
        ("signed", "only under contract"),
        ("far", "would not enter as a gift"),
    }


def test_a_shortage_says_whether_scarcity_causes_it(explained):
    tables = share_cap_ladder(None)
    tables["Demand"] = [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 500, 100]]
    reasons, _, _ = explained(tables)
    assert (State.SHORT, "all / co", "scarcity") in reasons


def test_an_investment_enters_at_a_capex(explained):
    """Two years at no rate: 1 t/yr costs capex / 2 a year and saves 20 - 2 in each, so it enters at 36."""
    tables = {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["mine", "co", "a", 0, 2],
            ["trader", "co", "b", 500, 20],
        ],
        "Ventures": [
            ["Venture", "Supplier", "Max capacity", "Capex", "Life", "Financing rate"], ["dig", "mine", 50, 60, 2, 0],
        ],
        "Demand": [["Sector", "Material", "Tonnes", "Shortage cost"], ["all", "co", 100, 1000]],
    }  # fmt: skip
    tables["Demand"] = [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]]
    reasons, _, _ = explained(tables)
    venture = reasons[State.UNUSED, "dig", "too dear"]
    assert (venture.price, venture.enters_at) == (60, pytest.approx(36))


def bought_at(plan, name, change):
    """Tonnes bought at spot from a supplier whose unit cost changes by as much in every period."""
    case = plan.results.case
    offer = case.suppliers[name]
    cheaper = replace(offer, unit_cost={n: cost + change for n, cost in offer.unit_cost.items()})
    solution = Program(replace(case, suppliers=case.suppliers | {name: cheaper})).solve()
    bought = solution.values(solution.model.offtake_tonnes)
    taken = solution.values(solution.model.taken_tonnes)
    contracts = {c.name for c in case.contracts.values() if c.supplier == name}
    return sum(v for key, v in bought.items() if key[0] == name) - sum(v for k, v in taken.items() if k[0] in contracts)


@pytest.mark.parametrize("seed", SEEDS)
def test_below_its_price_an_offer_enters_and_above_it_does_not(seed, explained):
    reasons, rooms, plan = explained(random_tables(seed))
    unused = [r for r in reasons.values() if r.state is State.UNUSED and r.kind == "spot" and r.enters_at]
    for reason in unused[:2]:
        below, above = (bought_at(plan, reason.name, reason.enters_at * f - reason.price) for f in (0.999, 1.001))
        assert below > 1e-6
        assert above <= 1e-6
    assert all(room.least <= room.tonnes <= room.most for room in rooms.values())


def test_looking_around_leaves_the_program_as_it_was(tmp_path):
    plan = planner.plan(write_workbook(tmp_path / "input.xlsx", random_tables(4)))
    latitude(plan.results, plan.program)
    assert plan.program.solve().cost == pytest.approx(plan.total_cost, rel=1e-12)


def test_questions_asked_side_by_side_are_answered_as_one_after_the_other(tmp_path, monkeypatch):
    plan = planner.plan(write_workbook(tmp_path / "input.xlsx", random_tables(11)))
    found = []
    for threads in (1, 4):
        monkeypatch.setattr("os.cpu_count", lambda threads=threads: threads)
        found.append([(room.least, room.most) for room in latitude(plan.results, plan.program).rooms])
    assert found[1] == [pytest.approx(room, abs=1e-6) for room in found[0]]
    assert any(least < most for least, most in found[0])


def test_where_another_plan_costs_as_little_and_by_what_this_one_was_chosen(explained):
    """A and B cost the same and A has the lower risk; C is dearer, and no matter of choice."""
    tables = share_cap_ladder(None)
    tables["Suppliers"][2][-1] = tables["Suppliers"][1][-1]
    tables["Countries"] = [["Country", "Governance risk"], ["a", 0.2], ["b", 0.6], ["c", 0.1]]
    _, rooms, plan = explained(tables)
    assert (rooms["a"].tonnes, rooms["a"].otherwise) == (100, pytest.approx(70))
    assert (rooms["b"].tonnes, rooms["b"].otherwise) == (0, pytest.approx(30))
    assert (rooms["c"].tonnes, rooms["c"].otherwise) == (0, 0)
    words = choice_words(plan.results)
    assert words.startswith("2 of the volumes bought could be others at the same cost, most of all co from")
    assert "lower governance risk" in words


def test_one_plan_of_least_cost_has_no_other(explained):
    _, rooms, plan = explained(share_cap_ladder(0.65))
    assert all(room.otherwise == pytest.approx(room.tonnes) for room in rooms.values())
    assert choice_words(plan.results) == "No other plan that costs as little was found."


def test_between_a_signed_contract_and_the_market_at_one_price_the_contract_is_used(tmp_path):
    heads = ["Contract", "Supplier", "Status", "Max volume", "Price", "Take or pay"]
    tables = share_cap_ladder(None) | {"Contracts": [heads, ["K", "A", "signed", 40, 10, 0]]}
    plan = planner.plan(write_workbook(tmp_path / "input.xlsx", tables))
    taken = plan.results.values(plan.results.model.taken_tonnes)
    assert list(taken.values()) == [pytest.approx(40)]
