"""The cost curve of a rule, in figures worked by hand and against plans of the changed workbook."""

import pytest

import planner
from planner.errors import PlannerError, UnknownPolicy, UnknownRule
from planner.sweeping import values
from planner.sweeping.words import sentences, shown
from tests.cases import tables as cases
from tests.pricing.changed import cold_cost, sound_tables
from tests.workbooks import write_workbook

VALUES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]


@pytest.fixture
def written(tmp_path):
    return lambda tables: write_workbook(tmp_path / "case.xlsx", tables)


@pytest.fixture(scope="module")
def ladder(tmp_path_factory):
    """C6 from no cap to one that nobody can keep."""
    path = write_workbook(tmp_path_factory.mktemp("sweep") / "ladder.xlsx", cases.share_cap_ladder(0.65))
    return planner.sweep(path, "1", VALUES)


def test_the_curve_of_the_ladder(ladder):
    """4 a point down to 70 %, 10 a point from there to 35 %, below which C and B cannot make up for A."""
    found = {limit: costs.total_cost for limit, costs in ladder.solved}
    *asked, edge = found.items()
    assert dict(asked) == pytest.approx({1: 1000, 0.9: 1040, 0.8: 1080, 0.7: 1120, 0.6: 1220, 0.5: 1320, 0.4: 1420})
    assert edge == (pytest.approx(0.35, abs=2e-5), pytest.approx(1470, abs=0.02))
    assert [costs.paid_cost for _, costs in ladder.solved] == pytest.approx(list(found.values()))
    slopes = [ladder.slope(limit) for limit, _ in ladder.solved]
    assert slopes[0] is None
    assert slopes[1:] == pytest.approx([4, 4, 4, 10, 10, 10, 10])


def test_the_knee_is_where_the_price_changes_and_plans_end_at_35_per_cent(ladder):
    assert ladder.knee == 0.7
    assert ladder.edge.fails < 0.35 <= ladder.edge.holds
    assert ladder.edge.holds - ladder.edge.fails <= 1e-5
    assert [point.status for point in ladder.points] == ["optimal"] * 8 + ["infeasible"]


def test_it_is_told_in_sentences(ladder):
    understood, cost, knee, end = sentences(ladder)
    assert understood.startswith("1 says: At most 65 % of consumption of each material")
    assert (
        cost
        == "From a limit of 100 % to one of 35 % total cost rises from 1,000 money to 1,470 money in present value."
    )
    assert "is 70 %: up to there a point tighter costs 4.0 money on average, beyond it 10.0 money." in knee
    assert end == "The tightest limit with a plan is 35 %: at 34.999 % there is none."


def test_the_sheet_has_a_line_for_each_limit_with_what_it_buys(ladder):
    lines = ladder.tables["Sweep"].set_index("Limit").to_dict("index")
    assert [line["Largest share"] for line in lines.values()][:7] == pytest.approx(VALUES[:7])
    assert lines[0.5]["Whose"] == "a, co at refined"
    assert lines[0.5]["HHI"] == pytest.approx(0.25 + 0.09 + 0.04)
    assert (lines[0.7]["Note"], lines[ladder.edge.holds]["Note"]) == ("knee", "the tightest with a plan")
    assert lines[0.3]["Status"] == "infeasible"


def test_from_where_on_sectors_go_short_is_told(written):
    """A shortage at 18 is cheaper than C at 20: what A may not send beside 30 of B is short."""
    tables = cases.share_cap_ladder(0.65)
    tables["Demand"][1][3:] = [18, 0]
    found = planner.sweep(written(tables), "1", [0.8, 0.7, 0.6, 0.5])
    assert [costs.shortage_tonnes for _, costs in found.solved] == pytest.approx([0, 0, 10, 20])
    assert "From 60 % on it makes sectors go short, by 20.0 t at 50 %." in sentences(found)


def test_the_order_of_the_values_does_not_matter_and_each_is_solved_once(written):
    path = written(cases.share_cap_ladder(0.65))
    found = planner.sweep(path, "1", [0.5, 1, 0.8, 0.5])
    assert [point.limit for point in found.points] == [1, 0.8, 0.5]
    assert found.edge is None
    assert sentences(found)[-1] == "Every one of these limits has a plan."


