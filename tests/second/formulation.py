"""The least cost of a workbook by a second formulation, written from the design and not from the models."""

from tests.second import partnerships
from tests.second.network import balances, begin, lay_ways, stocks
from tests.second.program import Line, total
from tests.second.rules import keep
from tests.second.supply import Supply, contracts, limits, ventures
from tests.second.tonnes import Tonnes
from tests.second.use import Recycling, demands, scrap
from tests.second.world import World, place_of


def least_cost(book, policy=None, kept=None, closer=0.0):
    """The least total cost of a book under a policy set; None where no plan keeps all rules.

    With `kept`, only with these partnerships; with `closer`, where the limits of Max HHI are lower by that.
    """
    world = World(book, policy or book.base_policy, kept, closer)
    partnerships.pay(world)
    supply, net = Supply(world), begin(world)
    ventures(supply)
    tonnes = Tonnes(world, supply, net)
    contracts(supply, tonnes.banned)
    limits(supply)
    recycling = tonnes.recycling = Recycling(world, supply)
    _departures(world, supply, net)
    for sender in world.senders:
        if sender.kind == "plant":
            mask = net.excluded.mask(sender.material, "plant", sender.name)
            for t in world.periods:
                net.arrived[sender, t] = {mask: recycling.recovered[sender.name, sender.material, t]}
    lay_ways(net)
    outputs(world, supply, net)
    balances(net)
    tonnes.held = stocks(net)
    tonnes.shortage, delivered = demands(world, net)
    scrap(world, recycling, delivered)
    keep(tonnes)
    return world.program.least(world.cost())


def _departures(world, supply, net):
    """A column per mask of what arrives from each supplier, and what was ordered before."""
    for sender in world.senders:
        if sender.kind != "supplier":
            continue
        row = next(s for s in world.book.suppliers if s.supplier == sender.name)
        for t in world.periods:
            net.arrived[sender, t] = {_ordered_mask(world, net, row): Line(constant=supply.ordered[row.supplier, t])}


def _ordered_mask(world, net, row):
    """What was ordered before is by its supplier; a processor's is, for clean chains, touched by all."""
    own = net.excluded.mask(row.material, "supplier", row.supplier)
    is_first = row.own_feed_from is None and not world.buys_feed(row)
    return own if is_first else own | net.excluded.everything(row.material, route=False)


def outputs(world, supply, net):
    """What each supplier sends by mask, from what it took in; it arrives a lead time later."""
    places = {sender.name: sender for sender in world.senders if sender.kind == "supplier"}
    for row in world.book.suppliers:
        own = net.excluded.mask(row.material, "supplier", row.supplier)
        for t in world.periods:
            offtake = supply.offtake[row.supplier, t]
            by_mask = {}
            for mask, line in _inputs(world, net, row, t, offtake):
                by_mask[mask | own] = by_mask.get(mask | own, Line()) + line
            if world.buys_feed(row):
                world.program.equal(total(by_mask.values()), offtake)
            arrival = t + partnerships.lead(world, row, t)
            if arrival in world.periods:
                arrived = net.arrived[places[row.supplier], arrival]
                for mask, line in by_mask.items():
                    arrived[mask] = arrived.get(mask, Line()) + line


def _inputs(world, net, row, t, offtake):
    """What a supplier makes of what it takes in, by the mask of that."""
    if row.own_feed_from is not None:
        above = world.above(row)
        for country, share in row.own_feed_from.items():
            yield net.excluded.mask(row.material, "feed", above, country), offtake * share
        unknown = max(0.0, 1 - sum(row.own_feed_from.values()))
        yield net.excluded.mask(row.material, "unknown", above), offtake * unknown
    elif world.buys_feed(row):
        taker = place_of(row)
        for mask in net.masks(row.material):
            yield mask, net.into(taker, t, mask) * row.yield_
    else:
        yield 0, offtake
