"""What a plan reckons with: the world that is sure, and the courses of events that may come."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from planner.workbook import Book, Calendar
from planner.workbook.schema import Scenario

EACH = "each"
UNDISTURBED = "undisturbed"
ROUNDING = 1e-9


@dataclass(frozen=True)
class Event:
    """What a row of a scenario changes, by content: when known, in which periods, of whom, and by what factors.

    Periods are counted from the first of the plan, 0.
    """

    known: int
    periods: range
    partner: str = EACH
    partner_kind: str = ""
    material: str = EACH
    stage: str = EACH
    sector: str = EACH
    capacity_factor: float = 1.0
    cost_factor: float = 1.0
    demand_factor: float = 1.0

    @property
    def changes_something(self) -> bool:
        """Whether it lies in the plan and any of its factors is not 1."""
        return bool(self.periods) and (self.capacity_factor, self.cost_factor, self.demand_factor) != (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Course:
    """A course of events: what it is called, what happens in it, and how likely it is."""

    name: str
    events: tuple[Event, ...] = ()
    probability: float = 1.0

    def known_by(self, period: int) -> Hashable:
        """What is known of it in a period, by content: two courses are one while it is the same."""
        return frozenset(Counter(event for event in self.events if event.known <= period).items())


@dataclass(frozen=True)
class Futures:
    """The courses of events that a plan reckons with, on top of a world that is sure from the first period on.

    What the world changes is no shock: nothing is suspended for it. In the first `decided` periods an earlier plan is
    followed.
    """

    courses: tuple[Course, ...] = (Course(UNDISTURBED),)
    world: tuple[Event, ...] = ()
    decided: int = 0


def assumed(book: Book, scenario: str | None) -> Futures:
    """The world of a scenario that has come true, or with None the world as it is."""
    return Futures(world=events(book, scenario))


def hedged(book: Book, world: tuple[Event, ...] = ()) -> Futures:
    """All scenarios with a probability; what their probabilities lack to 1 is the undisturbed course."""
    found = [
        Course(row.scenario, events(book, row.scenario), row.probability) for row in book.scenarios if row.probability
    ]
    rest = 1.0 - sum(course.probability for course in found)
    if rest > ROUNDING:
        found.append(Course(_unlike(UNDISTURBED, [course.name for course in found]), probability=rest))
    return Futures(tuple(found), world)


def events(book: Book, scenario: str | None) -> tuple[Event, ...]:
    """What happens in a scenario; rows that change nothing within the horizon are left out."""
    rows = (event_of(row, book.calendar) for row in book.scenarios if row.scenario == scenario)
    return tuple(event for event in rows if event.changes_something)


def event_of(row: Scenario, calendar: Calendar) -> Event:
    """What a row of the sheet changes."""
    return Event(
        known=max(calendar.index(row.known_from), 0),
        periods=calendar.cut(row.from_, row.to),
        partner=row.partner,
        partner_kind=row.partner_kind,
        material=row.material,
        stage=row.stage,
        sector=row.sector,
        capacity_factor=row.capacity_factor,
        cost_factor=row.cost_factor,
        demand_factor=row.demand_factor,
    )


def _unlike(name: str, others: Iterable[str]) -> str:
    """A name that no other has."""
    taken = set(others)
    while name in taken:
        name += "'"
    return name
