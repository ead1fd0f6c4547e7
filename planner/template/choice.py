"""Which sheets a template has: those of an ordinary plan, all, or chosen ones with what they refer to."""

from collections.abc import Iterator, Sequence

from planner.errors import PlannerError, UnknownName
from planner.workbook.declare import Row, columns
from planner.workbook.kinds import Name, Reference, References
from planner.workbook.names import fold_head
from planner.workbook.schema import (
    ROW_TYPES,
    Country,
    Demand,
    Material,
    Plant,
    Policy,
    Recovery,
    Scrap,
    Settings,
    Stockpile,
    Supplier,
)

Sheets = tuple[type[Row], ...]

ORDINARY: Sheets = (Settings, Material, Country, Supplier, Stockpile, Scrap, Plant, Recovery, Demand, Policy)
"""The sheets of an ordinary plan."""


class UnknownSheet(UnknownName):
    """A sheet was asked for that no template has."""

    whose, kind = "A template", "sheet"


def chosen(everything: bool = False, only: Sequence[str] | None = None) -> Sheets:
    """The sheets asked for by name, with those that they refer to and those that every plan needs.

    Without a name all of them, or those of an ordinary plan. Raises `UnknownSheet`, and `PlannerError` where all are
    asked for and only some.
    """
    if everything and only:
        raise PlannerError("--all and --only ask for different sheets; say one of them.")
    if not only:
        return ROW_TYPES if everything else ORDINARY
    wanted = {_named(name) for name in only} | {row_type for row_type in ROW_TYPES if row_type.SHEET.required}
    return tuple(row_type for row_type in ROW_TYPES if row_type in _with_what_they_need(wanted))


def defined_in(kind: str, sheets: Sequence[type[Row]] = ROW_TYPES) -> type[Row] | None:
    """The sheet among some that lists the names of a kind: where they are the key, else the first; None without one."""
    if kind == "stage":
        return Material if Material in sheets else None
    listing = [row_type for row_type in sheets if any(column.kind == Name(kind) for column in columns(row_type))]
    return next((row_type for row_type in listing if is_key(row_type, kind)), listing[0] if listing else None)


def is_key(row_type: type[Row], kind: str) -> bool:
    """Whether the rows of a sheet are told apart by a name of this kind alone."""
    sheet = row_type.SHEET
    return not sheet.repeats and [c.kind for c in columns(row_type) if c.field in sheet.key] == [Name(kind)]


def _named(name: str) -> type[Row]:
    known = {fold_head(row_type.SHEET.name): row_type for row_type in ROW_TYPES}
    if fold_head(name) not in known:
        raise UnknownSheet(name, [row_type.SHEET.name for row_type in ROW_TYPES])
    return known[fold_head(name)]


def _with_what_they_need(wanted: set[type[Row]]) -> set[type[Row]]:
    """Some sheets and all those that a required column of one of them refers to."""
    needed = wanted | {other for row_type in wanted for other in _referred_to(row_type)}
    return wanted if needed == wanted else _with_what_they_need(needed)


def _referred_to(row_type: type[Row]) -> Iterator[type[Row]]:
    for column in columns(row_type):
        if column.required and isinstance(column.kind, Reference | References):
            listing = defined_in(column.kind.of)
            yield from [listing] if listing else []
