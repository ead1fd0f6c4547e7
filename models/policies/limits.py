"""What the limits of rules are: shares, days, tonnes, money, emissions, risk, concentration."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LimitKind:
    """What the limit of a rule is: its name, unit and range.

    `step` is what it is moved by to tell what it costs, None for a hundredth of it; `point` the unit of such a price.
    One that is `claimed` is of the whole plan, and each member of a joint plan has a part of it.
    """

    name: str
    unit: str
    least: float = 0.0
    most: float = 1e15
    step: float | None = None
    point: float = 1.0
    claimed: bool = False


SHARE = LimitKind("share", "share", 0.0, 1.0, step=0.01, point=0.01)
DAYS = LimitKind("days", "days", step=1.0)
TONNES = LimitKind("volume", "t/yr", claimed=True)
MONEY = LimitKind("money", "money", claimed=True)
EMISSIONS = LimitKind("emissions", "tCO2e per year", claimed=True)
RISK = LimitKind("risk", "0 best to 1 worst", 0.0, 1.0, step=0.01, point=0.01)
HHI = LimitKind("HHI", "HHI", 0.0, 1.0, step=0.01, point=0.01)
