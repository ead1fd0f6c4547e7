"""Prices that cannot be, or that an officer should look at again."""

from collections.abc import Iterator
from math import inf

from models.places import place
from models.records import Demand
from planner.assembly.checks.found import Subject, fault, warning
from planner.problems import Problem
from planner.workbook.schema import Demand as DemandRow

FAR_ABOVE, FAR_BELOW = 1.5, 0.5


def closing_values(subject: Subject) -> Iterator[Problem]:
    """What a tonne left at the end is worth is at most what it costs to bring one there in the last period."""
    for row in subject.book.stockpiles:
        there = place("stockpile", f"{row.material} / {row.stage}")
        least = min(subject.chains.cheapest(there, leaf) for leaf in subject.case.tree.leaves)
        if row.closing_value > least:
            said = f"Closing value is {row.closing_value:g}; expected at most {least:g}, the cheapest purchase there."
            yield fault(row, "closing_value", "out-of-range", said)


def far_from_the_reference(subject: Subject) -> Iterator[Problem]:
    """The cheapest chain into a demand costs between half of the reference price and one and a half of it."""
    case = subject.case
    for row in subject.book.materials:
        prices = case.reference_price.get(row.material, {})
        for demand in (d for d in case.demands.values() if d.material == row.material):
            costs = {n: subject.chains.cheapest(place("demand", demand.key), n) for n in prices}
            far = [n for n, cost in costs.items() if cost < inf and not _is_near(cost, prices[n])]
            if far:
                n = far[0]
                how = f"more than {FAR_ABOVE:g} times" if costs[n] > prices[n] else "less than half of"
                said = (
                    f"The cheapest chain into {demand.key} costs {costs[n]:,.6g} per t in {n},"
                    f" {how} the reference price of {prices[n]:,.6g}. Are all of them per tonne?"
                )
                yield warning(row, "reference_price", "far-from-price", said, subject.label(n))
                break


def shortages_too_cheap(subject: Subject) -> Iterator[Problem]:
    """A missing tonne costs at least as much as the dearest way to have one; else the plan may rather go without."""
    for row in subject.book.demand:
        demand = next(d for d in subject.case.demands.values() if _is_of(d, row))
        wanted = [n for n, tonnes in demand.tonnes.items() if tonnes]
        dearest = {n: subject.chains.dearest(place("demand", demand.key), n) for n in wanted}
        cheap = [n for n, cost in dearest.items() if demand.shortage_cost[n] < cost < inf]
        if cheap:
            n = max(cheap, key=lambda node: dearest[node] - demand.shortage_cost[node])
            said = (
                f"A tonne short costs {demand.shortage_cost[n]:,.6g} in {n}, less than the dearest way to have one,"
                f" which costs {dearest[n]:,.6g}: the plan may go short although there is supply."
            )
            yield warning(row, "shortage_cost", "cheap-shortage", said)


def _is_near(cost: float, price: float) -> bool:
    return FAR_BELOW * price <= cost <= FAR_ABOVE * price


def _is_of(demand: Demand, row: DemandRow) -> bool:
    return (demand.sector, demand.material, demand.member) == (row.sector, row.material, row.member)
