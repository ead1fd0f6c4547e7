"""The sheets of the plan workbook and their columns."""

from collections.abc import Iterable, Iterator

from generator import markdown as md
from generator.examples import example_plan
from planner.report.sheet import Column, OutputSheet
from planner.report.sheets import SHEETS

LAYOUT = """Every sheet has a title, a sentence that says what it holds, heads with their units, and where it
helps a chart; the figures behind a chart stand below it. The last periods, in which lead times and the end of the
horizon shape the plan, are shaded. Rows of little weight are folded away behind the + at the left. From Python
the same tables are `planner.plan(...).tables`, without the rows of sums. `Flows` has a column for each stage;
here they are those of the template. The columns of `Rules` from `Having it costs` to `Looser, each` stand there with
`--prices` only: each figure is total cost, the objective, in present value, of the plan without the row, or with its
limit moved by one step wherever and whenever it holds, against the plan at hand. Each is found by solving again."""


def page() -> str:
    """The page."""
    return md.page(
        "The plan workbook",
        LAYOUT,
        md.table(("sheet", "holds"), ((md.link(sheet.name), sheet.about) for sheet in SHEETS)),
        *(part for sheet in SHEETS for part in _sheet(sheet)),
    )


def _sheet(sheet: OutputSheet) -> Iterator[str]:
    yield f"## {sheet.name}"
    yield "Columns: " + "; ".join(columns(sheet.columns(example_plan().results))) + "."
    yield f"It shows {md.codes(sorted(sheet.shows))} of the [formulation](formulation.md)." if sheet.shows else ""


def columns(declared: Iterable[Column]) -> Iterator[str]:
    """The heads with their units; columns over time stand together, and stages under the example's names."""
    told = False
    for column in declared:
        unit = f" ({column.unit})" if column.unit else ""
        if not column.over_time:
            yield f"**{column.head}**{unit}"
        elif not told:
            told = True
            yield f"one for each {'period' if 'Q' in column.head else 'year'}{unit}"
