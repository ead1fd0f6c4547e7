"""The defaults that are no constants: worked out from other rows once all of them are read."""

from collections.abc import Callable, Mapping
from typing import Any

from models.policies import RULES
from planner.workbook.book import NO_POLICY, set_names
from planner.workbook.declare import Column, Row, column_of
from planner.workbook.draft import Draft, Incomplete
from planner.workbook.periods import Label
from planner.workbook.schema import (
    ROW_TYPES,
    Country,
    Demand,
    Material,
    Plant,
    Policy,
    PolicySet,
    Scenario,
    Settings,
    Stockpile,
    Substitution,
    Supplier,
    Venture,
)
from planner.workbook.series import Series


def complete(draft: Draft) -> None:
    """Put a value in the place of every blank whose default depends on other rows."""
    for row_type in ROW_TYPES:
        defaults = DEFAULTS.get(row_type, {})
        for field, default in defaults.items():
            draft.change(row_type, _filler(field, default))


def _filler(field: str, default: Callable[[Any, Draft], Any]) -> Callable[[Row, Draft], Row]:
    def filled(row: Row, draft: Draft) -> Row:
        if field in row.model_fields_set or not row.sound(field):
            return row
        try:
            value = default(row, draft)
        except Incomplete:
            return row.with_values(field)
        column = column_of(type(row), field)
        if _matters(row, column):
            draft.report.default(row, column)
        return row.with_values(**{field: value})

    return filled


def _matters(row: Row, column: Column) -> bool:
    """Whether a blank says anything in this row."""
    if isinstance(row, Policy):
        return row.sound("rule") and column.head in RULES[row.rule].uses
    return column.only_with in ("", *row.model_fields_set)


def first_policy_set(_: Settings, draft: Draft) -> str:
    """The first policy set, or none."""
    sets, policies = draft.all(PolicySet, "policy_set"), draft.all(Policy, "policy_set")
    return next(iter(set_names(tuple(sets), tuple(policies))), NO_POLICY)


def periods_of_a_year(_: Settings, draft: Draft) -> int:
    """The number of periods in a year."""
    if draft.frame.length is None:
        raise Incomplete
    return draft.frame.length.per_year


def last_stage(row: Supplier | Stockpile, draft: Draft) -> str:
    """The last stage of the row's material."""
    stages = draft.frame.names.stages_of(row.material) if row.sound("material") else ()
    if not stages:
        raise Incomplete
    return stages[-1]


def ramp(_: Supplier, __: Draft) -> None:
    """Nothing: a tenth of the capacity of each period, which is worked out where capacities are added up."""


def closing_stock(row: Stockpile, draft: Draft) -> float:
    """The opening stock, at most the capacity of the last period."""
    if not row.sound("opening_stock", "capacity"):
        raise Incomplete
    last = row.capacity.on(draft.calendar)[-1]
    return row.opening_stock if last is None else min(row.opening_stock, last)


def only_home(row: Plant, draft: Draft) -> str | None:
    """The one home country, None where no country is home; a fault where several are."""
    home = [country.country for country in draft.all(Country, "country", "home") if country.home]
    if len(home) > 1:
        expected = f"one of {', '.join(home)}, since several countries are home"
        draft.refuse(row, "country", "blank-cell", expected)
        raise Incomplete
    return home[0] if home else None


def discount_rate(_: Plant | Venture | Substitution, draft: Draft) -> float:
    """The discount rate of the plan."""
    return draft.settings("discount_rate").discount_rate


def first_period(_: Venture, draft: Draft) -> Label:
    """The first period of the plan."""
    return draft.calendar.first


def shortage_cost(row: Demand, draft: Draft) -> Series[float]:
    """The shortage cost of Settings, times the reference price of the row's material; a fault where one is missing."""
    times = draft.settings("shortage_cost").shortage_cost
    if not row.sound("material"):
        raise Incomplete
    materials = draft.all(Material, "material", "reference_price")
    price = next((known.reference_price for known in materials if known.material == row.material), None)
    if times is None:
        missing = "a number, since Settings has no Shortage cost"
    elif price is None or None in price.on(draft.calendar):
        missing = f"a number, since Materials does not give the Reference price of {row.material} in every period"
    else:
        return Series({label: times * amount for label, amount in price.stated.items()})
    draft.refuse(row, "shortage_cost", "blank-cell", missing)
    raise Incomplete


def base(row: Policy, _: Draft) -> str:
    """The rule's first base, "" where it has none."""
    if not row.sound("rule"):
        raise Incomplete
    return next(iter(RULES[row.rule].bases), "")


def per(row: Policy, _: Draft) -> str:
    """A year."""
    return "year"


def open_end(_: Scenario, __: Draft) -> None:
    """Nothing: the row reaches as far as the plan."""


def its_from(row: Scenario, draft: Draft) -> Label:
    """The first period that the row touches."""
    if not row.sound("from_"):
        raise Incomplete
    return row.from_ or draft.calendar.first


DEFAULTS: Mapping[type[Row], Mapping[str, Callable[[Any, Draft], Any]]] = {
    Settings: {"base_policy": first_policy_set, "recovery_periods": periods_of_a_year},
    Supplier: {"stage": last_stage, "ramp": ramp},
    Venture: {"financing_rate": discount_rate, "ready": first_period},
    Stockpile: {"stage": last_stage, "closing_stock": closing_stock},
    Plant: {"country": only_home, "financing_rate": discount_rate},
    Demand: {"shortage_cost": shortage_cost},
    Substitution: {"financing_rate": discount_rate},
    Policy: {"base": base, "per": per},
    Scenario: {"from_": open_end, "to": open_end, "known_from": its_from},
}
