"""An earlier run that a plan is to stay near to, and how near."""

from collections.abc import Mapping
from pathlib import Path

from planner.audit.tables import read_tables
from planner.changes.folders import read_folder
from planner.errors import PlannerError, Unreadable
from planner.planning import Plan

DEFAULT_WITHIN = "0.5%"


def near(plan: Plan, folder: Path, within: str | None) -> Plan:
    """The plan that stays nearest to that of a run folder; raises `Unreadable` where the folder holds none."""
    bought = read_bought(folder)
    if not {period for _, period in bought} & set(plan.results.periods):
        raise Unreadable(f"The plan in {folder} has no period in common with this workbook's.")
    return plan.near(bought, share(within or DEFAULT_WITHIN), folder.name)


def read_bought(folder: Path) -> Mapping[tuple[str, str], float]:
    """Tonnes bought by supplier and period, as the plan of a run folder has them."""
    found = read_folder(folder)
    lines = [line for line in read_tables(found.path / "plan.xlsx")["Offtake"] if line.text("Figure") == "bought"]
    bought: dict[tuple[str, str], float] = {}
    for line in lines:
        periods = [head for head in line.columns if head[:4].isdigit()]
        bought |= {(line.text("Supplier"), period): line.number(period) for period in periods if line.text("Country")}
    return bought


def share(written: str) -> float:
    """A share as written on the command line, "0.5%" or "0.005"; raises `PlannerError` where it is none."""
    text = written.strip()
    try:
        value = float(text.removesuffix("%")) / (100.0 if text.endswith("%") else 1.0)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise PlannerError(f"--within is {written}; expected a share of the least cost such as 0.5% or 0.005.")
    return value
