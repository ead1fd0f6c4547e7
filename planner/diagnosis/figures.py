"""Which columns of the workbook stand behind the figures that laws hold to, and how each can give way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum


class Tier(IntEnum):
    """What gives way before what: rules, then what was agreed, then the office's own data, then demand; facts last."""

    POLICY = 0
    CONTRACTS = 1
    DATA = 2
    UNMET = 3
    FACTS = 4


class Eases(Enum):
    """How a figure gives way."""

    UP = "rises"
    DOWN = "falls"
    SHORTER = "is shortened"
    EARLIER = "is earlier"
    LATER = "is later"
    OPEN = "is opened"
    DROPPED = "is dropped"


STEPWISE = (Eases.SHORTER, Eases.EARLIER, Eases.LATER)
"""Figures that give way a whole period at a time."""


@dataclass(frozen=True)
class Figure:
    """A column that limits a plan: its field, how it gives way and when, and its name within a sentence."""

    field: str
    eases: Eases
    tier: Tier
    words: str


def _fact(field: str, eases: Eases, words: str) -> Figure:
    return Figure(field, eases, Tier.FACTS, words)


def _data(field: str, eases: Eases, words: str) -> Figure:
    return Figure(field, eases, Tier.DATA, words)


def _agreed(field: str, eases: Eases, words: str) -> Figure:
    return Figure(field, eases, Tier.CONTRACTS, words)


FIGURES: Mapping[tuple[str, str], Figure] = {
    ("suppliers", "capacity_tonnes"): _fact("capacity", Eases.UP, "the capacity of {name}"),
    ("suppliers", "from"): _fact("from_", Eases.EARLIER, "the first period of {name}"),
    ("suppliers", "to"): _fact("to", Eases.LATER, "the last period of {name}"),
    ("suppliers", "spot_share"): _fact("spot_share", Eases.UP, "the spot share of {name}"),
    ("suppliers", "minimum_tonnes"): _agreed("min_purchase", Eases.DOWN, "the least purchase from {name}"),
    ("suppliers", "growth"): _fact("max_growth", Eases.UP, "the growth of {name}"),
    ("suppliers", "lead_time_periods"): _fact("lead_time", Eases.SHORTER, "the lead time of {name}"),
    ("contracts", "least_tonnes"): _agreed("min_volume", Eases.DOWN, "contract {name}"),
    ("contracts", "most_tonnes"): _agreed("max_volume", Eases.UP, "the greatest volume of contract {name}"),
    ("contracts", "take_or_pay_share"): _agreed("take_or_pay", Eases.DOWN, "take-or-pay of contract {name}"),
    ("ventures", "most_tonnes_per_year"): _data("max_capacity", Eases.UP, "the greatest capacity of {name}"),
    ("ventures", "earliest"): _data("earliest", Eases.EARLIER, "the earliest decision on {name}"),
    ("ventures", "latest"): _data("latest", Eases.LATER, "the latest decision on {name}"),
    ("ventures", "lead_time_periods"): _fact("lead_time", Eases.SHORTER, "the lead time of {name}"),
    ("demands", "least_fill"): Figure("least_fill", Eases.DOWN, Tier.UNMET, "the least fill of {name}"),
    ("substitutions", "most_share"): _fact("max_share", Eases.UP, "the greatest substitution of {name}"),
    ("substitutions", "growth_share_per_year"): _fact("max_growth", Eases.UP, "the growth of substitution of {name}"),
    ("substitutions", "lead_time_periods"): _fact(
        "lead_time", Eases.SHORTER, "the lead time of substitution of {name}"
    ),
    ("stockpiles", "capacity_tonnes"): _data("capacity", Eases.UP, "the room for stock of {name}"),
    ("stockpiles", "fill_tonnes"): _data("max_fill", Eases.UP, "the filling of the stock of {name}"),
    ("stockpiles", "release_tonnes"): _data("max_release", Eases.UP, "the release from the stock of {name}"),
    ("stockpiles", "closing_tonnes"): _data("closing_stock", Eases.DOWN, "the closing stock of {name}"),
    ("streams", "tonnes"): _fact("tonnes", Eases.UP, "the scrap of {name}"),
    ("streams", "returns"): _fact("collection", Eases.UP, "the collection of {name}"),
    ("plants", "capacity_tonnes"): _data("capacity", Eases.UP, "the capacity of {name}"),
    ("plants", "build_limit_tonnes_per_year"): _data("max_build", Eases.UP, "what may be built of {name}"),
    ("plants", "lead_time_periods"): _fact("lead_time", Eases.SHORTER, "the lead time of {name}"),
    ("plants", "delay_periods"): _fact("delay", Eases.SHORTER, "the delay of {name}"),
    ("route_limits", "tonnes"): _data("max_volume", Eases.UP, "the most that passes from {name}"),
    ("route_limits", "closed"): _data("open", Eases.OPEN, "the closed route from {name}"),
    ("rules", "most"): Figure("limit", Eases.UP, Tier.POLICY, "the limit"),
    ("rules", "least"): Figure("limit", Eases.DOWN, Tier.POLICY, "the limit"),
    ("rules", "bans"): Figure("rule", Eases.DROPPED, Tier.POLICY, "the rule"),
}
"""The column behind each figure of a kind of record; what a figure comes from may differ from row to row."""
