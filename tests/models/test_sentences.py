"""What the planner says it understood."""

from models.policies import sentence
from tests.models.cases import full_case


def test_every_row_is_a_sentence() -> None:
    case = full_case()
    said = {row.id: sentence(case, row) for row in case.rules}
    assert said["3"] == (
        "At most 75 % of consumption of each material at each stage comes from any one country but home, per year, "
        "from b to h; it may be broken at 2 times the reference price per t."
    )
    assert said["9"].startswith("Nothing of each material at each stage comes from X, in every period")
    assert said["13"] == (
        "Stocks of each material at all stages together cover at least 20 days of consumption, in every period; "
        "it may be broken at 1 per t."
    )
    assert said["15"].startswith("At most 100 of money of capital outlay is spent, per year")
    assert said["22"] == "Nothing of each material that X touched at any stage reaches wires, in every period."
    assert said["24"].startswith("Nothing of each material from friends at refined reaches cars")
    assert said["25"].startswith("At most 50 tCO2e per year are emitted for all materials together at all stages")
    assert said["28"].startswith("The mean environmental and social risk of co at refined is at most 0.4, per year")
    assert said["17"] == "At least 50 % of the demand of cars for each material is met, per year."
