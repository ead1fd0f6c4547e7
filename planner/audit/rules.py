"""Whether every rule of the policy set is kept or paid for as the Rules sheet says, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from planner.audit.audit import Audit
from planner.audit.ledger import TOLERANCE
from planner.audit.losses import RULE as LOSS
from planner.audit.measures import MEASURES
from planner.audit.measuring import Measure, Measuring
from planner.audit.prices import check_prices
from planner.audit.scopes import SHARES, Scope, Window, is_maximum, scopes, windows
from planner.audit.tables import Line
from planner.workbook.schema import Policy

BROKEN, BINDS, AT_LIMIT, HOLDS, IDLE = "broken", "binds", "at its limit", "holds", "without effect"
SEVERITY = (BROKEN, BINDS, AT_LIMIT, HOLDS, IDLE)
NO_LIMIT = frozenset({"Ban", "Clean chain"})
STEP = 0.01
IN_POINTS = frozenset(
    {"Min recycled share", "Min home share", "Min home capacity", "Min fill", "Max supply risk", "Max HHI", LOSS}
)


@dataclass(frozen=True)
class Constraint:
    """One constraint of a policy row as the audit reckons it."""

    row: Policy
    scope: Scope
    window: Window
    measure: Measure
    limits: dict[int, float]
    rate: float

    @property
    def key(self) -> tuple[str, str, str]:
        """By what the Rules sheet tells it from all others."""
        return self.row.id, self.scope.words, self.window.label

    @property
    def unit(self) -> float:
        """What one unit of the limit amounts to."""
        return sum(self.measure.units.values())

    @property
    def bound(self) -> float:
        """The limit times what it is a limit of."""
        return sum(self.limits.get(t, 0.0) * unit for t, unit in self.measure.units.items())

    @property
    def most_allowance(self) -> float:
        """What was ordered before the plan beyond the bound: a maximum is lowered to it, and by no more."""
        return max(0.0, self.measure.ordered - self.bound)

    @property
    def size(self) -> float:
        """The size of both sides."""
        return max(abs(self.bound), abs(self.measure.most), abs(self.measure.ordered))

    def slack(self, measured: float, allowance: float) -> float:
        """How much more would be allowed."""
        free = self.bound + allowance - measured
        return free if is_maximum(self.row) else -free


def constraints(measuring: Measuring) -> list[Constraint]:
    """Every constraint of the policy set in force."""
    return [constraint for row in measuring.audit.rows for constraint in _of_row(measuring, row)]


def penalties(measuring: Measuring, found: list[Constraint]) -> list[float]:
    """What broken rules cost by period: of each soft row what it lacks, in the last period of its window."""
    due = [0.0 for _ in measuring.audit.facts.every]
    for constraint in found:
        if constraint.row.penalty:
            due[constraint.window.last] += constraint.rate * _violation(measuring.audit, constraint)
    return due


def check_rules(measuring: Measuring, found: list[Constraint]) -> None:
    """Every line of the Rules sheet."""
    audit = measuring.audit
    lines = [line for line in audit.tables["Rules"] if line.text("Line") == "detail"]
    stands = {(line.text("ID"), line.text("Understood as"), line.text("Period")): line for line in lines}
    for constraint in found:
        line = stands.pop(constraint.key, None)
        if line is None:
            audit.ledger.missing("Rules", ", ".join(constraint.key))
            _must_hold(audit, constraint, None)
        elif constraint.measure.most < inf:
            _check(audit, constraint, line)
    for line in stands.values():
        audit.ledger.unexpected(line, "Understood as", "the policy set asks for no such thing")
    _duties(audit, found)
    check_prices(audit, IN_POINTS)
    for row in audit.rows:
        _whole(audit, row, [line for line in lines if line.text("ID") == row.id])


def _duties(audit: Audit, found: list[Constraint]) -> None:
    """What the Stockpile sheet says that rules ask for is the largest duty on all stages of a material."""
    asked: dict[str, dict[int, float]] = {}
    for constraint in (c for c in found if c.row.rule == "Min days of cover" and "all stages" in c.scope.words):
        duties = asked.setdefault(constraint.scope.materials[0], {})
        duties[constraint.window.last] = max(duties.get(constraint.window.last, 0.0), constraint.bound)
    for (material, _, figure), line in audit.volumes.stock_lines.items():
        for t, period in enumerate(audit.periods) if figure == "asked for by rules" else ():
            audit.ledger.equal(line, period, asked.get(material, {}).get(t), "days of cover times a day's demand")


def _of_row(measuring: Measuring, row: Policy) -> Iterator[Constraint]:
    facts = measuring.audit.facts
    limits = dict(enumerate(facts.rates(row.limit)))
    measure_of = MEASURES["share of partners" if row.rule in SHARES else row.rule]
    for scope in scopes(facts, measuring.origins, row):
        for window in windows(facts, row):
            measure = measure_of(measuring, row, scope, window)
            if measure is not None:
                yield Constraint(row, scope, window, measure, limits, _rate(measuring, row, scope, window))


def _rate(measuring: Measuring, row: Policy, scope: Scope, window: Window) -> float:
    """What a unit of violation costs; with "x price", at the reference price of the dearest material it is about."""
    if row.penalty is None or not row.penalty.times_price:
        return row.penalty.amount if row.penalty else 0.0
    facts = measuring.audit.facts
    prices = [
        facts.rates(m.reference_price)[window.last] for m in facts.book.materials if m.material in scope.materials
    ]
    return row.penalty.amount * max(prices, default=0.0)


def _allowance(audit: Audit, constraint: Constraint, line: Line | None) -> float:
    """What a maximum was lowered by; where the plan decides its base, what the line says, and no more than right."""
    if constraint.measure.exact or line is None:
        return constraint.most_allowance
    said = line.number("Slack") + constraint.measure.most - constraint.bound
    return min(max(said, 0.0), constraint.most_allowance)


def _line(audit: Audit, constraint: Constraint) -> Line | None:
    keys = (
        (line, (line.text("ID"), line.text("Understood as"), line.text("Period"))) for line in audit.tables["Rules"]
    )
    return next((line for line, key in keys if key == constraint.key and line.text("Line") == "detail"), None)


def _measured(constraint: Constraint, line: Line | None) -> float:
    """What is measured; where the plan shows only between what and what, as the line says within that."""
    low, high = constraint.measure.least, constraint.measure.most
    if low == high or line is None:
        return low
    return min(max(constraint.bound - line.number("Slack"), low), high)


def _violation(audit: Audit, constraint: Constraint) -> float:
    if constraint.measure.most == inf:
        return 0.0
    line = (
        None
        if constraint.measure.exact and constraint.measure.least == constraint.measure.most
        else _line(audit, constraint)
    )
    slack = constraint.slack(_measured(constraint, line), _allowance(audit, constraint, line))
    return max(0.0, -slack) if slack < -TOLERANCE * constraint.size else 0.0


def _must_hold(audit: Audit, constraint: Constraint, line: Line | None) -> None:
    """A hard row holds."""
    slack = constraint.slack(_measured(constraint, line), _allowance(audit, constraint, line))
    if constraint.row.penalty is None and line is not None:
        sums = (min(slack, 0.0), 0.0, constraint.size)
        audit.ledger.total(line, "Slack", sums, f"the hard rule {constraint.row.id} holds")


def _check(audit: Audit, constraint: Constraint, line: Line) -> None:
    ledger, row, size = audit.ledger, constraint.row, constraint.size
    measured, allowance = _measured(constraint, line), _allowance(audit, constraint, line)
    unit, slack = constraint.unit, constraint.slack(measured, allowance)
    limited = unit > 0 and row.rule not in NO_LIMIT
    ledger.equal(line, "Limit", constraint.bound / unit if limited else None, "the limit of the input")
    ledger.equal(
        line, "Reached", measured / unit if unit else None, "what the plan reaches", size / unit if unit else 0.0
    )
    ledger.equal(line, "Slack", slack, "what is left of the limit", size)
    violation = max(0.0, -slack) if row.penalty else 0.0
    ledger.equal(line, "Violation", violation, "what lies beyond the limit", size)
    ledger.equal(line, "Penalty", violation * constraint.rate, "violation times penalty", size * constraint.rate)
    ledger.same(line, "Force", "soft" if row.penalty else "hard", "the Penalty of the input")
    _must_hold(audit, constraint, line)
    _state(audit, constraint, line, slack)
    _price(audit, constraint, line, slack)


def _state(audit: Audit, constraint: Constraint, line: Line, slack: float) -> None:
    size = max(constraint.size, 1.0)
    broken = bool(constraint.row.penalty) and slack < -TOLERANCE * size
    if abs(abs(slack) - TOLERANCE * size) < 0.5 * TOLERANCE * size:
        return  # too near to tell
    right = (BROKEN,) if broken else (HOLDS,) if slack > TOLERANCE * size else (BINDS, AT_LIMIT)
    said = line.text("State")
    audit.ledger.same(line, "State", said if said in right else right[0], "what its slack and violation say")


def _price(audit: Audit, constraint: Constraint, line: Line, slack: float) -> None:
    """A rule with slack has no price, a soft one never more than its penalty, and just that where it is broken."""
    ledger, rate, size = audit.ledger, constraint.rate, max(constraint.size, 1.0)
    price = line.number("Shadow price")
    ledger.at_least(line, "Shadow price", 0.0, "nothing", rate)
    if slack > 1e-5 * size:
        ledger.equal(line, "Shadow price", 0.0, "a rule with slack costs nothing", 1.0)
    elif constraint.row.penalty and slack < -1e-5 * size:
        ledger.equal(line, "Shadow price", rate, "a broken rule costs its penalty", rate)
    elif constraint.row.penalty:
        ledger.at_most(line, "Shadow price", rate, "its penalty", rate)
    step = price * constraint.unit * (STEP if _is_in_points(constraint.row) else 1.0)
    ledger.equal(line, "Shadow price of a step", step, "the shadow price times a step of the limit", rate)


def _is_in_points(row: Policy) -> bool:
    return row.rule in IN_POINTS or row.rule.endswith(" share")


def _whole(audit: Audit, row: Policy, details: list[Line]) -> None:
    """The line of a policy row says what the worst of its constraints says, and the penalties of all."""
    lines = [x for x in audit.tables["Rules"] if x.text("Line") == "rule" and x.text("ID") == row.id]
    if len(lines) != 1:
        audit.ledger.missing("Rules", f"one line for the row {row.id}")
        return
    line = lines[0]
    worst = min((SEVERITY.index(x.text("State")) for x in details if x.text("State") in SEVERITY), default=4)
    audit.ledger.same(line, "State", SEVERITY[worst], "the worst state of its constraints")
    if not details:
        return
    heads = ("Limit", "Reached", "Slack", "Violation", "Shadow price", "Shadow price of a step")
    alike = min(details, key=lambda x: sum(not _near(x, line, head) for head in ("Period", "State", *heads)))
    for head in heads:
        value = alike.values.get(head)
        audit.ledger.equal(line, head, value if isinstance(value, float) else None, "its worst constraint")
    paid = [x.number("Penalty") for x in details]
    audit.ledger.equal(line, "Penalty", sum(paid), "the penalties of all its constraints", max(paid))


def _near(one: Line, other: Line, head: str) -> bool:
    a, b = one.values.get(head), other.values.get(head)
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))
    return a == b
