"""What the sheets of a comparison have in common: the columns of measures and of plans."""

from planner.comparing.comparison import Comparison, Pair
from planner.comparing.figures import Measure
from planner.report.sheet import FIGURE, Column, Value

LEAD = (
    Column("Group", width=16),
    Column("Figure", width=44),
    Column("Material", width=20),
    Column("Stage or sector", width=24),
    Column("When", width=20),
    Column("Unit", width=12),
)


def lead(measure: Measure) -> tuple[Value, ...]:
    """The cells under `LEAD`."""
    unit = measure.unit or ("share" if measure.format == "share" else "")
    return (measure.group, measure.name, measure.material, measure.part, measure.when, unit)


def against(pair: Pair) -> str:
    """With which plan one is compared."""
    return f"against {pair.reference.label}" if pair.reference else "base"


def plans(comparison: Comparison, format_: str = FIGURE, width: float = 14) -> list[Column]:
    """A column for every plan, the base among them."""
    return [Column(pair.label, against(pair), format_, width) for pair in comparison.solved]
