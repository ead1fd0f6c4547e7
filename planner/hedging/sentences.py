"""What hedging comes to, in three sentences."""

from planner.hedging.hedge import Hedge
from planner.hedging.insurance import SIGNED, STOCK, VENTURE, premiums
from planner.report.words import amount, counted


def sentences(hedge: Hedge) -> list[str]:
    """What one plan for all courses costs, what it saves and what certainty would, and the insurance it buys."""
    return [_cost(hedge), _value(hedge), _insurance(hedge)]


def _cost(hedge: Hedge) -> str:
    found, money = hedge.measures, hedge.plan.currency
    tail = f"in the dearest {1.0 - hedge.risk.level:.0%} of them {amount(found.cvar, money)}"
    courses = counted(len(hedge.courses), "course")
    return f"Over {courses} of events the plan costs {amount(found.expected_cost, money)} on the mean, {tail}."


def _value(hedge: Hedge) -> str:
    found, money = hedge.measures, hedge.plan.currency
    saved = (
        "following a plan for the mean course is not possible"
        if found.vss is None
        else f"hedging saves {amount(found.vss, money)} over following a plan for the mean course"
    )
    certain = "" if found.evpi is None else f", and knowing the course at once would save {amount(found.evpi, money)}"
    return f"{saved[0].upper()}{saved[1:]}{certain}."


def _insurance(hedge: Hedge) -> str:
    if hedge.calm is None:
        return "Without scenarios there is no plan to compare with."
    bought = [p for p in premiums(hedge) if p.hedged > p.calm]
    kinds = ((STOCK, "more in stock"), (SIGNED, "signed"), (VENTURE, "built"))
    named = [
        f"{word}: {', '.join(dict.fromkeys(p.name for p in bought if p.kind == kind))}"
        for kind, word in kinds
        if any(p.kind == kind for p in bought)
    ]
    more, money = hedge.measures.expected_cost - hedge.calm.total_cost, hedge.plan.currency
    than = f"on the mean it costs {amount(abs(more), money)} {'less' if more < 0 else 'more'} than"
    than = f"{than} the plan without scenarios would if nothing happened"
    return (
        f"As insurance it has {'; '.join(named)}; {than}."
        if named
        else f"It buys no insurance in stock or contracts; {than}."
    )
