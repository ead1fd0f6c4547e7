"""What each policy set costs more than the base and what it buys, in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.comparing.comparison import Comparison, Pair
from planner.comparing.dependence import ABROAD, HHI, RECYCLED, TOP, TopShare
from planner.comparing.figures import NOISE, WHOLE, Change, Figure, Measure, headline, shown
from planner.comparing.findings import BREACHED, SHORT
from planner.comparing.shocked import mean_cost, mean_unmet
from planner.comparing.standing import AT_RISK, BENCHMARKS, COVER, EMITTED
from planner.report.words import amount, counted, dearest
from planner.results.dependence import BOUGHT
from planner.results.ranking import down
from planner.results.rule_prices import Worth
from planner.results.wording import percent

MOST_GAINS, MOST_LOSSES = 3, 2


@dataclass(frozen=True)
class Aim:
    """A headline figure that a policy may want lower, or higher, and its name within a sentence."""

    measure: Measure
    words: str
    lower: bool = True


AIMS = (
    Aim(SHORT, "shortages"),
    Aim(TOP, "the largest share of one country"),
    Aim(AT_RISK, "supply risk"),
    Aim(HHI, "concentration (HHI)"),
    Aim(ABROAD, "what comes from abroad"),
    Aim(RECYCLED, "the recycled share", lower=False),
    Aim(COVER, "cover at the end of the plan", lower=False),
    Aim(EMITTED, "emissions"),
)


def sentences(comparison: Comparison) -> list[str]:
    """One for the base, one for every other plan, one for every set without a plan, one for the dearest rules."""
    first = sorted(comparison.solved, key=lambda pair: pair.reference is not None)
    return [
        *(_compared(comparison, pair) if pair.reference else _base(comparison, pair) for pair in first),
        *(f"{entry.label}: {entry.status}. {entry.why}" for entry in comparison.unsolved),
        *dearest(_dearest_sets(comparison).values(), comparison.currency),
    ]


def _dearest_sets(comparison: Comparison) -> dict[str, tuple[str, Worth]]:
    """What every rule costs in the set in which it costs most, by ID."""
    found: dict[str, tuple[str, Worth]] = {}
    for pair in comparison.solved:
        for id_, worth in pair.findings.worths.items():
            if id_ not in found or worth.real_cost > found[id_][1].real_cost * (1.0 + NOISE):
                found[id_] = (f"{id_} ({pair.label})", worth)
    return found


def _base(comparison: Comparison, pair: Pair) -> str:
    cost = amount(pair.findings.paid_cost, comparison.currency)
    lacking = "" if pair.entry.world.policy == comparison.base else f" ({comparison.base} has no plan)"
    figures = [(aim, figure) for aim in AIMS if (figure := _figure(pair, aim)) and figure.value]
    parts = [f"{aim.words} {shown(aim.measure, figure.value)}" for aim, figure in figures]
    return f"{pair.label}, with which the others are compared{lacking}, costs {cost} in present value: {_list(parts)}."


def _compared(comparison: Comparison, pair: Pair) -> str:
    changes = [(aim, change) for aim in AIMS if (change := _change(pair, aim)) and _is_seen(aim, change)]
    changes.sort(key=lambda item: down(item[1].weight))
    gains = [_said(pair, aim, change) for aim, change in changes if _is_gain(aim, change)][:MOST_GAINS]
    losses = [_said(pair, aim, change) for aim, change in changes if not _is_gain(aim, change)][:MOST_LOSSES]
    better = _verb(pair)
    said = [f"{better}: {_list(gains)}."] if gains else [f"{better} nothing of what is measured here."]
    said += [f"It worsens: {_list(losses)}."] if losses else []
    return " ".join([_cost(comparison, pair), *said, *_shocks(comparison, pair), *_benchmarks(pair), *_breaches(pair)])


def _verb(pair: Pair) -> str:
    """A policy buys what it costs; an assumption only comes true."""
    same_policy = pair.reference and pair.reference.entry.world.policy == pair.entry.world.policy
    return "It improves" if same_policy else "It buys"


def _shocks(comparison: Comparison, pair: Pair) -> Iterator[str]:
    """What shocks leave unmet and cost on the mean, where that differs."""
    before, cost_before = (figure(pair.reference) if pair.reference else None for figure in (mean_unmet, mean_cost))
    unmet, cost = mean_unmet(pair), mean_cost(pair)
    if unmet is None or before is None or cost is None or cost_before is None:
        return
    if abs(unmet - before) > NOISE * before:
        yield f"Shocks leave {amount(unmet, 't')} unmet on the mean, before {amount(before, 't')}."
    more = cost - cost_before
    if abs(more) > NOISE * abs(cost_before):
        money = f"{amount(abs(more), comparison.currency)} {'more' if more > 0 else 'less'}"
        yield f"In shocks it costs {money} on the mean, shortages included."


def _benchmarks(pair: Pair) -> Iterator[str]:
    """The EU's benchmarks that are reached more or less often than before."""
    for measure, figure in pair.findings.figures.items():
        change = pair.change(measure)
        if measure.group == BENCHMARKS and not measure.material and change.before and change.difference:
            words = " ".join(part for part in (measure.name.removesuffix(": reached"), measure.part) if part)
            yield f"{words} in {measure.when}: {figure.value:.0f} {measure.unit}, before {change.before.value:.0f}."


