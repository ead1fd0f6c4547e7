"""Flows with the pools dissolved, and metal traced through them: worked by hand."""

import pytest

from models.places import kind_of, name_of
from planner.results.chains import chains
from planner.results.flows import Pool, received, sent, shipments
from planner.results.tracing import UNKNOWN, Way, parcels, scaled
from tests.results.cases import everything, from_stock, pooled, protected


def shipped(results):
    return {(name_of(s.origin), name_of(s.destination), s.node): s.tonnes for s in shipments(results)}


def test_a_pool_gives_every_destination_the_same_mixture():
    assert shipped(pooled()) == pytest.approx(
        {
            ("ore A", "X", "2026"): 36.0, ("ore A", "Y", "2026"): 24.0,
            ("ore B", "X", "2026"): 18.0, ("ore B", "Y", "2026"): 12.0,
            ("ore C", "X", "2026"): 6.0, ("ore C", "Y", "2026"): 4.0,
            ("X", "P / cobalt", "2026"): 30.0, ("Y", "P / cobalt", "2026"): 20.0,
            ("X", "Q / cobalt", "2026"): 18.0, ("Y", "Q / cobalt", "2026"): 12.0,
            ("X", "R / cobalt", "2026"): 12.0, ("Y", "R / cobalt", "2026"): 8.0,
        }
    )  # fmt: skip


def test_what_a_stock_gives_and_takes_through_one_pool_is_no_flow():
    pool = Pool({"a": 60.0, "stock": 30.0}, {"x": 80.0, "stock": 10.0})
    assert list(pool.dissolved()) == [("a", "x", 60.0), ("stock", "x", 20.0)]


def test_dissolved_flows_keep_what_enters_and_leaves_every_place():
    results = everything()
    flow = results.values(results.model.flow_tonnes)
    arrived, reached = sent(results), received(results)
    for (origin, destination, node), tonnes in flow.items():
        if kind_of(origin) == "supplier" and kind_of(destination) == "pool":
            surplus = sum(flow[o, d, n] for o, d, n in flow if (o, n) == (origin, node) and kind_of(d) == "surplus")
            assert arrived.get((origin, node), 0.0) == pytest.approx(tonnes + surplus, abs=1e-6)
        if kind_of(destination) == "demand":
            assert reached.get((destination, node), 0.0) == pytest.approx(tonnes, abs=1e-6)


def test_chains_name_the_country_of_every_stage():
    ways = chains(pooled())
    found = {(c.countries, c.sender, c.destination): by["2026"] for c, by in ways.items() if c.kind == "demand"}
    assert found == pytest.approx(
        {
            (("A", "XX"), "X", "P"): 18.0, (("A", "XX"), "X", "Q"): 10.8, (("A", "XX"), "X", "R"): 7.2,
            (("A", "YY"), "Y", "P"): 12.0, (("A", "YY"), "Y", "Q"): 7.2, (("A", "YY"), "Y", "R"): 4.8,
            (("B", "XX"), "X", "P"): 9.0, (("B", "XX"), "X", "Q"): 5.4, (("B", "XX"), "X", "R"): 3.6,
            (("B", "YY"), "Y", "P"): 6.0, (("B", "YY"), "Y", "Q"): 3.6, (("B", "YY"), "Y", "R"): 2.4,
            (("C", "XX"), "X", "P"): 3.0, (("C", "XX"), "X", "Q"): 1.8, (("C", "XX"), "X", "R"): 1.2,
            (("C", "YY"), "Y", "P"): 2.0, (("C", "YY"), "Y", "Q"): 1.2, (("C", "YY"), "Y", "R"): 0.8,
        }
    )  # fmt: skip


def test_a_stock_gives_in_proportion_to_what_it_holds():
    used = {}
    for parcel in parcels(from_stock()):
        if parcel.shipment.node == "2027" and kind_of(parcel.shipment.destination) == "demand":
            country = parcel.way.countries[-1]
            used[country] = used.get(country, 0.0) + parcel.tonnes
    assert used == pytest.approx({"A": 50.0, UNKNOWN: 50.0})


def test_every_shipment_is_traced_whole():
    results = everything()
    traced = {}
    for parcel in parcels(results):
        traced[parcel.shipment] = traced.get(parcel.shipment, 0.0) + parcel.tonnes
    for shipment in shipments(results):
        assert traced[shipment] == pytest.approx(shipment.tonnes, rel=1e-9)


def test_own_feed_and_recycled_metal_have_their_own_ways():
    results = everything()
    ways = {parcel.way for parcel in parcels(results)}
    assert Way(("Indonesia", "China"), "Huayou Quzhou") in ways
    assert Way((UNKNOWN, "China"), "Huayou Quzhou") in ways
    assert Way(("recycled", "Germany"), "Hydromet Bitterfeld") in ways
    assert Way(("Chile", "Chile"), "La Negra") in ways


def test_feed_is_that_of_the_period_of_departure():
    """Sherritt's lead time is a year: what arrives in 2027 was made from the ore of 2026."""
    results = everything()
    fed, arrived = {}, {}
    for parcel in parcels(results):
        shipment, country = parcel.shipment, parcel.way.countries[0]
        if name_of(shipment.destination) == "Sherritt" and shipment.node == "2026":
            fed[country] = fed.get(country, 0.0) + parcel.tonnes
        if name_of(shipment.origin) == "Sherritt" and shipment.node == "2027":
            arrived[country] = arrived.get(country, 0.0) + parcel.tonnes
    assert arrived == pytest.approx({country: 0.9 * tonnes for country, tonnes in fed.items()})


def test_scaled_keeps_proportions():
    a, b = Way(("A",), "a"), Way(("B",), "b")
    assert scaled({a: 1.0, b: 3.0}, 8.0) == {a: 2.0, b: 6.0}
    assert scaled({}, 8.0) == {}
    assert scaled({a: 1.0}, 0.0) == {}


def test_protected_metal_is_traced_class_by_class():
    """Refiner X works on ore of A and B; P must not receive what A touched: it has all of B's, Q the rest and A's."""
    results = protected()
    found = {}
    for chain, by_node in chains(results).items():
        key = (chain.countries[0], chain.destination, results.class_name(chain.word))
        found[key] = found.get(key, 0.0) + by_node["2026"]
    assert found == pytest.approx(
        {
            ("A", "X", "touched"): 50.0, ("B", "X", "clean"): 50.0,
            ("B", "P", "clean"): 40.0, ("A", "Q", "touched"): 50.0, ("B", "Q", "clean"): 10.0,
        }
    )  # fmt: skip
