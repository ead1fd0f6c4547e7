"""`planner compare --stress`: what every set buys in every scenario."""

import json

import pytest

import planner
from planner.cli import main
from planner.comparing.sentences import sentences
from planner.errors import NothingToStress
from tests.cases.tables import policies
from tests.comparing.tables import ladder
from tests.stressing.tables import STOP, sellers, stocked
from tests.workbooks import write_workbook

MORE = {"Scenario": "more", "Demand factor": 1.5, "From": 2028, "To": 2028}


def sets():
    """Without rules the 10 t in stock are used at once; under a duty they are there, and bought again after a shock."""
    tables = stocked(sellers(STOP, MORE), 10)
    tables["Stockpiles"][1][2] = None
    tables["Policies"] = policies({"Rule": "Min days of cover", "Limit": 36.5}, name="duty")
    tables["Policy sets"] = [["Policy set"], ["free"], ["duty"]]
    return tables


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    return planner.compare(write_workbook(tmp_path_factory.mktemp("sets") / "sets.xlsx", sets()), stress=True)


def test_what_each_set_buys_stands_beside_the_others(comparison):
    table = comparison.tables["Resilience"].set_index(["Shock", "Figure", "Sector"])
    found = {key: (row["free"], row["duty"]) for key, row in table.iterrows()}
    assert found["stop", "Unmet", "all of them"] == pytest.approx((20.0, 10.0))
    assert found["stop", "Unmet", "wires"] == pytest.approx((20.0, 10.0))
    assert found["stop", "Paid more than in the plan", ""] == pytest.approx((760.0, 860.0))
    assert found["stop", "Cost more, shortages at their cost", ""] == pytest.approx((1760.0, 1360.0))
    assert found["stop", "First shortage after", "all of them"] == (0, 0)
    assert found["more", "Unmet", "all of them"] == (0, 0)


def test_the_first_page_says_what_shocks_leave_unmet(comparison):
    table = comparison.tables["Summary"].set_index("Figure")
    assert tuple(table.loc["Unmet because of shocks", ["free", "duty"]]) == pytest.approx((10.0, 5.0))
    more = table.loc["Shocks cost more, shortages at their cost", ["free", "duty"]]
    costs = [entry.findings.total_cost for entry in comparison.entries]
    cheaper = costs[0] + more.iloc[0] - costs[1] - more.iloc[1]
    assert cheaper > 0
    said = (
        f"Shocks leave 5.0 t unmet on the mean, before 10.0 t. In shocks it costs {cheaper:.0f} money less on the mean"
    )
    assert any(said in sentence for sentence in sentences(comparison))


def test_a_shock_is_that_of_the_stress_test(comparison, tmp_path):
    alone = planner.stress(write_workbook(tmp_path / "alone.xlsx", sets()), "duty")
    assert [(shock.name, shock.aftermath) for shock in comparison.entries[1].shocks] == [
        (shock.name, shock.aftermath) for shock in alone.shocks
    ]


def test_under_an_assumption_the_others_are_shocks(tmp_path):
    """Without A at any time 80 t come a year; that demand rises in 2028 leaves 70 of 150 unmet."""
    tables = sellers({**STOP, "From": 2026, "To": None}, MORE)
    path = write_workbook(tmp_path / "worlds.xlsx", tables)
    (_, entry) = planner.compare(path, ["none"], ["stop"], prices=False, stress=True).entries
    (shock,) = entry.shocks
    assert (shock.name, shock.aftermath.unmet_tonnes) == ("more", pytest.approx(20 + 20 + 70 + 20))


def test_without_the_question_there_is_no_sheet(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = str(write_workbook(tmp_path / "sets.xlsx", sets()))
    assert main(["compare", path, "--policies", "duty", "--no-prices", "--json"]) == 0
    assert "scenarios" not in json.loads(capsys.readouterr().out)["sets"][0]
    assert main(["compare", path, "--policies", "duty", "--no-prices", "--stress", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["sets"][0]["scenarios"]
    assert [(row["scenario"], row["unmet_tonnes"]) for row in told] == [("stop", pytest.approx(10.0)), ("more", 0.0)]
    assert "Resilience" not in planner.compare(path, ["duty"], prices=False).tables


def test_a_workbook_without_scenarios_says_so(tmp_path):
    with pytest.raises(NothingToStress):
        planner.compare(write_workbook(tmp_path / "ladder.xlsx", ladder()), stress=True)
