"""What policy rows cost and buy, as columns of the sheet Rules; only where it was asked for."""

from models.policies import PolicyRow
from planner.report.sheet import FIGURE, Column, Value
from planner.report.words import dearest
from planner.results import Results
from planner.results.rule_prices import Reliance, RulePrice, StepPrice, Worth
from planner.results.wording import percent

NO_LIMIT = "no limit"
SEEN = 1e-7


def price_columns(results: Results) -> list[Column]:
    """The plan with the row against the plan without it, then its limit a step tighter and a step looser."""
    if results.rule_prices is None:
        return []
    money = results.currency
    present, each, against = f"{money}, present value", f"{money} per point, day, t/yr ...", "with it less without"
    return [
        Column("Having it costs", present, "money", 14),
        Column("of it paid", present, "money", 14),
        Column("Largest share", against, "signed share", 9),
        Column("HHI", against, "signed index", 8),
        Column("Short", f"t, {against}", "signed tonnes", 9),
        Column("Most moved", "without it, with it", width=36),
        Column("Tighter by", "one step", FIGURE, 9),
        Column("Tighter costs", present, "money", 13),
        Column("Tighter, each", each, "unit price", 13),
        Column("Looser by", "one step", FIGURE, 9),
        Column("Looser saves", present, "money", 13),
        Column("Looser, each", each, "unit price", 13),
    ]


def price_cells(results: Results, row: PolicyRow | None) -> tuple[Value, ...]:
    """The cells of a policy row under `price_columns`; blanks for a line that is no row of its own."""
    if results.rule_prices is None:
        return ()
    if row is None:
        return (None,) * len(price_columns(results))
    price = results.rule_prices[row.key]
    return (*_worth(price), *_step(row, price.tighter, 1.0), *_step(row, price.looser, -1.0))


def price_words(results: Results) -> list[str]:
    """The rules that cost most, in a sentence; none where prices were not asked for or no rule costs anything."""
    ids = {row.key: row.id for row in results.case.rules}
    prices = (results.rule_prices or {}).items()
    return dearest([(ids[key], price.worth) for key, price in prices if price.worth], results.currency)


def most_moved(worth: Worth) -> str:
    """Where the row moves the largest share of one country most, in words; "" where it moves none."""
    pair = worth.most_moved
    if pair is None:
        return ""
    return f"{' at '.join(pair)}: {_top(worth.without, pair)} without it, {_top(worth.held, pair)} with it"


def _worth(price: RulePrice) -> tuple[Value, ...]:
    worth = price.worth
    if worth is None:
        return (price.why, *(None,) * 5)
    held, without = worth.held, worth.without
    return (
        worth.total_cost,
        worth.paid_cost,
        _apart(held.mean_top, without.mean_top),
        _apart(held.mean_concentration, without.mean_concentration),
        _apart(held.short_tonnes, without.short_tonnes),
        most_moved(worth),
    )


def _apart(one: float, other: float) -> float:
    """How far two figures are apart, 0 where it is the solver's noise."""
    return one - other if abs(one - other) > SEEN * max(1.0, abs(one)) else 0.0


def _step(row: PolicyRow, price: StepPrice | None, sign: float) -> tuple[Value, ...]:
    """How far, what it costs (with a sign of -1: saves) and each unit of it; in words where there is no price."""
    kind = row.rule.limit
    if price is None or kind is None:
        return (None, NO_LIMIT, None)
    each = price.each(kind)
    if price.cost is None or each is None:
        return (price.step, price.why, None)
    return (price.step, sign * price.cost + 0.0, sign * each + 0.0)


def _top(reliance: Reliance, pair: tuple[str, str]) -> str:
    top = reliance.tops[pair]
    return f"{top.country} {percent(top.share)}".lstrip()
