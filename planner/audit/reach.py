"""Whether Losses says no more than the input and the plan allow of what could be bought in an emergency."""

from collections.abc import Collection
from math import inf

from planner.audit.audit import Audit
from planner.audit.deals import contracted, contracts_with
from planner.audit.investments import online
from planner.audit.scopes import counted
from planner.audit.volumes import VENTURE
from planner.workbook.schema import Policy, Supplier, Venture

ANY, BOUGHT, THROUGH = "any country", "could be bought", "of it through"


def reach(audit: Audit, row: Supplier) -> list[float]:
    """What could be bought from a supplier in each period, as Losses says."""
    line = audit.loss_lines.get((row.material, ANY, row.stage, row.supplier, BOUGHT))
    return line.series(audit.periods) if line else [0.0 for _ in audit.periods]


def check_reach(audit: Audit, material: str, looked_at: Collection[int]) -> None:
    """What could be bought of a material is all that capacity, contracts, ventures, growth and bans allow."""
    for row in (row for row in audit.facts.suppliers.values() if row.material == material):
        line, size = audit.loss_lines.get((material, ANY, row.stage, row.supplier, BOUGHT)), audit.facts.size(material)
        most = _most(audit, row)
        if line is None and any(0.0 < most[t] < inf for t in looked_at):
            audit.ledger.missing("Losses", f"what could be bought from {row.supplier}")
        for t in looked_at if line else ():
            if line is not None:
                said = line.number(audit.periods[t])
                right = said if most[t] == inf else most[t]
                audit.ledger.equal(line, audit.periods[t], right, "capacity, contracts, growth and bans", size)
    for venture in audit.facts.book.ventures:
        _shared_out(audit, venture, looked_at)


def grown(audit: Audit, row: Supplier, t: int, before: float) -> float:
    """The most that growth allows after some tonnes in the period before."""
    if row.max_growth is None:
        return inf
    joint = [v for v in audit.facts.book.ventures if row.supplier in v.supplier]
    standing = sum(v.equity_share * online(audit, VENTURE, v)[t] for v in joint) * audit.facts.step
    factor: float = (1.0 + row.max_growth) ** audit.facts.step
    return factor * before + audit.facts.ramp(row, t, standing)


def in_year(audit: Audit, t: int) -> list[int]:
    """The periods of the calendar year of a period."""
    years = audit.facts.book.calendar.years
    return [u for u in audit.facts.every if years[u] == years[t]]


def _most(audit: Audit, row: Supplier) -> list[float]:
    """The most that could be bought in each period, 0 where it would not arrive within the year."""
    facts, growth = audit.facts, _grown(audit, row)
    able, open_ = facts.capacity(row), facts.orderable(row)
    deals = [contracted(audit, contract) for contract in contracts_with(audit, row.supplier)]
    found = []
    for t in facts.every:
        own, joint = able[t] if t in open_ else 0.0, facts.left(row, t) * _through(audit, row, t)
        spot = sum(deal[t] for deal in deals) + row.spot_share * own if row.spot_share < 1.0 else inf
        in_time = t in open_ and t + facts.lead_from(row, t) in in_year(audit, t)
        found.append(min(own + joint, spot + joint, growth[t]) if in_time and not _is_banned(audit, row, t) else 0.0)
    return found


def _grown(audit: Audit, row: Supplier) -> list[float]:
    """Growth counts from what the plan bought the year before, within the year from what could be bought."""
    facts, bought, could = audit.facts, audit.volumes.bought[row.supplier], reach(audit, row)
    span = facts.span(row.from_, row.to)
    found = [inf for _ in facts.every]
    before = (row.recent_volume or 0.0) * facts.step
    for t in span:
        if t > span.start:
            before = could[t - 1] if t - 1 in in_year(audit, t) else bought[t - 1]
        found[t] = grown(audit, row, t, before)
    return found


def _through(audit: Audit, row: Supplier, t: int) -> float:
    return sum(
        line.number(audit.periods[t])
        for (_, lost, _, who, figure), line in audit.loss_lines.items()
        if lost == ANY and who == row.supplier and figure.startswith(THROUGH)
    )


def _shared_out(audit: Audit, venture: Venture, looked_at: Collection[int]) -> None:
    """What suppliers could have of a venture is our share of what stands."""
    figure, stands = f"{THROUGH} {venture.venture}", online(audit, VENTURE, venture)
    lines = [line for (_, lost, _, _, said), line in audit.loss_lines.items() if (lost, said) == (ANY, figure)]
    for t in looked_at if lines else ():
        period = audit.periods[t]
        whole = sum(line.number(period) for line in lines)
        able = any(t in audit.facts.orderable(audit.facts.suppliers[name]) for name in venture.supplier)
        right = venture.equity_share * stands[t] * audit.facts.step if able else 0.0
        largest = max(lines, key=lambda line: line.number(period))
        sums = (whole, right, venture.max_capacity * audit.facts.step)
        audit.ledger.total(largest, period, sums, "our share of what stands of the venture")


def _is_banned(audit: Audit, row: Supplier, t: int) -> bool:
    """Whether a hard ban of ours lets nothing come that is bought in a period."""
    arrival = t + audit.facts.lead_from(row, t)
    bans = [rule for rule in audit.rows if rule.rule == "Ban" and rule.penalty is None and not rule.sector]
    return any(
        arrival in audit.facts.span(ban.from_, ban.to)
        and ban.material in (None, "each", "all", row.material)
        and ban.stage in (None, "each", "all", row.stage)
        and _is_partner(audit, ban, row, arrival)
        for ban in bans
    )


def _is_partner(audit: Audit, ban: Policy, row: Supplier, t: int) -> bool:
    if ban.partner_kind == "bloc":
        return row.country in counted(audit.facts, ban, ban.partner or "", t)
    return ban.partner in {"supplier": (row.supplier,), "owner": (row.owner,)}.get(ban.partner_kind, (row.country,))
