"""What lies around a plan of least cost, as its sheets tell it."""

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How an offer stands in a plan."""

    UNUSED = "not used"
    AT_LIMIT = "at its limit"
    SHORT = "short"


@dataclass(frozen=True)
class Reason:
    """Why an offer is not used or not used more, or why a demand goes short.

    `price` is what is asked now in the first period of the offer, `enters_at` the price there at which it would enter
    if it fell by as much in every period, None where no price would do; `saving` is what one more unit of the limit
    would save at most, in money of its period.
    """

    state: State
    kind: str
    name: str
    material: str = ""
    stage: str = ""
    country: str = ""
    unit: str = ""
    price: float | None = None
    enters_at: float | None = None
    why: str = ""
    saving: float | None = None
    periods: str = ""
    cell: str = ""

    @property
    def nearness(self) -> float:
        """By what share of its price an offer is too dear; infinite where no price would do."""
        if self.price is None or self.enters_at is None:
            return float("inf")
        return (self.price - self.enters_at) / self.price if self.price else 0.0


@dataclass(frozen=True)
class Room:
    """What comes from a country at a stage over the horizon in tonnes: in the plan, and at the least and the most.

    `otherwise` is what comes in another plan of the same cost. All are None where the solver gave no answer to trust.
    """

    material: str
    stage: str
    country: str
    tonnes: float
    least: float | None = None
    most: float | None = None
    otherwise: float | None = None


@dataclass(frozen=True)
class Choice:
    """A volume that is a matter of choice: tonnes bought from a supplier in the plan and in one of the same cost."""

    supplier: str
    node: str
    tonnes: float
    otherwise: float


@dataclass(frozen=True)
class Latitude:
    """The reasons behind a plan, and the room to move within a share of its least cost."""

    within_share: float
    reasons: tuple[Reason, ...] = field(default=())
    rooms: tuple[Room, ...] = field(default=())
    choices: tuple[Choice, ...] = field(default=())
