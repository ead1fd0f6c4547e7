"""Whether what is bought can be had, arrives in time and goes where the plan says: Offtake and Flows."""

from collections.abc import Callable

from planner.audit.audit import Audit
from planner.audit.facts import Pair, is_unlimited
from planner.audit.volumes import OPENING_STOCK, TO_PROCESSOR, TO_SECTOR, TO_STOCK, TO_SURPLUS, Flow, arrivals
from planner.workbook.schema import Supplier

Counts = Callable[[Flow], bool]
"""Whether a flow is part of a sum."""


def check_trade(audit: Audit) -> None:
    """Every number of Offtake and Flows."""
    for name, row in audit.facts.suppliers.items():
        if name in audit.volumes.bought_lines:
            _bought(audit, row)
            _grown(audit, row)
        else:
            audit.ledger.missing("Offtake", f"what is bought from {name}")
        _arrived(audit, row)
    _sums(audit)
    for flow in audit.volumes.flows:
        audit.adds_up(flow.line, "Whole plan")
        for t, period in enumerate(audit.periods):
            audit.ledger.at_least(flow.line, period, 0.0, "nothing flows backwards", audit.facts.size(flow.pair[0]))
            audit.ledger.equal(flow.line, period, flow.tonnes[t], "a number of tonnes")
    _sent(audit)
    _fed(audit)


def _bought(audit: Audit, row: Supplier) -> None:
    facts, ledger = audit.facts, audit.ledger
    line, size = audit.volumes.bought_lines[row.supplier], facts.size(row.material)
    able, least, orderable = facts.capacity(row), facts.tonnes(row.min_purchase), facts.orderable(row)
    for t, period in enumerate(audit.periods):
        most = able[t] + facts.left(row, t) * audit.added(row.supplier, t) if t in orderable else 0.0
        ledger.equal(line, period, line.number(period), "a number of tonnes")
        ledger.at_most(line, period, most, "capacity and ventures, in the periods in which an order arrives", size)
        ledger.at_least(
            line, period, least[t] * facts.left(row, t) if t in orderable else 0.0, "the least purchase", size
        )
    audit.adds_up(line, "Whole plan")
    if not is_unlimited(able):
        whole = sum(able) + sum(facts.left(row, t) * audit.added(row.supplier, t) for t in facts.every)
        share = sum(line.series(audit.periods)) / whole if whole else None
        ledger.equal(line, "Of capacity", share, "bought over the capacity of the whole plan")


def _grown(audit: Audit, row: Supplier) -> None:
    """Offtake grows from the recent volume by no more than Max growth and the ramp."""
    if row.max_growth is None:
        return
    facts, line = audit.facts, audit.volumes.bought_lines[row.supplier]
    bought, in_use = audit.volumes.bought[row.supplier], facts.span(row.from_, row.to)
    factor = (1.0 + row.max_growth) ** facts.step
    before = (row.recent_volume or 0.0) * facts.step
    for t in in_use:
        most = factor * before + facts.ramp(row, t, audit.added(row.supplier, t))
        audit.ledger.at_most(line, audit.periods[t], most, "growth and ramp", facts.size(row.material))
        before = bought[t] if facts.left(row, t) == 1.0 else max(before, bought[t])


def _arrived(audit: Audit, row: Supplier) -> None:
    facts, volumes = audit.facts, audit.volumes
    right = arrivals(facts, row.supplier, volumes.bought[row.supplier])
    line = volumes.arrived_lines.get(row.supplier)
    if line is None:
        late = facts.lead(row) and any(volumes.bought[row.supplier])
        if late or any(facts.tonnes(row.ordered)):
            audit.ledger.missing("Offtake", f"what arrives from {row.supplier}")
        return
    for t, period in enumerate(audit.periods):
        law = "bought a lead time earlier, and ordered before the plan"
        audit.ledger.equal(line, period, right[t], law, facts.size(row.material))
    audit.adds_up(line, "Whole plan")


def _sums(audit: Audit) -> None:
    for pair in audit.facts.pairs:
        line = audit.volumes.sums.get(pair)
        if line is None:
            audit.ledger.missing("Offtake", f"the sum of {' / '.join(pair)}")
            continue
        names = [row.supplier for row in audit.facts.suppliers_at(pair)]
        for t, period in enumerate(audit.periods):
            whole = sum(audit.volumes.bought[name][t] for name in names)
            audit.ledger.equal(line, period, whole, "the sum of all suppliers")
        audit.adds_up(line, "Whole plan")


