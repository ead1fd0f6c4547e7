"""Tables of the cases with a known optimum, as the sheets of a workbook."""

from typing import Any

Table = list[list[Any]]
Tables = dict[str, Table]


def settings(first: str | int, periods: int, **more: Any) -> Table:
    """A plan at a discount rate of 0 unless told otherwise."""
    rows = {"Title": "Case", "First period": first, "Periods": periods, "Currency": "money", "Discount rate": 0} | more
    return [["Setting", "Value"], *([name.replace("_", " "), value] for name, value in rows.items())]


def policies(*rows: dict[str, Any], name: str = "S") -> Table:
    """The rules of one policy set, each with the columns that it fills."""
    heads = list(dict.fromkeys(["ID", "Policy set", "Rule", "Limit", *(head for row in rows for head in row)]))
    filled = [{"ID": str(number), "Policy set": name} | row for number, row in enumerate(rows, start=1)]
    return [heads, *([row.get(head) for head in heads] for row in filled)]


def share_cap_ladder(cap: float | None) -> Tables:
    """C6: three suppliers of 100 t, and a largest share from any one of them."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "co", "a", 200, 10],
            ["B", "co", "b", 30, 14],
            ["C", "co", "c", 200, 20],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost", "Least fill"], ["all", "co", 100, 100, 1]],
    }
    if cap is not None:
        tables["Policies"] = policies({"Rule": "Max supplier share", "Limit": cap})
    return tables


def transport() -> Tables:
    """C1: two canneries, three markets, a price per case and thousand miles."""
    miles = {
        ("Seattle", "New York"): 2.5, ("Seattle", "Chicago"): 1.7, ("Seattle", "Topeka"): 1.8,
        ("San Diego", "New York"): 2.5, ("San Diego", "Chicago"): 1.8, ("San Diego", "Topeka"): 1.4,
    }  # fmt: skip
    return {
        "Settings": settings(2026, 1),
        "Materials": [["Material", "Stages"], ["cases", "packed"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["Seattle", "cases", "USA", 350, 0],
            ["San Diego", "cases", "USA", 600, 0],
        ],
        "Routes": [["From", "To", "Cost"], *([o, d, 0.09 * distance] for (o, d), distance in miles.items())],
        "Demand": [
            ["Sector", "Material", 2026, "Shortage cost", "Least fill"],
            ["New York", "cases", 325, 1, 1],
            ["Chicago", "cases", 300, 1, 1],
            ["Topeka", "cases", 275, 1, 1],
        ],
    }


def sailboats() -> Tables:
    """C2: a cheap source that is too small, a dear one, and a stock."""
    return {
        "Settings": settings(2026, 4),
        "Materials": [["Material", "Stages"], ["boats", "built"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["A", "boats", "x", 40, 400],
            ["B", "boats", "x", "unlimited", 450],
        ],
        "Stockpiles": [
            ["Material", "Stage", "Opening stock", "Capacity", "Holding cost", "Closing stock"],
            ["boats", "built", 10, 1000, 20, 0],
        ],
        "Demand": [
            ["Sector", "Material", 2026, 2027, 2028, 2029, "Shortage cost", "Least fill"],
            ["all", "boats", 40, 60, 75, 25, 9999, 1],
        ],
    }


def caterer() -> Tables:
    """C5: napkins, new or washed; washing takes two days, and what is not yet washed waits."""
    return {
        "Settings": settings(2026, 5),
        "Materials": [["Material", "Stages"], ["napkins", "clean"]],
        "Countries": [["Country", "Home"], ["here", "yes"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost"],
            ["shop", "napkins", "here", "unlimited", 60],
        ],
        "Scrap": [["Stream", "From sector", "Material", "Keep"], ["used", "guests", "napkins", "yes"]],
        "Recycling": [["Plant", "Stream", "Capacity", "Opex", "Delay"], ["laundry", "used", 1000, 20, 2]],
        "Recovery": [["Plant", "Material", "Yield"], ["laundry", "napkins", 1]],
        "Demand": [
            ["Sector", "Material", 2026, 2027, 2028, 2029, 2030, "Shortage cost", "Least fill"],
            ["guests", "napkins", 100, 60, 80, 90, 70, 999, 1],
        ],
    }


def two_tiers(*rows: dict[str, Any], yields: tuple[float, float] = (1, 1), home_fee: float = 9) -> Tables:
    """C7 and C12: ore from CN and AU, refined in CN or at home, under share rules at either stage."""
    tables: Tables = {
        "Settings": settings(2026, 1),
        "Materials": [["Material"], ["co"]],
        "Countries": [["Country", "Home"], ["CN", "no"], ["AU", "no"], ["EU", "yes"]],
        "Blocs": [["Bloc", "Country"], ["home bloc", "EU"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Yield"],
            ["CN ore", "co", "CN", "extraction", 1000, 8, 1],
            ["AU ore", "co", "AU", "extraction", 1000, 10, 1],
            ["CN refiner", "co", "CN", "processing", 1000, 5, yields[0]],
            ["EU refiner", "co", "EU", "processing", 1000, home_fee, yields[1]],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost", "Least fill"], ["all", "co", 100, 999, 1]],
    }
    if rows:
        tables["Policies"] = policies(*rows)
    return tables


def cover(days: float) -> Tables:
    """C8: a stock duty at the end of the second of two years."""
    return {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost 2026", "Unit cost 2027"],
            ["A", "co", "a", 500, 10, 12],
        ],
        "Stockpiles": [["Material", "Stage", "Capacity", "Holding cost"], ["co", "refined", 1000, 1]],
        "Demand": [["Sector", "Material", 2026, 2027, "Shortage cost", "Least fill"], ["all", "co", 365, 365, 999, 1]],
        "Policies": policies({"Rule": "Min days of cover", "Limit": days, "From": 2027}),
    }


def ordered_before() -> Tables:
    """C13: a lead time of a year, and 60 t that were ordered before the plan."""
    return {
        "Settings": settings(2026, 2),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Lead time", "Ordered 2026"],
            ["A", "co", "a", 1000, 10, "1 year", 60],
            ["B", "co", "b", 1000, 15, None, None],
        ],
        "Demand": [["Sector", "Material", 2026, 2027, "Shortage cost"], ["all", "co", 100, 100, 1000]],
    }


def growth() -> Tables:
    """C14: a cheap supplier that grows by 20 % a year and by 10 t in any case."""
    return {
        "Settings": settings(2026, 4),
        "Materials": [["Material", "Stages"], ["co", "refined"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Capacity", "Unit cost", "Recent volume", "Max growth", "Ramp"],
            ["A", "co", "a", 100, 10, 50, 0.2, 10],
            ["B", "co", "b", 1000, 20, None, None, None],
        ],
        "Demand": [
            ["Sector", "Material", 2026, 2027, 2028, 2029, "Shortage cost"],
            ["all", "co", 100, 100, 100, 100, 1000],
        ],
    }


def two_quarters() -> Tables:
    """Refining ends with the first of two quarters: the second is served from a stock that costs and loses."""
    return {
        "Settings": settings("2026Q1", 2, **{"Period length": "quarter", "Discount rate": 0.05}),
        "Materials": [["Material"], ["co"]],
        "Suppliers": [
            ["Supplier", "Material", "Country", "Stage", "Capacity", "Unit cost", "Yield", "To"],
            ["ore", "co", "a", "extraction", "unlimited", 10, None, None],
            ["works", "co", "b", "processing", "unlimited", 5, 0.8, "2026Q1"],
        ],
        "Stockpiles": [
            ["Material", "Stage", "Capacity", "Holding cost", "Loss"],
            ["co", "processing", 1000, 4, 0.19],
        ],
        "Demand": [["Sector", "Material", 2026, "Shortage cost", "Least fill"], ["all", "co", 100, 999, 1]],
    }
