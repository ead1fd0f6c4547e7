"""Shares bought and traced, concentration, recycled share and import dependence."""

import pytest

from planner.results.cover import days_of_cover, duties, duty_days
from planner.results.indicators import import_dependence, largest_by_year, largest_share, recycled_share, tightest_share
from planner.results.shares import COUNTRY, bought_tonnes, concentration, consumption, share_lines, traced_tonnes
from tests.results.cases import METAL, ORE, everything, from_stock, pooled


def line(results, pair, partner, kind=COUNTRY):
    found = [x for x in share_lines(results) if (x.material, x.stage, x.partner, x.kind) == (*pair, partner, kind)]
    return found[0]


def test_bought_shares_are_arrivals_over_consumption():
    results = pooled()
    assert line(results, ORE, "A").bought == pytest.approx({"2026": 0.6})
    assert line(results, METAL, "XX").bought == pytest.approx({"2026": 0.6})
    assert line(results, METAL, "YY").traced == pytest.approx({"2026": 0.4})


def test_concentration_is_the_sum_of_squared_shares():
    results = pooled()
    index = concentration(results, bought_tonnes(results)[METAL])
    assert index["2026"] == pytest.approx(0.6**2 + 0.4**2)


def test_metal_counts_as_bought_when_it_arrives_and_as_traced_when_it_is_used():
    """2026: 150 t of A arrive; 100 t are used, 50 t wait beside the 50 t of unknown origin that were there before."""
    results = from_stock()
    bought, traced = line(results, METAL, "A").bought, line(results, METAL, "A").traced
    assert bought == pytest.approx({"2026": 1.5, "2027": 0.0})
    assert traced == pytest.approx({"2026": 1.0, "2027": 0.5})
    assert line(results, METAL, "unknown").traced == pytest.approx({"2026": 0.0, "2027": 0.5})


def test_a_share_that_a_stock_hides_from_its_cap_is_noted():
    results = from_stock()
    found = line(results, METAL, "A")
    assert found.cap == {"2026": None, "2027": 0.3}
    assert found.note == "Stock bought earlier carries it above the cap in 2027"
    assert line(results, METAL, "unknown").note == ""


def test_traced_shares_and_shortage_make_up_all_demand():
    results = everything()
    short = results.values(results.model.shortage_tonnes)
    for material, stages in results.case.stages.items():
        for node in results.periods:
            used = sum(by_node.get(node, 0.0) for by_node in traced_tonnes(results)[material, stages[-1]].values())
            unmet = sum(short[d.key, node] for d in results.case.demands.values() if d.material == material)
            assert used + unmet == pytest.approx(consumption(results)[material, stages[-1], node])


def test_traced_feed_is_all_that_the_next_stage_takes_in():
    results = everything()
    for material, stages in results.case.stages.items():
        for node in results.periods:
            fed = sum(by_node.get(node, 0.0) for by_node in traced_tonnes(results)[material, stages[0]].values())
            assert fed == pytest.approx(consumption(results)[material, stages[0], node])


def test_the_lowest_cap_in_force_counts():
    caps = line(everything(), METAL, "China").cap
    assert caps == {str(year): 0.65 if year < 2028 else 0.5 for year in range(2026, 2034)}


def test_home_is_never_the_largest_share():
    results = everything()
    found = largest_share(results)
    assert found.country not in results.case.home
    assert found.share == max(largest_by_year(results).values())
    assert tightest_share(results, METAL).share - tightest_share(results, METAL).cap == pytest.approx(0.0, abs=1e-6)


def test_recycled_share_and_dependence_are_over_consumption():
    results = everything()
    recovered = results.values(results.model.recovered_tonnes)
    expected = (recovered["Hydromet Bitterfeld", "cobalt", "2027"] + recovered["Alloy remelt", "cobalt", "2027"]) / 8000
    assert recycled_share(results)["cobalt", "2027"] == pytest.approx(expected)
    foreign = sum(bought_tonnes(results)[METAL][country]["2027"] for country in ("China", "Canada"))
    assert import_dependence(results)[(*METAL, "2027")] == pytest.approx(foreign / 8000)


def test_days_of_cover_count_every_stage_in_tonnes_of_the_last():
    results = everything()
    stock = results.values(results.model.stock_tonnes)
    held = stock["cobalt / processing", "2033"] + 0.9 * stock["cobalt / extraction", "2033"]
    assert days_of_cover(results)["cobalt", "2033"] == pytest.approx(held / (11900 / 365))
    assert duties(results)["cobalt", "2028"] == pytest.approx(40 * 8700 / 365)
    assert duty_days(results)["cobalt", "2028"] == pytest.approx(40.0)
