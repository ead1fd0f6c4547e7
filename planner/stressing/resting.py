"""What a shock suspends or makes soft, and what it then lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.case import Case
from models.policies import PolicyRow, sentence
from models.policies.row import Scope
from planner.results import Results
from planner.results.wording import percent

SUSPENDED, SOFT, NOT_OWED = "suspended", "soft", "not owed"


@dataclass(frozen=True)
class Rest:
    """A rule or a duty that a shock suspends or makes soft: for what, when, and what it lacks there in its unit."""

    id: str
    says: str
    how: str
    materials: tuple[str, ...]
    periods: tuple[str, ...]
    lacks: float
    unit: str
    cell: str


def resting(results: Results) -> list[Rest]:
    """Policy rows, then duties to fill and closing stocks, as far as the shock touches them."""
    return [*_rows(results), *_fills(results), *_closing(results)]


def _rows(results: Results) -> Iterator[Rest]:
    case = results.case
    for row in case.rules:
        found = [
            (scope, nodes) for scope in row.rule.scopes(case, row) if (nodes := row.rule.suspended(case, row, scope))
        ]
        if found:
            nodes = frozenset[str]().union(*(nodes for _, nodes in found))
            soft = all(nodes <= row.rule.in_force(case, row, scope) for scope, nodes in found)
            yield Rest(
                row.id,
                sentence(case, row),
                SOFT if soft else SUSPENDED,
                _touched(case, [scope for scope, _ in found], nodes),
                tuple(n for n in case.tree if n in nodes),
                _lack(results, row),
                row.rule.unit,
                row.cell,
            )


def _touched(case: Case, scopes: list[Scope], nodes: frozenset[str]) -> tuple[str, ...]:
    """The materials of some scopes that are in the shock at any of some nodes."""
    materials = dict.fromkeys(k for scope in scopes for k in scope.materials)
    return tuple(k for k in materials if any(case.shock.touches(n, [k]) for n in nodes))


def _lack(results: Results, row: PolicyRow) -> float:
    """By how much a row that is hard otherwise is broken, where the shock makes it soft."""
    if row.penalty is not None:
        return 0.0
    terms = [term for term in results.case.terms if term.row.key == row.key and term.penalty is not None]
    violation = results.values(getattr(results.model, row.rule.key).violation) if terms else {}
    return sum(violation[term.key] for term in terms)


def _fills(results: Results) -> Iterator[Rest]:
    case, lacking = results.case, results.values(results.model.lacking_tonnes)
    for key, demand in case.demands.items():
        nodes = tuple(n for n in case.tree if case.shock.touches(n, [demand.material]))
        if demand.least_fill > 0 and nodes:
            said = (
                f"At least {percent(demand.least_fill)} of the demand of {demand.sector} for {demand.material} is met."
            )
            lacks = sum(lacking[key, n] for n in nodes)
            yield Rest("Least fill", said, SOFT, (demand.material,), nodes, lacks, "t", "Demand")


def _closing(results: Results) -> Iterator[Rest]:
    case, held = results.case, results.values(results.model.stock_tonnes)
    for name, pile in case.stockpiles.items():
        for leaf in case.tree.leaves:
            if pile.closing_tonnes > 0 and case.shock.touches(leaf, [pile.material]):
                said = f"At the end {pile.closing_tonnes:,.4g} t of {pile.material} at {pile.stage} are in stock."
                lacks = max(0.0, pile.closing_tonnes - held[name, leaf])
                yield Rest("Closing stock", said, NOT_OWED, (pile.material,), (leaf,), lacks, "t", "Stockpiles")
