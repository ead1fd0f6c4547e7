"""Figures in words, and the three sentences at the head of a plan."""

from collections.abc import Iterable

from planner.results import Results
from planner.results.indicators import indicators, largest_share, met_share, worst_shortages
from planner.results.ranking import down
from planner.results.rule_prices import Worth
from planner.results.rules import BINDS, BROKEN, lines_by_row, row_status, rows_that_bind
from planner.results.shortages import shortage_lines
from planner.results.wording import percent

DEAREST = 3
ALL_PAID = 1e-3
CHOSEN_BY = "lower governance risk, then contracts already signed, then the names of the offers"
"""By what a plan is chosen among those of least cost: the weights of `planner/solve/tie_break.py` in words."""
SCALES = ((1e9, "billion "), (1e6, "million "), (1.0, ""))


def scale_of(number: float) -> tuple[float, str]:
    """The scale in which a number reads best, and its word: billions, millions, or as it is."""
    return next(((scale, word) for scale, word in SCALES if abs(number) >= 10 * scale), SCALES[-1])


def amount(number: float, unit: str) -> str:
    """A quantity with its unit, in millions or billions where it is large: "1,234.5 million EUR", "950 t"."""
    scale, word = scale_of(number)
    figure = number / scale
    decimals = 1 if scale > 1 or abs(figure) < 100 else 0
    return f"{figure:,.{decimals}f} {word}{unit}"


def key_sentences(results: Results) -> list[str]:
    """What the plan meets and costs, what is short and why, how dependent it is and what binds, and how near it is."""
    near = [results.nearness.sentence(results.currency)] if results.nearness else []
    return [_cost(results), _shortage(results), _dependence(results), *near]


def _cost(results: Results) -> str:
    settings = results.book.settings
    cost = amount(indicators(results).paid_cost, results.currency)
    prices = f"prices of {settings.price_year}, " if settings.price_year else ""
    return (
        f"From {results.years[0].label} to {results.years[-1].label} the plan meets {_met(results)}{_without(results)},"
        f" at a paid cost of {cost} in present value ({prices}discounted at {percent(settings.discount_rate)} a year)."
    )


def _met(results: Results) -> str:
    """How much of demand is met; tonnes of different materials are never added up."""
    materials, met = results.case.stages, met_share(results)
    full = [material for material in materials if met[material] == 1.0]
    if len(full) == len(materials):
        return f"all demand for {counted(len(materials), 'material')}"
    least = percent(min(met.values()))
    if not full:
        return f"at least {least} of the demand for each of {counted(len(materials), 'material')}"
    full_of = f"{len(full)} of {counted(len(materials), 'material')}"
    return f"all demand for {full_of} and at least {least} of that for each other"


def _without(results: Results) -> str:
    """What demand is met without metal, where any is."""
    return ", part of it by substitution" if any(sum(s.substituted.values()) for s in shortage_lines(results)) else ""


def counted(number: int, thing: str) -> str:
    """A number of things: "1 material", "5 materials"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _shortage(results: Results) -> str:
    worst = worst_shortages(results, 1)
    if not worst:
        return "No sector goes short of anything."
    line, whole = worst[0], indicators(results).shortage_tonnes
    rules = "rules hold" if len(line.causes) > 1 else "a rule holds"
    likely = f"likely because {rules} offers back ({', '.join(line.causes)})"
    return (
        f"{amount(whole, 't')} stay unmet, most of it {line.demand.material} for {line.demand.sector}"
        f" ({amount(line.tonnes, 't')}, {percent(line.share)} of its demand),"
        f" {likely if line.causes else 'because supply is scarce; no rule holds offers back'}."
    )


def _dependence(results: Results) -> str:
    states = [row_status(lines) for lines in lines_by_row(results).values()]
    if not states:
        return f"{_largest(results)}; it keeps no policy rules."
    broken, binding = states.count(BROKEN), states.count(BINDS)
    priced = [(line.price, row.id) for row, line in rows_that_bind(results) if row.rule.unit == "t"]
    dearest = f", at the margin the dearest of them {max(priced)[1]}" if priced else ""
    kept = f"of its {len(states)} policy rows {binding} bind and {broken} are broken at a penalty"
    return f"{_largest(results)}; {kept}{dearest}."


def _largest(results: Results) -> str:
    largest = largest_share(results)
    if largest is None:
        return "The plan buys nothing abroad"
    share = f"{percent(largest.share)} of {largest.material} at {largest.stage} in {largest.year}"
    return f"The plan depends most on {largest.country}, for {share}"


def dearest(rules: Iterable[tuple[str, Worth]], currency: str) -> list[str]:
    """The rules that cost most to have, by name, in a sentence; none where no rule costs anything."""
    dear = sorted((rule for rule in rules if rule[1].real_cost > 0), key=lambda rule: down(rule[1].real_cost))[:DEAREST]
    said = [f"{name} {_cost_of(worth, currency)}" for name, worth in dear]
    costs = (
        "Having a rule costs what the plan without it would save, in present value and but for penalties; the dearest"
    )
    return [f"{costs}: {'; '.join(said)}."] if said else []


def _cost_of(worth: Worth, currency: str) -> str:
    """What a rule costs, and how much of it is paid where a part of it is what goes short."""
    short = worth.real_cost - worth.paid_cost
    if abs(short) <= ALL_PAID * worth.real_cost:
        return amount(worth.real_cost, currency)
    apart = f"{'and' if short > 0 else 'less'} {amount(abs(short), currency)} in shortages"
    return f"{amount(worth.paid_cost, currency)} paid {apart}"
