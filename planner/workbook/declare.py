"""How an input sheet is declared: its row type, its columns and all that is said about them, in one place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticUndefined

from planner.workbook.cells import Cell
from planner.workbook.kinds import Kind
from planner.workbook.names import fold_head
from planner.workbook.periods import Label

Cells = Mapping[Label | None, Cell]

COMPUTED: Any = None
"""The default of a field that is worked out from the other sheets once all of them are read."""


class Spread(Enum):
    """How a column stands in the sheet: once, or with periods in its heads."""

    ONCE = "one column"
    OVER_TIME = "one column, or one per period or year"
    PLANNED = "one column per period or year of the plan"
    PAST = "one column per period or year before the plan"
    ALWAYS = "one column per period or year, also before the plan"


@dataclass(frozen=True)
class Column:
    """A column as it is declared.

    `default` says in words what a blank means where that is no constant; a blank means anything only where the field
    `only_with` is filled. An optional column that is `whole` has, where it is given at all, a value in every period. A
    column without a head stands under its periods alone. `field`, `required` and `constant` follow from the row type.
    """

    head: str
    kind: Kind
    meaning: str
    unit: str = ""
    default: str = ""
    only_with: str = ""
    whole: bool = False
    spread: Spread = Spread.ONCE
    field: str = ""
    required: bool = False
    constant: Any = None

    @property
    def dated(self) -> bool:
        """Whether its heads may hold periods."""
        return self.spread is not Spread.ONCE

    @cached_property
    def folded_head(self) -> str:
        """Its head without what does not distinguish heads."""
        return fold_head(self.head)

    def title(self, label: object = None) -> str:
        """Its head, with a period."""
        return f"{self.head} {label or ''}".strip()

    @property
    def expected(self) -> str:
        """What may stand in it, with the unit."""
        return f"{self.kind.expected} ({self.unit})" if self.unit else self.kind.expected

    @property
    def default_text(self) -> str:
        """What a blank means, "" where nothing is put in its place."""
        constant = getattr(self.constant, "otherwise", self.constant)
        return self.default or ("" if constant is None else self.kind.written(constant))


@dataclass(frozen=True)
class Sheet:
    """A sheet: what it is for in a sentence, the fields that tell its rows apart, whether every plan needs it."""

    name: str
    about: str
    key: tuple[str, ...] = ()
    required: bool = False
    repeats: bool = False


class Row(BaseModel):
    """A row of an input sheet, with names as their own sheet spells them and defaults in place of blanks."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)

    SHEET: ClassVar[Sheet]

    __slots__ = ("_cells", "_unsound")  # a private attribute of pydantic is a slow one, and these are asked for often
    if TYPE_CHECKING:
        _cells: Mapping[str, Cells]
        _unsound: frozenset[str]

    @classmethod
    def read(cls, values: Mapping[str, Any], cells: Mapping[str, Cells], unsound: frozenset[str]) -> Self:
        """A row from what its cells say; fields that could not be read are `unsound`, and not checked further."""
        row = cls.model_construct(**values) if unsound else cls(**values)
        return row.placed(cells, unsound)

    def placed(self, cells: Mapping[str, Cells], unsound: frozenset[str]) -> Self:
        """The row itself, which from now on knows its cells."""
        object.__setattr__(self, "_cells", cells)
        object.__setattr__(self, "_unsound", unsound)
        return self

    def __getstate__(self) -> dict[Any, Any]:
        return {**super().__getstate__(), "placed": (self._cells, self._unsound)}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        super().__setstate__(state)
        self.placed(*state["placed"])

    def with_values(self, *unsound: str, **values: Any) -> Self:
        """The row with other values of some fields, and some more that turned out to be wrong."""
        return self.model_copy(update=values).placed(self._cells, self._unsound.union(unsound))

    @property
    def sheet_name(self) -> str:
        """The sheet in which it stands."""
        return self.SHEET.name

    @property
    def name(self) -> str:
        """What tells it from the other rows of its sheet, in words."""
        return " / ".join(str(part) for field in self.SHEET.key if (part := getattr(self, field, None)))

    def sound(self, *fields: str) -> bool:
        """Whether all of these fields could be read."""
        return self._unsound.isdisjoint(fields)

    def cells(self, field: str) -> Iterator[Cell]:
        """The cells of a field, one per column that gives it."""
        yield from self._cells.get(field, {}).values()

    def by_label(self, field: str) -> Cells:
        """The cells of a field by the period of their column, None for one without."""
        return self._cells.get(field, {})

    def filled(self, field: str) -> bool:
        """Whether anything stands in one of the field's cells."""
        return any(not cell.blank for cell in self.cells(field))

    @property
    def first_cell(self) -> Cell:
        """The first cell of the row; cells of its columns without a period are never those of Profiles."""
        return min((own[None] for own in self._cells.values() if None in own), key=_place)

    def cell(self, field: str, label: Label | None = None) -> Cell:
        """A cell of a field, its first without a label; the row's first cell where the sheet lacks the column."""
        own = self._cells.get(field, {})
        return own[label] if label in own else min(own.values(), key=_place, default=None) or self.first_cell

    def at(self, field: str) -> str:
        """Address of a field's cell, with the sheet where Profiles gives it; of the row's first cell without one."""
        cell = self.cell(field)
        return cell.coordinate if cell.sheet == self.first_cell.sheet else f"{cell.sheet}!{cell.coordinate}"


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def column_of(row_type: type[Row], field: str) -> Column:
    """The column that fills a field."""
    return next(column for column in columns(row_type) if column.field == field)


@cache
def columns(row_type: type[Row]) -> tuple[Column, ...]:
    """The columns of a sheet in their order, each with the field of the row type that it fills."""
    declared = []
    for field, info in row_type.model_fields.items():
        for column in (entry for entry in info.metadata if isinstance(entry, Column)):
            required = info.default is PydanticUndefined
            constant = None if required else info.default
            declared.append(replace(column, field=field, required=required, constant=constant))
    return tuple(declared)
