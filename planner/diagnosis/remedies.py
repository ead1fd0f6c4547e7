"""What one cell alone would have to say for a conflict to go away: the least change, rounded so that it really solves.

A program proposes; the workbook, changed and read anew, decides: a remedy holds as it is written, and with a hair less
of it nothing holds.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, log10

from planner.diagnosis.changes import Change
from planner.diagnosis.desk import Desk
from planner.diagnosis.figures import Eases
from planner.diagnosis.inputs import InputCell
from planner.diagnosis.least_change import Slope, least_change, slope
from planner.diagnosis.opened import Atom
from planner.diagnosis.trial import Trial
from planner.workbook.cells import Value

NUDGE = 0.01
SNAP = 1e-4
WHOLE_POINT, TENTH = 1e-2, 1e-3
DOUBLINGS, HALVINGS = 12, 12


@dataclass(frozen=True)
class Remedy:
    """A cell, what it would have to say, and the hair: one step less of the change is not enough. 0 for whole steps."""

    cell: InputCell
    value: Value
    hair: float = 0.0

    @property
    def change(self) -> Change:
        """The remedy as it is typed."""
        return Change(self.cell, self.value)

    @property
    def size(self) -> float:
        """The change as a part of what the cell says; infinite where it is no number."""
        if not isinstance(self.value, float) or not self.cell.is_number:
            return inf
        before = float(self.cell.value)
        return abs(self.value - before) / max(abs(before), abs(self.value))


class Remedies:
    """Tries what each cell alone would do, in a workbook to which some changes were made already."""

    def __init__(self, desk: Desk, trial: Trial, given: Sequence[Change] = ()) -> None:
        self.desk, self.trial, self.given = desk, trial, tuple(given)
        self._slopes: dict[InputCell, Slope | None] = {}

    def alone(self, cell: InputCell, aside: Collection[Atom]) -> Remedy | None:
        """The least change of one cell that does, some atoms set aside; None where none of its values would."""
        own = self.trial.opened.cells[cell]
        if not self.trial.holds_together({*aside, *own}):
            return None
        found = self._number(cell, aside) if cell.is_number and not _at_its_end(cell) else None
        steps = (Remedy(cell, value) for value in self._steps(cell) if self._holds(cell, value, aside))
        return found or next(steps, None)

    def _holds(self, cell: InputCell, value: Value, aside: Collection[Atom]) -> bool:
        trial = self.desk.trial([*self.given, Change(cell, value)])
        return trial is not None and trial.holds_together(aside)

    def _steps(self, cell: InputCell) -> Iterator[Value]:
        """What a cell could say that does not give way by degrees, the smallest change first; a rule can go."""
        calendar = self.trial.book.calendar
        if cell.is_policy:
            yield None
        elif cell.eases is Eases.SHORTER:
            yield from map(float, range(self.trial.opened.inputs.periods(cell) - 1, -1, -1))
        elif cell.eases is Eases.EARLIER:
            yield from (str(calendar.label(n)) for n in range(calendar.index(cell.value) - 1, -1, -1))
        elif cell.eases is Eases.LATER:
            first = calendar.covered(cell.value).stop
            yield from (str(calendar.label(n)) for n in range(first, calendar.count))
        elif cell.eases is Eases.OPEN:
            yield "yes"

    def _number(self, cell: InputCell, aside: Collection[Atom]) -> Remedy | None:
        along = self._slope(cell)
        if along is None:
            return None
        needed = self._needed(cell, along, aside)
        found = self._rounded(cell, needed, along, aside) if needed is not None else None
        return found or self._searched(cell, along, aside)

    def _slope(self, cell: InputCell) -> Slope | None:
        """What a unit of a cell does to the program, in the direction in which it gives way."""
        if cell not in self._slopes:
            by = max(abs(cell.value) * NUDGE, TENTH)
            nudge = Change(cell, cell.value + _sign(cell) * by)
            moved = self.desk.trial([*self.given, nudge], like=self.trial)
            self._slopes[cell] = slope(self.trial.opened, moved.opened, by) if moved else None
        return self._slopes[cell]

    def _needed(self, cell: InputCell, along: Slope, aside: Collection[Atom]) -> float | None:
        """The value that a cell needs, as the program has it."""
        program = self.trial.opened
        own = program.cells[cell]
        firm = set(program.said) - set(aside) - set(own)
        near = self.trial.elastic.ease(dict.fromkeys(own, 1.0), dict.fromkeys(firm, 0.0))
        change = least_change(program, along, aside, near.values) if near else None
        return None if change is None else cell.value + _sign(cell) * change

    def _rounded(self, cell: InputCell, needed: float, along: Slope, aside: Collection[Atom]) -> Remedy | None:
        """The remedy with few digits next to the value needed, if it holds and a hair less does not."""
        hair = _hair(cell, abs(needed - cell.value))
        value = _outward(cell, needed, hair)
        for outward in (value, value + _sign(cell) * hair):
            tidy = _tidy(outward, hair)
            trial = self.desk.trial([*self.given, Change(cell, tidy)])
            if trial is not None and trial.holds_together(aside):
                less = trial.moved(along, -hair) or self.desk.trial(
                    [*self.given, Change(cell, _less(cell, tidy, hair))]
                )
                return None if less and less.holds_together(aside) else Remedy(cell, tidy, hair)
        return None

    def _searched(self, cell: InputCell, along: Slope, aside: Collection[Atom]) -> Remedy | None:
        """The remedy by trying: outward until it holds, then back as far as it does."""

        def does(change: float) -> bool:
            return self._holds(cell, cell.value + _sign(cell) * change, aside)

        fails, holds = 0.0, _first(does, max(abs(cell.value) * NUDGE, TENTH))
        if holds is None:
            return None
        for _ in range(HALVINGS):
            middle = 0.5 * (fails + holds)
            fails, holds = (fails, middle) if does(middle) else (middle, holds)
        return self._rounded(cell, cell.value + _sign(cell) * holds, along, aside)


def _less(cell: InputCell, value: float, hair: float) -> float:
    """A hair less of a change."""
    return _tidy(value - _sign(cell) * hair, hair)


def _first(does: Callable[[float], bool], change: float) -> float | None:
    return next((size for n in range(DOUBLINGS) if does(size := change * 2.0**n)), None)


def _at_its_end(cell: InputCell) -> bool:
    """Whether a figure cannot give way any further."""
    return bool(cell.value <= 0.0 if cell.eases is Eases.DOWN else cell.is_share and cell.value >= 1.0)


def _sign(cell: InputCell) -> float:
    return 1.0 if cell.eases is Eases.UP else -1.0


def _hair(cell: InputCell, change: float) -> float:
    """A power of ten that leaves a change three digits; of a share a tenth of a point where it changes by a point."""
    step = 10.0 ** (floor(log10(change)) - 2) if change > 0 else TENTH
    return max(step, TENTH) if cell.is_share and change >= WHOLE_POINT else step


def _outward(cell: InputCell, needed: float, hair: float) -> float:
    """The next multiple of a hair beyond what is needed; what is a multiple but for the solver's noise stays."""
    if cell.eases is Eases.UP:
        return ceil(needed / hair - SNAP) * hair
    return max(0.0, floor(needed / hair + SNAP) * hair)


def _tidy(value: float, hair: float) -> float:
    """A multiple of a hair without the noise of its last digits."""
    return round(value, max(0, -floor(log10(hair)) + 1))
