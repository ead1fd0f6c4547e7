"""`planner template`: a workbook to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.commands.names import listed
from planner.commands.outcome import Outcome
from planner.errors import PlannerError
from planner.runs import write_new
from planner.template import chosen, template

FIRST, PERIODS = 2026, 10
EARLIEST, LATEST, MOST = 2025, 2050, 30


@dataclass(frozen=True)
class Asked:
    """A workbook that begins full, as asked for: names with commas, the code of who buys, years."""

    materials: str | None
    home: str | None
    first: int | None
    periods: int | None


def run(file: Path, blank: bool, everything: bool, only: str | None) -> Outcome:
    """Make the workbook with the sheets asked for, without the example if it is to be blank.

    Raises `UnknownSheet`, `PlannerError` for a file that is no .xlsx, and `Unwritten`, also for one that is there.
    """
    _check_name(file)
    sheets = chosen(everything, listed(only))
    write_new(file, template(sheets, example=not blank))
    named = ", ".join(row_type.SHEET.name for row_type in sheets)
    return Outcome(
        "ok",
        results={"file": str(file)},
        lines=[f"Template: {file}", f"Sheets: {named}", "The sheet Guide says how to fill it in."],
    )


def refuse_together(given: Mapping[str, bool]) -> None:
    """Raise `PlannerError` where an option is given that a workbook that begins full has no use for."""
    for option, is_given in given.items():
        if is_given:
            raise PlannerError(
                f"--materials fills sheets of its own choice; {option} asks for others. Say one of them."
            )


def run_full(file: Path, asked: Asked, everything: bool) -> Outcome:
    """Make a workbook that begins full, and say what is left to fill in.

    Raises `UnknownFacts` for a material or importer that the facts do not have, else as `run`.
    """
    from planner.template.book import written
    from planner.template.full import buyer, full

    _check_name(file)
    names, home = listed(asked.materials), asked.home
    if not names or not home:
        lacks = "--home CODE, whom it is for" if names else "--materials NAME,..., what is bought"
        raise PlannerError(f"A workbook that begins full needs {lacks}; such as --materials cobalt,nickel --home JPN.")
    first = _within("--first", asked.first, FIRST, (EARLIEST, LATEST))
    content = full(buyer(names, home, first, _within("--periods", asked.periods, PERIODS, (1, MOST))), everything)
    write_new(file, written(content))
    filled = {row_type.SHEET.name: len(rows) for row_type, rows in content.rows.items() if any(rows)}
    return Outcome(
        "ok",
        results={"file": str(file), "cells_to_fill_in": len(content.asked)},
        lines=[
            f"Template: {file}",
            f"Filled from the facts: {', '.join(f'{name} {count}' for name, count in filled.items())}",
            f"Left to fill in: {len(content.asked)} orange cells. planner check {file} lists them.",
        ],
    )


def _check_name(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise PlannerError(f"{file} must end in .xlsx, or nothing will open it as a workbook.")


def _within(option: str, value: int | None, default: int, between: tuple[int, int]) -> int:
    least, most = between
    if value is not None and not least <= value <= most:
        raise PlannerError(f"{option} is {value}; expected a whole number from {least} to {most}.")
    return default if value is None else value
