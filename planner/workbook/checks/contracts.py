"""Checks of contracts: their price and their volumes."""

from math import inf

from planner.workbook.declare import column_of
from planner.workbook.draft import Draft
from planner.workbook.schema import Contract
from planner.workbook.series import narrowest

IN_FORCE = ("from_", "to")


def one_price(draft: Draft) -> None:
    """A contract that is in force has a price of its own or a discount; none has both."""
    for row in draft.of(Contract, "price", "discount", *IN_FORCE):
        if row.price is None and row.discount is None and draft.calendar.cut(row.from_, row.to):
            draft.refuse(row, "price", "blank-cell", "a number of at least 0 (per t), or a Discount")
        elif row.price is not None and row.discount is not None:
            draft.refuse(row, "discount", "unused-column", "a blank, since Price is given")


def least_within_most(draft: Draft) -> None:
    """The least volume is at most the greatest, in every period in which the contract is in force."""
    calendar, head = draft.calendar, column_of(Contract, "min_volume")
    for row in draft.of(Contract, "max_volume", "min_volume", *IN_FORCE):
        told = set()
        for period in (calendar.label(index) for index in calendar.cut(row.from_, row.to)):
            least, most = row.min_volume.at(period), row.max_volume.at(period)
            label = narrowest(row.min_volume.stated, period)
            if least is not None and most is not None and least > most and label not in told:
                told.add(label)
                cell = row.cell("min_volume", label)
                text = f"{head.title(label)} is {cell.shown}; expected at most {most:g} (t/yr), Max volume in {period}."
                draft.report.fault(cell, "out-of-range", text)


def nothing_owed_of_unlimited(draft: Draft) -> None:
    """Take or pay is a share of a volume, which an unlimited contract has not."""
    calendar = draft.calendar
    for row in draft.of(Contract, "max_volume", "take_or_pay", *IN_FORCE):
        volumes = (row.max_volume.at(calendar.label(index)) for index in calendar.cut(row.from_, row.to))
        if row.take_or_pay and inf in volumes:
            draft.refuse(row, "take_or_pay", "out-of-range", "0, since Max volume is unlimited")
