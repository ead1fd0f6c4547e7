"""What changed between two plans, in a few sentences."""

from collections.abc import Iterable, Sequence

from planner.changes.inputs import ADDED, CHANGED, InputChange
from planner.changes.money import CostChange
from planner.changes.pair import Pair, differ
from planner.changes.rules import ADDED as ROW_ADDED
from planner.changes.rules import LOOSE, NEWLY_BINDS, NEWLY_BROKEN, SHIFTED, RuleChange
from planner.changes.rules import REMOVED as ROW_REMOVED
from planner.changes.volumes import VolumeChange
from planner.report.words import amount
from planner.results import Results
from planner.results.wording import percent

MOST_NAMED = 5


def sentences(
    pair: Pair,
    inputs: Sequence[InputChange],
    volumes: Sequence[VolumeChange],
    rules: Sequence[RuleChange],
    paid: CostChange,
) -> list[str]:
    """What was put in, what it costs, what is short, which volume changed most, which rules newly bind."""
    return [_plans(pair), _inputs(inputs), _paid(pair, paid), _short(pair), _volumes(volumes), *_rules(rules)]


def world(results: Results) -> str:
    """Under what a plan was made, and for which periods."""
    assumed = results.run.get("Assumed scenario", "none")
    assuming = "" if assumed == "none" else f", assuming {assumed}"
    return f"policy set {results.policy}{assuming}, {results.periods[0]} to {results.periods[-1]}"


def _plans(pair: Pair) -> str:
    old, new = world(pair.old.results), world(pair.new.results)
    return f"Both plans: {new}." if old == new else f"Old plan: {old}. New plan: {new}."


def _inputs(inputs: Sequence[InputChange]) -> str:
    if not inputs:
        return "The input is the same."
    rows = [change for change in inputs if change.change != CHANGED]
    added = sum(change.change == ADDED for change in rows)
    sheets, cells = _named(change.sheet for change in inputs), len(inputs) - len(rows)
    return f"Input: {cells} cells changed, {added} rows added, {len(rows) - added} removed ({sheets})."


def _paid(pair: Pair, paid: CostChange) -> str:
    currency = pair.new.currency
    start = (pair.old.results.periods[0], pair.new.results.periods[0])
    dates = "" if start[0] == start[1] else f", each at the start of its own plan ({start[0]}, {start[1]})"
    if pair.old.currency != currency:
        return f"The plans are in different currencies ({pair.old.currency}, {currency})."
    if not differ(paid.old, paid.new):
        return f"The paid cost is the same: {amount(paid.new, currency)} in present value{dates}."
    word = "rises" if paid.difference > 0 else "falls"
    by = "" if paid.share is None else f" ({'+' * (paid.share > 0)}{percent(paid.share)})"
    figures = f"from {amount(paid.old, currency)} to {amount(paid.new, currency)}{by}"
    return f"The paid cost {word} {figures} in present value{dates}."


def _short(pair: Pair) -> str:
    old, new = pair.old.shortage_tonnes, pair.new.shortage_tonnes
    if not differ(old, new):
        return f"{amount(new, 't')} stay unmet in both." if new else "Nothing is short in either plan."
    return f"Shortages go from {amount(old, 't')} to {amount(new, 't')}."


def _volumes(volumes: Sequence[VolumeChange]) -> str:
    if not volumes:
        return "No volume changes in a period that both plans cover."
    most = volumes[0]
    old, new = most.whole(most.old), most.whole(most.new)
    what = " ".join(part for part in (most.figure, most.material) if part)
    whole = f"{amount(old, 't')} to {amount(new, 't')} over the whole plan"
    return f"{len(volumes)} volumes change, most of all {most.name} ({what}): {whole}."


def _rules(rules: Sequence[RuleChange]) -> list[str]:
    said = []
    for change in (NEWLY_BROKEN, NEWLY_BINDS, LOOSE, ROW_ADDED, ROW_REMOVED):
        ids = [rule.id for rule in rules if rule.change == change]
        if ids:
            what = f"Policy {change}" if change in (ROW_ADDED, ROW_REMOVED) else change.capitalize()
            said.append(f"{what}: {_named(ids)}.")
    if not said and any(rule.change == SHIFTED for rule in rules):
        return ["The same rules bind, with other figures."]
    return said or ["The same rules bind."]


def _named(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return ", ".join(known[:MOST_NAMED]) + more
