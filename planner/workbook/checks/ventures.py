"""Checks of ventures."""

from planner.workbook.draft import Draft
from planner.workbook.schema import Venture


def under_way_within_max_capacity(draft: Draft) -> None:
    """What is under way is no more than may stand."""
    for row in draft.of(Venture, "under_way", "max_capacity"):
        if row.under_way > row.max_capacity:
            expected = f"at most {row.max_capacity:g} (t/yr), the Max capacity"
            draft.refuse(row, "under_way", "out-of-range", expected)
