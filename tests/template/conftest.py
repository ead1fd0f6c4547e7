"""Templates as files, and saved again by LibreOffice where it is installed."""

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from planner.template import ORDINARY, chosen, template
from planner.workbook.schema import ROW_TYPES

OFFICE = shutil.which("soffice")
KINDS = {"ordinary": ORDINARY, "all": chosen(everything=True)}


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """The path of a template of the ordinary sheets, and of one of all sheets."""
    folder = tmp_path_factory.mktemp("templates")
    for name, sheets in KINDS.items():
        (folder / f"{name}.xlsx").write_bytes(template(sheets))
    return {name: folder / f"{name}.xlsx" for name in KINDS}


@pytest.fixture(scope="session")
def saved_by_libreoffice(templates, tmp_path_factory):
    """The same, filled in further and saved by LibreOffice, which calculates every formula anew."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    for name, path in templates.items():
        fill_in(load_workbook(path)).save(folder / f"{name}.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "saved")]
    subprocess.run([*words, *(str(folder / f"{name}.xlsx") for name in KINDS)], check=True, capture_output=True)
    return {name: folder / "saved" / f"{name}.xlsx" for name in KINDS}


def fill_in(book):
    """Rows of a user: a material with stages of its own, bought from a new home country for a new sector."""
    rows = {
        "Materials": {"Material": "magnets", "Stages": "alloy, magnet", "Reference price": 90000},
        "Countries": {"Country": "Japan", "ISO3": "JPN", "Home": "yes", "Governance risk": 0.2},
        "Suppliers": {"Supplier": "Magnet works", "Material": "magnets", "Country": "Japan", "Stage": "magnet"}
        | {"Capacity": 40, "Unit cost": 90000},
        "Demand": {"Sector": "wind", "Material": "magnets", 2026: 10, 2027: 12, 2028: 14, 2029: 16, 2030: 18},
    }
    if "Members" in book:
        rows["Demand"]["Member"] = "south"
    for sheet, cells in rows.items():
        page = book[sheet]
        places = {str(head.value).split("\n")[0]: head.column for head in page[1]}
        row = next(row for row in range(2, 100) if page.cell(row, 1).value is None)
        for head, value in cells.items():
            page.cell(row, places[str(head)], value)
    return book


def row_type_of(sheet):
    """The row type of a sheet by its name."""
    return next(row_type for row_type in ROW_TYPES if row_type.SHEET.name == sheet)