def _breaches(pair: Pair) -> Iterator[str]:
    figure = pair.findings.figures[BREACHED]
    if figure.value:
        yield f"{counted(int(figure.value), 'policy row')} broken at a penalty."


def _cost(comparison: Comparison, pair: Pair) -> str:
    before = pair.reference.findings.paid_cost if pair.reference else 0.0
    more, other = pair.findings.paid_cost - before, pair.reference.label if pair.reference else ""
    if not before or abs(more) <= NOISE * abs(before):
        return f"{pair.label} costs as much as {other}."
    direction = "more" if more > 0 else "less"
    return (
        f"{pair.label} costs {amount(abs(more), comparison.currency)} ({percent(abs(more / before))}) {direction}"
        f" than {other}."
    )


def _said(pair: Pair, aim: Aim, change: Change) -> str:
    if change.before is None or change.after is None:
        return ""
    values = f"from {shown(aim.measure, change.before.value)} to {shown(aim.measure, change.after.value)}"
    return f"{aim.words} {values}{_most(pair, change) if aim.measure is TOP else ''}"


def _most(pair: Pair, change: Change) -> str:
    """At which material and stage the largest share moves most in the same direction."""
    before, after = _tops(pair.reference), _tops(pair)
    shared = [key for key in before if key in after]
    if len(shared) < 2:
        return ""
    sign = 1.0 if (change.difference or 0.0) > 0 else -1.0
    key = max(shared, key=lambda key: sign * (after[key].share - before[key].share))
    old, new = before[key], after[key]
    other = "" if new.country == old.country else f"{new.country} "
    return f" (most for {' at '.join(key)}: {old.country} from {percent(old.share)} to {other}{percent(new.share)})"


def _tops(pair: Pair | None) -> dict[tuple[str, str], TopShare]:
    tops = pair.findings.top_shares if pair else ()
    return {(top.material, top.stage): top for top in tops if (top.counted, top.when) == (BOUGHT, WHOLE)}


def _figure(pair: Pair, aim: Aim) -> Figure | None:
    return headline(pair.findings.figures, aim.measure)


def _change(pair: Pair, aim: Aim) -> Change | None:
    return Change(_figure(pair.reference, aim), _figure(pair, aim)) if pair.reference else None


def _is_seen(aim: Aim, change: Change) -> bool:
    """Whether a change shows in the figures as they are written."""
    if not change.difference or change.before is None or change.after is None:
        return False
    return shown(aim.measure, change.before.value) != shown(aim.measure, change.after.value)


def _is_gain(aim: Aim, change: Change) -> bool:
    return ((change.difference or 0.0) < 0) == aim.lower


def _list(parts: list[str]) -> str:
    return "; ".join(parts)
