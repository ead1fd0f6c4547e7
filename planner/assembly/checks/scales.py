"""Figures so far apart that no solver could weigh them in one plan."""

from collections.abc import Iterator

from planner.assembly.checks.found import Subject, fault
from planner.problems import Problem
from planner.workbook.schema import Supplier as SupplierRow

FARTHEST = 1e9
"""How many times as much the demand for one material may cost as that for another, at any offers for them."""


def prices_far_apart(subject: Subject) -> Iterator[Problem]:
    """What goes into the dearest material is not so much that the cheapest could be left to chance beside it."""
    found = [sum_of_money for row in subject.book.suppliers for sum_of_money in _sums(subject, row)]
    least, most = (chosen(found, key=lambda one: one[0], default=None) for chosen in (min, max))
    if least and most and most[0] > FARTHEST * least[0]:
        other = least[2].cell("unit_cost")
        said = (
            f"{_words(subject, most)} That is more than {FARTHEST:,.0f} times as much as the least:"
            f" {_words(subject, least)} One plan cannot weigh both."
        )
        hint = f"Are this cell and {other.sheet}!{other.coordinate} both per tonne, and is demand in tonnes?"
        yield fault(most[2], "unit_cost", "far-apart", said, hint)


def _sums(subject: Subject, row: SupplierRow) -> Iterator[tuple[float, float, SupplierRow]]:
    """The peak demand for a material at each of a supplier's prices: the sum, the price and the supplier."""
    tonnes = subject.case.peak_demand(row.material)
    prices = subject.case.suppliers[row.supplier].unit_cost.values()
    yield from ((price * tonnes, price, row) for price in set(prices) if price * tonnes > 0.0)


def _words(subject: Subject, one: tuple[float, float, SupplierRow]) -> str:
    _, price, row = one
    needed = f"{subject.case.peak_demand(row.material):,.6g} t of {row.material} are needed"
    return f"Unit cost of {row.supplier} is {price:,.6g} per t, and up to {needed}."
