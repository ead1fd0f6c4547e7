"""Small cases straight on the model, solved once: some with answers worked by hand, and one with everything."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

from models.case import Case
from models.policies import RULES, PolicyRow
from models.records import Demand, Growth, Plant, Returns, Stockpile, Stream, Supplier
from models.routing import connect
from models.tree import chain
from planner.problems import DefaultUsed, Problem
from planner.results import Results
from planner.results.latitude import Latitude, Reason, Room, State
from planner.solve import solve


def over(tree, figure):
    """A figure for every node: one number, or one for each."""
    return dict(zip(tree, figure, strict=True)) if isinstance(figure, list) else dict.fromkeys(tree, figure)


def supplier(tree, name, pair, country, cost, capacity, **more):
    series = ("minimum_tonnes", "tariff_share", "freight_cost", "emissions_tco2e", "ordered_tonnes")
    more = {key: over(tree, value) if key in series else value for key, value in more.items()}
    return Supplier(
        name=name,
        material=pair[0],
        stage=pair[1],
        country=country,
        owner=more.pop("owner", None),
        capacity_tonnes=over(tree, capacity),
        unit_cost=over(tree, cost),
        open_nodes=frozenset(tree),
        **more,
    )


def demand(tree, sector, material, tonnes, shortage_cost=1000.0, least_fill=0.0):
    return Demand(sector, material, over(tree, tonnes), over(tree, shortage_cost), least_fill)


def stockpile(tree, material, stage, opening, capacity, **more):
    return Stockpile(
        material,
        stage,
        opening,
        more.pop("closing", 0.0),
        over(tree, capacity),
        over(tree, more.pop("holding", 1.0)),
        last_stage_share=over(tree, more.pop("last_stage_share", 1.0)),
        **more,
    )


def row(tree, id_, rule, limit=None, penalty=None, **more):
    nodes = frozenset(more.pop("nodes", tree))
    limits = {} if limit is None else {n: value for n, value in over(tree, limit).items() if n in nodes}
    kind = RULES[rule]
    more.setdefault("per", kind.fixed_per or "year")
    return PolicyRow(
        "CRMA", id_, kind, limits, nodes, penalty=penalty, cell=more.pop("cell", f"Policies!D{len(id_)}"), **more
    )


def book(case, **more):
    settings = SimpleNamespace(title="A plan", currency="EUR", price_year=2025, discount_rate=0.05)
    materials = [SimpleNamespace(material=k, stages=stages) for k, stages in case.stages.items()]
    return SimpleNamespace(**{"settings": settings, "materials": materials, "sources": [], **more})


def solved(case, **more):
    return Results(case, solve(case), book(case), **{"policy": "CRMA", **more})


def keyed(things):
    return {getattr(thing, "key", None) or thing.name: thing for thing in things}


ORE, METAL = ("cobalt", "extraction"), ("cobalt", "processing")


@cache
def pooled():
    """One year: ore 60 from A, 30 from B, 10 from C, pooled, for X (60) and Y (40), then P (50), Q (30), R (20)."""
    tree = chain(["2026"], [2026])
    suppliers = [
        supplier(tree, "ore A", ORE, "A", 1, 60), supplier(tree, "ore B", ORE, "B", 2, 30),
        supplier(tree, "ore C", ORE, "C", 3, 100),
        supplier(tree, "X", METAL, "XX", 1, 60), supplier(tree, "Y", METAL, "YY", 2, 100),
    ]  # fmt: skip
    demands = [demand(tree, s, "cobalt", t, least_fill=1.0) for s, t in (("P", 50), ("Q", 30), ("R", 20))]
    case = Case(tree, {"cobalt": ("extraction", "processing")}, keyed(suppliers), keyed(demands))
    return solved(connect(case))


@cache
def protected():
    """One refiner of ore 50 from A and 50 from B, for P (40) and Q (60); nothing that A touched may reach P."""
    tree = chain(["2026"], [2026])
    suppliers = [
        supplier(tree, "ore A", ORE, "A", 1, 50),
        supplier(tree, "ore B", ORE, "B", 2, 100),
        supplier(tree, "X", METAL, "XX", 1, 200),
    ]
    demands = [demand(tree, s, "cobalt", t, least_fill=1.0) for s, t in (("P", 40), ("Q", 60))]
    rule = row(tree, "clean", "Clean chain", material="cobalt", partner="A", partner_kind="country", sector="P")
    case = Case(tree, {"cobalt": ("extraction", "processing")}, keyed(suppliers), keyed(demands), rules=(rule,))
    return solved(connect(case))


@cache
def from_stock():
    """Two years of 100 t, an opening stock of 50; A costs 10, then 100, B 20: stock bought from A serves 2027.

    2026: 150 from A (100 used, 50 kept beside the 50 of old). 2027: 100 from the stock, half of it of unknown origin.
    """
    tree = chain(["2026", "2027"], [2026, 2027])
    suppliers = [
        supplier(tree, "A", METAL, "A", [10, 100], 150),
        supplier(tree, "B", METAL, "B", 20, 500),
    ]
    stock = stockpile(tree, *METAL, 50.0, 100.0)
    wanted = demand(tree, "P", "cobalt", 100, least_fill=1.0)
    cap = row(tree, "cap A", "Max country share", 0.3, partner="A", nodes=["2027"])
    case = Case(tree, {"cobalt": ("processing",)}, keyed(suppliers), keyed([wanted]), keyed([stock]), rules=(cap,))
    return solved(connect(case))


def _everything():
    labels = [str(year) for year in range(2026, 2034)]
    tree = chain(labels, range(2026, 2034), 1.0, 0.05)
    li_ore, li = ("lithium", "extraction"), ("lithium", "processing")
    growth = Growth(1.2, 300.0, over(tree, 60.0))
    suppliers = [
        supplier(tree, "Kolwezi mines", ORE, "DR Congo", 16000, 9000, emissions_tco2e=5.0, freight_cost=300.0),
        supplier(
            tree,
            "Murrin Murrin",
            ORE,
            "Australia",
            21000,
            1800,
            minimum_tonnes=[0, 0, 0, 0, 0, 0, 1800, 1800],
            freight_cost=250.0,
        ),
        supplier(
            tree,
            "Huayou Quzhou",
            METAL,
            "China",
            24000,
            12000,
            own_feed={"DR Congo": 0.8, "Indonesia": 0.15},
            tariff_share=0.02,
        ),
        supplier(
            tree, "Kokkola", METAL, "Finland", 7000, 5200, yield_share=0.93, ordered_tonnes=[300, 0, 0, 0, 0, 0, 0, 0]
        ),
        supplier(
            tree,
            "Sherritt",
            METAL,
            "Canada",
            11000,
            2500,
            yield_share=0.9,
            lead_time_periods=1,
            ordered_tonnes=[1200, 0, 0, 0, 0, 0, 0, 0],
        ),
        supplier(
            tree,
            "Greenbushes",
            li_ore,
            "Australia",
            9000,
            30000,
            freight_cost=400.0,
            owner="Talison",
            minimum_tonnes=[9500, 0, 0, 0, 0, 0, 0, 0],
        ),
        supplier(tree, "Atacama", li_ore, "Chile", 8000, 9000, owner="SQM"),
        supplier(tree, "Ganfeng", li, "China", 6000, 40000, yield_share=0.85, owner="Ganfeng"),
        supplier(tree, "Bitterfeld", li, "Germany", 10500, 6000, yield_share=0.88, growth=growth),
        supplier(
            tree,
            "La Negra",
            li,
            "Chile",
            8200,
            [4000, 4000, 4500, 5000, 5000, 5000, 5000, 5000],
            own_feed={"Chile": 1.0},
            tariff_share=0.01,
        ),
    ]
    demands = [
        demand(tree, "Batteries", "cobalt", [6000, 6600, 7300, 8000, 8600, 9200, 9900, 10500], 130000.0),
        demand(tree, "Superalloys", "cobalt", 1400.0, 220000.0, 0.9),
        demand(tree, "Batteries", "lithium", [9000, 11500, 14000, 17000, 20000, 23500, 27000, 30500], 90000.0),
        demand(tree, "Glass and ceramics", "lithium", 1500.0, 60000.0),
    ]
    stocks = [
        stockpile(tree, "cobalt", "processing", 500.0, 3500.0, holding=250.0, closing=500.0, kept_share=0.995),
        stockpile(tree, "cobalt", "extraction", 0.0, 2000.0, holding=120.0, last_stage_share=0.9),
        stockpile(tree, "lithium", "processing", 900.0, 4000.0, holding=300.0, closing=900.0),
    ]
    streams = [
        Stream("Battery scrap", over(tree, [4000, 5200, 6500, 8200, 10000, 12000, 14500, 17000])),
        Stream("Old alloys", over(tree, [100.0] * 8), keep=True, returns=Returns("Superalloys", "cobalt", 2, 0.3)),
    ]
    plants = [
        Plant(
            "Hydromet Bitterfeld",
            "Battery scrap",
            "Germany",
            {"cobalt": 0.08, "lithium": 0.05},
            over(tree, 900.0),
            capacity_tonnes=over(tree, 2000.0),
            build_limit_tonnes_per_year=3000.0,
            capex=6000.0,
            support_share=0.25,
            annuity_share=0.094,
            lead_time_periods=2,
            life_periods=15,
            under_way_tonnes_per_year=over(tree, [0] + [1500] * 7),
        ),
        Plant(
            "Alloy remelt",
            "Old alloys",
            "Sweden",
            {"cobalt": 0.85},
            over(tree, 2500.0),
            capacity_tonnes=over(tree, 600.0),
            delay_periods=1,
        ),
    ]
    rules = (
        row(tree, "CRMA-65", "Max country share", 0.65, 2.0, penalty_times_price=True, cell="Policies!D2"),
        row(
            tree,
            "CO-50",
            "Max country share",
            0.5,
            material="cobalt",
            stage="processing",
            nodes=labels[2:],
            cell="Policies!D3",
        ),
        row(tree, "STOCK", "Min days of cover", [0, 20, 40, 60, 60, 60, 60, 60], material="cobalt", cell="Policies!D4"),
        row(
            tree, "REC", "Min recycled share", [0, 0, 0.02, 0.02, 0.025, 0.03, 0.04, 0.05], 40000.0, cell="Policies!D5"
        ),
        row(
            tree,
            "ALLIES",
            "Min bloc share",
            0.3,
            30000.0,
            partner="Partners",
            stage="processing",
            partner_kind="bloc",
            cell="Policies!D6",
        ),
        row(tree, "CAPEX", "Max budget", 15e6, base="capex", cell="Policies!D7"),
        row(tree, "NO-ID", "Ban", partner="Indonesia", partner_kind="country", stage="processing", cell="Policies!D8"),
        row(
            tree,
            "VOL",
            "Max volume",
            8000.0,
            partner="China",
            partner_kind="country",
            material="lithium",
            stage="processing",
            per="horizon",
            nodes=labels[:1],
            cell="Policies!D9",
        ),
        row(tree, "LOSS", "Max unmet after losing a partner", 0.9, 1.0, nodes=labels[-1:], cell="Policies!D10"),
    )
    members = over(tree, frozenset({"Canada", "Chile", "Australia"}))
    return Case(
        tree, {"cobalt": ("extraction", "processing"), "lithium": ("extraction", "processing")},
        keyed(suppliers), keyed(demands), keyed(stocks), streams=keyed(streams), plants=keyed(plants),
        home=frozenset({"Finland", "Germany", "Sweden"}), blocs={"Partners": members},
        governance_risk={}, reference_price={"cobalt": over(tree, 33000.0), "lithium": over(tree, 48000.0)},
        carbon_price=over(tree, 80.0), rules=rules,
    )  # fmt: skip


@cache
def everything():
    """Two materials and stages, stocks, recycling, lead time, growth, rules, shortage, own feed, surplus."""
    case = connect(_everything())
    problems = (Problem("warning", "Suppliers", "J4", "duration-rounded", "18 months are rounded up to 2 periods."),)
    defaults = (DefaultUsed("Suppliers", "Spot share", "1", 10, "H2"), DefaultUsed("Settings", "Carbon price", "0", 1))
    dear = Reason(State.UNUSED, "spot", "=Kokkola", "cobalt", price=12.0, enters_at=10.0, why="too dear")
    around = Latitude(0.01, (dear,), (Room("cobalt", "refining", "Finland", 40.0, 20.0, 60.0),))
    found = solved(
        case,
        latitude=around,
        problems=problems,
        defaults=defaults,
        run={"input_sha256": "0" * 64, "planner": "0.1.0", "status": "optimal", "iterations": "123"},
    )
    sources = [
        SimpleNamespace(sheet="Suppliers", row_or_cell="Kokkola", source="USGS 2026", confidence="high", note="=1+1")
    ]
    materials = [SimpleNamespace(material=k, stages=(*stages, "alloying")) for k, stages in case.stages.items()]
    return replace(found, book=book(case, sources=sources, materials=materials))
