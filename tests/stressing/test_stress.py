"""What becomes of plans in shocks, worked by hand."""

import pytest

import planner
from planner.errors import NothingToStress, PlannerError
from planner.stressing import Losses
from planner.stressing.courses import loss_periods
from planner.workbook import Calendar, Label
from tests.cases.tables import policies, share_cap_ladder
from tests.stressing.tables import STOP, duty, scenarios, sellers, stocked
from tests.workbooks import write_workbook


@pytest.fixture
def stressed(tmp_path):
    """Puts tables, written as a workbook, to their scenarios and to losses."""
    return lambda tables, losses=None: planner.stress(write_workbook(tmp_path / "case.xlsx", tables), losses=losses)


def only(stress):
    """What became of the plan in its only shock."""
    (shock,) = stress.shocks
    assert shock.aftermath is not None, shock.why
    return shock.aftermath


def test_a_stock_duty_is_suspended_and_the_stock_serves(stressed):
    """The 60 t of the duty serve in 2027, when nothing comes: 305 of 365 stay unmet, and the duty rests until 2028."""
    found = only(stressed(duty()))
    assert found.unmet_tonnes == pytest.approx(305.0)
    (hit,) = found.hits
    assert hit.short == pytest.approx((0.0, 305.0, 0.0))
    assert (found.months_to_shortage, found.whole_again, found.shortest_days) == (0, "2028", pytest.approx(60.0))
    (reserve,) = found.reserves
    assert (reserve.at_first, reserve.drawn, reserve.used_up) == (pytest.approx(60.0), pytest.approx(60.0), 1)
    assert [(rest.id, rest.how, rest.periods) for rest in found.resting] == [
        ("1", "suspended", ("2027", "2028")),
        ("Closing stock", "not owed", ("2028",)),
    ]


def test_the_loss_of_the_largest_partner(stressed):
    """C9: the cap rests, so that without A, 30 t come from B and 70 from C: 1820, 650 more, and nothing is unmet."""
    stress = stressed(share_cap_ladder(0.65), Losses(1))
    assert [(loss.partners, loss.cost) for loss in stress.ranking.single] == [
        (("a",), pytest.approx(1820.0)),
        (("b",), pytest.approx(1000.0)),
        (("c",), pytest.approx(1000.0)),
    ]
    found = only(stress)
    assert (found.total_cost, found.unmet_tonnes) == (pytest.approx(1820.0), 0.0)
    assert stress.total_cost == pytest.approx(1170.0)


def test_the_worst_pair_of_partners(stressed):
    """Without A and C, 70 of 100 t stay unmet: at 100 a tonne, and at 1000 as they lack to the Least fill."""
    stress = stressed(share_cap_ladder(0.65), Losses(2))
    assert [(loss.partners, loss.cost) for loss in stress.ranking.pairs] == [
        (("a", "c"), pytest.approx(30 * 14 + 70 * 1100)),
        (("a", "b"), pytest.approx(2000.0)),
        (("b", "c"), pytest.approx(1000.0)),
    ]
    assert [shock.name for shock in stress.shocks] == ["Loss of a and c"]


def test_other_suppliers_stand_in_and_the_dearest_lack_is_served_first(stressed):
    """Without A 80 t come at 1760; the 20 that lack are wires."""
    stress = stressed(sellers(STOP))
    found = only(stress)
    assert found.paid_cost - stress.paid_cost == pytest.approx(760.0)
    assert found.total_cost - stress.total_cost == pytest.approx(1760.0)
    assert [(hit.sector, hit.short) for hit in found.hits] == [("wires", pytest.approx((0.0, 20.0, 0.0, 0.0)))]
    assert [(s.place, s.sector, s.shortage_cost) for s in stress.order] == [(1, "cars", 100.0), (2, "wires", 50.0)]
    assert {(move.what, move.who): move.change for move in found.moves} == {
        ("arrives from", "a land"): pytest.approx((0.0, -100.0, 0.0, 0.0)),
        ("arrives from", "b land"): pytest.approx((0.0, 40.0, 0.0, 0.0)),
        ("arrives from", "c land"): pytest.approx((0.0, 40.0, 0.0, 0.0)),
    }


