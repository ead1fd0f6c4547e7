"""What the Rules sheet says that rules cost, as far as its own cells tell: prices themselves take a solver to find."""

from math import inf

from planner.audit.audit import Audit
from planner.audit.tables import Line
from planner.workbook.schema import Policy

POINT = 0.01
DAY = 1.0
PART = 0.01


def check_prices(audit: Audit, in_points: frozenset[str]) -> None:
    """Every row that was priced: steps are those of its limit, and prices per unit those of the steps."""
    lines = {x.text("ID"): x for x in audit.tables["Rules"] if x.text("Line") == "rule" and "Tighter by" in x.columns}
    for row in audit.rows:
        if row.id in lines and row.limit is not None:
            points = row.rule in in_points or row.rule.endswith(" share")
            _check(audit, row, lines[row.id], POINT if points else DAY)


def _check(audit: Audit, row: Policy, line: Line, point: float) -> None:
    whole = DAY if row.rule == "Min days of cover" else PART * max(audit.facts.rates(row.limit))
    for side, cost in (("Tighter", "Tighter costs"), ("Looser", "Looser saves")):
        if isinstance(line.values.get(cost), float):
            step, size = line.number(f"{side} by"), point if point == POINT else whole
            audit.ledger.at_most(line, f"{side} by", size, "one step of the limit", size)
            each = line.number(cost) / (step / point) if step > 0 else inf
            audit.ledger.equal(line, f"{side}, each", each, "the price of the step over the step")
