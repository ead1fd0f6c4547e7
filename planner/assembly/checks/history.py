"""Lead times without orders from before the plan."""

from collections.abc import Iterator

from planner.assembly.checks.found import Subject, warning
from planner.problems import Problem


def lead_times(subject: Subject) -> Iterator[Problem]:
    """Where nothing was ordered before the plan, nothing arrives until a lead time is over."""
    case = subject.case
    nodes = list(case.tree.nodes.values())
    for row in subject.book.suppliers:
        supplier = case.suppliers[row.supplier]
        waiting = [n.key for n in nodes if n.period < supplier.lead_time_periods]
        at_stake = sum(supplier.capacity_tonnes[n] for n in waiting)
        if at_stake and not any(supplier.ordered_tonnes.values()):
            first = next((n.key for n in nodes if n.period == supplier.lead_time_periods), "after the horizon")
            said = f"Nothing was ordered before: the first tonne arrives in {first}, {at_stake:,.4g} t are at stake."
            yield warning(row, "lead_time", "missing-history", said)
