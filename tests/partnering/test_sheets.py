"""The sheets of `partners.xlsx`, and what the command says and leaves."""

import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli import main
from planner.partnering.sentences import sentences
from tests.cases.test_partnerships import A, B, world
from tests.partnering.test_joint import two
from tests.partnering.test_partners import c9
from tests.workbooks import write_workbook


def rows(found, sheet, *heads):
    table = found.tables[sheet]
    return [tuple(row) for row in table[list(heads)].itertuples(index=False)]


def test_who_avoids_what_in_which_shock(valued):
    """A sends nothing in 2027: with B half of the demand of 100 t is met then, without B nothing."""
    tables = world(2, [A | {"Capacity": 70}, B | {"Capacity": 50}], {"Partner": "B land", "Capacity added": 1})
    tables["Scenarios"] = [
        ["Scenario", "Partner", "Capacity factor", "Known from", "From", "To"],
        ["A gone", "supplier: A", 0, 2027, 2027, 2027],
    ]
    found = rows(valued(tables), "Shocks", "Kind", "Partner", "Material", "No shock", "A gone")
    assert found[0] == ("All partners", "", "co", 0, pytest.approx(50))
    assert found[1] == ("Partnership", "P", "co", pytest.approx(60), pytest.approx(80))
    assert [row[1:] for row in found[2:]] == [
        ("A land", "co", pytest.approx(100), pytest.approx(50)),
        ("B land", "co", pytest.approx(60), pytest.approx(80)),
    ]


def test_every_partnership_stands_in_the_report(valued):
    idle = {"Partnership": "idle", "Partner": "Nowhere"}
    tables = world(1, [A | {"Capacity": 60}, B], {"Capacity added": 0.5}, idle)
    tables["Countries"] = [["Country"], ["A land"], ["B land"], ["Nowhere"]]
    found = rows(valued(tables), "Article 44(3)", "Partnership", "Material", "65 % benchmark")
    assert found == [("P", "co", "kept only through it"), ("idle", "none", "contributes nothing")]


def test_c9_in_words(valued):
    partnerships, lost, *_ = sentences(valued(c9()))
    assert partnerships.startswith("3 partnerships are together worth 8,830 money; most valuable are P A, 3,850 money")
    assert lost.startswith("Losing P A alone would cost 1,050 money")


def test_the_run_folder_the_screen_and_the_json_object(tmp_path, capsys):
    path = write_workbook(tmp_path / "two.xlsx", two())
    assert main(["partners", str(path), "--out", str(tmp_path / "out"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "optimal"
    assert {row["partner"]: row["kind"] for row in said["partners"]} == {"a": "country", "b": "country"}
    assert said["total"]["country"] == pytest.approx(sum(row["shapley"] for row in said["partners"]))
    north = {"member": "North", "alone": 300, "shadow_price_split": 100, "shapley": 200}
    assert said["members"][0] == {key: pytest.approx(value) for key, value in north.items()}
    book = openpyxl.load_workbook(Path(said["run_folder"]) / "partners.xlsx")
    assert book.sheetnames == [
        "Summary", "Partners", "By material", "Pairs", "Shocks", "Article 44(3)", "Members", "Savings", "Coalitions",
        "Alone and together", "Method", "Run",
    ]  # fmt: skip
