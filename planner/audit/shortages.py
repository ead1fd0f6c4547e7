"""Whether every demand is met or named as short, and who sends what nobody uses: the Shortages sheet."""

from planner.audit.audit import Audit
from planner.audit.volumes import SUBSTITUTION, TO_SURPLUS
from planner.workbook.schema import Demand, Substitution


def check_shortages(audit: Audit) -> None:
    """Every number of the Shortages sheet; of the prices, which only a solver can tell, their mean."""
    for row in audit.facts.book.demand:
        if row.material in audit.facts.stages:
            _demand(audit, row)
    for substitution in audit.facts.book.substitution:
        for demand in audit.facts.replaceable(substitution):
            _substituted(audit, substitution, demand)
    _surplus(audit)


def surplus(audit: Audit, supplier: str) -> list[float]:
    """What nobody uses of a supplier's metal, by period."""
    flows = [f for f in audit.volumes.flows if f.end == TO_SURPLUS and f.sender == supplier and not f.from_stock]
    return [sum(flow.tonnes[t] for flow in flows) for t in audit.facts.every]


def _demand(audit: Audit, row: Demand) -> None:
    facts, ledger = audit.facts, audit.ledger
    key = (row.material, row.sector, row.member or "")
    names = ("demand", "shortage", "shortage, of demand", "price of one more tonne")
    asked, short, share, price = (audit.volumes.short_lines.get((*key, figure)) for figure in names)
    if asked is None or short is None or share is None or price is None:
        ledger.missing("Shortages", " / ".join(part for part in key if part))
        return
    needed, lacking = facts.needs(row), short.series(audit.periods)
    audit.over_periods(asked, needed, "the demand of the input")
    audit.adds_up(asked, "Whole plan")
    for t, period in enumerate(audit.periods):
        size = facts.size(row.material)
        ledger.equal(short, period, lacking[t], "a number of tonnes")
        ledger.at_most(short, period, (1.0 - row.least_fill) * needed[t], "demand less the least fill", size)
        ledger.at_least(short, period, 0.0, "nothing", size)
        part = lacking[t] / needed[t] if needed[t] else None
        ledger.equal(share, period, part, "shortage over demand", 1.0)
    audit.adds_up(short, "Whole plan")
    whole = sum(needed)
    prices = price.series(audit.periods)
    ledger.equal(price, "Whole plan", sum(prices) / len(prices), "the mean of the periods", max(map(abs, prices)))
    ledger.equal(share, "Whole plan", sum(lacking) / whole if whole else 0.0, "shortage over demand", 1.0)


def _substituted(audit: Audit, row: Substitution, demand: Demand) -> None:
    """No more is replaced than is open to it, and no more is open than Max share."""
    facts, key = audit.facts, (row.material, row.sector, demand.member or "")
    line, share = (audit.volumes.short_lines.get((*key, figure)) for figure in ("substituted", "open to substitution"))
    builds = [b for b in audit.volumes.builds if (b.kind, b.name) == (SUBSTITUTION, f"{row.sector} / {row.material}")]
    for t, period in enumerate(audit.periods):
        ready = row.share_today + sum(b.amount for b in builds if b.period + facts.lead(row) <= t)
        is_open = min(ready, facts.rates(row.max_share)[t])
        if line is not None:
            law = "the share that is open, of demand"
            audit.ledger.equal(line, period, line.number(period), "a number of tonnes")
            audit.ledger.at_most(line, period, is_open * facts.needs(demand)[t], law, facts.size(row.material))
            audit.ledger.at_least(line, period, 0.0, "nothing", facts.size(row.material))
        if share is not None:
            audit.ledger.equal(share, period, ready, "the share today and what is opened and ready", 1.0)
    if line is not None:
        audit.adds_up(line, "Whole plan")


def _surplus(audit: Audit) -> None:
    for name, row in audit.facts.suppliers.items():
        left = surplus(audit, name)
        line = audit.volumes.short_lines.get((row.material, name, "", "surplus, used by nobody"))
        if line is not None:
            audit.over_periods(line, left, "what Flows sends to surplus", audit.facts.size(row.material))
            audit.adds_up(line, "Whole plan")
        elif any(left):
            audit.ledger.missing("Shortages", f"the surplus of {name}")
