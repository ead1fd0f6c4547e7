"""How every plan of the comparison came about."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.report.sheet import Column, Row, Sheet

STATUS, POLICY, SCENARIO = "Solver status", "Policy set", "Assumed scenario"


def _columns(comparison: Comparison) -> list[Column]:
    return [Column("Item", width=44), *(Column(entry.label, width=26) for entry in comparison.entries)]


def _rows(comparison: Comparison) -> Iterable[Row]:
    runs = [entry.findings.run if entry.findings else {} for entry in comparison.entries]
    entries = comparison.entries
    yield Row((POLICY, *(entry.world.policy for entry in entries)))
    yield Row((SCENARIO, *(entry.world.assume or "none" for entry in entries)))
    yield Row(("Status", *(entry.status for entry in entries)))
    yield Row(("Why there is no plan", *(entry.why for entry in entries)))
    for item in dict.fromkeys(item for run in runs for item in run if item not in (POLICY, SCENARIO, STATUS)):
        yield Row((item, *(run.get(item, "") for run in runs)))


RUN = Sheet(
    name="Run",
    about="What each plan was made from and with; times and places stand in run.json, every plan in the folder of its"
    " set.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
)
