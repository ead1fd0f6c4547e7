"""Time in a workbook: labels such as 2026, 2026Q1 and 2026-01, durations, and the calendar of the plan."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, total_ordering
from math import ceil
from typing import Literal, Self

FIRST_YEAR, LAST_YEAR = 1950, 2199
LABEL = re.compile(r"(\d{4})(?:-?q([1-4])|-(0?[1-9]|1[0-2]))?", re.IGNORECASE | re.ASCII)
DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(period|month|year)s?", re.IGNORECASE | re.ASCII)
ROUNDING = 1e-9


class Unchanging:
    """Something that never changes, so that a copy of it is itself: a default need not be copied into every row."""

    def __deepcopy__(self, _: object) -> Self:
        return self


class Length(StrEnum):
    """Length of a period."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        """Months in a period."""
        return MONTHS[self]

    @property
    def per_year(self) -> int:
        """Periods in a year."""
        return 12 // self.months


MONTHS = {Length.YEAR: 12, Length.QUARTER: 3, Length.MONTH: 1}


@total_ordering
@dataclass(frozen=True)
class Label:
    """A period as written: a year, or one of its quarters or months (`part`, from 1). Sorted by its first month."""

    year: int
    part: int = 1
    length: Length = Length.YEAR

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that a text such as 2026, 2026Q1 or 2026-01 names; raises ValueError if it names none."""
        match = LABEL.fullmatch("".join(text.split()))
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(f"{text} is no period")
        year, quarter, month = match.groups()
        if quarter:
            return cls(int(year), int(quarter), Length.QUARTER)
        return cls(int(year), int(month), Length.MONTH) if month else cls(int(year))

    @classmethod
    def containing(cls, day: date, length: Length) -> Self:
        """The period of this length in which a day lies; raises ValueError for a year that cannot be meant."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"{day.isoformat()} is no period")
        return cls.at_month(day.year * 12 + day.month - 1, length)

    @classmethod
    def at_month(cls, month: int, length: Length) -> Self:
        """The period of this length that holds a month, counted from January of year 0."""
        return cls(month // 12, month % 12 // length.months + 1, length)

    @cached_property
    def first_month(self) -> int:
        """Its first month, counted from January of year 0."""
        return self.year * 12 + (self.part - 1) * self.length.months

    @cached_property
    def end_month(self) -> int:
        """The month after its last one."""
        return self.first_month + self.length.months

    def within(self, length: Length) -> "Label":
        """The period of a greater or equal length that holds this one."""
        return Label.at_month(self.first_month, length)

    def __hash__(self) -> int:
        return self.end_month  # far quicker than that of all fields, and hardly ever the same for two

    def __lt__(self, other: "Label") -> bool:
        return (self.first_month, -self.length.months) < (other.first_month, -other.length.months)

    def __str__(self) -> str:
        if self.length is Length.QUARTER:
            return f"{self.year}Q{self.part}"
        return f"{self.year}-{self.part:02}" if self.length is Length.MONTH else str(self.year)


@dataclass(frozen=True)
class Duration(Unchanging):
    """A length of time: an amount of the plan's periods, of months or of years."""

    amount: float
    unit: Literal["periods", "months", "years"] = "periods"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The duration that a text such as "18 months" names; raises ValueError if it names none."""
        match = DURATION.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text} is no duration")
        units: dict[str, Literal["periods", "months", "years"]]
        units = {"period": "periods", "month": "months", "year": "years"}
        return cls(float(match[1]), units[match[2].lower()])

    def __str__(self) -> str:
        return f"{self.amount:g} {self.unit}"


@dataclass(frozen=True)
class Calendar:
    """The plan's periods: `count` of them from `first` on, all of the length of `first`."""

    first: Label
    count: int

    @property
    def length(self) -> Length:
        """Length of each period."""
        return self.first.length

    @property
    def period_years(self) -> float:
        """Length of a period in years."""
        return 1 / self.length.per_year

    @property
    def labels(self) -> tuple[str, ...]:
        """The periods as text, in order."""
        return tuple(map(str, self.periods))

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar year of each period."""
        return tuple(period.year for period in self.periods)

    @cached_property
    def periods(self) -> tuple[Label, ...]:
        """The periods in order."""
        return tuple(self._label(index) for index in range(self.count))

    def label(self, index: int) -> Label:
        """The period at an index; those before the first have negative ones."""
        return self.periods[index] if 0 <= index < self.count else self._label(index)

    def _label(self, index: int) -> Label:
        return Label.at_month(self.first.first_month + index * self.length.months, self.length)

    def index(self, label: Label) -> int:
        """Index of the first period in a label."""
        return (label.first_month - self.first.first_month) // self.length.months

    def covered(self, label: Label) -> range:
        """Indexes of all periods in a label, also before the first and after the last."""
        months, start = self.length.months, self.first.first_month
        return range((label.first_month - start) // months, (label.end_month - start) // months)

    def span(self, label: Label) -> range:
        """Indexes of the periods of the horizon in a label."""
        covered = self.covered(label)
        return range(max(covered.start, 0), max(min(covered.stop, self.count), 0))

    def cut(self, from_: Label | None, to: Label | None) -> range:
        """Indexes from one label to another, both inclusive, cut to the horizon; None is an open end."""
        start = 0 if from_ is None else max(self.index(from_), 0)
        stop = self.count if to is None else min(self.covered(to).stop, self.count)
        return range(start, max(start, stop))

    def holds(self, label: Label) -> bool:
        """Whether a label is at least as long as the plan's periods."""
        return label.length.months >= self.length.months

    def exact_periods(self, duration: Duration) -> float:
        """Length of a duration in periods."""
        months = {"periods": self.length.months, "months": 1, "years": 12}[duration.unit]
        return duration.amount * months / self.length.months

    def periods_in(self, duration: Duration) -> int:
        """Length of a duration in periods, rounded up."""
        return ceil(self.exact_periods(duration) - ROUNDING)
