"""The rules of a policy set as rows: what is measured, over which window, against which bound."""

from collections import defaultdict

from tests.second.concentration import concentrations
from tests.second.measures import MEASURES
from tests.second.program import total


def keep(tonnes):
    """Put all rules of the policy set into the program."""
    for row in tonnes.world.rules:
        if row.rule == "Max HHI":
            _keep_concentration(tonnes, row)
            continue
        for asked in MEASURES[row.rule](tonnes, row):
            _keep(tonnes, row, asked)
    _keep_clean(tonnes)


def _keep(tonnes, row, asked):
    """One rule: a row for each window that has a period in which it is in force."""
    world = tonnes.world
    force = [t for t in world.cut(row) if t in asked.periods] if asked.periods is not None else list(world.cut(row))
    for window in windows(world, asked.per):
        inside = [t for t in window if t in force]
        if not inside:
            continue
        measured = total(asked.measured(t) for t in inside)
        bound = total(asked.bound(t) for t in inside)
        lack = (measured - bound) if asked.most else (bound - measured)
        if asked.before:
            lack = lack - asked.before(inside, bound)
        _put(world, row, asked.material, (lack, window[-1]))


def _put(world, row, material, what):
    """What a row lacks is nothing, or paid for in the last period of the window."""
    lack, last = what
    if row.penalty is not None:
        violation = world.program.column()
        world.pay("penalties", last, violation * price_of(world, row, material, last))
        lack = lack - violation
    world.program.at_most(lack)


def _keep_concentration(tonnes, row):
    world = tonnes.world
    for material, lack in concentrations(tonnes, row):
        for window in windows(world, row.per):
            inside = [t for t in window if t in world.cut(row)]
            if inside:
                _put(world, row, material, (lack(inside), window[-1]))


def windows(world, per):
    """The periods of each window, in order."""
    if per == "period":
        return [[t] for t in world.periods]
    if per == "horizon":
        return [list(world.periods)]
    years = defaultdict(list)
    for t in world.periods:
        years[world.years[t]].append(t)
    return list(years.values())


def price_of(world, row, material, t):
    """What a unit of violation costs in a period."""
    return row.penalty.amount * (world.price(material, t) if row.penalty.times_price else 1.0)


def _keep_clean(tonnes):
    """What soft rows exclude from a sector and yet reaches it is paid for."""
    world, net = tonnes.world, tonnes.net
    for row, place, t, excluded in net.excluded.soft:
        bit = net.excluded.bit(place.material, excluded)
        touched = total(net.into(place, t, mask) for mask in net.masks(place.material) if mask & bit)
        world.pay("penalties", t, touched * price_of(world, row, place.material, t))
