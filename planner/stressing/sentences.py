"""What shocks do to a plan, in a sentence each."""

from planner.report.words import amount, counted
from planner.results.ranking import down
from planner.stressing.aftermath import Aftermath
from planner.stressing.stressed import Shock, Stress

TOLD = 3


def sentences(stress: Stress) -> list[str]:
    """The plan, its worst shocks, those after which there is no plan, and the worst loss."""
    worst = sorted(stress.met, key=lambda item: down(item[1].total_cost))[:TOLD]
    return [
        _plan(stress),
        *(_shock(stress, shock, found) for shock, found in worst),
        *(f"No plan is left after {shock.name}. {shock.why}" for shock in stress.unmet),
        *_loss(stress),
    ]


def _plan(stress: Stress) -> str:
    short = sum(found.added_tonnes > 0 for _, found in stress.met)
    cost = amount(stress.paid_cost, stress.currency)
    makes = "makes" if short == 1 else "make"
    told = f"of {counted(len(stress.shocks), 'shock')} {short or 'none'} {makes} a sector go short"
    return f"The plan under the policy set {stress.policy} pays {cost} in present value; {told}."


def _shock(stress: Stress, shock: Shock, found: Aftermath) -> str:
    paid, whole = found.paid_cost - stress.paid_cost, found.total_cost - stress.total_cost
    cost = f"{_more(paid, stress.currency)} is paid, with shortages at their cost it is {_more(whole, stress.currency)}"
    return f"{shock.name}: {_short(found)}; {cost}."


def _short(found: Aftermath) -> str:
    hit, months, again = found.hardest, found.months_to_shortage, found.whole_again
    if hit is None:
        return "nobody goes short because of it"
    after = f"{counted(months, 'month')} after it begins" if months else "as it begins"
    until = (
        f"supply is whole again in {again}" if again in found.periods else "supply is not whole again within the plan"
    )
    return (
        f"{amount(found.added_tonnes, 't')} more stay unmet, most of it {hit.material} for {hit.sector}, first in"
        f" {found.first_short}, {after}; {until}"
    )


def _more(money: float, currency: str) -> str:
    return f"{amount(abs(money), currency)} {'less' if money < 0 else 'more'}"


def _loss(stress: Stress) -> list[str]:
    worst = stress.ranking.worst if stress.ranking else None
    if worst is None:
        return []
    who = " and ".join(worst.partners)
    if worst.cost is None:
        return [f"The worst loss is that of {who}: no plan is left after it."]
    more = _more(worst.cost - stress.total_cost, stress.currency)
    return [f"The worst loss is that of {who}: it costs {more} than the plan, shortages at their cost included."]
