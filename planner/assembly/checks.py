"""What only the assembled case can tell: rules that match nothing, prices that cannot be, history that is missing."""

from collections.abc import Iterator
from math import inf

from models.case import Case
from models.places import kind_of
from models.policies import PolicyRow
from models.records import Supplier
from models.routing import RouteRow, links_by_stage
from planner.assembly.horizon import Horizon
from planner.assembly.routes import route_rows
from planner.assembly.rules import policy_row
from planner.problems import Problem
from planner.workbook import Book
from planner.workbook.declare import Row

FAR_ABOVE, FAR_BELOW = 1.5, 0.5


def check_case(book: Book, case: Case) -> list[Problem]:
    """Every fault and warning that shows only when the sheets are taken together."""
    horizon = Horizon(book)
    found = [
        *_policies(book, case, horizon),
        *_stockpiles(book, case),
        *_routes(book, case, horizon),
        *_lead_times(book, case),
        *_prices(book, case),
    ]
    return list(dict.fromkeys(found))


def cheapest(case: Case, material: str, stage: str, node: str) -> float:
    """The least that a tonne of a stage can cost at a node, bought stage by stage; infinite where nobody sells."""
    return min((_price(case, i, node) for i in case.suppliers_at(material, stage)), default=inf)


def _price(case: Case, supplier: Supplier, node: str) -> float:
    own = supplier.unit_cost[node] * (1.0 + supplier.tariff_share.get(node, 0.0)) + supplier.freight_cost.get(node, 0.0)
    own += case.carbon_price.get(node, 0.0) * supplier.emissions_tco2e.get(node, 0.0)
    above = case.stage_above(supplier.material, supplier.stage)
    if above is None or supplier.own_feed:
        return own
    return own + cheapest(case, supplier.material, above, node) / supplier.yield_share


def _policies(book: Book, case: Case, horizon: Horizon) -> Iterator[Problem]:
    for written in book.policies:
        row = policy_row(written, horizon)
        if axis := row.rule.unmatched(case, row):
            said = f"{written.rule} names {getattr(written, axis)}, and nothing is there for it."
            yield _fault(written, axis, "matches-nothing", said)
        elif not row.nodes:
            yield _warning(written, "from_", "outside-horizon", f"{written.id} is never in force within the horizon.")
        elif next(row.rule.scopes(case, row), None) is None:
            yield _warning(
                written, "rule", "matches-nothing", f"{written.id} is without effect: nothing is there for it."
            )
        elif left_out := _left_out(case, row):
            said = f"{written.id} does not hold for {', '.join(left_out)}, which has no stockpile."
            yield _warning(written, "rule", "matches-nothing", said)


def _left_out(case: Case, row: PolicyRow) -> list[str]:
    """The materials that a row with a blank material cannot hold for."""
    return [] if row.material else [k for k in case.stages if k not in row.rule.materials(case)]


def _stockpiles(book: Book, case: Case) -> Iterator[Problem]:
    for row in book.stockpiles:
        least = min(cheapest(case, row.material, row.stage, leaf) for leaf in case.tree.leaves)
        if row.closing_value > least:
            said = f"Closing value is {row.closing_value:g}; expected at most {least:g}, the cheapest purchase there."
            yield _fault(row, "closing_value", "out-of-range", said)


def _routes(book: Book, case: Case, horizon: Horizon) -> Iterator[Problem]:
    """A closed or limited way to a sector holds through stockpiles too, which this version cannot yet trace."""
    links = links_by_stage(case)
    for written, row in zip(book.routes, route_rows(book, case, horizon), strict=True):
        if (row.closed or row.limit_tonnes) and any(_passed_by(case, row, k, found) for (k, _), found in links.items()):
            said = (
                "A closed or limited way to a sector past a stockpile that stays open is not yet known to this version."
            )
            yield _fault(written, "to", "not-yet", said, "Close the way into the stockpile too, or leave the row out.")


def _passed_by(case: Case, row: RouteRow, material: str, links: list[tuple[str, str]]) -> bool:
    named = {link for link in links if row.names(case, material, link)}
    to_sectors = {origin for origin, to in named if kind_of(to) == "demand" and kind_of(origin) != "stockpile"}
    stocks = {to for _, to in links if kind_of(to) == "stockpile"}
    return any((origin, stock) not in named for origin in to_sectors for stock in stocks)


def _lead_times(book: Book, case: Case) -> Iterator[Problem]:
    nodes = list(case.tree.nodes.values())
    for row in book.suppliers:
        supplier = case.suppliers[row.supplier]
        waiting = [n.key for n in nodes if n.period < supplier.lead_time_periods]
        if waiting and not any(supplier.ordered_tonnes.values()):
            first = next((n.key for n in nodes if n.period == supplier.lead_time_periods), "after the horizon")
            at_stake = sum(supplier.capacity_tonnes[n] for n in waiting)
            said = f"Nothing was ordered before: the first tonne arrives in {first}, {at_stake:,.4g} t are at stake."
            yield _warning(row, "lead_time", "missing-history", said)


def _prices(book: Book, case: Case) -> Iterator[Problem]:
    for row in book.materials:
        stages, prices = case.stages.get(row.material), case.reference_price.get(row.material)
        if stages and prices:
            node = next(iter(case.tree))
            least = cheapest(case, row.material, stages[-1], node)
            if least < inf and not FAR_BELOW * prices[node] <= least <= FAR_ABOVE * prices[node]:
                said = (
                    f"The cheapest chain costs {least:,.4g} per t, far from the reference price of {prices[node]:,.4g}."
                )
                yield _warning(row, "reference_price", "out-of-range", said)


def _fault(row: Row, field: str, code: str, said: str, hint: str = "") -> Problem:
    return Problem("fault", row.sheet_name, row.at(field), code, said, hint)


def _warning(row: Row, field: str, code: str, said: str, hint: str = "") -> Problem:
    return Problem("warning", row.sheet_name, row.at(field), code, said, hint)
