"""Concentration: squares of the shares of countries, from above, by chords.

With `x` the tonnes of a country and `X` the base, the square `x² / X` is not linear. The chord of the square between
two shares `a < b` is: `(a + b) x - a b X`. At a share `s` it is higher by `(s - a) (b - s)`, that is above the square
from a to b, and below it elsewhere. So what is at least every chord between neighbouring breakpoints is at least the
square of any share up to the last one, and no more than that at the breakpoints. Of a share beyond the last breakpoint
it is more than the last square, which is chosen to be above the limit: a row that keeps its limit by chords keeps it in
truth. (Tangents lie below the square; with them the true index could pass the limit.) Between breakpoints a chord is
too high by a quarter of their squared distance at most. Who solves adds breakpoints around the shares found, until
that is nothing where it costs anything.
"""

from itertools import pairwise
from typing import Any

import pyomo.environ as pyo

from models.case import Case
from models.declare import data, law, quantity, ragged
from models.origins import most_in_all
from models.policies.max_hhi import most_even_shares
from models.policies.row import Square, Term

GRID = (0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.0)


def quantities(m: Any, case: Case) -> None:
    """`squared_tonnes` [t]: at least the base times a country's squared share, for each row and window that asks."""
    terms = case.squares
    m.SQUARES = pyo.Set(initialize=list(terms), dimen=5)
    most = {square: _most(case, square) for square in terms}
    quantity(m, "squared_tonnes", m.SQUARES, most=most, group={square: square[1] for square in terms})
    ragged(m, "SQUARED", terms, lambda q: [key for key in terms[q].members["ORIGINS"] if key[3] == q[3]], 5)
    ragged(m, "SQUARED_BASE", terms, lambda q: list(terms[q].members["BASE"]), 4)
    chords = {(a, *square): (a, b) for square in terms for a, b in pairwise(breakpoints(case, square))}
    m.CHORDS = pyo.Set(initialize=list(chords), dimen=6)
    data(m, "chord_slope", m.CHORDS, values={key: a + b for key, (a, b) in chords.items()})
    data(m, "chord_drop", m.CHORDS, values={key: a * b for key, (a, b) in chords.items()})


def laws(m: Any) -> None:
    """Every square above all its chords."""
    law(m, chord, m.CHORDS)


def chord(m: Any, a: Any, *q: Any) -> Any:
    """`squared >= (a + b) · Σ tonnes of the country - a · b · Σ base`, with b the breakpoint after a."""
    tonnes = sum(m.origin_tonnes[g, k, s, c, u] for g, k, s, c, u in m.SQUARED[q])
    base = sum(m.base_tonnes[e, k, s, u] for e, k, s, u in m.SQUARED_BASE[q])
    return m.squared_tonnes[q] >= m.chord_slope[a, *q] * tonnes - m.chord_drop[a, *q] * base


def breakpoints(case: Case, square: Square) -> tuple[float, ...]:
    """The shares at which a country's square is exact, from 0 upwards; the square of the last is above the limit."""
    return case.breakpoints.get(square) or _grid(case, case.squares[square])


def _grid(case: Case, term: Term) -> tuple[float, ...]:
    """The most even shares are among them, which the least limit asks for; 1 is the last where no limit was raised."""
    shares = sorted({*GRID, *most_even_shares(case, term.members)})
    while shares[-1] ** 2 < max(term.row.limit.values()) + term.figures["allowance_share"]:
        shares.append(2.0 * shares[-1])
    return tuple(shares)


def _most(case: Case, square: Square) -> float:
    """The last chord of a share, were all of every total one country's."""
    before, last = breakpoints(case, square)[-2:]
    return (before + last) * sum(most_in_all(case, k, s) for _, k, s, _ in case.squares[square].members["BASE"])
