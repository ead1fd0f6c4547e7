"""Where the saving of a joint plan comes from: members who plan apart share first one thing and then another.

The programs of all members stand side by side, each with its own claims. What is shared, such as the capacity of
suppliers, becomes one row over all members in place of one for each: the claims on it add up, and all else stays apart.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_diag, csr_matrix, hstack, identity, vstack

from models.limits import BOUNDS, nothing, technical
from planner.arrays import Families, StandardForm
from planner.errors import Stopped
from planner.solve.highs import Engine, Status
from planner.solve.scaling import Scaling

PURCHASING, STOCKS, PLANTS, RULES, TENDERS = (
    "joint purchasing",
    "joint stocks",
    "shared plants and ventures",
    "rules and budgets kept together",
    "joint tenders",
)
SHARED = {
    PURCHASING: ("models.supply", "models.contracts", "route_limit"),
    STOCKS: ("models.stockpile",),
    PLANTS: ("models.recycling", "models.ventures"),
}
"""What is shared at each step, by the modules of the model that say it, or by a law of another module."""

Mask = npt.NDArray[np.bool_]


def step_by_step(forms: Sequence[StandardForm], scaling: Scaling) -> Iterator[tuple[str, float]]:
    """The least cost of all members together once they share purchasing, then stocks too, then plants too.

    The forms have the same rows and columns. Raises `Stopped` where one of the programs has no certain optimum.
    """
    shared: tuple[str, ...] = ()
    for step, modules in SHARED.items():
        shared += modules
        engine = Engine(side_by_side([scaling.apply(form) for form in forms], shared))
        if engine.solve() is not Status.OPTIMAL:
            raise Stopped(f"The members' plans with {step} were not solved: '{engine.status_text()}'.")
        yield step, engine.answer().objective * scaling.money


def side_by_side(forms: Sequence[StandardForm], shared: Sequence[str]) -> StandardForm:
    """One program of several in which what some modules of the model say is over all of them together.

    A bound of a shared quantity that stands for a claim becomes a row over all, one that no plan comes near is widened.
    """
    first, count = forms[0], len(forms)
    rows = _gathered(_laws_of(first.rows, shared), count)
    claims = _bounds_of(first.columns, shared, claims=True)
    free = np.tile(claims | _bounds_of(first.columns, shared, claims=False), count)
    claimed = _summed(claims, count)
    upper = np.concatenate([form.column_upper for form in forms])
    together = np.sum([form.column_upper for form in forms], axis=0)
    return StandardForm(
        matrix=csr_matrix(vstack([rows @ block_diag([form.matrix for form in forms]), claimed])),
        cost=np.concatenate([form.cost for form in forms]),
        offset=sum(form.offset for form in forms),
        column_lower=np.concatenate([form.column_lower for form in forms]),
        column_upper=np.where(free, np.tile(together, count), upper),
        row_lower=np.append(rows @ np.concatenate([form.row_lower for form in forms]), np.full(claims.sum(), -np.inf)),
        row_upper=np.append(rows @ np.concatenate([form.row_upper for form in forms]), together[claims]),
        columns=first.columns,
        rows=first.rows,
    )


def _gathered(shared: Mask, count: int) -> csr_matrix:
    """What makes one row over all programs of each that is shared, and leaves the others as they are."""
    apart = identity(len(shared) * count, format="csr")[np.flatnonzero(np.tile(~shared, count))]
    return csr_matrix(vstack([apart, _summed(shared, count)]))


def _summed(chosen: Mask, count: int) -> csr_matrix:
    """A row for each that is chosen: its sum over all programs."""
    return csr_matrix(hstack([identity(len(chosen), format="csr")[np.flatnonzero(chosen)]] * count))


def _laws_of(rows: Families, modules: Sequence[str]) -> Mask:
    """Which rows are laws of some modules, or are named among them."""
    said = [{family.component.law.__module__, family.component.local_name} for family in rows]
    return _marked(rows, [not names.isdisjoint(modules) for names in said])


def _bounds_of(columns: Families, modules: Sequence[str], *, claims: bool) -> Mask:
    """Which columns are quantities of some modules with a bound that is a claim, or with one that none comes near."""
    wanted = []
    for family in columns:
        holds = BOUNDS.get(family.component.local_name, nothing)
        is_claim = holds not in (technical, nothing)
        wanted.append(family.component.family in modules and (is_claim if claims else holds is technical))
    return _marked(columns, wanted)


def _marked(families: Families, wanted: Sequence[bool]) -> Mask:
    sizes = [len(family.keys) for family in families]
    return np.repeat(np.array(wanted, dtype=bool), sizes)
