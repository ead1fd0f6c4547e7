"""The hard rules of a program, each as what it takes to break it: a bound that opens, and a price in present value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.case import Case
from models.policies import Term
from models.rules import greatest_violation
from planner.arrays import Family, StandardForm, Vector
from planner.solve import Program

LEAST_FILL, CLOSING_STOCK = "Least fill", "Closing stock"
MONEY_BEYOND = 1.0
"""What a unit of money beyond a budget costs on top of itself."""


@dataclass(frozen=True)
class Breach:
    """What breaking a rule takes: its column may leave 0, up to `most`, in the `row` that says the rule.

    Of a `stock` that must remain, the row is left out and the stock may stay below `most`.
    """

    name: str
    column: int
    row: int
    most: float
    price: float
    stock: bool = False

    def size(self, form: StandardForm, values: Vector, activity: Vector) -> float:
        """By how much a plan breaks the rule, whatever its column says; `activity` are the rows of its form."""
        value = float(values[self.column])
        return self.most - value if self.stock else float(activity[self.row] + value - form.row_upper[self.row])


def fills(program: Program) -> list[Breach]:
    """Duties to meet a part of demand: broken at no price, since what is missing costs a shortage anyway."""
    case, found = program.case, []
    lacking, laws = family(program, "lacking_tonnes"), family(program, "fill")
    for key, column in lacking.place.items():
        demand, node = case.demands[key[0]], key[1]
        found.append(Breach(LEAST_FILL, column, laws.place[key], demand.least_fill * demand.tonnes[node], 0.0))
    return [*found, *(breach for breach, term in _hard(program) if is_fill(term))]


def rules(program: Program) -> list[Breach]:
    """All other hard rules and the closing stocks, at the shortage cost."""
    return [*(breach for breach, term in _hard(program) if not is_fill(term)), *_closings(program)]


def broken(form: StandardForm, breaches: Iterable[Breach], times: float = 1.0) -> StandardForm:
    """A form in which these may be broken, at so many times their price."""
    cost, upper, row_upper = form.cost.copy(), form.column_upper.copy(), form.row_upper.copy()
    offset = form.offset
    for breach in breaches:
        upper[breach.column] = breach.most
        if not breach.stock:
            cost[breach.column] = times * breach.price
        else:
            row_upper[breach.row] = float("inf")
            cost[breach.column] -= times * breach.price
            offset += times * breach.price * breach.most
    return replace(form, cost=cost, column_upper=upper, row_upper=row_upper, offset=offset)


def family(program: Program, name: str) -> Family:
    """The columns or rows of a component of the model, by its name."""
    families: list[Family] = [*program.form.columns, *program.form.rows]
    return next(found for found in families if found.component.name == name)


def is_fill(term: Term) -> bool:
    """Whether a rule asks for a part of demand to be met."""
    return term.row.rule.name == "Min fill"


def _hard(program: Program) -> Iterator[tuple[Breach, Term]]:
    case = program.case
    terms = {(term.row.rule.key, term.key): term for term in case.terms if term.penalty is None}
    for block in program.model.rules:
        laws = family(program, f"{block.rule.key}.held").place
        for key, column in family(program, f"{block.rule.key}.violation").place.items():
            term = terms.get((block.rule.key, key))
            if term is not None:
                price = 0.0 if is_fill(term) else case.tree.nodes[term.last].weight * price_of(case, term)
                yield Breach(term.row.id, column, laws[key], greatest_violation(case, term), price), term


def price_of(case: Case, term: Term) -> float:
    """What a unit of violation costs: the highest shortage cost of the materials, in money of the window's end."""
    if term.row.rule.unit == "money":
        return MONEY_BEYOND
    materials = term.scope.materials or tuple(case.stages)
    return max((shortage_cost(case, k, term.last) for k in materials), default=0.0)


def shortage_cost(case: Case, material: str, node: str) -> float:
    """The highest shortage cost of a material at a node."""
    return max((d.shortage_cost[node] for d in case.demands.values() if d.material == material), default=0.0)


def _closings(program: Program) -> Iterator[Breach]:
    case, stock = program.case, family(program, "stock_tonnes")
    for (name, leaf), row in family(program, "closing_stock").place.items():
        kept = case.stockpiles[name]
        if kept.closing_tonnes:
            price = case.tree.nodes[leaf].weight * shortage_cost(case, kept.material, leaf)
            yield Breach(CLOSING_STOCK, stock.place[name, leaf], row, kept.closing_tonnes, price, stock=True)
