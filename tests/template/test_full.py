"""Workbooks that begin full: what they know is right, what is left is exactly what a check lists, and they plan."""

import json
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from planner.cli import main
from planner.facts.importers import importer
from planner.facts.known import materials
from planner.planning import check, open_input
from planner.progress import silent
from planner.template.book import written
from planner.template.full import buyer, full
from planner.workbook import read_workbook

ORANGE = "FFF8CBAD"
EVERY = list(materials())
JAPAN, KOREA = ["copper"], ["cobalt", "nickel", "lithium"]
IMPORTERS = [
    (EVERY, "EU", 2026, 10),
    (["lithium", "graphite"], "usa", 2027, 5),
    (["gallium", "magnesium"], "Singapore", 2025, 3),
    (["nickel", "titanium"], "NLD", 2040, 2),
    (["tungsten"], "Minerals Security Partnership", 2026, 1),
]
SETS = (
    "unrestricted", "today", "EU 2030 soft", "EU 2030 hard", "Japan-style stocks", "Strict", "Korea-style",
    "Allied share", "India-style",
)  # fmt: skip
USE = {"Copper": 848_000, "Cobalt": 15_000, "Nickel": 110_000, "Lithium": 16_000}


def made(folder, *asked):
    path = folder / "full.xlsx"
    path.write_bytes(written(full(buyer(*asked))))
    return path


def left(book):
    """The orange cells of a workbook."""
    pages = (page for page in book if page.title != "Guide")
    return [cell for page in pages for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == ORANGE]


def filled_in(path):
    """Type into the orange cells alone: the same use in every year, and room for 150 days of it. How many they were."""
    book = load_workbook(path)
    cells = left(book)
    for cell in cells:
        is_demand = cell.parent.title == "Demand"
        use = USE[cell.parent.cell(cell.row, 2 if is_demand else 1).value]
        cell.value = use if is_demand else use * 150 / 365
    book.save(path)
    return len(cells)


@pytest.mark.parametrize("asked", IMPORTERS, ids=lambda asked: str(asked[1]))
def test_a_check_lists_exactly_the_orange_cells(tmp_path, asked):
    path = made(tmp_path, *asked)
    orange = {(cell.parent.title, cell.coordinate) for cell in left(load_workbook(path))}
    problems = list(check(path))
    assert {(problem.sheet, problem.cell) for problem in problems} == orange
    assert {problem.code for problem in problems} == {"blank-cell"}
    assert len(orange) >= asked[3] * len(asked[0])


@pytest.mark.parametrize(
    ("named", "home", "typed", "planned"),
    [(JAPAN, "JPN", 11, ["today", "Japan-style stocks", "Strict"]), (KOREA, "KOR", 33, SETS)],
)
def test_filled_in_every_set_of_rules_has_a_plan(tmp_path, named, home, typed, planned):
    path = made(tmp_path, named, home, 2026, 10)
    assert filled_in(path) == typed
    assert [str(problem) for problem in check(path)] == []
    given = open_input(path)
    assert given.book.policy_set_names == SETS
    for name in planned:
        plan = given.plan(given.world(name), silent)
        assert plan.paid_cost > 0
        assert plan.shortage_tonnes < 0.01 * 10 * sum(USE[material.material] for material in given.book.materials)


def test_every_rule_has_its_legal_source_and_what_is_left_out_says_why(tmp_path):
    book = load_workbook(made(tmp_path, KOREA, "KOR", 2026, 10))
    policies = list(book["Policies"].iter_rows(min_row=2, values_only=True))
    heads = [str(cell.value).split("\n")[0] for cell in book["Policies"][1]]
    assert all(row[heads.index("Source")] for row in policies)
    notes = {row[1]: row[4] for row in book["Sources"].iter_rows(min_row=2, values_only=True) if row[0] == "Policies"}
    assert "no recycling" in notes["Korea-style: RECYCLED 20 (Min recycled share 0.20)"]
    assert "Tungsten" in notes["US defence: CLEAN W (Clean chain)"]
    assert "law of European Union" in notes["today: BAT Co (Min recycled share 0.03)"]
    kept = {row[heads.index("ID")] for row in policies}
    assert {"C65", "COVER 60", "C50", "ALLIES 80", "HOME 10"} <= kept
    assert not kept & {"RECYCLED 20", "CLEAN W", "BAT Co"}


