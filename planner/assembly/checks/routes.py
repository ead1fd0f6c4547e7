"""Costs of routes that a stockpile passes round."""

from collections.abc import Container, Iterable, Iterator, Mapping

from models.case import Case
from models.places import kind_of, place
from models.records import Series
from models.routing import RouteRow, ways_by_stage
from planner.assembly.checks.found import Subject, warning
from planner.assembly.routes import Places, rows_of
from planner.problems import Problem

Link = tuple[str, str]
Way = tuple[str, Link, tuple[Link, Link]]
"""A material, the ends of a route of it, and the two steps of the way round."""


def passed_round(subject: Subject) -> Iterator[Problem]:
    """What a way costs is not less by way of the stockpile of its stage, to which a cost of the way does not belong."""
    case = subject.case
    costs = {route.key: route.cost or {} for route in case.routes}
    ways = list(_with_a_way_round(case, costs))
    places = Places(subject.book, case, subject.horizon)
    for row in subject.book.routes:
        for made in rows_of(row, places, subject.horizon) if row.cost.stated else ():
            found = next(_cheaper_ways(subject, made, costs, ways), None)
            if found is not None:
                (origin, end), node, direct, round_ = found
                said = (
                    f"From {_named(origin)} to {_named(end)} a tonne pays {direct:,.6g} in {node}, and {round_:,.6g}"
                    " through the stockpile of that stage: the plan may pass round the cost."
                )
                yield warning(row, "cost", "passed-round", said, subject.label(node))
                break


def _with_a_way_round(case: Case, routes: Container[Link]) -> Iterator[Way]:
    """The material and ends of every route beside which metal can go into the stockpile of its stage and out of it."""
    for (material, stage), links in ways_by_stage(case).items():
        stock = place("stockpile", f"{material} / {stage}")
        if f"{material} / {stage}" in case.stockpiles:
            for origin, end in links:
                if all(step in routes for step in ((origin, end), (origin, stock), (stock, end))):
                    yield material, (origin, end), ((origin, stock), (stock, end))


def _cheaper_ways(
    subject: Subject, row: RouteRow, costs: Mapping[Link, Series], ways: Iterable[Way]
) -> Iterator[tuple[Link, str, float, float]]:
    for material, link, steps in ways if row.cost else ():
        if row.names(subject.case, material, link):
            for node in subject.case.tree:
                direct = costs[link].get(node, 0.0)
                round_ = sum(costs[step].get(node, 0.0) for step in steps)
                if round_ < direct:
                    yield link, node, direct, round_


def _named(key: str) -> str:
    return key.removeprefix(f"{kind_of(key)}: ")
