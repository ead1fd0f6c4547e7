"""From the rows of a workbook to the case that the model is built from."""

from dataclasses import replace

from models.case import Case
from models.routing import connect
from planner.assembly import recycling, supply, use
from planner.assembly.horizon import Horizon
from planner.assembly.routes import route_rows
from planner.assembly.rules import policy_rows
from planner.workbook import Book


def assemble(book: Book, policy: str = "none") -> Case:
    """The case of a workbook under one of its policy sets, or under no rule with "none"."""
    horizon = Horizon(book)
    case = _without_rules(book, horizon)
    rules = tuple(policy_rows(book, policy, horizon))
    return connect(replace(case, rules=rules), route_rows(book, case, horizon))


def _without_rules(book: Book, horizon: Horizon) -> Case:
    stages = use.stages(book)
    suppliers = supply.suppliers(book, horizon)
    case = Case(
        tree=horizon.tree,
        stages=stages,
        suppliers=suppliers,
        demands=use.demands(book, horizon),
        stockpiles=use.stockpiles(book, horizon, stages, suppliers),
        streams=recycling.streams(book, horizon),
        plants=recycling.plants(book, horizon),
        home=frozenset(row.country for row in book.countries if row.home),
        blocs=_blocs(book, horizon),
        governance_risk={row.country: row.governance_risk for row in book.countries if row.governance_risk is not None},
        esg_risk={row.country: row.esg_risk for row in book.countries if row.esg_risk is not None},
        reference_price={row.material: horizon.rates(row.reference_price) for row in book.materials},
        carbon_price=horizon.rates(book.settings.carbon_price),
    )
    return supply.with_finite_capacities(case)


def _blocs(book: Book, horizon: Horizon) -> dict[str, dict[str, frozenset[str]]]:
    """The members of each bloc at each node."""
    members = {row.bloc: dict.fromkeys(horizon.tree, frozenset[str]()) for row in book.blocs}
    for row in book.blocs:
        for n in horizon.nodes(row.from_, row.to):
            members[row.bloc][n] |= {row.country}
    return members
