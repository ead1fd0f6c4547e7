"""Cells of the example as a user would type them, by head."""

from collections.abc import Mapping, Sequence

Value = str | float
Rows = Sequence[Mapping[str, Value]]
HISTORY = "2025"
PERIODS = ("2026", "2027", "2028", "2029", "2030")


def over_time(*figures: float) -> dict[str, Value]:
    """Figures under the example's periods."""
    return dict(zip(PERIODS, figures, strict=True))
