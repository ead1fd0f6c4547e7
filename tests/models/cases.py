"""Small cases built straight from the classes of `models`, without a workbook."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.case import Case
from models.policies import RULES, PolicyRow
from models.records import (
    Contract,
    Demand,
    Growth,
    Plant,
    Returns,
    Risk,
    Stockpile,
    Stream,
    Substitution,
    Supplier,
    Venture,
)
from models.routing import RouteRow, connect
from models.shock import Shock
from models.tree import Node, Tree, chain

Figure = float | Mapping[str, float]


def over(tree: Tree, figure: Figure) -> dict[str, float]:
    """A figure at every node: the same everywhere, or as given."""
    return dict(figure) if isinstance(figure, Mapping) else dict.fromkeys(tree, figure)


def supplier(tree: Tree, name: str, cost: Figure, capacity: Figure = 1000.0, **more: Any) -> Supplier:
    """A supplier of "co" at "refined" in a country of its own name unless told otherwise."""
    place = {"material": "co", "stage": "refined", "country": name, "owner": None} | more
    return Supplier(
        name=name,
        capacity_tonnes=over(tree, capacity),
        unit_cost=over(tree, cost),
        open_nodes=frozenset(tree),
        **place,
    )


def demand(tree: Tree, tonnes: Figure, sector: str = "all", price: Figure = 1000.0, **more: Any) -> Demand:
    """A demand for "co" unless told otherwise."""
    place = {"material": "co"} | more
    return Demand(sector=sector, tonnes=over(tree, tonnes), shortage_cost=over(tree, price), **place)


def stockpile(tree: Tree, room: Figure = 1000.0, holding: Figure = 1.0, **more: Any) -> Stockpile:
    """A stockpile of "co" at "refined" unless told otherwise, empty at both ends."""
    place = {"material": "co", "stage": "refined", "opening_tonnes": 0.0, "closing_tonnes": 0.0}
    return Stockpile(
        capacity_tonnes=over(tree, room),
        holding_cost=over(tree, holding),
        last_stage_share=over(tree, 1.0),
        **(place | more),
    )


def case(tree: Tree, *things: Any, stages: Mapping[str, tuple[str, ...]] | None = None, **more: Any) -> Case:
    """A connected case of suppliers, demands, stockpiles, streams and plants, told apart by what they are."""

    def of(kind: type, key: str) -> dict[str, Any]:
        return {getattr(thing, key): thing for thing in things if isinstance(thing, kind)}

    made = Case(
        tree=tree,
        stages=stages or {"co": ("refined",)},
        suppliers=of(Supplier, "name"),
        demands=of(Demand, "key"),
        stockpiles=of(Stockpile, "key"),
        contracts=of(Contract, "name"),
        ventures=of(Venture, "name"),
        substitutions=of(Substitution, "key"),
        streams=of(Stream, "name"),
        plants=of(Plant, "name"),
        **more,
    )
    return connect(made, [thing for thing in things if isinstance(thing, RouteRow)])


def ruled(plain: Case, *rows: PolicyRow) -> Case:
    """The case under policy rows."""
    return replace(plain, rules=rows)


def rule(tree: Tree, name: str, limit: Figure | None = None, **more: Any) -> PolicyRow:
    """A policy row of set S in force at every node; its ID is the rule's name unless told otherwise."""
    return PolicyRow(
        policy_set="S",
        id=more.pop("id", name),
        rule=RULES[name],
        limit={} if limit is None else over(tree, limit),
        nodes=more.pop("nodes", frozenset(tree)),
        per=more.pop("per", RULES[name].fixed_per or "year"),
        **more,
    )


def two_stages(scenarios: Mapping[str, float]) -> Tree:
    """A first period "now" (2026) and, for every scenario with its probability, a second one (2027)."""
    nodes = {"now": Node("now", 2026, 0, None, 1.0, 1.0)}
    nodes |= {name: Node(name, 2027, 1, "now", p, 1.0) for name, p in scenarios.items()}
    return Tree(nodes, 1.0)


def branching_tree() -> Tree:
    """Half-years: two together, then two courses that part inside 2027, one of which parts again."""
    edges = [
        ("a", 2026, 0, None, 1.0), ("b", 2026, 1, "a", 1.0), ("c", 2027, 2, "b", 1.0),
        ("d", 2027, 3, "c", 0.5), ("e", 2027, 3, "c", 0.5), ("f", 2028, 4, "d", 0.5),
        ("g", 2028, 4, "e", 0.25), ("h", 2028, 4, "e", 0.25),
    ]  # fmt: skip
    return Tree({key: Node(key, year, t, parent, p, 0.97**t) for key, year, t, parent, p in edges}, 0.5)