def test_the_law_on_magnets_comes_with_the_sector_that_it_names(tmp_path):
    found = read_workbook(made(tmp_path, ["magnet rare earths", "cobalt"], "USA", 2026, 3))
    rows = load_workbook(tmp_path / "full.xlsx")["Demand"].iter_rows(min_row=2, max_col=2, values_only=True)
    assert list(rows) == [
        ("All uses", "Cobalt"),
        ("Defence and aerospace", "Magnet rare earths"),
        ("All other uses", "Magnet rare earths"),
    ]
    assert {problem.code for problem in found.problems} == {"blank-cell"}


def test_what_is_open_follows_the_share_of_the_worlds_use():
    """Known use over the world's, else the part of the world's imports, else of its income; half as much again."""
    japan, korea, dutch = (buyer(EVERY, home, 2026, 10) for home in ("JPN", "KOR", "NLD"))
    assert japan.demand_share("Copper") == pytest.approx(848_000 / 26_717_000)
    assert korea.demand_share("Lithium") == 0.11
    assert dutch.demand_share("Lithium") == pytest.approx(importer("NLD").income_share)
    peru = next(p for p in japan.partners() if p.name == "Peru copper extraction")
    assert japan.open_tonnes(peru, 2030) == pytest.approx(1.5 * japan.demand_share("Copper") * 2_525_465.6, rel=5e-3)
    refinery = next(p for p in japan.partners() if p.name == "Japan copper processing")
    assert japan.open_tonnes(refinery, 2030) == pytest.approx(0.61 * 1_500_000, rel=5e-3)


def test_incomes_add_up_and_blocs_are_their_members():
    union, members = importer("EU"), importer("Quad Critical Minerals Initiative")
    assert len(union.home) == 27
    assert 0.15 < union.income_share < 0.2
    assert members.income_share == pytest.approx(
        sum(importer(code).income_share for code in ("AUS", "IND", "JPN", "USA"))
    )
    assert importer("japan") == importer("JPN") == importer("jpn")


def test_shocks_move_with_the_first_year(tmp_path):
    early, late = (full(buyer(["cobalt"], "JPN", first, 10)).rows for first in (2026, 2029))
    years = [[row.get("From") for row in rows[kind]] for rows in (early, late) for kind in rows if _is_scenarios(kind)]
    assert {after - before for before, after in zip(*years, strict=True) if before is not None} == {3}


def _is_scenarios(row_type):
    return row_type.SHEET.name == "Scenarios"


def test_the_command_says_how_many_cells_are_left(tmp_path, capsys):
    path = tmp_path / "japan.xlsx"
    assert main(["template", str(path), "--materials", "copper", "--home", "JPN", "--periods", "4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cells_to_fill_in"] == 5
    assert not any(a == b for a, b in pairwise(load_workbook(path).sheetnames))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--materials", "cobalt,nikel", "--home", "JPN"],
            "no material nikel. Did you mean Nickel? They know: Cobalt,",
        ),
        (["--materials", "cobalt", "--home", "Corea"], "no country or bloc Corea. Did you mean KOR (South Korea)?"),
        (["--materials", "cobalt"], "--home CODE"),
        (["--home", "JPN"], "--materials NAME,..."),
        (["--materials", "cobalt", "--home", "JPN", "--periods", "99"], "--periods is 99; expected a whole number"),
        (["--materials", "cobalt", "--home", "JPN", "--first", "1999"], "--first is 1999; expected a whole number"),
        (["--materials", "cobalt", "--home", "JPN", "--blank"], "--blank asks for others"),
        (["--materials", "cobalt", "--home", "JPN", "--only", "Scrap"], "--only asks for others"),
    ],
)
def test_what_cannot_be_asked_for_is_told(tmp_path, capsys, options, said):
    path = tmp_path / "none.xlsx"
    assert main(["template", str(path), *options]) == 1
    assert said in capsys.readouterr().err
    assert not path.exists()


def test_everything_wrong_is_told_at_once(tmp_path, capsys):
    assert main(["template", str(tmp_path / "none.xlsx"), "--materials", "nikel,cooper", "--home", "Jappan"]) == 1
    said = capsys.readouterr().err
    assert all(text in said for text in ("nikel", "cooper", "Did you mean JPN (Japan)?"))
