"""What a workbook means, whatever the order of its rows and columns and the case of its letters."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import singledispatch
from pathlib import Path
from typing import Any

from planner.workbook import Book, Duration, Label, Reading, read_workbook
from planner.workbook.declare import Row


def book_of(path: Path) -> Book:
    """The book of a workbook without a fault."""
    reading = read_workbook(path)
    assert reading.book is not None, faults(reading)
    return reading.book


def faults(reading: Reading) -> list[str]:
    """The faults of a workbook in words."""
    return [str(problem) for problem in reading.problems if problem.severity == "fault"]


@singledispatch
def meaning(value: Any) -> Any:
    """Every field of every row, the rows of a sheet in an order of their own; letters of any case, figures rounded."""
    return {own.name: meaning(getattr(value, own.name)) for own in fields(value)} if is_dataclass(value) else str(value)


@meaning.register
def _of_row(value: Row) -> Any:
    return {field: meaning(getattr(value, field)) for field in type(value).model_fields}


@meaning.register(Mapping)
def _of_mapping(value: Mapping[Any, Any]) -> Any:
    return {meaning(key): meaning(own) for key, own in value.items()}


@meaning.register(tuple)
def _of_several(value: tuple[Any, ...]) -> Any:
    meant = [meaning(own) for own in value]
    return sorted(meant, key=repr) if any(isinstance(own, Row) for own in value) else meant


@meaning.register
def _of_number(value: int | float) -> Any:
    return f"{value:.14g}"


@meaning.register
def _of_text(value: str) -> Any:
    return value.casefold()


@meaning.register
def _of_time(value: Label | Duration) -> Any:
    return str(value)
