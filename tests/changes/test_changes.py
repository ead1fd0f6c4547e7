"""What changed between two plans: input, volumes, costs, rules, and how the command ends."""

import json
from pathlib import Path

import openpyxl
import pytest

from planner.changes import compare, write_changes
from planner.changes.folders import read_folder
from planner.changes.inputs import input_changes
from planner.changes.left import net_imports
from planner.cli import main
from planner.errors import Unreadable, Unwritten
from planner.workbook import read_workbook
from tests.cases.tables import Tables, policies, settings, share_cap_ladder, two_tiers
from tests.changes.pasting import blocks
from tests.workbooks import Percent, write_workbook

SHEETS = ["Summary", "Inputs", "Volumes", "Costs", "Rules", "To paste", "To paste, same years"]


def quiet(_: str) -> None:
    """Says nothing."""


@pytest.fixture
def compared(planned):
    """Compares the plans of two tables."""

    def of(old: Tables, new: Tables):
        return compare(read_folder(planned(old)), read_folder(planned(new)), quiet)

    return of


def ladder(cap: float, **changed: list[object]) -> Tables:
    """C6 with a share cap and other rows of suppliers."""
    tables = share_cap_ladder(cap)
    rows = {str(row[0]): row for row in tables["Suppliers"][1:]} | changed
    return tables | {"Suppliers": [tables["Suppliers"][0], *(row for row in rows.values() if row)]}


def test_cells_are_matched_by_row_and_column_wherever_they_stand(tmp_path: Path) -> None:
    old = ladder(0.65)
    new = ladder(0.65, A=["A", "co", "a", 200, 11], B=[], D=["D", "co", "d", 5, 1])
    heads, *rows = new["Suppliers"]
    turned = [[row[number] for number in (4, 3, 2, 1, 0)] for row in (heads, *reversed(rows))]
    books = [
        read_workbook(write_workbook(tmp_path / f"{name}.xlsx", tables)).book
        for name, tables in (("old", old), ("new", new | {"Suppliers": turned}))
    ]
    found = [(c.change, c.sheet, c.row, c.column, c.old, c.new, c.cell) for c in input_changes(*books)]
    assert found == [
        ("row added", "Suppliers", "D", "", None, "Supplier D; Material co; Country d; Capacity 5; Unit cost 1", "A2"),
        ("changed", "Suppliers", "A", "Unit cost", 10.0, 11.0, "A4"),
        ("row removed", "Suppliers", "B", "", "Supplier B; Material co; Country b; Capacity 30; Unit cost 14")
        + (None, "A3"),
    ]  # fmt: skip


def test_settings_percentages_and_profiles_are_compared_too(tmp_path: Path) -> None:
    old, new = two_tiers(), two_tiers()
    old["Settings"], new["Settings"] = [*old["Settings"]], [*new["Settings"], ["Base policy", "none"]]
    old["Suppliers"] = [[*old["Suppliers"][0], "Tariff"], *([*row, Percent(0.1)] for row in old["Suppliers"][1:])]
    new["Suppliers"] = [[*new["Suppliers"][0], "Tariff"], *([*row, Percent(0.25)] for row in new["Suppliers"][1:])]
    new["Profiles"] = [["Table", "Row", "Column", 2026], ["Suppliers", "CN ore", "Capacity", 900]]
    books = [
        read_workbook(write_workbook(tmp_path / f"{name}.xlsx", tables)).book
        for name, tables in (("old", old), ("new", new))
    ]
    found = {(c.row, c.column): (c.old, c.new, c.cell) for c in input_changes(*books)}
    assert found["", "Base policy"] == (None, '"none"', "B7")
    assert found["EU refiner", "Tariff"] == ("10 %", "25 %", "H5")
    assert found["CN ore", "Capacity 2026"] == (None, 900.0, "Profiles!D2")
    assert found["CN ore", "Capacity"] == (1000.0, None, "")