def test_a_straight_curve_and_a_flat_one_have_no_knee(written):
    path = written(cases.share_cap_ladder(0.3))
    assert planner.sweep(path, "1", [0.65, 0.55, 0.45]).knee is None
    flat = planner.sweep(written(cases.cover(0)), "1", [0, 0.001, 0.002])
    assert flat.knee is None


def test_a_least_is_swept_upwards(written):
    """C8: a day of cover costs 13; 500 t a year are 270 t above need, 135 at the most in stock at the end of each."""
    found = planner.sweep(written(cases.cover(60)), "1", [270, 60, 61, 400])
    assert [point.limit for point in found.points][:3] == [60, 61, 270]
    assert found.slope(61) == pytest.approx(13)
    assert found.edge.holds == pytest.approx(270, abs=0.02)
    assert found.edge.fails > found.edge.holds


def test_a_limit_that_changes_over_time_is_the_same_at_all_times(written):
    tables = cases.ordered_before() | {
        "Policies": cases.policies({"Rule": "Max supplier share", "Limit 2026": 0.9, "Limit 2027": 0.6})
    }
    found = planner.sweep(written(tables), "1", [0.7])
    assert found.own_limit is None
    assert sentences(found)[0].endswith("Here its limit is the same at all times.")
    changed = cases.ordered_before() | {"Policies": cases.policies({"Rule": "Max supplier share", "Limit": 0.7})}
    ((_, costs),) = found.solved
    assert costs.total_cost == pytest.approx(planner.plan(written(changed)).total_cost)


@pytest.mark.parametrize(
    ("seed", "id_", "limits"), [(12, "R0", [5, 60]), (11, "R0", [0.1, 0.3]), (8, "R0", [0.9, 0.7])]
)
def test_every_point_is_a_plan_of_the_changed_workbook(written, tmp_path, seed, id_, limits):
    """A least volume, a home share and a country's; the first also changes every bound of the program."""
    tables = sound_tables(seed, tmp_path / "sound.xlsx")
    found = planner.sweep(written(tables), id_, limits)
    heads, *rows = tables["Policies"]
    for point in found.points:
        if point.limit not in limits:
            continue
        again = [list(row) for row in rows]
        for row in again:
            if row[heads.index("ID")] == id_:
                row[:] = [point.limit if str(h).startswith("Limit") else c for h, c in zip(heads, row, strict=True)]
        cost = cold_cost(tables | {"Policies": [heads, *again]}, tmp_path / "changed.xlsx")
        assert (point.costs and point.costs.total_cost) == (cost if cost is None else pytest.approx(cost, rel=1e-7))


def test_what_cannot_be_swept_is_said(written):
    path = written(
        cases.two_tiers(
            {"Rule": "Ban", "Partner": "CN", "ID": "no CN"}, {"Rule": "Min home share", "ID": "home", "Limit": 0.1}
        )
    )
    with pytest.raises(UnknownRule, match="The policy set has no rule hme. Did you mean home\\? It has: no CN, home."):
        planner.sweep(path, "hme", [0.5])
    with pytest.raises(PlannerError, match="Rule no CN is a Ban, which has no limit to sweep."):
        planner.sweep(path, "NO CN", [0.5])
    said = "The limit of home \\(Min home share\\) takes values of 0 % to 100 %; 120 %, -1 % lie outside."
    with pytest.raises(PlannerError, match=said):
        planner.sweep(path, "home", [0.5, 1.2, -0.01])
    with pytest.raises(UnknownPolicy):
        planner.sweep(path, "home", [0.5], policy="strict")


def test_values_are_spaced_or_listed():
    assert values("1.0:0.3:15") == pytest.approx([1 - 0.05 * number for number in range(15)])
    assert values("65%, 50 %,0.4,0.4") == [0.65, 0.5, 0.4]
    assert values("60:90:2") == [60, 90]


@pytest.mark.parametrize("written", ["1:0", "1:0:1", "1:0:2.5", "1:0:x", "a,b", "1:nan:3", "inf", "1:0:2:3", "0.5;0.4"])
def test_values_that_are_none_are_refused(written):
    with pytest.raises(PlannerError, match=r"The values are .* expected"):
        values(written)


def test_no_values_are_refused(written):
    with pytest.raises(PlannerError, match="there is none"):
        planner.sweep(written(cases.share_cap_ladder(0.65)), "1", [])


def test_limits_in_words(ladder):
    assert shown(ladder.kind, 0.65) == "65 %"
    assert shown(ladder.kind, 0.34999) == "34.999 %"
