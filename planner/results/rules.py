"""Every constraint that the policy rows make: what it asks, what the plan does, and what it costs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from models.policies.row import PolicyRow, Term
from models.policies.rule import ALL
from models.restated import Always, Instead
from planner.results.memory import once
from planner.results.results import Results

TIGHT = 1e-6
BROKEN, BINDS, AT_LIMIT, HOLDS, IDLE = "broken", "binds", "at its limit", "holds", "without effect"
SEVERITY = (BROKEN, BINDS, AT_LIMIT, HOLDS, IDLE)


@dataclass(frozen=True)
class RuleLine:
    """One constraint: `measured` against `bound` in the rule's own unit (t or money), over the window of its term.

    `asked` is the bound as written, `per_unit` what one unit of the limit amounts to (the base of a share, a day's
    demand, years), `price` what one more unit of allowance would save, in money of the last period.
    """

    term: Term
    measured: float
    bound: float
    asked: float
    per_unit: float
    price: float
    violation: float
    penalty: float

    @property
    def allowance(self) -> float:
        """Tonnes (or tCO2e) by which the bound was lowered to what was ordered before the plan."""
        return self.bound - self.asked if allowance(self.term) else 0.0

    @property
    def limit(self) -> float | None:
        """The limit in the unit of the `Policies` sheet, weighted where it changes inside the window."""
        if self.term.row.rule.limit is None or not self.per_unit:
            return None
        return self.asked / self.per_unit

    @property
    def reached(self) -> float | None:
        """What the plan reaches in the unit of the limit."""
        return self.measured / self.per_unit if self.per_unit else None

    @property
    def slack(self) -> float:
        """How much more would be allowed, negative where the rule is broken."""
        return self.bound - self.measured if self.term.row.rule.sense == "<=" else self.measured - self.bound

    @cached_property
    def status(self) -> str:
        """Whether the constraint is broken, binds (at its limit, at a cost), is at its limit, or holds."""
        size = max(abs(self.bound), abs(self.measured), 1.0)
        if self.violation > TIGHT * size:
            return BROKEN
        if abs(self.slack) > TIGHT * size:
            return HOLDS
        return BINDS if self.price > TIGHT else AT_LIMIT


@once
def rule_lines(results: Results) -> list[RuleLine]:
    """A line for every constraint, in the order of the policy rows, their scopes and windows."""
    found: dict[tuple[str, ...], RuleLine] = {}
    for block in results.model.rules:
        terms = [term for term in results.case.terms if term.row.rule is block.rule]
        found |= _block_lines(results, block, terms)
    return [found[term.key] for term in results.case.terms]


@once
def biting(results: Results) -> list[RuleLine]:
    """The constraints that bind or are broken."""
    return [line for line in rule_lines(results) if line.status in (BINDS, BROKEN)]


@once
def lines_by_row(results: Results) -> dict[str, list[RuleLine]]:
    """The lines of each policy row by its key, the row without any among them."""
    found: dict[str, list[RuleLine]] = {row.key: [] for row in results.case.rules}
    for line in rule_lines(results):
        found[line.term.row.key].append(line)
    return found


def worst(lines: list[RuleLine]) -> RuleLine | None:
    """The line that matters most: broken before binding before the nearest to its limit, then the dearest."""

    def order(line: RuleLine) -> tuple[float, float, float]:
        size = max(abs(line.bound), abs(line.measured), TIGHT)
        return (SEVERITY.index(line.status), -line.penalty - line.price, line.slack / size)

    return min(lines, key=order, default=None)


def row_status(lines: list[RuleLine]) -> str:
    """The status of a policy row: that of its worst constraint."""
    found = worst(lines)
    return found.status if found else IDLE


def rows_that_bind(results: Results) -> list[tuple[PolicyRow, RuleLine]]:
    """The policy rows that are broken or bind, each with its worst constraint, the dearest first."""
    worst_lines = [line for lines in lines_by_row(results).values() if (line := worst(lines))]
    felt = [line for line in worst_lines if line.status in (BROKEN, BINDS)]
    felt.sort(key=lambda line: (SEVERITY.index(line.status), -line.price))
    return [(line.term.row, line) for line in felt]


def allowance(term: Term) -> float:
    """What was ordered before the plan beyond the limit, to which the constraint was lowered."""
    return sum(value for figure, value in term.figures.items() if figure.startswith("allowance"))


def largest_square_error(results: Results) -> float:
    """The most by which the chords of a row on squares that is broken or binds differ from the squares, as an index."""
    squares = (line for line in biting(results) if line.term.row.rule.squares)
    errors = [0.0]
    for line in (line for line in squares if line.per_unit > 0):
        rule = line.term.row.rule
        block = getattr(results.model, rule.key)
        held = results.solution.evaluate(lambda m, *key, b=block, r=rule: r.measured(m, b, key), [line.term.key])
        errors.append(abs(held[line.term.key] - line.measured) / line.per_unit)
    return max(errors)


def scope_words(term: Term) -> str:
    """Whom one constraint of a row is about, such as "cobalt, processing, China"."""
    material, stage, partner, sector = term.scope.name
    stages = "all stages" if stage == ALL else stage
    return ", ".join(name for name in (material, stages, partner, sector) if name)


def _block_lines(results: Results, block: Any, terms: list[Term]) -> dict[tuple[str, ...], RuleLine]:
    rule, keys = block.rule, [term.key for term in terms]
    plain = dict.fromkeys((name for name in rule.figures if name.startswith("allowance")), Always(0.0))
    plain |= {"limit_kept": Always(1.0)}
    written, at_one = Instead(block, **plain), Instead(block, **plain, limit=Always(1.0))
    evaluate = results.solution.evaluate
    measured = evaluate(lambda m, *key: rule.reached(m, block, key), keys)
    bound = evaluate(lambda m, *key: rule.bound(m, block, key), keys)
    asked = evaluate(lambda m, *key: rule.bound(m, written, key), keys)
    unit = evaluate(lambda m, *key: rule.bound(m, at_one, key), keys)
    prices, violation = results.prices(block.held), results.values(block.violation)
    return {
        term.key: RuleLine(
            term,
            measured=measured[term.key],
            bound=bound[term.key],
            asked=asked[term.key],
            per_unit=unit[term.key],
            price=abs(prices[term.key]),
            violation=violation[term.key],
            penalty=violation[term.key] * (term.penalty or 0.0),
        )
        for term in terms
    }
