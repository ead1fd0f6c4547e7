"""A row of `Policies` for every rule, in a workbook that the planner reads: the sentences are the planner's own."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from models.case import Case
from models.policies import PolicyRow
from planner import hedge
from planner.assembly import assemble
from planner.comparing import Asked, Comparison, compare
from planner.hedging import Hedge
from planner.partnering import Partnering, partners
from planner.planning import Plan, check, plan
from planner.stressing import Losses, Stress, stress
from planner.sweeping import Asked as SweepAsked
from planner.sweeping import Sweep, sweep
from planner.template import ORDINARY, chosen, rows_of, template
from planner.template.example import Value
from planner.workbook import read_workbook
from planner.workbook.declare import Row
from planner.workbook.schema import Bloc, Policy, Settings

Tables = Mapping[type[Row], Sequence[Mapping[str, Value]]]
SET = "one of each"

ROWS: Mapping[str, Mapping[str, Value]] = {
    "Max supplier share": {"Limit": 0.4, "Material": "cobalt", "Stage": "processing"},
    "Max country share": {"Limit": 0.65, "From": 2028, "Penalty": "2 x price"},
    "Max bloc share": {"Limit": 0.3, "Partner": "Southern bloc", "Base": "imports"},
    "Max owner share": {"Limit": 0.5, "Stage": "processing", "Material": "all"},
    "Min bloc share": {"Limit": 0.1, "Material": "lithium", "Stage": "extraction", "Partner": "Southern bloc"},
    "Min home share": {"Limit": 0.2, "Stage": "processing", "Base": "supply", "Per": "horizon"},
    "Min home capacity": {"Limit": 0.25, "Stage": "recycling", "From": 2030, "Penalty": 5000},
    "Ban": {"Material": "cobalt", "Stage": "processing", "Partner": "China", "From": 2029},
    "Clean chain": {"Material": "cobalt", "Partner": "DRC", "Sector": "alloys"},
    "Max volume": {"Limit": 500, "Material": "lithium", "Stage": "extraction", "Partner": "Desert brine"},
    "Min volume": {"Limit": 100, "Partner": "Nickel belt mine", "From": 2027, "To": 2028},
    "Min recycled share": {"Limit": 0.15, "Material": "lithium", "From": 2030, "Penalty": "1.5 x price"},
    "Min days of cover": {"Limit": 60, "Material": "cobalt", "From": 2027},
    "Max emissions": {"Limit": 40000, "Per": "year"},
    "Max supply risk": {"Limit": 0.5, "Material": "cobalt", "Base": "governance"},
    "Max HHI": {"Limit": 0.55, "Material": "cobalt", "Stage": "processing"},
    "Max budget": {"Limit": 2_000_000, "Base": "capex", "Per": "horizon"},
    "Min fill": {"Limit": 0.9, "Sector": "alloys"},
    "Max unmet after losing a partner": {"Limit": 0.4, "Material": "cobalt", "From": 2028},
}
"""The cells of each example beside ID, Policy set and Rule."""

BLOCS: Sequence[Mapping[str, Value]] = [
    {"Bloc": "Southern bloc", "Country": "Australia"},
    {"Bloc": "Southern bloc", "Country": "Chile"},
]


@cache
def examples() -> tuple[Case, dict[str, PolicyRow]]:
    """The case of the examples and its policy rows by the name of their rule; ValueError for a row with a fault."""
    policies = [{"ID": name, "Policy set": SET, "Rule": name, **cells} for name, cells in ROWS.items()]
    with TemporaryDirectory() as folder:
        path = write(
            Path(folder) / "rules.xlsx", {**with_settings({"Base policy": SET}), Bloc: BLOCS, Policy: policies}
        )
        faults = [str(problem) for problem in check(path) if problem.severity == "fault"]
        book = read_workbook(path).book
    if faults or book is None:
        raise ValueError("\n".join(faults))
    case = assemble(book, SET)
    return case, {row.rule.name: row for row in case.rules}


@cache
def example_plan() -> Plan:
    """A plan of two years in quarters, so that columns by period and by year can be told apart."""
    quarters: dict[str, Value] = {
        "First period": "2026Q1",
        "Period length": "quarter",
        "Periods": 8,
        "Currency": "money",
    }
    with TemporaryDirectory() as folder:
        return plan(write(Path(folder) / "plan.xlsx", with_settings(quarters))).priced()


@cache
def example_comparison() -> Comparison:
    """The policy set of the template beside a plan without rules."""
    with TemporaryDirectory() as folder:
        return compare(write(Path(folder) / "sets.xlsx", with_settings({})), Asked(["diversified", "none"]))


@cache
def example_sweep() -> Sweep:
    """Two limits of a rule of the template."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "sweep.xlsx", with_settings({}))
        return sweep(path, SweepAsked("cap", [0.9, 0.8]))


@cache
def example_stress() -> Stress:
    """The plan of the template and the loss of its partners."""
    with TemporaryDirectory() as folder:
        return stress(write(Path(folder) / "shocks.xlsx", with_settings({})), losses=Losses(1))


@cache
def example_hedge() -> Hedge:
    """The template with all its sheets, scenarios with probabilities among them."""
    with TemporaryDirectory() as folder:
        return hedge(_everything(Path(folder)))


@cache
def example_partners() -> Partnering:
    """The template with all its sheets, partnerships and members among them."""
    with TemporaryDirectory() as folder:
        return partners(_everything(Path(folder)))


def _everything(folder: Path) -> Path:
    path = folder / "everything.xlsx"
    path.write_bytes(template(chosen(everything=True)))
    return path


def with_settings(settings: Mapping[str, Value]) -> Tables:
    """The example of the template with other settings."""
    rows = {row_type: rows_of(row_type, ORDINARY) for row_type in ORDINARY}
    return {**rows, Settings: [{**rows[Settings][0], **settings}]}


def write(path: Path, tables: Tables) -> Path:
    """A workbook with the rows of each sheet under their heads."""
    book = xlsxwriter.Workbook(path)
    for row_type, records in tables.items():
        rows = records
        if row_type is Settings:
            rows = [{"Setting": head, "Value": value} for head, value in rows[0].items()]
        heads = list(dict.fromkeys(head for row in rows for head in row))
        sheet = book.add_worksheet(row_type.SHEET.name)
        for number, row in enumerate([dict(zip(heads, heads, strict=True)), *rows]):
            for place, head in enumerate(heads):
                sheet.write(number, place, row.get(head))
    book.close()
    return path
