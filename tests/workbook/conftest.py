"""A workbook in which every sheet is used and nothing is wrong, and helpers to spoil a copy of it."""

from copy import deepcopy

import pytest

from planner.workbook import read_workbook
from tests.workbooks import Percent, write_workbook

GOOD = {
    "Settings": [
        ["Setting", "Value", "Value 2027"],
        ["Title", "A plan"],
        ["First period", 2026],
        ["Periods", 3],
        ["Period length", "year"],
        ["Discount rate", Percent(0.05)],
        ["Currency", "EUR"],
        ["Price year", 2025],
        ["Base policy", "strict"],
        ["Carbon price", 10, 20],
        ["Shortage cost", 5],
    ],
    "Materials": [
        ["Material", "Basis", "Stages", "Reference price"],
        ["cobalt", "Co content", "extraction, processing", 30],
        ["lithium", "Li content", "extraction, processing", 20],
    ],
    "Countries": [
        ["Country", "ISO3", "Aliases", "Home", "Governance risk", "ESG risk"],
        ["Chile", "CHL", None, "no", 0.2, 0.3],
        ["China", "CHN", "PRC", "no", 0.5, 0.5],
        ["Namibia", "NAM", "NA", "no", 0.4, 0.4],
        ["Germany", "DEU", None, "yes", 0.1, 0.1],
    ],
    "Blocs": [["Bloc", "Country", "From", "To"], ["allies", "Chile", None, None], ["allies", "Namibia", 2027, None]],
    "Suppliers": [
        ["Supplier", "Material", "Country", "Stage", "Owner", "Capacity", "Spot share", "Unit cost", "Own feed from"]
        + ["Tariff", "Yield", "Recent volume", "Max growth", "Lead time", "From", "To", "Ordered 2026"],
        ["Mine", "cobalt", "NA", "extraction", "Big Co", 100, 1, 8, None]
        + [0, None, 20, Percent(1.2), 1, None, None, 40],
        ["Refinery", "cobalt", "Germany", "processing", None, 90, 1, 5, None]
        + [0, 0.9, None, None, 0, None, None, None],
        ["Trader", "cobalt", "CHN", "processing", "Big Co", "unlimited", 1, 25, "NAM 80%, China 10%"]
        + [Percent(0.1), 1, None, None, 0, 2026, 2028, None],
        ["Brine", "lithium", "Chile", "extraction", None, 200, 1, 9, None] + [0, 1, None, None, 0, None, None, None],
        ["Salts", "lithium", "Chile", "processing", None, 200, 1, 4, None] + [0, 1, None, None, 0, None, None, None],
    ],
    "Routes": [
        ["From", "To", "Material", "Open", "Cost", "Max volume"],
        ["Namibia", "Refinery", "cobalt", "yes", 1, "unlimited"],
        ["China", "cobalt / processing", None, "no", None, None],
        ["Chile", "abroad", "lithium", "yes", 0.5, 500],
        ["Salts", "cars", "each", "yes", 0.2, None],
    ],
    "Contracts": [
        ["Contract", "Supplier", "Status", "Max volume", "Min volume", "Price", "Discount", "Price floor"]
        + ["Take or pay", "Only with", "From", "To"],
        ["Deal", "mine", "Signed", 40, 10, 9, None, 8, 0.5, None, 2026, 2027],
        ["Option", "Brine", None, 50, None, None, Percent(0.1), None, None, "chile deal", None, None],
        ["Tender", "Salts", None, 30, None, None, 0.1, None, None, "South, north", None, None],
    ],
    "Ventures": [
        ["Venture", "Supplier", "Max capacity", "Capex", "Lead time", "Life", "Financing rate", "Support"]
        + ["Equity share", "Under way", "Ready", "Earliest", "Latest"],
        ["Cluster", "Brine, salts", 60, 100, "24 months", 15, 0.03, 0.25, 0.5, 20, 2024, 2026, 2027],
        ["Shaft", "Mine", 30, 80, None, None, None, None, None, None, None, None, None],
    ],
    "Stockpiles": [
        ["Material", "Stage", "Opening stock", "Capacity", "Holding cost", "Loss", "Closing stock", "Net imports 2025"],
        ["cobalt", None, 10, 50, 1, 0, None, 70],
    ],
    "Scrap": [
        ["Stream", 2026, 2027, 2028, "From sector", "Material", "Lag", "Collection", "Keep"],
        ["packs", 5, 6, 7, None, None, None, None, "yes"],
        ["old cars", None, None, None, "cars", "cobalt", 1, 0.5, "no"],
    ],
    "Recycling": [
        ["Plant", "Stream", "Country", "Capacity", "Max build", "Capex", "Opex", "Lead time", "Treated 2025"],
        ["Smelter", "packs", None, 10, 5, 100, 2, "12 months", 3],
        ["Shredder", "old cars", None, 10, 0, 0, 2, 0, None],
    ],
    "Recovery": [
        ["Plant", "Material", "Yield"],
        ["Smelter", "cobalt", 0.4],
        ["Smelter", "lithium", 0.3],
        ["Shredder", "cobalt", 0.9],
    ],
    "Demand": [
        ["Sector", "Material", 2025, 2026, 2027, 2028, "Shortage cost", "Least fill", "Member"],
        ["cars", "cobalt", 50, 60, 70, 80, None, 0.5, "north"],
        ["cars", "lithium", 50, 60, 70, 80, 1000, 0, "North"],
    ],
    "Substitution": [
        ["Sector", "Material", "Max share", "Max share 2028", "Share today", "Cost", "Max growth", "Capex"]
        + ["Lead time", "Life", "Financing rate"],
        ["cars", "cobalt", 0.3, 0.4, 0.1, 50, 0.05, 900, 1, 10, 0.04],
    ],
    "Partnerships": [
        ["Partnership", "Partner", "Tariff cut", "Capacity added", "Lead time cut", "Support", "Yearly cost"]
        + ["From", "To"],
        ["Chile deal", "chile", 0.05, 0.3, None, 0.2, 4, None, None],
        ["Club", "Allies", Percent(0.02), None, "12 months", None, 7, 2026, 2027],
        ["Club", "Allies", None, None, None, None, 8, 2028, None],
    ],
    "Members": [["Member", "Access share"], ["North", 0], ["South", Percent(1)], ["West", 0]],
    "Policy sets": [
        ["Policy set", "Extends", "Description"],
        ["mild", None, "A start"],
        ["strict", "mild", "More of it"],
    ],
    "Policies": [
        ["ID", "Policy set", "Rule", "Limit", "Material", "Stage", "Partner", "Sector", "Base", "Per", "From", "To"]
        + ["Penalty", "In a shock"],
        ["R1", "mild", "Max country share", 0.65, None, None, None, None, None, None, 2026, None] + ["2 x price", None],
        ["R1", "strict", "Max country share", 0.5, "cobalt", "processing", "China", None, "supply", "year", None, None]
        + [None, "hold"],
        ["R2", "strict", "Ban", None, "cobalt", None, "Big Co", None, None, None, 2028, 2028] + [None, None],
        ["R3", "strict", "Min days of cover", 10, None, None, None, None, "net imports", None, None, None]
        + [None, None],
        ["R4", "strict", "Min fill", 0.8, None, None, None, "cars", None, "horizon", None, None] + [100, None],
    ],
    "Scenarios": [
        ["Scenario", "Probability", "Known from", "Partner", "Material", "Stage", "Sector", "Capacity factor"]
        + ["Cost factor", "Demand factor", "From", "To"],
        ["embargo", 0.2, 2027, "big co", "cobalt", "extraction", None, 0, 1.5, None, 2027, 2027],
        ["Embargo", None, None, None, "cobalt", None, None, None, 2, None, 2028, None],
        ["boom", 0.3, None, None, None, None, "cars", None, None, 1.3, None, None],
    ],
    "Profiles": [
        ["Table", "Row", "Column", 2026, 2027, 2028],
        ["Suppliers", "Refinery", "Unit cost", 5, 6, 7],
        ["Stockpiles", "cobalt / processing", "Capacity", 50, 60, 70],
        ["Settings", "Carbon price", "Value", 1, 2, 3],
        ["Policies", "strict / R1", "Limit", 0.6, 0.55, 0.5],
    ],
    "Sources": [
        ["Sheet", "Row or cell", "Source", "Confidence", "Note"],
        ["Suppliers", "Mine", "A yearbook", "high", None],
    ],
}


class Workbook:
    """The good workbook, to be changed cell by cell and read."""

    def __init__(self, folder):
        self.tables = deepcopy(GOOD)
        self.path = folder / "input.xlsx"

    def put(self, address, value):
        sheet, cell = address.split("!")
        column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
        rows = self.tables[sheet]
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value

    def read(self):
        return read_workbook(write_workbook(self.path, self.tables))

    def faults(self):
        """The faults as pairs of address and code."""
        return [(f"{p.sheet}!{p.cell}", p.code) for p in self.read().problems if p.severity == "fault"]

    def warnings(self):
        """The warnings as pairs of address and code."""
        return [(f"{p.sheet}!{p.cell}", p.code) for p in self.read().problems if p.severity == "warning"]

    def book(self):
        reading = self.read()
        assert [str(problem) for problem in reading.problems if problem.severity == "fault"] == []
        return reading.book


@pytest.fixture
def workbook(tmp_path):
    return Workbook(tmp_path)