def test_a_tighter_cap_moves_volumes_and_cost_and_binds(compared) -> None:
    """Without need of a cap above 2: A 100; at 65 %, A 65, B 30, C 5: 1170 instead of 1000."""
    found = compared(share_cap_ladder(1.0), share_cap_ladder(0.65))
    moved = {c.name: (c.old["2026"], c.new["2026"]) for c in found.volumes}
    assert moved == {"A": (100, 65), "B": (0, 30), "C": (0, 5)}
    assert [c.name for c in found.volumes] == ["A", "B", "C"]
    paid = found.costs["paid cost"][-1]
    assert (paid.kind, paid.old, paid.new, paid.share) == ("Paid cost", 1000, pytest.approx(1170), pytest.approx(0.17))
    ((change, id_, before, after),) = [(c.change, c.id, c.old, c.new) for c in found.rules]
    assert (change, id_, before.status, after.status) == ("newly binds", "1", "at its limit", "binds")
    assert "Newly binds: 1." in found.sentences
    assert "The paid cost rises from 1,000 money to 1,170 money (+17.0 %) in present value." in found.sentences


def test_the_other_way_round_the_rule_no_longer_binds(compared) -> None:
    found = compared(share_cap_ladder(0.65), share_cap_ladder(None))
    assert [(c.change, c.id) for c in found.rules] == [("row removed", "1")]
    found = compared(share_cap_ladder(0.65), share_cap_ladder(1.0))
    assert [c.change for c in found.rules] == ["no longer binds"]
    soft = {"Rule": "Max supplier share", "Limit": 0.2, "Penalty": 1000}
    broken = share_cap_ladder(None) | {"Policies": policies(soft)}
    found = compared(share_cap_ladder(0.65), broken)
    assert [c.change for c in found.rules] == ["newly broken"]


def test_plans_that_are_the_same_say_so(compared) -> None:
    found = compared(share_cap_ladder(0.65), share_cap_ladder(0.65))
    assert (found.inputs, found.volumes, found.rules) == ([], [], [])
    assert found.sentences[1:] == [
        "The input is the same.",
        "The paid cost is the same: 1,170 money in present value.",
        "Nothing is short in either plan.",
        "No volume changes in a period that both plans cover.",
        "The same rules bind.",
    ]


def test_quarters_and_years_are_compared_by_year(compared) -> None:
    years, quarters = share_cap_ladder(None), share_cap_ladder(0.5)
    quarters["Settings"] = [*quarters["Settings"], ["Period length", "quarter"]]
    quarters["Settings"][3] = ["Periods", 4]
    found = compared(years, quarters)
    assert found.pair.labels == ("2026",)
    assert {c.name: (c.old["2026"], c.new["2026"]) for c in found.volumes} == {
        "A": (100, pytest.approx(50)),
        "B": (0, pytest.approx(30)),
        "C": (0, pytest.approx(20)),
    }


def test_a_contract_in_part_whose_volume_profiles_give_is_pasted_there(planned, changed) -> None:
    """Of the 100 t that it must take, the sector can use 60: K is signed for three fifths."""
    tables: Tables = share_cap_ladder(None) | {
        "Contracts": [["Contract", "Supplier", "Min volume", "Price"], ["K", "C", 100, 1]],
        "Profiles": [["Table", "Row", "Column", 2026], ["Contracts", "K", "Max volume", 100]],
        "Demand": [["Sector", "Material", 2026, "Shortage cost"], ["all", "co", 60, 100]],
    }
    folder = planned(tables)
    found = {name: (heads, lines) for name, heads, lines in blocks(changed(folder, folder), SHEETS[-1])}
    assert found["Contracts"] == (
        ["Contract", "Supplier", "Min volume", "Price", "Status"],
        [("row 2", ["K", "C", 60, 1, "signed"])],
    )
    assert found["Profiles"][1] == [("row 2", ["Contracts", "K", "Max volume", 60])]


