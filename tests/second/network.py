"""Flows from place to place by what they were touched by: the balance of every sender, stock and processor."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import inf

from tests.second.exclusions import exclusions
from tests.second.program import Line, total
from tests.second.routes import matches


@dataclass
class Network:
    """The flows `flow[sender, taker, t][mask]`, and what leaves each sender as surplus."""

    world: object
    arrived: dict  # by sender, period and mask, stockpiles apart
    excluded: object
    flow: dict = field(default_factory=dict)
    ways_to: dict = field(default_factory=lambda: defaultdict(list))
    surplus: dict = field(default_factory=lambda: defaultdict(Line))

    def masks(self, material):
        return range(1 << len(self.excluded.sets[material]))

    def into(self, taker, t, mask=None):
        """What comes to a place in a period, of one mask or all."""
        return total(line for lines in self.ways_to[taker, t] for own, line in lines.items() if mask in (None, own))

    def out_of(self, sender, t, mask):
        found = (self.flow.get((sender, taker, t), {}) for taker in self.world.takers(sender))
        return total(lines[mask] for lines in found if mask in lines)


def lay_ways(net):
    """A column for every way, period and mask that is neither closed nor barred."""
    world = net.world
    for sender in world.senders:
        for taker in world.takers(sender):
            for t in world.periods:
                rows = [row for row in world.book.routes if matches(world, row, sender, taker, t)]
                if all(world.on(row.open)[t] for row in rows):
                    net.flow[sender, taker, t] = _columns(net, taker, t)
                    net.ways_to[taker, t].append(net.flow[sender, taker, t])
                    cost = sum(world.on(row.cost)[t] for row in rows)
                    if cost:
                        world.pay("routes", t, total(net.flow[sender, taker, t].values()) * cost)
    for row in world.book.routes:
        if row.max_volume is not None:
            _limit(net, row)


def _columns(net, taker, t):
    barred = sum({net.excluded.bit(taker.material, one) for one in net.excluded.barred.get((taker, t), ())})
    return {mask: net.world.program.column() for mask in net.masks(taker.material) if not mask & barred}


def _limit(net, row):
    """At most the row's volume on all that it names, and on what it names that comes through a stockpile."""
    world = net.world
    volumes = world.on(row.max_volume, inf)
    groups = defaultdict(list)
    for (sender, taker, t), lines in net.flow.items():
        named = matches(world, row, sender, taker, t)
        excluded = net.excluded.limited.get((id(row), taker, t))
        bit = net.excluded.bit(taker.material, excluded) if excluded and sender.kind == "stockpile" else 0
        groups[taker.material if row.material == "each" else row.material, t] += [
            line for mask, line in lines.items() if named or mask & bit
        ]
    for (_, t), lines in groups.items():
        if volumes[t] not in (None, inf):
            world.program.at_most(total(lines), volumes[t] * world.length)


def balances(net):
    """What arrives goes somewhere or is surplus; what a stock gives goes somewhere."""
    world = net.world
    for sender in world.senders:
        if sender.kind == "stockpile":
            continue
        for t in world.periods:
            for mask in net.masks(sender.material):
                arrived = net.arrived[sender, t].get(mask, Line())
                if sender.kind == "supplier":
                    surplus = world.program.column()
                    net.surplus[sender, t] = net.surplus[sender, t] + surplus
                    arrived = arrived - surplus
                world.program.equal(net.out_of(sender, t, mask), arrived)


def stocks(net):
    """The stocks of each stockpile by period and mask, with what they hold at first."""
    world, held = net.world, {}
    for row, place in zip(world.book.stockpiles, world.stocks, strict=True):
        dirty = net.excluded.everything(row.material, route=False)
        opening = {0: row.opening_stock * row.clean_share}
        opening[dirty] = opening.get(dirty, 0.0) + row.opening_stock * (1 - row.clean_share)
        keep = (1 - row.loss) ** world.length
        for t in world.periods:
            for mask in net.masks(row.material):
                before = held[place, t - 1, mask] if t else opening.get(mask, 0.0)
                held[place, t, mask] = world.program.column()
                flows = net.into(place, t, mask) - net.out_of(place, t, mask)
                world.program.equal(held[place, t, mask], keep * before + flows)
            _room(net, row, place, t, held)
    return held


def _room(net, row, place, t, held):
    world, masks = net.world, net.masks(row.material)
    stock = total(held[place, t, mask] for mask in masks)
    world.program.at_most(stock, world.on(row.capacity)[t])
    for series, moved in (
        (row.max_fill, net.into(place, t)),
        (row.max_release, total(net.out_of(place, t, mask) for mask in masks)),
    ):
        rate = world.on(series)[t]
        if rate is not None:
            world.program.at_most(moved, rate * world.length)
    world.pay("holding", t, stock * (world.on(row.holding_cost)[t] * world.length))
    if t == world.periods[-1]:
        world.program.at_least(stock, row.closing_stock)
        world.pay("closing credit", t, stock * -row.closing_value)


def begin(world):
    """The network of a world before anything is said of its supply."""
    return Network(world, defaultdict(dict), exclusions(world))
