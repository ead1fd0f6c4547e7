"""From the rows of a workbook to the case that the model is built from."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from models.case import Case
from models.policies import PolicyRow
from models.routing import RouteRow, connect
from models.shock import Shock
from planner.assembly import procurement, recycling, supply, use
from planner.assembly.alliance import EVERYBODY, Alliance
from planner.assembly.futures import Futures
from planner.assembly.horizon import Horizon
from planner.assembly.routes import route_rows
from planner.assembly.rules import policy_rows
from planner.assembly.scenarios import Events, shock_of
from planner.timings import step
from planner.workbook import Book


def assemble(book: Book, policy: str = "none", futures: Futures | None = None, alliance: Alliance = EVERYBODY) -> Case:
    """The case of a workbook under one of its policy sets, or under no rule with "none".

    Without `futures` nothing happens; with several courses of events, on the tree on which they part. With `alliance`,
    only with those partnerships, partner countries and members.
    """
    return under(policy_rows(book, policy, Horizon(book, futures)), book, futures, alliance)


@step("assembling")
def under(
    rules: Iterable[PolicyRow], book: Book, futures: Futures | None = None, alliance: Alliance = EVERYBODY
) -> Case:
    """The case of a workbook under any rules, such as those of one of its sets with another limit."""
    found = _unruled(book, futures or Futures(), alliance)
    case = replace(found.case, rules=tuple(alliance.rules(rules, book)))
    connected = connect(supply.with_finite_capacities(case), found.route_rows)
    return replace(connected, shock=found.shock, decided=found.decided)


class _Unruled(NamedTuple):
    """What a case has whatever its rules: it has no rules yet, no routes, and no shock that would suspend rules."""

    case: Case
    route_rows: list[RouteRow]
    shock: Shock
    decided: frozenset[str]


@lru_cache(maxsize=4)
def _unruled(book: Book, futures: Futures, alliance: Alliance) -> _Unruled:
    """What all policy sets of a workbook share, and every limit that is tried: it is made once."""
    horizon = Horizon(book, futures)
    plain = _without_rules(book, horizon)
    case = alliance.applied(plain, book, horizon)
    shock = shock_of(plain, horizon.shocks, book.settings.recovery_periods)
    return _Unruled(case, alliance.routes(route_rows(book, case, horizon), book), shock, horizon.decided)


def _without_rules(book: Book, horizon: Horizon) -> Case:
    stages, blocs = use.stages(book), _blocs(book, horizon)
    last_stages = {material: found[-1] for material, found in stages.items()}
    events = Events([*horizon.world, *horizon.shocks], blocs, last_stages)
    suppliers = {name: events.supplier(i) for name, i in supply.suppliers(book, horizon).items()}
    return Case(
        tree=horizon.tree,
        stages=stages,
        suppliers=suppliers,
        demands={key: events.demand(d) for key, d in use.demands(book, horizon).items()},
        stockpiles=use.stockpiles(book, horizon, stages, suppliers),
        contracts=procurement.contracts(book, horizon, suppliers),
        ventures=procurement.ventures(book, horizon),
        substitutions=procurement.substitutions(book, horizon),
        streams=recycling.streams(book, horizon),
        plants={name: events.plant(p) for name, p in recycling.plants(book, horizon).items()},
        home=frozenset(row.country for row in book.countries if row.home),
        blocs=blocs,
        governance_risk={row.country: row.governance_risk for row in book.countries if row.governance_risk is not None},
        esg_risk={row.country: row.esg_risk for row in book.countries if row.esg_risk is not None},
        reference_price={row.material: horizon.rates(row.reference_price) for row in book.materials},
        carbon_price=horizon.rates(book.settings.carbon_price),
    )


def _blocs(book: Book, horizon: Horizon) -> dict[str, dict[str, frozenset[str]]]:
    """The members of each bloc at each node."""
    members = {row.bloc: dict.fromkeys(horizon.tree, frozenset[str]()) for row in book.blocs}
    for row in book.blocs:
        for n in horizon.nodes(row.from_, row.to):
            members[row.bloc][n] |= {row.country}
    return members