def test_a_stock_carries_and_is_filled_again(stressed):
    """30 t of stock spare 30 t of C, and are bought again from A before the end."""
    tables = stocked(sellers(STOP), 30, closing=30)
    tables["Policies"] = policies({"Rule": "Min days of cover", "Limit": 109.5})
    stress = stressed(tables)
    found = only(stress)
    assert found.unmet_tonnes == 0.0
    assert (found.months_to_shortage, found.whole_again, found.first_short) == (None, "never short", "")
    assert found.paid_cost - stress.paid_cost == pytest.approx(560 + 900 - 1000 + 300)


def test_quarters_and_months(stressed):
    """25 t a quarter, 20 of them from B and C: 10 t of stock carry two quarters, the third is short of 5."""
    stop = {**STOP, "From": "2026Q3", "To": "2027Q1"}
    tables = stocked(sellers(stop, first="2026Q1", periods=8, **{"Period length": "quarter"}), 10, closing=10)
    tables["Policies"] = policies({"Rule": "Min days of cover", "Limit": 36.5})
    found = only(stressed(tables))
    assert (found.months_to_shortage, found.first_short, found.whole_again) == (6, "2027Q1", "2027Q2")
    assert found.unmet_tonnes == pytest.approx(5.0)
    assert found.shortest_days == pytest.approx(36.5)
    (duty_,) = [rest for rest in found.resting if rest.id == "1"]
    assert duty_.periods == ("2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q3", "2027Q4")


def test_what_becomes_known_later_is_not_foreseen(stressed):
    """In 2027 A costs twice as much and is bought all the same; that it stops in 2028 shows then, and 20 t lack."""
    dear = {"Scenario": "stop", "Partner": "A", "Cost factor": 2, "From": 2027, "To": 2027}
    later = {"Scenario": "stop", "Partner": "A", "Capacity factor": 0, "From": 2028, "To": 2028}
    tables = sellers(dear, later)
    tables["Stockpiles"] = [["Material", "Capacity", "Holding cost"], ["co", 20, 0]]
    assert only(stressed(tables)).unmet_tonnes == pytest.approx(20.0)
    tables["Scenarios"] = scenarios(dear, {**later, "Known from": 2027})
    assert only(stressed(tables)).unmet_tonnes == pytest.approx(0.0)


def test_what_is_known_early_is_prepared_for(stressed):
    tables = sellers({**STOP, "Known from": 2026})
    tables["Stockpiles"] = [["Material", "Capacity", "Holding cost"], ["co", 20, 0]]
    found = only(stressed(tables))
    assert found.unmet_tonnes == pytest.approx(0.0)


def test_growth_after_a_shock_counts_from_before_it(stressed):
    """A may grow by a tenth a year from 100 t: after it was stopped it sends 100 again, not a tenth of nothing."""
    tables = sellers(STOP)
    tables["Suppliers"] = [
        ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Recent volume", "Max growth", "Ramp"],
        ["A", "co", "a land", 200, 10, 100, 0.1, 0],
    ]
    found = only(stressed(tables))
    assert sum(found.hits[0].short) + sum(found.hits[1].short) == pytest.approx(100.0)
    assert found.whole_again == "2028"


@pytest.mark.parametrize("nothing", [{"Capacity factor": 1}, {"From": 2040, "To": None}])
def test_no_shock_costs_what_the_plan_costs(stressed, nothing):
    stress = stressed(sellers({**STOP, **nothing}))
    found = only(stress)
    assert (found.total_cost, found.paid_cost) == (stress.total_cost, pytest.approx(stress.paid_cost, rel=1e-12))
    assert (found.hits, found.moves, found.resting) == ((), (), ())


def test_what_was_decided_is_paid_for_all_the_same(stressed):
    """Half of the demand falls away in 2027, when 100 t ordered a year before arrive: 50 are stocked or left over."""
    tables = sellers({"Scenario": "slump", "Demand factor": 0.5, "From": 2027, "To": 2027})
    tables["Suppliers"] = [
        ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Lead time", "Ordered 2026"],
        ["A", "co", "a land", 200, 10, "1 year", 100],
    ]
    stress = stressed(tables)
    assert only(stress).paid_cost == pytest.approx(stress.paid_cost)


