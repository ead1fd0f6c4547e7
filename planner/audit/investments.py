"""Whether what is built and opened may be, is ready in time and costs what the sheet says: Investments."""

from collections.abc import Iterator

from planner.audit.audit import Audit
from planner.audit.facts import Facts
from planner.audit.partnerships import support
from planner.audit.volumes import PLANT, SUBSTITUTION, VENTURE, Build
from planner.workbook.schema import Plant, Substitution, Venture

Thing = Plant | Venture | Substitution


def check_investments(audit: Audit) -> None:
    """Every number of the Investments sheet."""
    for kind, name, thing in _things(audit.facts):
        builds = [build for build in audit.volumes.builds if (build.kind, build.name) == (kind, name)]
        for build in builds:
            _allowed(audit, thing, build)
            _money(audit, thing, build)
        if isinstance(thing, Venture):
            _room(audit, thing, builds)


def thing_of(facts: Facts, build: Build) -> Thing:
    """The plant, venture or substitution of an investment."""
    return next(thing for kind, name, thing in _things(facts) if (kind, name) == (build.kind, build.name))


def standing(facts: Facts, build: Build) -> range:
    """The periods in which what is built stands: from when it is ready to the end of its life or of the horizon."""
    thing = thing_of(facts, build)
    ready = build.period + facts.lead(thing)
    return range(min(ready, len(facts.every)), min(ready + facts.life(thing), len(facts.every)))


def online(audit: Audit, kind: str, thing: Plant | Venture) -> list[float]:
    """Capacity built or under way that stands, in t/yr of the whole plant."""
    name = thing.plant if isinstance(thing, Plant) else thing.venture
    builds = [build for build in audit.volumes.builds if (build.kind, build.name) == (kind, name)]
    spans = [(build.amount, standing(audit.facts, build)) for build in builds]
    under_way = audit.facts.under_way(thing)
    return [under_way[t] + sum(amount for amount, span in spans if t in span) for t in audit.facts.every]


def outlay(facts: Facts, build: Build) -> float:
    """Our part of the capex, net of support."""
    thing = thing_of(facts, build)
    if isinstance(thing, Venture):
        return _our_capex(facts, build) * (1.0 - support(facts, thing, build.period))
    return _our_capex(facts, build) * (1.0 - getattr(thing, "support", 0.0))


def annuity(facts: Facts, build: Build) -> float:
    """What the outlay costs in each year of its life."""
    thing, paid = thing_of(facts, build), outlay(facts, build)
    rate = thing.financing_rate
    return paid * rate / (1.0 - (1.0 + rate) ** -thing.life) if rate else paid / thing.life


def _things(facts: Facts) -> Iterator[tuple[str, str, Thing]]:
    yield from ((PLANT, row.plant, row) for row in facts.book.recycling)
    yield from ((VENTURE, row.venture, row) for row in facts.book.ventures)
    yield from ((SUBSTITUTION, f"{row.sector} / {row.material}", row) for row in facts.book.substitution)


def _our_capex(facts: Facts, build: Build) -> float:
    thing = thing_of(facts, build)
    if isinstance(thing, Substitution):
        whole = facts.rates(thing.max_share)[build.period]
        return thing.capex * build.amount / whole if whole else 0.0
    return thing.capex * build.amount * (thing.equity_share if isinstance(thing, Venture) else 1.0)


def _allowed(audit: Audit, thing: Thing, build: Build) -> None:
    """No more is decided in a period than may be."""
    facts, ledger = audit.facts, audit.ledger
    if isinstance(thing, Plant):
        most = thing.max_build * facts.step
    elif isinstance(thing, Venture):
        most = thing.max_capacity if build.period in facts.span(thing.earliest, thing.latest) else 0.0
    else:
        most = 1.0 if thing.max_growth is None else thing.max_growth * facts.step
    ledger.at_most(build.line, "Capacity", most, "what may be decided in a period", most)
    ledger.at_least(build.line, "Capacity", 0.0, "nothing", most)
    ledger.equal(build.line, "Capacity", build.amount, "a number")


def _room(audit: Audit, venture: Venture, builds: list[Build]) -> None:
    """What stands of a venture at a time is at most its Max capacity."""
    for t, stands in enumerate(online(audit, VENTURE, venture)):
        inside = [build for build in builds if t in standing(audit.facts, build)]
        if inside:
            sums = (stands, min(stands, venture.max_capacity), venture.max_capacity)
            audit.ledger.total(inside[-1].line, "Capacity", sums, f"Max capacity in {audit.periods[t]}")


def _money(audit: Audit, thing: Thing, build: Build) -> None:
    facts, line, ledger = audit.facts, build.line, audit.ledger
    ready, capex, paid = build.period + facts.lead(thing), _our_capex(facts, build), outlay(facts, build)
    inside = len(standing(facts, build)) * facts.step
    beyond, each = facts.life(thing) * facts.step - inside, annuity(facts, build)
    ledger.same(line, "Ready in", audit.periods[ready] if ready < len(audit.periods) else "", "a lead time later")
    share = thing.equity_share if isinstance(thing, Venture) else None
    ledger.equal(line, "Our share", share, "the equity share")
    ledger.equal(line, "Support", capex - paid, "the part of the capex that others pay", capex)
    ledger.equal(line, "Our outlay", paid, "our part of the capex, less support", capex)
    ledger.equal(line, "Annuity", each, "the annuity of the outlay over its life")
    ledger.equal(line, "Annuities inside the horizon", each * inside, "annuity times the years inside", capex)
    ledger.equal(line, "Annuities beyond the horizon", each * beyond, "annuity times the years beyond", capex)
