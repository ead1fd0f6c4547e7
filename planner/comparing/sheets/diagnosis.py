"""Why some sets have no plan: the conflicts of each, and what would make them go away."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.diagnosis.sheets import linked
from planner.report.sheet import Column, Row, Sheet


def _columns(_: Comparison) -> list[Column]:
    return [
        Column("Policy set", width=24),
        Column("Conflict", format="count", width=9),
        Column("What cannot hold", width=56),
        Column("Cell", format="link", width=22),
        Column("Says", width=18),
        Column("Alone would do", width=24),
        Column("Recommended", width=13),
    ]


def _rows(comparison: Comparison) -> Iterable[Row]:
    for entry in comparison.unsolved:
        for number, told in enumerate(entry.diagnosis.told if entry.diagnosis else (), start=1):
            for line in told.lines:
                marked = frozenset({5, 6}) if line.recommended else frozenset[int]()
                chosen = "yes" if line.recommended else ""
                cells = (line.what, linked(line.cell), line.says, line.alone, chosen)
                yield Row((entry.label, number, *cells), marked=marked)


def _words(comparison: Comparison) -> list[str]:
    found = [entry for entry in comparison.unsolved if entry.diagnosis]
    return [
        f"{entry.label}: {sentence}" for entry in found if entry.diagnosis for sentence in entry.diagnosis.sentences
    ]


DIAGNOSIS = Sheet(
    name="Diagnosis",
    about="Why some sets have no plan. Each conflict is a smallest set of inputs that cannot hold together. Alone would"
    " do: what the cell would have to say for its conflict to go away, all else as it is. The least relaxations stand"
    " in the diagnosis in the folder of the set.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    words=_words,
    frozen=1,
    groups=2,
    instead="Every set has a plan.",
)
