"""Mutants that take knowledge of what the cells mean: what two cells, rows or sheets say of each other."""

from collections.abc import Iterator
from datetime import date

from tests.faults.mutants import Mutant, Tables, put, together
from tests.workbooks import ExcelError, Percent

ONE_CELL: dict[str, list[tuple[str, object] | tuple[str, object, str]]] = {
    "out-of-range": [
        ("Suppliers!F2", 2e15),
        ("Suppliers!F2", float("inf")),
        ("Suppliers!G2", 30),
        ("Suppliers!J2", 1.1),
        ("Suppliers!M2", 1.2),
        ("Suppliers!K2", 0),
        ("Suppliers!K2", 1.01),
        ("Suppliers!I4", "NAM 80%, China 30%"),
        ("Settings!B6", 1.5),
        ("Settings!B4", 0),
        ("Settings!B4", 2.5),
        ("Stockpiles!F2", Percent(1.2)),
        ("Stockpiles!C2", 60),
        ("Stockpiles!G2", 80),
        ("Countries!E2", 1.1),
        ("Demand!C2", -1),
        ("Recovery!C2", 1.1),
        ("Recovery!C3", 0.7),
        ("Scrap!G3", 0),
        ("Policies!D2", 65),
        ("Profiles!D5", 65),
        ("Contracts!E2", 41),
        ("Contracts!D2", "unlimited", "Contracts!I2"),
        ("Ventures!F2", 0),
        ("Ventures!J2", 61),
        ("Substitution!D2", 0.05, "Substitution!E2"),
        ("Substitution!E2", 0.35),
        ("Scenarios!B4", 0.81),
        ("Members!B2", 0.5, "Members!B3"),
    ],
    "not-a-number": [
        ("Suppliers!F2", "120"),
        ("Suppliers!F2", "1,200"),
        ("Suppliers!F2", "12,5"),
        ("Suppliers!F2", "1e400"),
        ("Suppliers!F2", "30 %"),
        ("Suppliers!F2", "NA"),
        ("Suppliers!F2", "None"),
        ("Suppliers!F2", "inf"),
        ("Suppliers!F2", True),
        ("Suppliers!F2", date(2026, 1, 1)),
        ("Suppliers!H2", "unlimited"),
        ("Contracts!F2", "unlimited"),
        ("Ventures!C2", "unlimited"),
        ("Profiles!E2", "six"),
    ],
    "blank-cell": [
        ("Suppliers!H4", "   "),
        ("Suppliers!H4", "\u00a0\u2009"),
        ("Suppliers!L2", None),
        ("Demand!I3", None),
        ("Scrap!C2", None),
        ("Scrap!F3", None),
        ("Settings!A2", None),
        ("Policies!D2", None),
        ("Policies!G4", None),
        ("Profiles!E2", None),
        ("Contracts!F2", None),
        ("Contracts!G3", None, "Contracts!F3"),
    ],
    "not-a-choice": [("Countries!D2", True), ("Policies!I2", "net imports"), ("Policies!I3", "primarily")],
    "not-a-list": [
        ("Suppliers!I3", "NAM 0.5, NA 0.4"),
        ("Ventures!B2", "Brine, BRINE"),
        ("Contracts!J4", "North, north"),
    ],
    "not-a-text": [("Materials!B2", 1.5), ("Suppliers!A2", False)],
    "unknown-name": [
        ("Suppliers!C2", "\N{CYRILLIC CAPITAL LETTER ES}hile"),
        ("Suppliers!C2", "Ch\u00edle"),
        ("Suppliers!D2", "mining"),
        ("Routes!A2", "Nambia"),
        ("Routes!B2", "cobalt / extraction"),
        ("Routes!A5", "cars"),
        ("Scrap!F3", "lithum"),
        ("Stockpiles!B2", "refining"),
        ("Settings!B9", "stric"),
        ("Profiles!A2", "Supplier"),
        ("Profiles!A2", "Scenarios"),
        ("Profiles!B2", "Refinry"),
        ("Profiles!C2", "Yield"),
        ("Sources!A2", "Supplers"),
        ("Policies!G2", "Narnia"),
        ("Policies!G2", "Big Co"),
        ("Policies!F3", "extraktion"),
        ("Contracts!J3", "allies"),
        ("Contracts!J4", "North, East"),
        ("Scenarios!D2", "Narnia"),
        ("Scenarios!D2", "all"),
        ("Scenarios!D2", "Smelter"),
        ("Partnerships!B2", "Mine"),
        ("Demand!I2", "East"),
    ],
    "ambiguous-name": [
        ("Countries!B2", "NA", "Countries!C4"),
        ("Countries!C2", "China"),
        ("Blocs!A2", "cobalt / processing", "Routes!B3"),
        ("Policies!B2", "none"),
        ("Policy sets!A2", "None"),
        ("Members!A4", "Chile deal", "Contracts!J3"),
        ("Blocs!A3", "China", "Routes!A3"),
    ],
    "duplicate-key": [
        ("Recovery!B3", "cobalt", "Recovery!A3"),
        ("Demand!B3", "cobalt", "Demand!A3"),
        ("Policies!A4", "r1"),
    ],
    "not-a-period": [
        ("Suppliers!O4", 2026.5),
        ("Suppliers!O4", date(1905, 7, 18)),
        ("Suppliers!Q1", "Ordered"),
        ("Demand!D1", date(1905, 7, 18)),
    ],
    "from-after-to": [
        ("Suppliers!O4", 2029),
        ("Blocs!D3", 2026, "Blocs!C3"),
        ("Policies!K4", 2029),
        ("Contracts!K2", 2028),
        ("Partnerships!H3", 2029),
        ("Ventures!L2", 2028),
        ("Scenarios!K2", 2028),
    ],
    "overlapping": [("Partnerships!H4", 2027), ("Partnerships!H4", None)],
    "unknown-column": [("Suppliers!F1", "\N{CYRILLIC CAPITAL LETTER ES}apacity")],
    "duplicate-column": [("Suppliers!G1", "unit_COST", "Suppliers!H1"), ("Demand!D1", 2027, "Demand!E1")],
    "error-cell": [("Suppliers!A1", ExcelError("#NAME?"))],
    "stage-gap": [("Materials!C2", "extraction, refining, processing")],
    "unused-column": [
        ("Suppliers!I2", "NAM 0.5"),
        ("Policies!D4", 0.5),
        ("Policies!H2", "cars"),
        ("Policies!J4", "year"),
        ("Policies!F6", "processing"),
        ("Contracts!G2", 0.1),
        ("Scenarios!B3", 0.2),
    ],
    "known-late": [("Scenarios!C2", 2028), ("Scenarios!C4", 2027)],
    "extends-cycle": [("Policy sets!B2", "strict")],
}

