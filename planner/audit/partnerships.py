"""What partnerships bring to a plan, all of them being in force: the greatest of each figure, never the sum."""

from planner.audit.facts import Facts
from planner.workbook.schema import Contract, Partnership, Supplier, Venture


def tariffs(facts: Facts, row: Supplier) -> list[float]:
    """A supplier's tariff in each period, less what partnerships with its country take off it."""
    stated = facts.rates(row.tariff)
    cuts = ([each.tariff_cut for each in facts.partnerships(row.country, t)] for t in facts.every)
    return [max(0.0, share - max(cut, default=0.0)) for share, cut in zip(stated, cuts, strict=True)]


def support(facts: Facts, row: Venture, period: int) -> float:
    """The part of a venture's capex that others pay where it is decided in a period."""
    countries = {facts.suppliers[name].country for name in row.supplier}
    added = [each.support for country in countries for each in facts.partnerships(country, period)]
    return min(1.0, row.support + max(added, default=0.0))


def available(facts: Facts, row: Contract) -> list[int]:
    """The periods in which a contract can be had: those of the partnership that alone can have it."""
    own = facts.span(row.from_, row.to)
    if not row.of_partnership:
        return list(own)
    spans = [facts.span(each.from_, each.to) for each in _rows(facts, row.of_partnership)]
    return [t for t in own if any(t in span for span in spans)]


def yearly_costs(facts: Facts) -> list[float]:
    """What all partnerships cost in each period."""
    found = [0.0 for _ in facts.every]
    for row in facts.book.partnerships:
        for t in facts.span(row.from_, row.to):
            found[t] += row.yearly_cost * facts.step
    return found


def _rows(facts: Facts, name: str) -> list[Partnership]:
    return [row for row in facts.book.partnerships if row.partnership == name]
