"""Figures and periods in the words of a cell."""

from collections.abc import Iterable

MOST_PERIODS = 3


def figure(number: float) -> str:
    """A price or an amount with as many decimals as it needs, two at most: "12,500", "15.2"."""
    if abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A share in per cent with one decimal: "65.0 %"."""
    return f"{100 * share:,.1f} %"


def some_periods(nodes: Iterable[str]) -> str:
    """The first few of some periods by name, and how many more there are."""
    listed = list(nodes)
    more = f" and {len(listed) - MOST_PERIODS} more" if len(listed) > MOST_PERIODS else ""
    return ", ".join(listed[:MOST_PERIODS]) + more