WARNINGS: dict[str, list[tuple[str, object] | tuple[str, object, str]]] = {
    "missing-history": [
        ("Demand!C1", 2024, "Scrap!G3"),
        ("Stockpiles!H2", None, "Policies!I5"),
        ("Suppliers!Q2", None, "Suppliers!N2"),
    ],
    "unclaimed": [("Members!B3", 0.9, "Members!B2")],
    "far-from-price": [("Materials!D2", 100)],
    "cheap-shortage": [("Demand!G3", 13)],
    "short-supply": [("Demand!F3", 2000)],
    "unused-supplier": [("Suppliers!F4", 0, "Suppliers!A4")],
    "outside-horizon": [("Policies!K2", 2040)],
}


DEFAULTS: dict[str, list[tuple[str, object]]] = {"default-used": [("Contracts!C2", None), ("Scenarios!C2", None)]}


def mutants() -> Iterator[Mutant]:
    for severity, listed in (("fault", ONE_CELL), ("warning", WARNINGS), ("default", DEFAULTS)):
        for code, cases in listed.items():
            for address, value, *found in cases:
                where = found[0] if found else address
                yield Mutant(code, where, put(address, value), severity=severity, what=f"{address} {value}")
    yield from of_several_cells()
    yield from of_the_case()


def of_several_cells() -> Iterator[Mutant]:
    yield Mutant("demand-missing", "Demand!A1", without("Demand", 2028))
    yield Mutant("period-missing", "Scrap!A1", without("Scrap", 2028))
    only_late = together(put("Substitution!C1", "Max share 2027"), put("Substitution!D1", "Max share 2028"))
    yield Mutant("period-missing", "Substitution!A1", only_late)
    yield Mutant("blank-cell", "Demand!G2", put("Settings!B11", None), what="no shortage cost")
    one_plant = together(put("Countries!D2", "yes"), put("Recycling!C3", "Chile"))
    yield Mutant("blank-cell", "Recycling!C2", one_plant, what="several homes")
    priced = together(put("Materials!D3", None), put("Policies!M2", None), put("Policies!M6", "2 x price"))
    yield Mutant("not-a-number", "Policies!M6", priced, what="no price")
    twice = put_row("Profiles", ["Suppliers", "refinery", "unit cost", 5, 6, 7])
    yield Mutant("duplicate-key", "Profiles!A6", twice, what="the same figures")
    per_year = together(put("Policies!J2", "period"), put("Policies!J6", None))
    yield Mutant("default-used", "Policies!J6", per_year, severity="default")
    delay = together(put("Recycling!J1", "Delay"), put("Recycling!J3", 1), put("Scrap!G3", 0))
    yield Mutant("missing-history", "Recycling!J3", delay, severity="warning", what="a delay")


