"""The model as arrays, and back: every variable a family of columns, every law a family of rows."""

from planner.arrays.families import Families, Family, Vector
from planner.arrays.standard_form import StandardForm, with_row
from planner.arrays.written import rows_over, written

__all__ = ["Families", "Family", "StandardForm", "Vector", "rows_over", "with_row", "written"]
