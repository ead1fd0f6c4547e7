"""The policy sets that ship with a template: each rule has its law, and every set a plan."""

import pytest

from planner.planning import open_input
from planner.progress import silent
from planner.template.example import EXAMPLE
from planner.workbook.schema import Policy

SETS = ["EU 2030 soft", "Japan-style stocks", "Korea-style", "US defence", "India-style"]
MORE = [*SETS, "EU 2030 hard", "Allied share", "strict"]


@pytest.mark.parametrize(("name", "sets"), [("ordinary", SETS), ("all", MORE)])
def test_every_set_has_a_plan(templates, name, sets):
    given = open_input(templates[name])
    assert set(given.book.policy_set_names) == {"diversified", *sets}
    for policy in sets:
        assert given.plan(given.world(policy), silent).shortage_tonnes == pytest.approx(0, abs=1e-3)


def test_every_rule_says_where_it_comes_from():
    sources = {f"{row['Policy set']}: {row['ID']}": row["Source"] for row in EXAMPLE[Policy]}
    assert "Regulation (EU) 2024/1252, Article 5(1)(b)" in sources["EU 2030 soft: C65"]
    assert "10 USC 4872" in sources["US defence: clean"]
    assert "not verified" in sources["Allied share: ALLIES 50"]
    assert "of value; here of tonnes" in sources["Allied share: ALLIES 50"]
    assert "in force from 2031" in sources["India-style: HOME 10"]
    assert all(sources.values())


def test_the_share_of_allies_rises():
    shares = [(row["From"], row["Limit"]) for row in EXAMPLE[Policy] if row["Policy set"] == "Allied share"]
    assert shares == [(2027, 0.5), (2029, 0.65)]
