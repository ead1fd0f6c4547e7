"""The sheets of the stress workbook and their columns."""

from generator import markdown as md
from generator.examples import example_stress
from generator.plan import columns
from planner.stressing.sheets import SHEETS

LAYOUT = """`planner stress` follows the plan of a policy set until a scenario becomes known. What was ordered, signed
or built before stays as it was; from then on everything is decided anew: which stock is released, who else is bought
from, what is done without, what is still built. A row of the scenario that becomes known later is met when it does, and
the end of each is known with it. With `--worst 1` every partner country is lost in turn, all its suppliers and
recycling plants with it, for a year from the second year of the plan or as `--loss-from PERIOD` and `--loss-for
DURATION` say; with `--worst 2` every two of them, exactly: pairs that cannot cost more than those listed are not
solved.

In the periods in which a shock touches a material, and for the recovery periods after (`Settings`), rules rest: see the
[rule catalogue](rules.md). Of a year, or the horizon, of which a shock suspends a part, only what is decided after it
became known still counts, and softly, so that no shock fails because of a rule that it suspends. One after which there
is no plan all the same stands on `Summary` with its status and why. A supplier that was stopped may grow again from
what it sent before. From Python the same tables are `planner.stress(...).tables`. Here is the workbook of the template,
without scenarios, after the loss of each partner: there is a column for each of its periods."""


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    parts = [f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(example_stress())))}." for sheet in SHEETS]
    return md.page("The stress workbook", LAYOUT, md.table(("sheet", "holds"), sheets), *parts)
