"""A program in which everything that an input says can give way: who says what in which row."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.case import Case
from planner.arrays import StandardForm, Vector
from planner.diagnosis.figures import Eases
from planner.diagnosis.inputs import InputCell, Inputs
from planner.solve.scaling import Scaling

Name = tuple[str, tuple[str, ...]]
"""A law or a variable, and the index of one of its rows or columns."""
Scope = tuple[str, ...]
EVERYWHERE: Scope = ()


@dataclass(frozen=True)
class Atom:
    """What one cell says of one thing: a row of `Policies` about many speaks of each of them apart."""

    cell: InputCell
    scope: Scope = EVERYWHERE


@dataclass(frozen=True)
class Opened:
    """A program in plain units; for every row its name, the atom that says it (None for laws) and the atom's size.

    No row that an atom says is an equation. Sizes are in the units of the row, 0 where its right side says them.
    """

    case: Case
    inputs: Inputs
    form: StandardForm
    scaling: Scaling
    names: tuple[Name, ...]
    atoms: tuple[Atom | None, ...]
    sizes: Vector

    @cached_property
    def said(self) -> dict[Atom, list[int]]:
        """The rows of every atom."""
        found: dict[Atom, list[int]] = {}
        for row, atom in enumerate(self.atoms):
            if atom is not None:
                found.setdefault(atom, []).append(row)
        return found

    @cached_property
    def cells(self) -> dict[InputCell, list[Atom]]:
        """The atoms of every cell."""
        found: dict[InputCell, list[Atom]] = {}
        for atom in self.said:
            found.setdefault(atom.cell, []).append(atom)
        return found

    def node(self, row: int) -> str:
        """The node of a row: its own, or the last of its window."""
        return self.names[row][1][-1]

    def sized(self, values: Vector) -> "Opened":
        """The same with the sizes of rules as a plan has them: what the limit's part of the base comes to.

        A greatest limit stands on the right of its row, a least one on the left.
        """
        right = np.abs(self.form.matrix.minimum(0.0) @ values)
        left = np.abs(self.form.matrix.maximum(0.0) @ values)
        side = np.abs(np.where(np.isfinite(self.form.row_upper), self.form.row_upper, 0.0))
        ruled = [atom.cell.eases if atom and atom.cell.is_policy else None for atom in self.atoms]
        least = np.array([eases is Eases.DOWN for eases in ruled])
        sizes = side + np.where(least, left, right)
        return replace(self, sizes=np.where(np.array([eases is not None for eases in ruled]), sizes, self.sizes))
