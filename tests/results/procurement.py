"""Cases of contracts, ventures and substitution, solved once: small ones worked by hand, and all families together."""

from dataclasses import replace
from functools import cache

from models.case import Case
from models.records import Contract, Plant, Returns, Stream, Substitution, Venture
from models.routing import connect
from models.tree import chain
from tests.results.cases import METAL, demand, everything, keyed, over, solved, supplier


def years(count):
    labels = [str(2026 + t) for t in range(count)]
    return chain(labels, map(int, labels))


def small(tree, suppliers, needed, **more):
    demands = keyed([demand(tree, "P", "cobalt", needed)])
    return solved(connect(Case(tree, {"cobalt": ("processing",)}, keyed(suppliers), demands, **more)))


@cache
def in_part():
    """Needs of 10 and 50 t; A sells under contract at 5, 20 to 50 t a year, B at 6. Half of it is signed: 10 to 25 t.

    2026: 10 from A at 5. 2027: 25 from A at 5, 25 from B at 6.
    """
    tree = years(2)
    contract = Contract("K", "A", over(tree, 50.0), over(tree, 5.0), frozenset(tree), over(tree, 20.0))
    offers = [supplier(tree, "A", METAL, "A", 9, 50, spot_share=0.0), supplier(tree, "B", METAL, "B", 6, 1000)]
    return small(tree, offers, [10, 50], contracts=keyed([contract]))


def candidate(price, needed=(100.0, 100.0), least=0.0, rules=(), spot=0.4):
    """A sells 40 of its 100 t at 8, up to 50 under contract K in 2026 and 2027; B sells at 20.

    A's metal bears a tariff of 25 % and a freight of 1, so that K's price is B's at (20 - 1) / 1.25 = 15.2.
    """
    tree = years(2)
    contract = Contract("K", "A", over(tree, 50.0), over(tree, price), frozenset(tree), over(tree, least))
    dues = {"freight_cost": 1.0, "tariff_share": 0.25}
    offers = [
        supplier(tree, "A", METAL, "A", 8, 100, spot_share=spot, **dues),
        supplier(tree, "B", METAL, "B", 20, 1000),
    ]
    return small(tree, offers, list(needed), contracts=keyed([contract]), rules=rules)


@cache
def untaken():
    """Signed for 10 t a quarter at 10 from the second quarter, 80 % to be paid for; 4 t a quarter are needed, B at 3.

    30 t lie in the year, 24 are owed: 12 are taken, 12 more are paid for in the fourth quarter.
    """
    tree = chain([f"2026Q{q}" for q in range(1, 5)], [2026] * 4, 0.25, 0.0)
    life = frozenset(list(tree)[1:])
    contract = Contract("K", "A", over(tree, 10.0), over(tree, 10.0), life, signed=True, take_or_pay_share=0.8)
    offers = [supplier(tree, "A", METAL, "A", 20, 100), supplier(tree, "B", METAL, "B", 3, 1000)]
    return small(tree, offers, 4.0, contracts=keyed([contract]))


@cache
def joint():
    """Needs of 100 t; a plant of 60 t/yr, 40 % ours, feeds A (1 a tonne, no capacity of its own); B sells at 5.

    Ready a year after the decision in 2026; 10 per t/yr, a quarter supported: 60 · 0.4 · 10 · 0.75 = 180 are ours.
    """
    tree = years(2)
    venture = Venture(
        "V", ("A",), 60.0, 10.0, 0.1, lead_time_periods=1, life_periods=10, support_share=0.25, equity_share=0.4,
        decision_nodes=frozenset(tree),
    )  # fmt: skip
    offers = [supplier(tree, "A", METAL, "A", 1, 0), supplier(tree, "B", METAL, "B", 5, 1000)]
    return small(tree, offers, 100.0, ventures=keyed([venture]))


@cache
def without():
    """Metal at 20; 40 of the 100 t can be done without at 12, for 800 over four years. A tenth of what is used returns.

    2026: 60 bought. 2027: 0.1 · 60 = 6 recycled, 54 bought.
    """
    tree = years(2)
    found = Substitution("P", "cobalt", over(tree, 0.4), 12.0, capex=800.0, annuity_share=0.25, life_periods=4)
    return small(
        tree, [supplier(tree, "A", METAL, "A", 20, 1000)], 100.0,
        substitutions=keyed([found]),
        streams=keyed([Stream("old", over(tree, 0.0), returns=Returns("P", "cobalt", 1, 0.1))]),
        plants=keyed([Plant("R", "old", "Home", {"cobalt": 1.0}, over(tree, 0.0), over(tree, 100.0))]),
    )  # fmt: skip


@cache
def procured():
    """The large case with contracts, ventures and substitution: signed, candidates, a cluster, a stake, two sectors."""
    results = everything()
    tree = results.case.tree
    late = frozenset(list(tree)[2:])
    contracts = [
        Contract("Greenbushes offtake", "Greenbushes", over(tree, 6000.0), over(tree, 8600.0), frozenset(tree),
                 over(tree, 2000.0), signed=True, take_or_pay_share=0.9),
        Contract("Kolwezi quota", "Kolwezi mines", over(tree, 4000.0), over(tree, 15200.0), frozenset(tree),
                 over(tree, 2500.0), take_or_pay_share=0.7),
        Contract("Atacama floor", "Atacama", over(tree, 5000.0), over(tree, 9900.0), late, over(tree, 1000.0)),
        Contract("Sherritt renewal", "Sherritt", over(tree, 1500.0), over(tree, 16000.0), late, over(tree, 500.0)),
    ]  # fmt: skip
    ventures = [
        Venture("Lithium cluster", ("Bitterfeld", "La Negra"), 6000.0, 24000.0, 0.08, lead_time_periods=2,
                life_periods=20, support_share=0.2, equity_share=0.7, under_way_tonnes_per_year=over(tree, 500.0),
                decision_nodes=frozenset(tree)),
        Venture("Goulamina stake", ("Atacama",), 4000.0, 9000.0, 0.09, lead_time_periods=1, life_periods=15,
                equity_share=0.5, decision_nodes=frozenset(tree)),
    ]  # fmt: skip
    substitutions = [
        Substitution("Batteries", "cobalt", over(tree, 0.25), 9000.0, share_today=0.02, growth_share_per_year=0.04,
                     capex=9e6, annuity_share=0.13, lead_time_periods=1, life_periods=10),
        Substitution("Glass and ceramics", "lithium", over(tree, 0.1), 70000.0),
    ]  # fmt: skip
    suppliers = dict(results.case.suppliers)
    for name, spot in (("Greenbushes", 0.6), ("Kolwezi mines", 0.5), ("Atacama", 0.5), ("Sherritt", 0.4)):
        suppliers[name] = replace(suppliers[name], spot_share=spot)
    case = replace(
        results.case, suppliers=suppliers, contracts=keyed(contracts), ventures=keyed(ventures),
        substitutions=keyed(substitutions),
    )  # fmt: skip
    found = solved(case, problems=results.problems, defaults=results.defaults, run=results.run)
    return replace(found, book=results.book)