def test_net_imports_are_those_of_the_model(planned) -> None:
    tables = two_tiers({"Rule": "Min days of cover", "Limit": 10, "Base": "net imports"}, yields=(0.8, 0.9))
    tables["Stockpiles"] = [
        ["Material", "Stage", "Capacity", "Holding cost", "Net imports 2025"],
        ["co", "processing", 1000, 1, 80],
    ]
    tables["Settings"] = settings(2026, 2)
    tables["Demand"] = [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 999]]
    folder = read_folder(planned(tables))
    results = compare(folder, folder, quiet).pair.new.results
    asked = results.values(results.model.net_imports_tonnes)
    assert asked["co", "2026"] > 0
    assert net_imports(results) == pytest.approx(asked)


def test_the_command_writes_a_workbook_and_both_inputs(planned, run, tmp_path: Path) -> None:
    old, new = planned(share_cap_ladder(1.0)), planned(share_cap_ladder(0.65))
    said = run("changes", old, new)
    folder = Path(said.pop("run_folder"))
    assert said == {
        "status": "ok", "code": 0, "input_changes": 1, "volume_changes": 3, "rule_changes": 1, "rows_to_paste": 1,
    }  # fmt: skip
    assert folder.parent == tmp_path / "outputs" / "case"
    assert folder.name.endswith("-changes")
    assert sorted(path.name for path in folder.iterdir()) == ["changes.xlsx", "input.xlsx", "old.xlsx", "run.json"]
    assert (folder / "input.xlsx").read_bytes() == (new / "input.xlsx").read_bytes()
    assert (folder / "old.xlsx").read_bytes() == (old / "input.xlsx").read_bytes()
    book = openpyxl.load_workbook(folder / "changes.xlsx")
    assert book.sheetnames == SHEETS
    inputs = [[cell.value for cell in row] for row in book["Inputs"].iter_rows()]
    assert ["Policies", "S / 1", "changed", "Limit", "1", "0.65", "D2"] in inputs


def test_the_same_plans_give_the_same_bytes(planned, tmp_path: Path) -> None:
    old, new = read_folder(planned(share_cap_ladder(1.0))), read_folder(planned(share_cap_ladder(0.65)))
    for name in ("one", "other"):
        write_changes(compare(old, new, quiet), tmp_path / f"{name}.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
    with pytest.raises(Unwritten, match="is there already"):
        write_changes(compare(old, new, quiet), tmp_path / "one.xlsx")


def test_the_options_of_the_run_hold_again(planned) -> None:
    folder = read_folder(planned(share_cap_ladder(0.65), "--policy", "none"))
    found = compare(folder, folder, quiet)
    assert found.pair.new.total_cost == pytest.approx(1000)
    assert found.pair.new.policy == "none"


def test_a_plan_that_comes_out_otherwise_is_told(planned) -> None:
    folder = planned(share_cap_ladder(0.65))
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["result"]["total_cost"] = 1000.0
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    found = compare(read_folder(folder), read_folder(folder), quiet)
    assert "This version of the planner finds another old plan: it costs 1,170" in found.sentences[0]


def test_a_folder_without_a_plan_is_refused(planned, tmp_path: Path, capsys) -> None:
    folder = planned(share_cap_ladder(0.65))
    with pytest.raises(Unreadable, match=r"no run folder: run\.json could not be opened"):
        read_folder(tmp_path)
    assert main(["changes", str(tmp_path), str(folder), "--out", str(tmp_path / "elsewhere")]) == 1
    assert "is no run folder" in capsys.readouterr().err
    assert not (tmp_path / "elsewhere").exists()
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (folder / "run.json").write_text(json.dumps(record | {"status": "infeasible"}), encoding="utf-8")
    with pytest.raises(Unreadable, match="holds no plan .plan, infeasible."):
        read_folder(folder)
    for damaged in ("{", "[]"):
        (folder / "run.json").write_text(damaged, encoding="utf-8")
        with pytest.raises(Unreadable, match="damaged"):
            read_folder(folder)


def test_an_input_that_was_changed_since_is_refused(planned) -> None:
    folder = planned(share_cap_ladder(0.65))
    write_workbook(folder / "input.xlsx", share_cap_ladder(0.5))
    with pytest.raises(Unreadable, match="was changed since"):
        read_folder(folder)
    (folder / "input.xlsx").unlink()
    with pytest.raises(Unreadable, match="could not be opened"):
        read_folder(folder)
