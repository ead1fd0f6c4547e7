"""The model as arrays, and back: every variable a family of columns, every law a family of rows.

A law is one line for thousands of rows. Written out row by row, as Pyomo does it, each becomes an expression tree that
is walked once and thrown away, which takes longer than to solve the program. Here the rule of a law is called once:

    m.offtake_tonnes[i, n] <= m.capacity_tonnes[i, n] + sum(m.venture_output_tonnes[v, i, n] for v in m.VENTURES_OF[i])

with placeholders for `i` and `n` (`templates.py`). What comes back is one small expression, which is then read for all
rows at once, each part of it an array:

- A **set** is a table of numbers, a label being the same number everywhere; a product of sets is never multiplied out
  to find something in it (`tables.py`). Sets and figures are read from the mappings that they were declared with
  (`library.py`), record by record (`indices.py`).
- A **frame** (`frame.py`) is the rows at hand and what each placeholder stands for at each of them: for the law above
  suppliers times nodes. Inside the sum there is a row for every venture of every supplier at every node, and each
  knows the row around it to which it belongs. A ragged sum is thus a join: the members of the key of each row, one
  key after the other, by their offsets.
- A **variable** with an index is the positions of its columns at each row, a **parameter** its figures there, or, in an
  index itself (`m.stock_tonnes[h, m.parent[n]]`), labels. Both are found by search, and an index that is not in the
  set is noticed: it never means another column.
- An **expression** is a constant for each row and terms of row, column and factor (`linear.py`). Sums put terms side by
  side, products with figures scale them, a sum over a set hands them to the rows around it (`reader.py`).

The terms of all laws side by side are the matrix; entries of the same row and column are summed (`compiled.py`). The
arrays hold no Pyomo object: what stands at which position, and under which name, the families know (`families.py`).

What cannot be read so is refused by name: a kind of expression that is not above, a rule that asks what its index is
or whose figures are missing, an index that leaves its set. Then all rows are written out by Pyomo (`written.py`): the
same arrays, only slower, as the tests hold entry by entry.
"""

from dataclasses import replace

import pyomo.environ as pyo

from models.declare import write_out
from planner.arrays.compiled import compiled
from planner.arrays.families import Families, Family
from planner.arrays.indices import Vector
from planner.arrays.standard_form import StandardForm, times, with_row
from planner.arrays.templates import Refused
from planner.arrays.written import rows_over, written
from planner.engine import Engine, chosen

__all__ = [
    "Families",
    "Family",
    "Refused",
    "StandardForm",
    "Vector",
    "arrays",
    "compiled",
    "rows_over",
    "times",
    "with_row",
    "written",
]


def arrays(model: pyo.ConcreteModel) -> StandardForm:
    """The arrays of a model as it was declared: by templates, or from rows written out with the engine of Pyomo.

    Where a law cannot be read by its template, all rows are written out, and `made` says which law it was.
    """
    why = ""
    if chosen() is Engine.COMPILED:
        try:
            return compiled(model)
        except Refused as refused:
            why = f", since {refused}"
    write_out(model)
    return replace(written(model), made=f"row by row{why}")
