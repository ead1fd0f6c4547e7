"""Where squares of shares stand on chords: more breakpoints around the shares that were found, until squares are exact.

More breakpoints take no plan away, so that no round costs more than the one before. Around the shares of a row with a
price they close in until no plan nearby could gain by more, and then on the shares themselves.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.case import Case
from models.concentration import breakpoints
from models.policies.row import Square, Term
from planner.solution import Solution
from planner.solve.scaling import sums_of_money

NEAR = 1e-5
"""How far the chords beside the shares of a row may lie above the squares in all, in units of the index."""
EXACT = 1e-7
"""How far the chords at the shares themselves may, as a part of the index."""
STEPS = (0.001, 0.003, 0.009, 0.027)
PRICED = 1e-9
SAME = 1e-7
DEAR = 100.0
Points = tuple[float, ...]


def refined(case: Case, solution: Solution) -> Case | None:
    """The case with breakpoints around the shares of a solution, None where every row with a price is exact."""
    terms = [term for term in case.terms if term.row.rule.squares]
    found = dict(case.breakpoints)
    for shares in _priced(case, solution, terms) if terms else ():
        found |= _closer({q: (share, breakpoints(case, q)) for q, share in shares.items()})
    return replace(case, breakpoints=found) if found != case.breakpoints else None


def softened(case: Case) -> Case | None:
    """The case with its hard rows on squares soft, at a price above all others; None where it has none.

    Chords may keep out what squares would let in. Where no plan keeps them, the shares of this case's plan are those
    at which more breakpoints are needed.
    """
    dearest = max((cost for d in case.demands.values() for cost in d.shortage_cost.values()), default=1.0)
    hard = {row.key for row in case.rules if row.rule.squares and row.penalty is None}
    rules = tuple(replace(row, penalty=DEAR * dearest) if row.key in hard else row for row in case.rules)
    return replace(case, rules=rules) if hard else None


def _priced(case: Case, solution: Solution, terms: Sequence[Term]) -> Iterator[Mapping[Square, float]]:
    """The shares in each constraint on squares that has a price beyond the solver's tolerance."""
    model = solution.model
    prices = solution.duals(getattr(model, terms[0].row.rule.key).held)
    tonnes, bases = solution.values(model.origin_tonnes), solution.values(model.base_tonnes)
    least = PRICED * sums_of_money(case)[1]
    for term in terms:
        base = sum(bases[key] for key in term.members["BASE"])
        if base > 0 and abs(prices[term.key]) * base > least:
            yield {q: sum(tonnes[key] for key in model.SQUARED[q]) / base for q in term.members["SQUARES"]}


def _closer(row: Mapping[Square, tuple[float, Points]]) -> dict[Square, Points]:
    """More breakpoints for the shares of a row: around those in too wide a place, or else at those that are inexact."""
    index = sum(share**2 for share, _ in row.values())
    wide = {q for q, found in row.items() if found[0] > SAME and _most_error(*found) > NEAR / len(row)}
    inexact = {q for q, found in row.items() if _error(*found) > EXACT * index / len(row)}
    closer = {}
    for q in wide or inexact:
        share, points = row[q]
        steps = [step * side for step in STEPS for side in (-1.0, 1.0)] if wide else []
        closer[q] = _with(points, [share, *(share + step for step in steps)])
    return closer


def _with(points: Points, more: Sequence[float]) -> Points:
    """Breakpoints and those of some others that are not among them already."""
    found = list(points)
    for point in more:
        if point > SAME and min(abs(point - other) for other in found) > SAME:
            found.append(point)
    return tuple(sorted(found))


def _error(share: float, points: Points) -> float:
    """How far the chord at a share is from its square; beyond the last breakpoint it is below."""
    after = min(max(bisect_right(points, share), 1), len(points) - 1)
    return abs((share - points[after - 1]) * (points[after] - share))


def _most_error(share: float, points: Points) -> float:
    """How far a chord may be above the square near a share: a quarter of the squared distance of breakpoints there."""
    if share > points[-1] + SAME:
        return share
    before = max(bisect_left(points, share - SAME) - 1, 0)
    after = min(bisect_right(points, share + SAME), len(points) - 1)
    widths = (points[k + 1] - points[k] for k in range(before, after))
    return max(widths) ** 2 / 4.0
