"""The least cost is convex in whatever stands alone on the right of laws: half way costs no more than half of both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.relations.plans import cost, sound
from tests.relations.sheets import Row, Tables, each_cell, rows_of, with_rows, without, without_rules

VOLUMES = ("Max volume", "Max emissions", "Max budget")
STEPS = (0.7, 0.85, 1.0)


@dataclass(frozen=True)
class Curved:
    """A figure, by sheet and heads, and what must be left out for it to stand on the right only."""

    sheet: str
    heads: tuple[str, ...]
    prepared: Callable[[Tables], Tables] = lambda tables: tables
    falls: bool = False

    @property
    def name(self) -> str:
        """The figure in words."""
        return f"convex in: {self.sheet}, {self.heads[0] or 'tonnes'}"

    def at(self, tables: Tables, factor: float) -> Tables:
        """The workbook with the figure so many times as large."""

        def change(sheet: str, head: str, row: Row, value: Any) -> Any:
            is_it = sheet == self.sheet and head in self.heads and not isinstance(value, str)
            return value * factor if is_it else value

        return each_cell(tables, change)

    def breach(self, tables: Tables) -> str | None:
        """What does not hold of a workbook, in figures; None where all is well."""
        plain = sound(without_rules(self.prepared(tables), "Max HHI"))
        costs = [cost(self.at(plain, step)) for step in STEPS]
        low, middle, high = (float("inf") if found is None else found for found in costs)
        if not middle <= (low + high) / 2 + 1e-7 * abs(high):
            return f"{middle} is more than half of {low} and {high}"
        return f"{high} is more than {low}" if self.falls and high > low + 1e-7 * abs(low) else None


def _without_shares_of_demand(tables: Tables) -> Tables:
    """Demand stands beside the share that substitution opens."""
    return without(tables, "Substitution")


def _rules_of_volume(tables: Tables) -> Tables:
    """Rules whose limit is no share of what the plan decides."""
    rows = [row for row in rows_of(tables.get("Policies", [[]])) if row["Rule"] in VOLUMES]
    return with_rows(tables, "Policies", rows)


CURVES = (
    Curved("Demand", ("",), _without_shares_of_demand),
    Curved("Suppliers", ("Capacity",), lambda t: without_rules(t, "Min home capacity"), falls=True),
    Curved("Stockpiles", ("Max release",), falls=True),
    Curved("Stockpiles", ("Opening stock",)),
    Curved("Policies", ("Limit",), _rules_of_volume, falls=True),
    Curved("Routes", ("Max volume",), falls=True),
    Curved("Recycling", ("Max build",), falls=True),
    Curved("Ventures", ("Max capacity",), falls=True),
)
