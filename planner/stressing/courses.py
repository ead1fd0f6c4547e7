"""The courses of events that a plan is put to: the scenarios of its workbook, and the loss of partner countries."""

from collections.abc import Sequence

from models.case import Case
from models.policies.partner import COUNTRY
from planner.assembly.futures import Course, Event, events
from planner.errors import PlannerError
from planner.workbook import Book, Calendar, Duration, Label

ONE_YEAR = Duration(1, "years")


def scenarios(book: Book) -> list[Course]:
    """Every scenario of a workbook, with or without a probability."""
    return [Course(name, events(book, name)) for name in dict.fromkeys(row.scenario for row in book.scenarios)]


def loss(countries: Sequence[str], periods: range) -> Course:
    """All that suppliers and plants of some countries send falls away in some periods, which nobody knew before."""
    gone = (Event(periods.start, periods, country, COUNTRY, capacity_factor=0.0) for country in countries)
    return Course(f"Loss of {' and '.join(countries)}", tuple(gone))


def partners(case: Case) -> list[str]:
    """The countries outside home that have a supplier or a recycling plant."""
    places = {i.country for i in case.suppliers.values()} | {p.country for p in case.plants.values()}
    return sorted(places - case.home)


def loss_periods(calendar: Calendar, begins: str | None = None, lasts: str | None = None) -> range:
    """The periods of a loss, by default a year from the second year of the plan, or the first where there is one.

    Raises `PlannerError` where `begins` is no period of the plan or `lasts` no duration.
    """
    later = [period for period, year in enumerate(calendar.years) if year != calendar.years[0]]
    start = _first(calendar, begins) if begins else min(later, default=0)
    length = calendar.periods_in(_duration(lasts) if lasts else ONE_YEAR)
    return range(start, min(start + length, calendar.count))


def _first(calendar: Calendar, text: str) -> int:
    try:
        found = calendar.span(Label.parse(text))
    except ValueError:
        found = range(0)
    if not found:
        labels = calendar.labels
        raise PlannerError(f"--loss-from is {text}; expected a period of the plan, {labels[0]} to {labels[-1]}.")
    return found.start


def _duration(text: str) -> Duration:
    try:
        found = Duration(int(text)) if text.strip().isdecimal() else Duration.parse(text)
    except ValueError:
        found = Duration(0)
    if found.amount <= 0:
        raise PlannerError(f"--loss-for is {text}; expected a number of periods, or a duration such as 18 months.")
    return found
