"""What the loss of a country for a year would leave unmet against what rules allow, and what would stand in for it."""

from collections.abc import Iterable, Iterator, Mapping

from planner.layout import palette
from planner.report.sheet import (
    Chart,
    Column,
    Kind,
    OutputSheet,
    Row,
    Series,
    over_periods,
    shaded_years,
    year_labels,
)
from planner.results import Results
from planner.results.losses import LossLine, Source, loss_lines, reach_lines, worst_loss
from planner.results.ranking import down

LEAD, MOST_LINES, ABOVE = 6, 6, 1e-6
ANY = "any country"


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        Column("Lost", width=24),
        Column("Stage", width=12),
        Column("Who", width=34),
        Column("Figure", width=24),
        Column("Unit", width=7),
        *over_periods(results),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for material in dict.fromkeys(line.material for line in loss_lines(results)):
        for line in (line for line in loss_lines(results) if line.material == material):
            yield from _one(results, line)
        for of, source in reach_lines(results):
            if of == material and any(source.tonnes.values()):
                yield _detail(results, material, ANY, source)


def _one(results: Results, line: LossLine) -> Iterator[Row]:
    """What is unmet of a loss in all, against the limit, and by sector; then who stands in."""
    lead, nodes = (line.material, line.country, "", "all sectors"), results.periods
    yield Row((*lead, "unmet", "t", *(line.unmet_tonnes.get(n) for n in nodes)))
    shares = [line.share((n,)) for n in nodes]
    above = {
        LEAD + place
        for place, n in enumerate(nodes)
        if (share := shares[place]) is not None and n in line.limit and share > line.limit[n] + ABOVE
    }
    yield Row((*lead, "unmet, of demand", "share", *shares), format="share", marked=frozenset(above))
    yield Row((*lead, "at most", "share", *(line.limit.get(n) for n in nodes)), format="share")
    for figure, by_demand in (("unmet", line.unmet), ("substituted", line.substituted)):
        for demand, tonnes in by_demand.items():
            if any(tonnes.values()):
                of = results.case.demands[demand]
                who = " / ".join(part for part in (of.sector, of.member) if part)
                yield _detail(results, line.material, line.country, Source("", who, figure, tonnes))
    for source in sorted(
        line.sources, key=lambda source: (source.figure, down(sum(source.tonnes.values())), source.who)
    ):
        yield _detail(results, line.material, line.country, source)


def _detail(results: Results, material: str, country: str, source: Source) -> Row:
    tonnes = (source.tonnes.get(n) for n in results.periods)
    return Row((material, country, source.stage, source.who, source.figure, "t", *tonnes), kind=Kind.DETAIL)


def _charts(results: Results) -> list[Chart]:
    """What the worst loss of each year leaves unmet, of the materials that it hits hardest."""
    shares: dict[str, Mapping[str, float | None]] = {}
    for material in dict.fromkeys(line.material for line in loss_lines(results)):
        lines = [line for line in loss_lines(results) if line.material == material]
        by_year = {y.label: [s for line in lines if (s := line.share(y.nodes)) is not None] for y in results.years}
        shares[material] = {label: max(found, default=None) for label, found in by_year.items()}
    worst = sorted(shares, key=lambda material: -(worst_loss(results, material) or (0.0,))[0])[:MOST_LINES]
    colour, years = palette.colours(results.case.stages), year_labels(results)
    series = tuple(
        Series(material, tuple(shares[material][y] for y in years), line=True, colour=colour[material])
        for material in worst
    )
    title = "Unmet after the worst loss of a country"
    return [Chart(title, "share of demand", years, series, "share", shaded_years(results))] if series else []


LOSSES = OutputSheet(
    name="Losses",
    about="What would go unmet if a country were lost for a year, home countries too, and what would stand in for it:"
    " the other suppliers as far as they can be bought from within the year, stock on hand, recycled output as"
    " planned, and substitution that is open. Each year is looked at by itself, from what the plan has done by then."
    " Sectors, suppliers and stocks are folded away below (+ at the left).",
    shows=frozenset(
        {
            "unmet_tonnes",
            "emergency_substituted_tonnes",
            "emergency_flow_tonnes",
            "emergency_stock_tonnes",
            "reach_tonnes",
            "reach_output_tonnes",
        }
    ),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    frozen=5,
    groups=2,
    instead="No rule asks what the loss of a country would leave unmet.",
)