def of_the_case() -> Iterator[Mutant]:
    """What only the assembled case can tell."""
    nothing_there = together(put("Countries!A6", "Peru"), put("Countries!D6", "no"), put("Countries!E6", 0.2))
    ban = policy("Ban", Material="cobalt", Partner="Peru")
    yield Mutant("matches-nothing", "Policies!G7", together(nothing_there, ban))
    stop = together(nothing_there, put("Scenarios!D2", "Peru"))
    yield Mutant("matches-nothing", "Scenarios!D2", stop, severity="warning")
    cover = policy("Min days of cover", Limit=5, Material="lithium")
    yield Mutant("matches-nothing", "Policies!E7", cover)
    cover_of_all = policy("Min days of cover", Limit=5)
    yield Mutant("matches-nothing", "Policies!C7", cover_of_all, severity="warning")
    risk = policy("Max supply risk", Limit=0.9, Material="cobalt")
    yield Mutant("blank-cell", "Countries!E4", together(risk, put("Countries!E4", None)), what="risk")
    risk = policy("Max supply risk", Limit=0.9)
    yield Mutant(
        "blank-cell", "Materials!D3", together(risk, put("Materials!D3", None), put("Policies!M2", 9)), what="price"
    )
    value = together(put("Stockpiles!I1", "Closing value"), put("Stockpiles!I2", 1000))
    yield Mutant("out-of-range", "Stockpiles!I2", value, what="closing value")
    cheap = together(put("Suppliers!H6", 1e-12), put("Materials!D3", 9))
    yield Mutant("far-apart", "Suppliers!H4", cheap)
    ban = policy("Ban", Material="lithium", Stage="processing", Partner="Chile")
    yield Mutant("tight-cap", "Policies!C7", ban, severity="warning")
    share = policy("Max country share", Limit=0.2, Material="lithium", Stage="processing")
    yield Mutant("tight-cap", "Policies!D7", share, severity="warning")
    way = put_row("Routes", ["Refinery", "cars", "cobalt", "yes", 2, None])
    yield Mutant("passed-round", "Routes!E6", way, severity="warning")
    yield Mutant("too-many-classes", "Policies!G14", clean_chains)


def policy(rule: str, **cells: object):
    """The change that adds a rule."""

    def change(tables: Tables) -> None:
        heads = tables["Policies"][0]
        row = dict.fromkeys(heads) | {"ID": f"new {rule}", "Policy set": "mild", "Rule": rule} | cells
        tables["Policies"].append([row[head] for head in heads])

    return change


def without(sheet: str, head: object):
    """The change that takes a column away."""

    def change(tables: Tables) -> None:
        place = tables[sheet][0].index(head)
        for row in tables[sheet]:
            del row[place : place + 1]

    return change


def put_row(sheet: str, row: list[object]):
    return lambda tables: tables[sheet].append(row)


def clean_chains(tables: Tables) -> None:
    """Four clean chains about four mines, and four about what each of them feeds, overlap in every way."""
    heads = tables["Policies"][0]
    for number in range(4):
        for stage, name in (("extraction", f"ore {number}"), ("processing", f"works {number}")):
            tables["Suppliers"].append([name, "cobalt", "Chile", stage, None, 10, 1, 8] + [None] * 8)
            row = {"ID": name, "Policy set": "strict", "Rule": "Clean chain", "Material": "cobalt", "Partner": name}
            tables["Policies"].append([(row | {"Penalty": 1}).get(head) for head in heads])
