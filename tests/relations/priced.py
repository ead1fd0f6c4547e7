"""A price moves the cost of a plan by what is paid at it.

The least cost is concave in any one price: a plan made before a rise costs at most what the rise adds to it, and the
plan made after the rise would have cost at least as much before. So the rise lies between what is paid at the price in
the plan after it and in that before it, whichever plans of least cost those are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.relations.plans import paid, solved, sound
from tests.relations.sheets import Row, Tables, each_cell, each_row, without, without_rules

RISE = 0.25
PRICED_RULES = ("Max budget", "Max HHI")
"""What is allowed depends on the price, or its figure only comes near its limit."""


@dataclass(frozen=True)
class Priced:
    """A price, by sheet and heads, and the kinds of cost that are paid at it, at it alone in what is prepared."""

    sheet: str
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    prepared: Callable[[Tables], Tables] = lambda tables: tables

    @property
    def name(self) -> str:
        """The price in words."""
        return f"a price: {self.sheet}, {self.heads[0]}"

    def higher(self, tables: Tables) -> Tables:
        """The workbook with the price raised."""

        def change(sheet: str, head: str, row: Row, value: Any) -> Any:
            is_it = sheet == self.sheet and head in self.heads and not isinstance(value, str)
            return value * (1.0 + RISE) if is_it else value

        return each_cell(tables, change)

    def breach(self, tables: Tables) -> str | None:
        """What does not hold of a workbook, in figures; None where all is well."""
        plain = sound(without_rules(self.prepared(tables), *PRICED_RULES))
        before, after = solved(plain), solved(self.higher(plain))
        if before is None or after is None:
            return None if before is after else "one has a plan and the other has none"
        least, most = RISE / (1.0 + RISE) * paid(after, *self.kinds), RISE * paid(before, *self.kinds)
        close, rise = 1e-7 * abs(before.cost), after.cost - before.cost
        return None if least - close <= rise <= most + close else f"{rise} is not between {least} and {most}"


def _at_its_own_price(tables: Tables) -> Tables:
    """Contracts whose price is no part of another, and no tariff on it."""
    plain = each_row(tables, "Suppliers", lambda row: {h: v for h, v in row.items() if h != "Tariff"})
    return each_row(
        plain,
        "Contracts",
        lambda row: {h: v for h, v in row.items() if h != "Discount"} | {"Price": row.get("Price", 3.0)},
    )


PRICES = (
    Priced("Suppliers", ("Unit cost",), ("Offtake", "Tariff"), lambda t: without(t, "Contracts", "Stockpiles")),
    Priced("Suppliers", ("Freight",), ("Freight",)),
    Priced("Suppliers", ("Tariff",), ("Tariff",), lambda t: without(t, "Partnerships")),
    Priced("Settings", ("Carbon price",), ("Carbon",)),
    Priced("Routes", ("Cost",), ("Routes",)),
    Priced("Stockpiles", ("Holding cost",), ("Holding",)),
    Priced("Recycling", ("Opex",), ("Recycling",)),
    Priced("Recycling", ("Capex",), ("Recycling capacity",)),
    Priced("Ventures", ("Capex",), ("Venture capacity",)),
    Priced("Substitution", ("Cost",), ("Substitution",)),
    Priced("Substitution", ("Capex",), ("Substitution research",)),
    Priced("Partnerships", ("Yearly cost",), ("Partnerships",)),
    Priced("Contracts", ("Price", "Price floor"), ("Contracts", "Take or pay"), _at_its_own_price),
)
