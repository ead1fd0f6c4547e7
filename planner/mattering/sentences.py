"""Which figures decide, in two sentences."""

from planner.mattering.matters import Matters
from planner.report.words import amount, counted

NAMED = 3


def sentences(matters: Matters) -> list[str]:
    """The figures with the largest swing, and those that change what is done this year."""
    solved, money = matters.solved, matters.plan.currency
    if not solved:
        return []
    first = "; ".join(f"{m.figure.name} ({m.figure.cell}), {amount(m.swing, money)}" for m in solved[:NAMED])
    deciding = [m for m in solved if m.changes]
    named = "; ".join(m.figure.name for m in deciding[:NAMED])
    decide = f"{counted(len(deciding), 'figure')} of {len(solved)} would change what to do this year"
    return [f"Most depends on: {first}.", f"{decide}{f', first of all {named}' if deciding else ''}."]
