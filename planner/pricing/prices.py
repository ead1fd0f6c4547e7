"""What every rule of a plan costs and buys, each told by solving again: no dual can be trusted where limits meet."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.policies import PolicyRow
from planner.errors import Infeasible, Stopped
from planner.pricing.reliance import reliance
from planner.pricing.steps import Moved, looser, tighter
from planner.pricing.variants import Variants
from planner.progress import Progress
from planner.results import Results
from planner.results.costs import unpaid_costs
from planner.results.rule_prices import RulePrice, StepPrice, Worth

NOISE = 1e-10


def rule_prices(results: Results, variants: Variants, progress: Progress) -> dict[str, RulePrice]:
    """The prices of every policy row of a plan by its key, in present value of the objective."""
    pricing, rows = Pricing(results, variants), results.case.rules
    found = {}
    for number, row in enumerate(rows):
        progress(f"Pricing rule {number + 1} of {len(rows)}: {row.id}", number, len(rows))
        found[row.key] = pricing.of(row)
    return found


@dataclass(frozen=True)
class Pricing:
    """The prices of a plan's policy rows, found by plans under other rules."""

    results: Results
    variants: Variants

    def of(self, row: PolicyRow) -> RulePrice:
        """The prices of one row: what it costs one step tighter, one step looser, and against a plan without it."""
        try:
            worth, why = self._worth(row), ""
        except (Infeasible, Stopped) as error:
            worth, why = None, error.status
        return RulePrice(self._step(row, tighter(row)), self._step(row, looser(row)), worth, why)

    def _step(self, row: PolicyRow, moved: Moved | None) -> StepPrice | None:
        if moved is None:
            return None
        if moved.why:
            return StepPrice(None, why=moved.why)
        try:
            cost = self.variants.least_cost(self._rules(row, moved.row))
        except (Infeasible, Stopped) as error:
            return StepPrice(moved.step, why=error.status)
        return StepPrice(moved.step, _seen(cost - self.results.solution.cost, cost))

    def _worth(self, row: PolicyRow) -> Worth:
        pairs = self._pairs(row)
        without = self._without(row) if pairs else self.results
        cost = without.solution.cost
        total = _seen(self.results.solution.cost - cost, cost)
        unpaid = {kind: own - unpaid_costs(without)[kind] for kind, own in unpaid_costs(self.results).items()}
        return Worth(
            total_cost=total,
            paid_cost=_seen(total - sum(unpaid.values()), cost),
            penalties=_seen(unpaid["Penalties"], cost),
            without=reliance(without, pairs),
            held=reliance(self.results, pairs),
        )

    def _without(self, row: PolicyRow) -> Results:
        """The plan without a row; its lines of rules are not to be asked for, as its case may still have it."""
        case, solution = self.variants.plan(self._rules(row))
        same = solution is self.results.solution
        return self.results if same else replace(self.results, case=case, solution=solution)

    def _pairs(self, row: PolicyRow) -> list[tuple[str, str]]:
        """The materials and stages that a row is about; none where it is without effect."""
        terms = (term for term in self.results.case.terms if term.row.key == row.key)
        return list(dict.fromkeys(pair for term in terms for pair in term.scope.pairs))

    def _rules(self, row: PolicyRow, instead: PolicyRow | None = None) -> Iterator[PolicyRow]:
        """The rules of the plan without a row, or with another in its place."""
        for other in self.results.case.rules:
            if other.key != row.key:
                yield other
            elif instead:
                yield instead


def _seen(change: float, cost: float) -> float:
    """A change of cost, 0 where it is the solver's noise."""
    return change if abs(change) > NOISE * abs(cost) else 0.0
