"""Small workbooks with shocks, worked by hand."""

from tests.cases.tables import Tables, policies, settings

COLUMNS = ["Scenario", "Known from", "Partner", "Capacity factor", "Cost factor", "Demand factor", "From", "To"]
STOP = {"Scenario": "stop", "Partner": "A", "Capacity factor": 0, "From": 2027, "To": 2027}


def scenarios(*rows):
    """Rows of the sheet, each with the columns that it fills."""
    return [COLUMNS, *([row.get(head) for head in COLUMNS] for row in rows)]


def duty() -> Tables:
    """A stock of 60 days, and nobody who sends anything in the second of three years."""
    return {
        "Settings": settings(2026, 3),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [["Supplier", "Material", "Country", "Capacity", "Unit cost"], ["A", "co", "a land", 1000, 10]],
        "Stockpiles": [["Material", "Opening stock", "Capacity", "Holding cost"], ["co", 60, 1000, 1]],
        "Demand": [["Sector", "Material", 2026, 2027, 2028, "Shortage cost"], ["all", "co", 365, 365, 365, 1000]],
        "Policies": policies({"Rule": "Min days of cover", "Limit": 60}),
        "Scenarios": scenarios(STOP),
    }


def sellers(*rows, first=2026, periods=4, **more) -> Tables:
    """100 t a year from A at 10, else 40 from B at 14 and 40 from C at 30; short wires cost 50, short cars 100."""
    years = [int(str(first)[:4]) + t for t in range(4)]
    return {
        "Settings": settings(first, periods, **more),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a land", 200, 10],
            ["B", "co", "b land", 40, 14],
            ["C", "co", "c land", 40, 30],
        ],
        "Demand": [
            ["Sector", "Material", *years, "Shortage cost"],
            ["wires", "co", *[40] * 4, 50],
            ["cars", "co", *[60] * 4, 100],
        ],
        "Scenarios": scenarios(*rows),
    }


def stocked(tables: Tables, tonnes: float, closing: float = 0.0) -> Tables:
    """With a stock that costs nothing to hold."""
    heads = ["Material", "Opening stock", "Closing stock", "Capacity", "Holding cost"]
    return {**tables, "Stockpiles": [heads, ["co", tonnes, closing, max(tonnes, closing), 0]]}
