"""Why some sets have no plan: the conflicts of each, and what would make them go away."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.diagnosis.sheets import MEMBERS, member_rows
from planner.report.sheet import Column, Row, Sheet


def _rows(comparison: Comparison) -> Iterable[Row]:
    for entry in comparison.unsolved:
        if entry.diagnosis:
            yield from member_rows(entry.diagnosis.told, entry.diagnosis.input, entry.label)


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
    columns=lambda _: [Column("Policy set", width=24), *MEMBERS],
    rows=_rows,
    words=_words,
    frozen=1,
    groups=2,
    instead="Every set has a plan.",
)
