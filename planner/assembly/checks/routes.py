"""Costs of routes that a stockpile passes round."""

from collections.abc import Iterable, Iterator, Mapping

from models.places import kind_of, place
from models.records import Series
from models.routing import RouteRow, ways_by_stage
from planner.assembly.checks.found import Subject, warning
from planner.assembly.routes import Places, rows_of
from planner.problems import Problem

Link = tuple[str, str]


def passed_round(subject: Subject) -> Iterator[Problem]:
    """What a way costs is not less by way of the stockpile of its stage, to which a cost of the way does not belong."""
    case = subject.case
    costs = {route.key: route.cost or {} for route in case.routes}
    links = ways_by_stage(case)
    places = Places(subject.book, case, subject.horizon)
    for row in subject.book.routes:
        for made in rows_of(row, places, subject.horizon) if row.cost.stated else ():
            found = next(_cheaper_ways(subject, made, costs, links), None)
            if found is not None:
                (origin, end), node, direct, round_ = found
                said = (
                    f"From {_named(origin)} to {_named(end)} a tonne pays {direct:,.6g} in {node}, and {round_:,.6g}"
                    " through the stockpile of that stage: the plan may pass round the cost."
                )
                yield warning(row, "cost", "passed-round", said, subject.label(node))
                break


def _cheaper_ways(
    subject: Subject, row: RouteRow, costs: Mapping[Link, Series], links: Mapping[tuple[str, str], Iterable[Link]]
) -> Iterator[tuple[Link, str, float, float]]:
    for (material, stage), ways in links.items():
        stock = place("stockpile", f"{material} / {stage}")
        for origin, end in ways:
            steps = [(origin, stock), (stock, end)]
            named = row.cost and stock not in (origin, end) and row.names(subject.case, material, (origin, end))
            if named and (origin, end) in costs and all(step in costs for step in steps):
                for node in subject.case.tree:
                    direct = costs[origin, end].get(node, 0.0)
                    round_ = sum(costs[step].get(node, 0.0) for step in steps)
                    if round_ < direct:
                        yield (origin, end), node, direct, round_


def _named(key: str) -> str:
    return key.removeprefix(f"{kind_of(key)}: ")
