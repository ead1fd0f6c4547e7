"""The declared sheets: what they show, and what stands in their frames."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pyomo.environ as pyo
import pytest

from models.case import Case
from models.cost import KINDS
from models.routing import connect
from models.tree import Node, Tree, chain
from planner.hedging.sheets import SHEETS as HEDGE_SHEETS
from planner.report.frames import frame, tables
from planner.report.sheet import Kind
from planner.report.sheets import SHEETS
from planner.results import Results
from planner.results.shortages import shortage_lines
from tests.results.cases import METAL, demand, everything, from_stock, keyed, pooled, row, solved, stockpile, supplier
from tests.results.procurement import procured

NAMES = [
    "Summary", "Decisions", "Offtake", "Flows", "Stockpile", "Recycling", "Investments",
    "Shortages", "Losses", "Shares", "Costs", "Rules", "Why", "Room to move", "Data gaps", "Run",
]  # fmt: skip


def with_net_imports():
    """A case in which every variable of the model occurs."""
    results = procured()
    tree = results.case.tree
    extra = (
        row(tree, "NET", "Min days of cover", 5.0, material="cobalt", base="net imports", cell="Policies!D20"),
        row(tree, "SHARE", "Max country share", 0.9, material="cobalt", base="supply", cell="Policies!D21"),
        row(
            tree, "CLEAN", "Clean chain", material="cobalt", partner="China", partner_kind="country",
            sector="Superalloys", nodes=["2033"], cell="Policies!D22",
        ),
        row(tree, "HHI", "Max HHI", 0.35, 1.0, material="cobalt", stage="processing", cell="Policies!D23"),
    )  # fmt: skip
    case = replace(results.case, rules=(*results.case.rules, *extra))
    return replace(solved(case), book=results.book)


@pytest.fixture(scope="module")
def results():
    return with_net_imports()


def variables(model):
    return {var.local_name: [] for var in model.component_objects(pyo.Var)}


def test_the_sheets_stand_in_their_order():
    assert [sheet.name for sheet in SHEETS] == NAMES
    assert list(tables(everything())) == NAMES


def test_every_variable_and_kind_of_cost_is_shown(results):
    shown = set().union(*(sheet.shows for sheet in (*SHEETS, *HEDGE_SHEETS)))
    assert set(variables(results.model)) | set(KINDS) == shown


def changed(results, name):
    """The same results with every value of a variable a tenth and one higher."""
    solution, values = results.solution, results.solution.column_values.copy()
    for family in solution.form.columns:
        if family.component.local_name == name:
            values[family.positions] = 1.1 * values[family.positions] + 1.0
    solution = replace(solution, column_values=values)
    return Results(results.case, solution, results.book)


SHOWN = [(sheet, name) for sheet in SHEETS for name in sorted(sheet.shows) if name not in KINDS]


@pytest.mark.parametrize(("sheet", "name"), SHOWN, ids=lambda x: getattr(x, "name", x))
def test_a_sheet_changes_with_what_it_shows(results, sheet, name):
    assert not frame(sheet, results).equals(frame(sheet, changed(results, name)))


def test_kinds_of_cost_stand_by_name_and_add_up(results):
    costs = tables(results)["Costs"]
    assert list(costs["Kind"])[: len(KINDS)] == list(KINDS)
    kinds = costs[costs["Group"].isin(["paid cost", "not paid"])]
    assert kinds["Present value"].sum() == pytest.approx(results.solution.cost, rel=1e-9)
    assert kinds[list(results.periods)].sum(axis=1).to_numpy() == pytest.approx(kinds["Undiscounted"].to_numpy())


def test_frames_have_the_columns_and_lines_of_the_sheet_without_sums(results):
    for sheet in SHEETS:
        found = frame(sheet, results)
        rows = list(sheet.rows(results))
        assert len(found) == sum(r.kind is not Kind.SUM for r in rows)
        assert list(found.columns) == [column.head for column in sheet.columns(results)]
        assert found.columns.is_unique
        assert all(len(r.values) == len(found.columns) for r in rows)


def test_offtake_has_a_column_for_every_period(results):
    offtake = tables(results)["Offtake"]
    bought = offtake[(offtake["Supplier"] == "Kokkola") & (offtake["Figure"] == "bought")]
    values = results.values(results.model.offtake_tonnes)
    assert bought[list(results.periods)].to_numpy()[0] == pytest.approx([values["Kokkola", n] for n in results.periods])
    arrives = offtake[(offtake["Supplier"] == "Kokkola") & (offtake["Figure"] == "arrives")]
    assert arrives["2026"].item() == pytest.approx(bought["2026"].item() + 300)


def test_stocks_balance_in_the_frame():
    stock = tables(from_stock())["Stockpile"].set_index("Figure")
    assert stock.loc["at the beginning", ["2026", "2027"]].tolist() == pytest.approx([50.0, 100.0])
    assert stock.loc["put in", ["2026", "2027"]].tolist() == pytest.approx([50.0, 0.0])
    assert stock.loc["taken out", ["2026", "2027"]].tolist() == pytest.approx([0.0, 100.0])
    assert stock.loc["at the end", ["2026", "2027"]].tolist() == pytest.approx([100.0, 0.0])


def test_flows_add_up_to_what_sectors_are_delivered(results):
    flows = tables(results)["Flows"]
    delivered = flows[flows["Goes to"] == "sector"].groupby(["Material", "Destination"])["2030"].sum()
    for line in shortage_lines(results):
        wanted = line.demand
        assert delivered[wanted.material, wanted.sector] == pytest.approx(line.delivered["2030"])


def test_rules_have_one_line_per_row_and_one_per_constraint(results):
    rules = tables(results)["Rules"]
    assert (rules["Line"] == "rule").sum() == len(results.case.rules)
    assert (rules["Line"] == "detail").sum() == len(results.case.terms)
    assert rules["Cell"].str.startswith("Policies!").all()


def test_shares_above_their_cap_are_marked(results):
    shares = next(sheet for sheet in SHEETS if sheet.name == "Shares")
    for line in shares.rows(results):
        if line.values[:5] == ("cobalt", "extraction", "country", "DR Congo", "bought"):
            above = {5 + i for i, value in enumerate(line.values[5:-1]) if value > 0.65 + 1e-6}
            assert line.marked == above


def test_data_gaps_tell_what_is_left_out():
    gaps = tables(everything())["Data gaps"]
    assert set(gaps["Gap"]) == {"warning", "not covered", "rule without effect", "default used"}
    assert "cobalt: nothing is said of alloying; taken as included in the unit cost" in set(gaps["What"])
    assert gaps[gaps["Gap"] == "default used"]["Rows"].tolist() == [10, 1]


def test_summary_keeps_paid_cost_and_shortage_cost_apart(results):
    summary = tables(results)["Summary"].set_index("Figure")
    assert summary.loc["Paid cost, present value", "Topic"] == "Cost"
    assert summary.loc["Shortage cost, present value", "Topic"] == "Not paid"


def test_a_plan_with_nothing_but_suppliers_has_all_its_sheets():
    found = tables(pooled())
    assert [len(found[name]) for name in ("Stockpile", "Recycling", "Investments", "Rules")] == [0, 0, 0, 0]
    assert found["Summary"]["Figure"].str.contains("No sector goes short").any()


def test_quarters_have_periods_for_columns_and_years_for_shares():
    labels = [f"2026Q{q}" for q in range(1, 5)] + ["2027Q1"]
    tree = chain(labels, [2026] * 4 + [2027], 0.25, 0.05)
    buys = supplier(tree, "A", METAL, "A", 10, 100)
    case = Case(tree, {"cobalt": ("processing",)}, keyed([buys]), keyed([demand(tree, "P", "cobalt", 25)]))
    found = tables(solved(connect(case)))
    assert {"2026", "2027"} <= set(found["Shares"].columns)
    assert set(labels) <= set(found["Costs"].columns)
    by_year = found["Costs"].set_index("Kind").loc["All cash of the year, in its last period"]
    assert by_year["2026Q4"] == pytest.approx(1000.0)
    assert np.isnan(by_year["2026Q1"])


def test_a_tree_has_columns_for_every_course():
    """Two courses after 2026: in 2027 the price is 10 or 30, so that a stock bought at 15 is worth it on average."""
    nodes = {"2026": Node("2026", 2026, 0, None, 1.0, 1.0)}
    nodes |= {key: Node(key, 2027, 1, "2026", 0.5, 1.0) for key in ("2027 calm", "2027 shock")}
    tree = Tree(nodes, 1.0)
    buys = replace(
        supplier(tree, "A", METAL, "A", 15, 300), unit_cost={"2026": 15.0, "2027 calm": 10.0, "2027 shock": 30.0}
    )
    stock = stockpile(tree, *METAL, 0.0, 500.0)
    case = Case(
        tree, {"cobalt": ("processing",)}, keyed([buys]), keyed([demand(tree, "P", "cobalt", 100)]), keyed([stock])
    )
    found = tables(solved(connect(case)))
    assert {"2027 (2027 calm)", "2027 (2027 shock)"} <= set(found["Shares"].columns)
    offer = found["Costs"].set_index("Kind").loc["Offtake"]
    assert offer["Undiscounted"] == pytest.approx(offer["2026"] + 0.5 * (offer["2027 calm"] + offer["2027 shock"]))


def test_the_run_checks_the_plan_by_itself(results):
    checks = tables(results)["Run"].set_index("Item")["Value"]
    assert float(checks["Difference, relative"]) < 1e-9
    gap = checks["Largest gap between demand and what is delivered, substituted and short"]
    assert float(gap.removesuffix(" t")) < 1e-6


def test_numbers_are_numbers(results):
    costs = tables(results)["Costs"]
    assert all(pd.api.types.is_numeric_dtype(costs[n]) for n in results.periods)
