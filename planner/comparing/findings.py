"""All that a comparison keeps of one plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.comparing.dependence import TopShare, dependence_figures, top_shares
from planner.comparing.figures import Figure, Figures, Found, Measure
from planner.comparing.money import money_figures
from planner.comparing.standing import standing_figures
from planner.garbage import uncollected
from planner.report.sheet import Column, Kind, Row
from planner.report.sheets.rules import RULES
from planner.results import Results
from planner.results.costs import expected
from planner.results.indicators import indicators
from planner.results.rule_prices import Worth
from planner.results.rules import BINDS, BROKEN, lines_by_row, row_status
from planner.results.shortages import shortage_lines
from planner.timings import step

SHORT = Measure("Shortages", "Short", unit="t", format="tonnes")
BINDING = Measure("Rules", "Policy rows that bind", unit="rows", format="count")
BREACHED = Measure("Rules", "Policy rows broken at a penalty", unit="rows", format="count")


@dataclass(frozen=True)
class Volume:
    """What is bought of a material at a stage from a country, own feed included, or recovered there and used."""

    material: str
    stage: str
    country: str
    source: str


@dataclass(frozen=True)
class Findings:
    """The figures of a plan, its largest shares, its rules as its own sheet shows them, volumes and its run.

    Tonnes and money are over the whole plan, expected where courses part; `total_cost` is the objective, `worths` what
    its rules cost and buy by ID, where they were priced.
    """

    currency: str
    paid_cost: float
    total_cost: float
    shortage_tonnes: float
    figures: Figures
    top_shares: tuple[TopShare, ...]
    rule_columns: tuple[Column, ...]
    rules: tuple[Row, ...]
    volumes: Mapping[Volume, float]
    run: Mapping[str, str]
    worths: Mapping[str, Worth]


@step("findings")
@uncollected()
def findings(results: Results) -> Findings:
    """What is kept of a plan; nothing of it refers to the model."""
    found, rows = indicators(results), {row.key: row.id for row in results.case.rules}
    return Findings(
        results.currency,
        found.paid_cost,
        found.total_cost,
        found.shortage_tonnes,
        dict(_figures(results)),
        tuple(top_shares(results)),
        tuple(RULES.columns(results)),
        tuple(row for row in RULES.rows(results) if row.kind is Kind.LINE),
        _volumes(results),
        dict(results.run),
        {rows[key]: price.worth for key, price in (results.rule_prices or {}).items() if price.worth},
    )


def _figures(results: Results) -> Found:
    yield from money_figures(results)
    yield from _shortages(results)
    yield from dependence_figures(results)
    yield from standing_figures(results)
    states = [row_status(lines) for lines in lines_by_row(results).values()]
    yield BINDING, Figure(states.count(BINDS), len(states))
    yield BREACHED, Figure(states.count(BROKEN), len(states))


def _shortages(results: Results) -> Found:
    lines = shortage_lines(results)
    needed = {line.demand.key: expected(results, dict(line.demand.tonnes)) for line in lines}
    yield SHORT, Figure(sum(expected(results, line.short) for line in lines), sum(needed.values()))
    for line in lines:
        demand = line.demand
        of = " / ".join(part for part in (demand.sector, demand.member) if part)
        measure = Measure(SHORT.group, SHORT.name, demand.material, of, unit="t", format="tonnes")
        yield measure, Figure(expected(results, line.short), needed[demand.key])


def _volumes(results: Results) -> dict[Volume, float]:
    nodes = results.case.tree.nodes
    found: dict[Volume, float] = {}
    for (source, material, stage, country, node), tonnes in results.values(results.model.origin_tonnes).items():
        if tonnes:
            volume = Volume(material, stage, country, source)
            found[volume] = found.get(volume, 0.0) + nodes[node].probability * tonnes
    order = {pair: place for place, pair in enumerate(results.pairs)}
    return dict(sorted(found.items(), key=lambda item: order[item[0].material, item[0].stage]))
