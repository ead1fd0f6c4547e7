"""The sheets of the diagnosis: in plain words with the cells, then the least relaxations, then arithmetic."""

from collections.abc import Iterator, Sequence

from planner.diagnosis.diagnosis import Diagnosis, Told
from planner.report.sheet import Column, Link, Row, Sheet

MEMBERS = (
    Column("Conflict", format="count", width=9),
    Column("What cannot hold", width=56),
    Column("Cell", format="link", width=22),
    Column("Says", width=18),
    Column("Alone would do", width=24),
    Column("Recommended", width=13),
)
"""The columns in which conflicts are listed, a row for each of their cells."""


def member_rows(told: Sequence[Told], workbook: str, *before: str) -> Iterator[Row]:
    """The cells of some conflicts under `MEMBERS`, behind what stands `before`; what is recommended is marked."""
    alone = len(before) + len(MEMBERS) - 2
    for number, conflict in enumerate(told, start=1):
        for line in conflict.lines:
            marked = frozenset({alone, alone + 1}) if line.recommended else frozenset[int]()
            said = (linked(line.cell, workbook), line.says, line.alone, "yes" if line.recommended else "")
            yield Row((*before, number, line.what, *said), marked=marked)


def _relaxed(_: Diagnosis) -> list[Column]:
    return [
        Column("What may give way", width=22),
        Column("What gives way", width=50),
        Column("Cell", format="link", width=22),
        Column("Says", width=18),
        Column("By", "part of its limit", "share", 12),
        Column("In all", "over the plan", "tonnes", 14),
        Column("Unit", width=12),
        Column("Periods", width=22),
    ]


def _relaxed_rows(diagnosis: Diagnosis) -> Iterator[Row]:
    for g in diagnosis.given:
        cell = linked(g.cell, diagnosis.input)
        yield Row((g.which, g.what, cell, g.says, g.part, g.amount, g.unit, g.periods))


def linked(cell: str, workbook: str) -> Link:
    """A cell that leads to its place in the workbook beside the diagnosis."""
    sheet, _, place = cell.partition("!")
    quoted = sheet.replace("'", "''")
    return Link(cell, f"external:{workbook}#'{quoted}'!{place}")


SHEETS: tuple[Sheet[Diagnosis], ...] = (
    Sheet(
        "Diagnosis",
        "Each conflict is a smallest set of inputs that cannot hold together: without any one of them the others can."
        " Alone would do: what the cell would have to say for its conflict to go away, all else as it is, rounded so"
        " that it is enough; a hair less is not. A cell leads to its place in the workbook.",
        frozenset(),
        lambda _: list(MEMBERS),
        lambda diagnosis: member_rows(diagnosis.told, diagnosis.input),
        words=lambda diagnosis: diagnosis.sentences,
        frozen=0,
    ),
    Sheet(
        "Least relaxation",
        "By how much inputs must give way at the least, each measured by its own limit, so that tonnes, days and money"
        " compare. In order: rules before contracts, contracts before limits of our own, these before demand that stays"
        " unmet, and facts last; below, what it takes where only one of these may give way, if that is possible.",
        frozenset(),
        _relaxed,
        _relaxed_rows,
        frozen=2,
    ),
    Sheet(
        "Arithmetic",
        "What sums and differences alone show to be impossible, before anything is solved.",
        frozenset(),
        lambda _: [Column("What", width=26), Column("Finding", width=130)],
        lambda diagnosis: (Row((finding.topic, finding.sentence)) for finding in diagnosis.findings),
        frozen=0,
        instead="Each input is possible by itself; only together they are not.",
    ),
)