def full_case(per: str = "year") -> Case:
    """A branching tree on which every family and every rule occurs, with both sides of every choice."""
    tree = branching_tree()
    ore = {"stage": "ore"}
    growth = Growth(1.1, 20.0, over(tree, 5.0), venture_ramp_share=0.1)
    things: list[Any] = [
        supplier(tree, "mine", 3.0, 90.0, country="X", owner="Digger", **ore,
                 lead_time_periods=1, ordered_tonnes={"a": 30.0}, lead_time_cut={"b": 1},
                 tariff_share=over(tree, 0.1), freight_cost=over(tree, 0.5), emissions_tco2e=over(tree, 2.0)),
        supplier(tree, "pit", 4.0, 80.0, country="Y", **ore, growth=growth, minimum_tonnes={"c": 2.0}),
        supplier(tree, "smelter", 5.0, 70.0, country="X", owner="Firm", yield_share=0.9, spot_share=0.8,
                 capacity_factor={"c": 0.5}),
        supplier(tree, "works", 7.0, 60.0, country="home", yield_share=0.8, growth=replace(growth, factor=1.2)),
        supplier(tree, "trader", 12.0, 50.0, country="Z", owner="Firm", own_feed={"X": 0.6, "home": 0.3}),
        supplier(tree, "hometrader", 13.0, 5.0, country="home", own_feed={"X": 0.7}),
        supplier(tree, "other", 2.0, 500.0, country="Y", material="ni"),
        demand(tree, 40.0, "cars", least_fill=0.1),
        demand(tree, 20.0, "wires", 900.0),
        supplier(tree, "third", 3.0, 500.0, country="Z", material="ni"),
        demand(tree, 15.0, "cars", material="ni"),
        demand(tree, 5.0, "wires", material="ni"),
        stockpile(tree, opening_tonnes=10.0, closing_tonnes=5.0, kept_share=0.98, closing_value=1.0,
                  fill_tonnes=over(tree, 30.0), release_tonnes=over(tree, 25.0),
                  net_imports_before={-1: 20.0, -2: 20.0}),
        stockpile(tree, stage="ore", opening_tonnes=3.0),
        Stream("cars", over(tree, 4.0), keep=True, returns=Returns("cars", "co", 2, 0.5)),
        Stream("shavings", over(tree, 6.0)),
        Plant("melt", "cars", "home", {"co": 0.6, "ni": 0.2}, over(tree, 1.0), over(tree, 3.0), over(tree, 2.0),
              build_limit_tonnes_per_year=8.0, capex=20.0, support_share=0.2, annuity_share=0.2, lead_time_periods=1,
              life_periods=2, delay_periods=1, treated_before_tonnes={"a": 2.0}, emissions_tco2e=over(tree, 0.3)),
        Plant("press", "shavings", "home", {"co": 0.9}, over(tree, 2.0), over(tree, 5.0)),
        Contract("signed", "smelter", over(tree, 20.0), over(tree, 6.0), frozenset(tree), least_tonnes=over(tree, 5.0),
                 signed=True, take_or_pay_share=0.5),
        Contract("candidate", "pit", over(tree, 10.0), over(tree, 3.5), frozenset(set(tree) - {"a", "b"}),
                 least_tonnes=over(tree, 1.0), take_or_pay_share=0.8),
        Venture("joint works", ("works", "smelter"), 30.0, 50.0, 0.1, lead_time_periods=1, life_periods=3,
                support_share=0.1, support_added={"b": 0.3}, equity_share=0.6,
                under_way_tonnes_per_year=over(tree, 4.0), decision_nodes=frozenset({"a", "b", "c"})),
        Substitution("cars", "co", over(tree, 0.3), 20.0, share_today=0.05, growth_share_per_year=0.2, capex=100.0,
                     annuity_share=0.1, lead_time_periods=1, life_periods=3),
        RouteRow("Routes!3", "co", frozenset({"supplier: works"}), frozenset({"demand: wires / co"}), False,
                 frozenset(), limit_tonnes=over(tree, 15.0)),
        RouteRow("Routes!2", "co", frozenset({"supplier: smelter"}), frozenset(), True, frozenset(),
                 cost=over(tree, 0.7), limit_tonnes=over(tree, 65.0)),
    ]  # fmt: skip
    return case(
        tree,
        *things,
        stages={"co": ("ore", "refined"), "ni": ("refined",)},
        home=frozenset({"home"}),
        blocs={"friends": over_sets(tree, {"Y", "Z", "home"})},
        governance_risk={"X": 0.8, "Y": 0.3, "Z": 0.4, "home": 0.1},
        esg_risk={"X": 0.5, "Y": 0.6, "Z": 0.1, "home": 0.2},
        reference_price={"co": over(tree, 10.0), "ni": over(tree, 8.0)},
        carbon_price=over(tree, 0.2),
        partnership_cost={"club": {"a": 3.0}},
        rules=tuple(every_rule(tree, per)),
    )


