"""Figures that may change over time, as a workbook states them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeVar

from planner.workbook.periods import Calendar, Label, Length, Unchanging

T = TypeVar("T")
NO_HISTORY: Mapping[Label, Any] = {}


@dataclass(frozen=True)
class Series(Unchanging, Generic[T]):
    """Values by the label they were stated for, None for all time; rates are per year, as in the sheet.

    The narrowest label wins. `history` holds what was stated for periods before the first, by periods of the plan's
    length; `otherwise` is the value where nothing is stated.
    """

    stated: Mapping[Label | None, T] = field(default_factory=dict)
    history: Mapping[Label, T] = field(default_factory=dict)
    otherwise: T | None = None

    @classmethod
    def constant(cls, value: T) -> Self:
        """The same value at all times."""
        return cls({None: value})

    @classmethod
    def of(cls, values: Mapping[Label | None, T], calendar: Calendar, otherwise: T | None = None) -> Self:
        """The values as stated, those of the past by periods of the plan's length."""
        stated = {label: value for label, value in values.items() if label is None or calendar.span(label)}
        before = [label for label in values if label is not None and calendar.covered(label).start < 0]
        past = {calendar.label(index) for label in before for index in calendar.covered(label) if index < 0}
        history = {period: values[narrowest(before, period)] for period in sorted(past)}
        return cls(stated, history or NO_HISTORY, otherwise)

    def filled(self, otherwise: T | None) -> Self:
        """The same with another value where nothing is stated."""
        return replace(self, otherwise=otherwise)

    def on(self, calendar: Calendar) -> tuple[T | None, ...]:
        """The value in each period of the horizon, None where there is none."""
        values = [self.stated.get(None, self.otherwise)] * calendar.count
        for label in sorted(filter(None, self.stated), key=lambda label: -label.length.months):
            for index in calendar.span(label):
                values[index] = self.stated[label]
        return tuple(values)

    def at(self, period: Label) -> T | None:
        """The value in a period, None where there is none."""
        label = narrowest(self.stated, period) if self.stated else None
        return self.otherwise if label is None and None not in self.stated else self.stated[label]


def narrowest(labels: Iterable[Label | None], period: Label) -> Label | None:
    """The shortest of the labels that hold a period; None where none does."""
    longer = (length for length in reversed(Length) if length.months >= period.length.months)
    return next((label for length in longer if (label := period.within(length)) in labels), None)
