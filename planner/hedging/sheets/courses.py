"""Each course of events: how likely it is, what it costs, and what goes short on it."""

from collections.abc import Iterable

from models import cost
from planner.hedging.hedge import Hedge, course_costs
from planner.report.sheet import Column, Row, Sheet
from planner.results import Results
from planner.results.costs import costs
from planner.results.shortages import shortage_lines


def _columns(hedge: Hedge) -> list[Column]:
    money = hedge.plan.currency
    return [
        Column("Course", width=34),
        Column("Probability", "share", "share", 11),
        Column("Parts from the others", width=16),
        Column("Cost", f"{money}, present value", "money", 18),
        Column("Paid cost", f"{money}, present value", "money", 18),
        Column("More than the mean", f"{money}, present value", "signed money", 18),
        Column("Among the dearest", width=12),
        Column("Short", "t, whole plan", "tonnes", 13),
        Column("First shortage", width=14),
        Column("Worst shortage", width=44),
    ]


def _rows(hedge: Hedge) -> Iterable[Row]:
    results = hedge.plan.results
    tree, spent = results.case.tree, course_costs(results.case, results.solution)
    for leaf in results.case.tree.leaves:
        path = [n for n in results.periods if n in tree.path(leaf)]
        alone = next((n for n in path if tree.nodes[n].courses == tree.nodes[leaf].courses), leaf)
        yield Row((
            " or ".join(tree.nodes[leaf].courses), tree.nodes[leaf].probability, _label(results, alone),
            spent[leaf], _paid(results, path), spent[leaf] - hedge.measures.expected_cost,
            "yes" if _is_dear(hedge, spent, leaf) else "", *_short(results, path),
        ))  # fmt: skip


def _label(results: Results, node: str) -> str:
    return node.split(" | ", maxsplit=1)[0]


def _paid(results: Results, path: list[str]) -> float:
    by_kind, nodes = costs(results), results.case.tree.nodes
    return sum(nodes[n].discount * by_kind[kind][n] for kind in cost.PAID for n in path)


def _is_dear(hedge: Hedge, spent: dict[str, float], leaf: str) -> bool:
    """Whether a course counts, at least in part, in the tail."""
    nodes = hedge.plan.results.case.tree.nodes
    dearer = sum(nodes[other].probability for other, value in spent.items() if value > spent[leaf])
    return dearer < 1.0 - hedge.risk.level


def _short(results: Results, path: list[str]) -> tuple[float, str, str]:
    """Tonnes short on a course, when first, and the demand that lacks most."""
    lines = [(line, {n: line.short[n] for n in path}) for line in shortage_lines(results)]
    short = [n for n in path if any(by_node[n] for _, by_node in lines)]
    worst, lacking = max(lines, key=lambda entry: sum(entry[1].values()))
    tonnes = sum(lacking.values())
    named = f"{worst.demand.material} for {worst.demand.sector}, {tonnes:,.0f} t" if tonnes else ""
    whole = sum(sum(by_node.values()) for _, by_node in lines)
    return whole, _label(results, short[0]) if short else "none", named


COURSES = Sheet(
    name="Courses",
    about="The courses of events of the workbook's scenarios, and what the plan costs on each; the sheets of the plan"
    " have the periods that courses share once, then those of each course.",
    shows=frozenset({"path_cost", "value_at_risk", "excess_cost"}),
    columns=_columns,
    rows=_rows,
    frozen=1,
)
