"""What least shares, volumes, stocks and capacities ask for, against the most that there can ever be."""

from collections.abc import Iterator

from models.policies.partner import COUNTRY
from models.policies.row import Term
from planner.diagnosis.arithmetic.asked import allowed, beyond, kind
from planner.diagnosis.arithmetic.finding import Finding, Sums, subject
from planner.diagnosis.words import listed, rounded


def less_than_asked(sums: Sums) -> Iterator[Finding]:
    """Least shares, volumes, recycled shares and days of cover that nobody can reach."""
    for term in sums.hard(">="):
        bound = allowed(sums.case, term)
        if bound is None or "VENTURES" in term.members:
            continue
        most = sums.able.most_counted(term)
        if beyond(bound, most):
            yield _more_than_there_is(sums, term, (bound, most), "t")


def too_little_home_capacity(sums: Sums) -> Iterator[Finding]:
    """Capacity at home that cannot stand in time."""
    case, years = sums.case, sums.case.tree.period_years
    for term in sums.hard(">="):
        bound = allowed(case, term) if "VENTURES" in term.members else None
        if bound is None:
            continue
        most = sum(case.suppliers[i].capacity_tonnes[n] / years for i, n in term.members["SUPPLIERS"])
        most += sum(case.ventures[v].most_tonnes_per_year for v, _ in term.members["VENTURES"])
        most += sum(sums.able.plant_capacity(p, n) * case.plants[p].yield_share[k]
                    for p, k, n in term.members["OUTLETS"])  # fmt: skip
        if beyond(bound / years, most):
            yield _more_than_there_is(sums, term, (bound / years, most), "t/yr")


def least_over_most(sums: Sums) -> Iterator[Finding]:
    """A least share of a bloc that the caps of its countries forbid."""
    caps = {_about(term, term.scope.name[2]): term for term in sums.hard("<=") if kind(term) == COUNTRY}
    for term in sums.hard(">="):
        countries = dict.fromkeys(key[3] for key in term.members.get("ORIGINS", ()))
        bound = allowed(sums.case, term)
        over = [caps[about] for country in countries if (about := _about(term, country)) in caps]
        if bound is None or not countries or len(over) < len(countries):
            continue
        most = [allowed(sums.case, cap) for cap in over]
        if None not in most and beyond(bound, total := sum(tonnes or 0.0 for tonnes in most)):
            who = listed(list(dict.fromkeys(map(sums.rule, over))))
            asks = f"{sums.rule(term)} asks for {rounded(bound)} t, and {who} allow {rounded(total)} t"
            yield Finding("least over most", f"{sums.when(term)}: {asks}.", subject(term))


def closing_stock_out_of_reach(sums: Sums) -> Iterator[Finding]:
    """Closing stocks that cannot be there by the end."""
    for name, stock in sums.case.stockpiles.items():
        for leaf in sums.case.tree.leaves:
            most = sums.able.stored(name, leaf)
            if beyond(stock.closing_tonnes, most) and not sums.case.shock.touches(leaf, [stock.material]):
                asks = sums.named("stockpiles", name, "closing_tonnes", leaf)
                said = f"{stock.material} {leaf}: {asks} is out of reach, there can be {rounded(most)} t at the most."
                yield Finding("closing stock out of reach", said)
                break


def _more_than_there_is(sums: Sums, term: Term, figures: tuple[float, float], unit: str) -> Finding:
    asked, most = (f"{rounded(figure)} {unit}" for figure in figures)
    there = "stocks can hold" if "STOCKS" in term.members else "there can be"
    said = f"{sums.when(term)}: {sums.rule(term)} asks for {asked}, and {there} {most} at the most."
    return Finding("more than there can be", said, subject(term))


def _about(term: Term, country: str) -> tuple[object, ...]:
    """The base, material, stage and nodes of a share of a country."""
    return (*term.members.get("BASE", ()), country)