def shaken(plain: Case) -> Case:
    """The full case with a shock on one of its courses, in the middle of a year and to the end."""
    return replace(plain, shock=Shock({"e": frozenset({"co"}), "g": frozenset({"co"})}, {"pit": frozenset({"e"})}))


def over_sets(tree: Tree, countries: set[str]) -> dict[str, frozenset[str]]:
    """The same countries at every node."""
    return dict.fromkeys(tree, frozenset(countries))


def every_rule(tree: Tree, per: str) -> list[PolicyRow]:
    """At least one row of every rule: hard and soft, with every base, with each, all and names."""
    late = frozenset(set(tree) - {"a"})
    times = {"per": per}
    return [
        rule(tree, "Max supplier share", 0.9, id="1", **times, penalty=4.0),
        rule(tree, "Max supplier share", 0.8, id="2", **times, partner="smelter", partner_kind="supplier",
             base="supply", penalty=1.0),
        rule(tree, "Max country share", 0.75, id="3", **times, penalty=2.0, penalty_times_price=True, nodes=late),
        rule(tree, "Max country share", 0.8, id="4", **times, base="primary", material="co", penalty=1.0),
        rule(tree, "Max country share", 0.9, id="5", **times, base="imports", stage="refined", penalty=1.0),
        rule(tree, "Max bloc share", 0.9, id="6", **times, penalty=1.0),
        rule(tree, "Max owner share", 0.7, id="7", **times, penalty=1.0),
        rule(tree, "Min bloc share", 0.2, id="8", **times, partner="friends", partner_kind="bloc", penalty=3.0),
        rule(tree, "Ban", id="9", partner="X", partner_kind="country", nodes=late, penalty=2.0),
        rule(tree, "Max volume", 70.0, id="10", **times, partner="Firm", partner_kind="owner", penalty=1.0),
        rule(tree, "Min volume", 3.0, id="11", **times, partner="Y", partner_kind="country", penalty=1.0),
        rule(tree, "Min recycled share", 0.1, id="12", **times, material="co", penalty=1.0),
        rule(tree, "Min days of cover", 20.0, id="13", penalty=1.0),
        rule(tree, "Min days of cover", 10.0, id="14", base="net imports", penalty=1.0, stage="refined"),
        rule(tree, "Max budget", 100.0, id="15", **times, penalty=1.0),
        rule(tree, "Max budget", 1e5, id="16", **times, base="paid cost"),
        rule(tree, "Min fill", 0.5, id="17", **times, sector="cars"),
        rule(tree, "Max volume", 900.0, id="18", **times, partner="all", partner_kind="supplier", material="all"),
        rule(tree, "Min home share", 0.2, id="19", **times, base="imports", penalty=1.0),
        rule(tree, "Min home capacity", 0.4, id="20", penalty=1.0),
        rule(tree, "Min home capacity", 0.25, id="21", stage="recycling", material="co", penalty=1.0),
        rule(tree, "Clean chain", id="22", partner="X", partner_kind="country", sector="wires"),
        rule(tree, "Clean chain", id="23", partner="Firm", partner_kind="owner", penalty=2.0, nodes=late),
        rule(tree, "Ban", id="24", partner="friends", partner_kind="bloc", sector="cars", stage="refined", penalty=2.0),
        rule(tree, "Max emissions", 50.0, id="25", **times, penalty=1.0),
        rule(tree, "Max emissions", 90.0, id="26", **times, partner="X", partner_kind="country", material="co"),
        rule(tree, "Max supply risk", 0.5, id="27", **times, penalty=1.0),
        rule(tree, "Max supply risk", 0.4, id="28", **times, base="ESG", material="co", stage="refined", penalty=1.0),
        rule(tree, "Max HHI", 0.7, id="29", **times, material="co", stage="refined"),
        rule(tree, "Max HHI", 0.5, id="30", **times, base="imports", nodes=late, penalty=1.0),
        rule(tree, "Max unmet after losing a partner", 0.3, id="31", **times, nodes=late, penalty=1.0),
    ]  # fmt: skip


def averse(case: Case, weight: float = 0.5, level: float = 0.8) -> Case:
    """The same case, the dearest courses weighed beside expected cost."""
    return replace(case, risk=Risk(weight, level))


__all__ = [
    "averse", "branching_tree", "case", "chain", "demand", "every_rule", "full_case", "over", "rule", "ruled", "shaken",
    "stockpile", "supplier", "two_stages",
]  # fmt: skip
