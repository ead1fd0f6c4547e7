"""What only the assembled case can tell: rules that match nothing, prices that cannot be, history that is missing."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from models.case import Case
from models.exclusions import MOST_CLASSES
from models.policies import PolicyRow
from models.records import Supplier
from planner.assembly.horizon import Horizon
from planner.assembly.limits import limits_below_the_least
from planner.assembly.rules import policy_row, policy_rows
from planner.problems import Problem
from planner.workbook import Book
from planner.workbook.declare import Row

FAR_ABOVE, FAR_BELOW = 1.5, 0.5


def check_case(book: Book, case: Case) -> list[Problem]:
    """Every fault and warning that shows only when the sheets are taken together."""
    horizon = Horizon(book)
    found = [
        *_policies(book, case, horizon),
        *_protections(book, case, horizon),
        *_stockpiles(book, case),
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
    if above is None or case.buys_no_feed(supplier):
        return own
    return own + cheapest(case, supplier.material, above, node) / supplier.yield_share


def _policies(book: Book, case: Case, horizon: Horizon) -> Iterator[Problem]:
    for written in book.policies:
        row = policy_row(written, horizon)
        if axis := row.rule.unmatched(case, row):
            said = f"{written.rule} names {getattr(written, axis)}, and nothing is there for it."
            yield _fault(written, axis, "matches-nothing", said)
        elif row.rule.weighs_risk:
            yield from _blanks_in_risk(book, case, row)
        elif not row.nodes:
            yield _warning(written, "from_", "outside-horizon", f"{written.id} is never in force within the horizon.")
        elif next(row.rule.scopes(case, row), None) is None:
            yield _warning(
                written, "rule", "matches-nothing", f"{written.id} is without effect: nothing is there for it."
            )
        elif left_out := _left_out(case, row):
            said = f"{written.id} does not hold for {', '.join(left_out)}, which has no stockpile."
            yield _warning(written, "rule", "matches-nothing", said)
        else:
            yield from limits_below_the_least(book, case, written, row)


def _protections(book: Book, case: Case, horizon: Horizon) -> Iterator[Problem]:
    """Excluded sets that overlap need a class of metal for every combination, and there may be only so many."""
    for policy in book.policy_set_names:
        ruled = replace(case, rules=tuple(policy_rows(book, policy, horizon)))
        for material, split in ruled.splits.items():
            if len(split.classes) > MOST_CLASSES:
                written = zip(book.policy_rows(policy), ruled.rules, strict=True)
                last = [row for row, made in written if made.rule.protects(made)][-1]
                said = f"The excluded sets of {material} in {policy} overlap in more than {MOST_CLASSES} ways."
                yield _fault(last, "partner", "too-many-classes", said, "Let sets contain each other, or drop a row.")


def _blanks_in_risk(book: Book, case: Case, row: PolicyRow) -> Iterator[Problem]:
    """What a rule on supply risk lacks: the risk of every country in use, and across materials their prices."""
    together = row.material in (None, "all") and len(case.stages) > 1
    materials = [k for k in case.stages if row.material in (None, "all", "each", k)]
    field, rated = ("esg_risk", case.esg_risk) if row.base == "ESG" else ("governance_risk", case.governance_risk)
    used = {o.country for o in case.origins.values() if o.material in materials}
    for country in book.countries:
        if country.country in used - set(rated):
            yield _fault(country, field, "blank-cell", f"The risk of {country.country} is blank; {row.id} needs it.")
    for material in book.materials if together else ():
        if material.material in materials and len(case.reference_price[material.material]) < len(case.tree.nodes):
            said = f"The price of {material.material} is blank; {row.id} weighs materials by value."
            yield _fault(material, "reference_price", "blank-cell", said)


def _left_out(case: Case, row: PolicyRow) -> list[str]:
    """The materials that a row with a blank material cannot hold for."""
    return [] if row.material else [k for k in case.stages if k not in row.rule.materials(case)]


def _stockpiles(book: Book, case: Case) -> Iterator[Problem]:
    for row in book.stockpiles:
        least = min(cheapest(case, row.material, row.stage, leaf) for leaf in case.tree.leaves)
        if row.closing_value > least:
            said = f"Closing value is {row.closing_value:g}; expected at most {least:g}, the cheapest purchase there."
            yield _fault(row, "closing_value", "out-of-range", said)


def _lead_times(book: Book, case: Case) -> Iterator[Problem]:
    nodes = list(case.tree.nodes.values())
    for row in book.suppliers:
        supplier = case.suppliers[row.supplier]
        waiting = [n.key for n in nodes if n.period < supplier.lead_time_periods]
        if waiting and not any(supplier.ordered_tonnes.values()):
            first = next((n.key for n in nodes if n.period == supplier.lead_time_periods), "after the horizon")
            at_stake = sum(supplier.capacity_tonnes[n] for n in waiting)
            if not at_stake:
                continue
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
