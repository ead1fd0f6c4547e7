"""What the plan does not know: defaults used, stages and materials left out, rules without effect, warnings."""

from collections.abc import Iterable, Iterator

from planner.report.sheet import Column, OutputSheet, Row
from planner.results import Results
from planner.results.rules import lines_by_row


def _columns(_: Results) -> list[Column]:
    return [
        Column("Gap", width=20),
        Column("Sheet", width=14),
        Column("Cell", width=9),
        Column("What", width=84),
        Column("Rows", "count", "count", 9),
    ]


def _rows(results: Results) -> Iterable[Row]:
    yield from _warnings(results)
    yield from _not_covered(results)
    yield from _idle_rules(results)
    for used in results.defaults:
        yield Row(("default used", used.sheet, used.cell, used.message, used.rows))


def _warnings(results: Results) -> Iterator[Row]:
    for problem in results.problems:
        said = " ".join(part for part in (problem.message, problem.hint) if part)
        yield Row((problem.severity, problem.sheet, problem.cell, said, None))


def _not_covered(results: Results) -> Iterator[Row]:
    for material in results.book.materials:
        planned = results.case.stages.get(material.material, ())
        left_out = [stage for stage in material.stages if stage not in planned]
        if not planned:
            said = f"{material.material} has neither supplier nor stockpile and is not planned"
            yield Row(("not covered", "Materials", "", said, None))
        elif left_out:
            said = f"{material.material}: nothing is said of {', '.join(left_out)}; taken as included in the unit cost"
            yield Row(("not covered", "Materials", "", said, None))
    stocked = {pile.material for pile in results.case.stockpiles.values()}
    without = [material for material in results.case.stages if material not in stocked]
    if without and any(row.rule.key == "min_days_of_cover" for row in results.case.rules):
        said = f"no stockpile, so no rule on days of cover holds: {', '.join(without)}"
        yield Row(("not covered", "Stockpiles", "", said, None))


def _idle_rules(results: Results) -> Iterator[Row]:
    for row in results.case.rules:
        if not lines_by_row(results)[row.key]:
            sheet, _, cell = row.cell.rpartition("!")
            yield Row(
                ("rule without effect", sheet, cell, f"{row.id} ({row.rule.name}) matches nothing in this plan", None)
            )


DATA_GAPS = OutputSheet(
    name="Data gaps",
    about="What the plan does not cover, what was assumed where the workbook is blank, and what the reader warned of.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=1,
    instead="No gaps: no default was used and nothing is left out.",
)
