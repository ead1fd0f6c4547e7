"""How a program is opened: every limit that an input gives becomes a row of its own that is no equation.

Rows that only define or balance stay as they are, a greatest value that is merely technical goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import bmat, csr_matrix

from models.case import Case
from models.limits import BOUNDS, LAWS, Held, Holds, technical
from planner.arrays import Families, StandardForm
from planner.arrays.standard_form import sparse
from planner.diagnosis.inputs import RULES, Inputs
from planner.diagnosis.opened import EVERYWHERE, Atom, Name, Opened
from planner.solve import Program
from planner.solve.scaling import Scaling

SIGNS = (1.0, -1.0)
"""To which sides an equation may give way."""


@dataclass(frozen=True)
class Opening:
    """What of a program an input says: rows, of these the equations, and greatest values of columns.

    `free` are the columns whose greatest value goes, `limited` those of them for which a row takes its place.
    """

    form: StandardForm
    equal: list[int]
    free: list[int]
    limited: list[int]

    def wider(self) -> StandardForm:
        """The program with a row for each limited column, and two columns and their rows for each equation."""
        form, apart = self.form, len(SIGNS) * len(self.equal)
        (rows, width), more = form.matrix.shape, len(self.limited)
        sides = sparse(SIGNS * len(self.equal), np.repeat(self.equal, len(SIGNS)), range(apart), (rows, apart))
        picked = sparse(np.ones(more), range(more), self.limited, (more, width))
        closed = sparse(np.ones(apart), range(apart), range(apart), (apart, apart))
        most = np.array(form.column_upper)
        most[self.free] = np.inf
        return replace(
            form,
            matrix=csr_matrix(bmat([[form.matrix, sides], [picked, None], [None, closed]])),
            cost=np.zeros(width + apart),
            offset=0.0,
            column_lower=np.append(form.column_lower, np.zeros(apart)),
            column_upper=np.append(most, np.full(apart, np.inf)),
            row_lower=np.append(form.row_lower, np.full(more + apart, -np.inf)),
            row_upper=np.concatenate([form.row_upper, form.column_upper[self.limited], np.zeros(apart)]),
        )

    def rescaled(self, scaling: Scaling) -> Scaling:
        """The canonical units of the wider program."""
        units = np.repeat(1.0 / scaling.rows[self.equal], len(SIGNS))
        rows = np.concatenate([scaling.rows, 1.0 / scaling.columns[self.limited], 1.0 / units])
        return Scaling(np.append(scaling.columns, units), rows, scaling.money)


def opened(program: Program, inputs: Inputs) -> Opened:
    """The program of a case with everything open that an input says, but where an earlier plan is followed."""
    case, form = program.case, program.form
    laws, variables = _names(form.rows), _names(form.columns)
    said = [_held(case, LAWS, law) for law in laws]
    bounds = {column: held for column, variable in enumerate(variables) if (held := _held(case, BOUNDS, variable))}
    equal = [row for row, held in enumerate(said) if held and form.row_lower[row] == form.row_upper[row]]
    unmeant = [
        column
        for column, (name, index) in enumerate(variables)
        if BOUNDS[name] is technical and index[-1] not in case.decided
    ]
    opening = Opening(form, equal, [*unmeant, *bounds], list(bounds))
    twice = [row for row in equal for _ in SIGNS]
    names = (*laws, *(variables[column] for column in bounds), *(laws[row] for row in twice))
    helds = [*said, *bounds.values(), *(said[row] for row in twice)]
    for row in equal:
        helds[row] = None
    return Opened(
        case,
        inputs,
        opening.wider(),
        opening.rescaled(program.scaling),
        names,
        tuple(_atom(inputs, held, name) if held else None for held, name in zip(helds, names, strict=True)),
        np.array([held.size if held else 0.0 for held in helds]),
    )


def _names(families: Families) -> list[Name]:
    """The law or variable behind every row or column, and its index."""
    return [(family.component.local_name, key) for family in families for key in family.keys]


def _held(case: Case, lists: Mapping[str, Holds], name: Name) -> Held | None:
    """The figure to which a row or column holds; what was decided before holds to none."""
    said, index = name
    return None if index[-1] in case.decided else lists[said](case, *index)


def _atom(inputs: Inputs, held: Held, name: Name) -> Atom:
    """The atom behind a figure; a constraint of a rule is about its scope, whatever its window."""
    scope = name[1][1:-1] if held.kind == RULES else EVERYWHERE
    return Atom(inputs.cell(held), scope)
