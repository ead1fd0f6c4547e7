"""Checks of substitution."""

from planner.workbook.draft import Draft
from planner.workbook.schema import Demand, Substitution


def of_a_demand(draft: Draft) -> None:
    """What is replaced is a material that the sector needs."""
    needed = {(row.sector, row.material) for row in draft.all(Demand, "sector", "material")}
    for row in draft.of(Substitution, "sector", "material"):
        if (row.sector, row.material) not in needed:
            draft.refuse(row, "material", "unknown-name", f"a material that Demand lists for {row.sector}")


def share_today_within_max_share(draft: Draft) -> None:
    """What can be replaced today is no more than the greatest share of any period."""
    for row in draft.of(Substitution, "share_today", "max_share"):
        shares = zip(row.max_share.on(draft.calendar), draft.calendar.labels, strict=True)
        least, period = min((share, period) for share, period in shares if share is not None)
        if row.share_today > least:
            expected = f"at most {least:g} (share), the Max share in {period}"
            draft.refuse(row, "share_today", "out-of-range", expected)