def _sent(audit: Audit) -> None:
    """What arrives from a supplier, or is recovered, goes somewhere, once."""
    facts, volumes = audit.facts, audit.volumes
    for name, row in facts.suppliers.items():
        pair = (row.material, row.stage)
        _balance(audit, volumes.arrived[name], _straight(pair, name), f"arrives from {name}", pair)
    for plant in facts.book.recycling:
        for material in (k for k in facts.stages if (plant.plant, k) in facts.recovered_by):
            made = volumes.recovered(plant.plant, plant.stream, material, audit.periods)
            pair = (material, facts.stages[material][-1])
            _balance(audit, made, _straight(pair, plant.plant), f"is recovered by {plant.plant}", pair)


def _straight(pair: Pair, sender: str) -> Counts:
    return lambda flow: flow.pair == pair and flow.sender == sender and not flow.from_stock


def _given(pair: Pair) -> Counts:
    return lambda flow: flow.pair == pair and flow.from_stock


def _fed(audit: Audit) -> None:
    """What each processor works on, each stock takes and gives, each sector receives and nobody uses."""
    facts, volumes = audit.facts, audit.volumes
    for pair in facts.pairs:
        for row in facts.takers(pair):
            fed = bool(row.own_feed_from) or not facts.is_sold(pair)
            needs = [0.0 if fed else tonnes / row.yield_ for tonnes in volumes.bought[row.supplier]]
            _balance(audit, needs, _reaching(pair, TO_PROCESSOR, row.supplier), f"goes into {row.supplier}", pair)
        stocked, given = (volumes.stock(pair, figure, audit.periods) for figure in ("put in", "taken out"))
        _balance(audit, stocked, _reaching(pair, TO_STOCK, " / ".join(pair)), "is put in stock", pair)
        _balance(audit, given, _given(pair), "is taken from stock", pair)
    for demand in facts.book.demand:
        if demand.material in facts.stages:
            pair = (demand.material, facts.stages[demand.material][-1])
            key = (demand.material, demand.sector, demand.member or "")
            short, without = volumes.short(*key, audit.periods), volumes.substituted(*key, audit.periods)
            met = [needed - short[t] - without[t] for t, needed in enumerate(facts.needs(demand))]
            place = " / ".join(part for part in key[1:] if part)
            _balance(audit, met, _reaching(pair, TO_SECTOR, place), f"meets demand of {place}", pair)
    for flow in volumes.flows:
        if not _known(audit, flow):
            audit.ledger.unexpected(flow.line, "Destination", "the input has no such sender or destination")


def _reaching(pair: Pair, end: str, destination: str) -> Counts:
    return lambda flow: (flow.pair, flow.end, flow.destination) == (pair, end, destination)


def _known(audit: Audit, flow: Flow) -> bool:
    """Whether sender and destination of a flow are of its stage."""
    facts, (material, _) = audit.facts, flow.pair
    senders = {row.supplier for row in facts.suppliers_at(flow.pair)}
    if facts.is_last(flow.pair) and flow.end != TO_SURPLUS:
        senders |= {plant.plant for plant in facts.plants_of(material)}
    if flow.from_stock:
        senders.add(OPENING_STOCK)
    ends = {
        TO_PROCESSOR: {row.supplier for row in facts.takers(flow.pair)},
        TO_SECTOR: {" / ".join(filter(None, (d.sector, d.member))) for d in facts.demands(material)},
        TO_STOCK: {" / ".join(flow.pair)} if not flow.from_stock else set(),
        TO_SURPLUS: {""},
    }
    if flow.end == TO_SECTOR and not facts.is_last(flow.pair):
        return False
    return flow.sender in senders and flow.destination in ends.get(flow.end, set())


def _balance(audit: Audit, right: list[float], counts: Counts, law: str, pair: Pair) -> None:
    """The flows that count add up to what is right; a difference is shown at the largest of them."""
    flows = [flow for flow in audit.volumes.flows if counts(flow)]
    for t, period in enumerate(audit.periods):
        whole = sum(flow.tonnes[t] for flow in flows)
        largest = max(flows, key=lambda flow: abs(flow.tonnes[t]), default=None)
        at = largest.line if largest else "Flows"
        audit.ledger.total(at, period, (whole, right[t], audit.facts.size(pair[0])), f"what {law}")
