"""One step of a limit: how far, in which direction, and where its range ends."""

from dataclasses import dataclass, replace

from models.policies import LimitKind, PolicyRow
from planner.results.wording import figure, percent

STEP_SHARE = 0.01
ROUNDING = 1e-12


@dataclass(frozen=True)
class Moved:
    """A policy row with another limit, and how far it is from its own; `why` says why it could not be moved."""

    row: PolicyRow
    step: float = 0.0
    why: str = ""


def tighter(row: PolicyRow) -> Moved | None:
    """The row with its limit one step tighter at every node; None where the rule has no limit."""
    return _moved(row, -1.0 if row.rule.sense == "<=" else 1.0)


def looser(row: PolicyRow) -> Moved | None:
    """The row with its limit one step looser at every node; None where the rule has no limit."""
    return _moved(row, 1.0 if row.rule.sense == "<=" else -1.0)


def step_of(row: PolicyRow, kind: LimitKind) -> float:
    """One step in the unit of the limit: a point, a day, or a hundredth of the largest limit of the row."""
    return kind.step if kind.step is not None else STEP_SHARE * max(row.limit.values(), default=0.0)


def _moved(row: PolicyRow, direction: float) -> Moved | None:
    """All limits of the row by one step, none beyond the range; the step is the most that any could be moved."""
    kind = row.rule.limit
    if kind is None:
        return None
    by = direction * step_of(row, kind)
    limit = {n: min(max(value + by, kind.least), kind.most) for n, value in row.limit.items()}
    step = max((abs(limit[n] - value) for n, value in row.limit.items()), default=0.0)
    if step > ROUNDING:
        return Moved(replace(row, limit=limit), abs(by) if abs(step - abs(by)) < ROUNDING else step)
    return Moved(row, why=_why(row, kind, kind.most if direction > 0 else kind.least))


def _why(row: PolicyRow, kind: LimitKind, end: float) -> str:
    """Why a limit cannot be moved any further towards an end of its range."""
    if not row.limit:
        return "never in force"
    if not step_of(row, kind):
        return "no step: the limit is 0"
    return f"at its end, {percent(end) if kind.unit == 'share' else figure(end)}"