def test_rules_that_hold_and_rules_that_rest(stressed):
    """No more than half from one country and nothing of C: the cap rests until the year after, the ban does not."""
    tables = sellers(STOP)
    tables["Policies"] = policies(
        {"ID": "cap", "Rule": "Max country share", "Limit": 0.9},
        {"ID": "ban", "Rule": "Ban", "Partner": "C"},
        {"ID": "kept", "Rule": "Max country share", "Limit": 0.95, "In a shock": "hold"},
    )
    found = only(stressed(tables))
    assert [(rest.id, rest.how, rest.materials, rest.periods) for rest in found.resting] == [
        ("cap", "suspended", ("co",), ("2027", "2028"))
    ]
    assert found.unmet_tonnes == pytest.approx(60.0)


def test_what_a_soft_duty_lacks_is_told(stressed):
    """Cars are to have 57 t and wires 36 of the 80 that come: wires lack 13 to their duty."""
    tables = sellers(STOP)
    tables["Demand"][0].append("Least fill")
    for row in tables["Demand"][1:]:
        row.append(0.9)
    tables["Policies"] = policies({"ID": "fill", "Rule": "Min fill", "Limit": 0.95, "Sector": "cars"})
    found = only(stressed(tables))
    assert [(rest.id, rest.how, rest.lacks) for rest in found.resting] == [
        ("fill", "soft", pytest.approx(0.0)),
        ("Least fill", "soft", 0.0),
        ("Least fill", "soft", pytest.approx(13.0)),
    ]


def test_a_shock_after_which_there_is_no_plan_stops_no_other(stressed):
    """What A would have sent in 2028 was to be ordered in 2027, and rules do not rest any more when it lacks."""
    tables = sellers(STOP, {**STOP, "Scenario": "nothing", "Capacity factor": 1}, **{"Recovery periods": 0})
    tables["Suppliers"] = [
        ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Lead time", "Ordered 2026"],
        ["A", "co", "a land", 200, 10, "1 year", 100],
    ]
    tables["Demand"][0].append("Least fill")
    for row in tables["Demand"][1:]:
        row.append(1)
    stress = stressed(tables)
    assert [(shock.name, shock.status) for shock in stress.shocks] == [("stop", "infeasible"), ("nothing", "optimal")]
    (row,) = stress.tables["Summary"].to_dict("records")[:1]
    assert (row["Whole again in"], row["Hardest hit"]) == ("no plan", stress.unmet[0].why)
    assert row["Hardest hit"] == (
        "the least fill of co for wires (Demand!H2, 100 %) and the capacity of A (Suppliers!D2, 200 t/yr) cannot both"
        " hold after what was decided before."
    )


def test_every_sheet_has_a_table(stressed):
    tables = stressed(stocked(sellers(STOP), 10), Losses(2)).tables
    assert list(tables) == [
        "Summary", "Unmet", "Stocks", "Response", "Suspended", "Order of service", "Losses", "Run",
    ]  # fmt: skip
    assert tables["Losses"]["Partners"].tolist()[:3] == ["a land", "b land", "c land"]
    assert tables["Unmet"]["Sector"].unique().tolist() == ["wires", "cars"]


def test_a_workbook_without_scenarios_says_so(stressed):
    with pytest.raises(NothingToStress, match="no scenarios to put a plan to"):
        stressed(sellers())


@pytest.mark.parametrize(
    ("first", "count", "begins", "lasts", "periods"),
    [
        ("2026", 4, None, None, range(1, 2)),
        ("2026", 1, None, None, range(1)),
        ("2026Q3", 6, None, None, range(2, 6)),
        ("2026Q1", 8, "2026Q2", "2", range(1, 3)),
        ("2026Q1", 8, "2027", "18 months", range(4, 8)),
        ("2026-11", 30, None, "1 year", range(2, 14)),
    ],
)
def test_the_periods_of_a_loss(first, count, begins, lasts, periods):
    assert loss_periods(Calendar(Label.parse(first), count), begins, lasts) == periods


@pytest.mark.parametrize(("begins", "lasts"), [("soon", None), ("2050", None), (None, "long"), (None, "0")])
def test_periods_of_a_loss_that_cannot_be(begins, lasts):
    with pytest.raises(PlannerError, match="expected"):
        loss_periods(Calendar(Label.parse("2026"), 4), begins, lasts)
