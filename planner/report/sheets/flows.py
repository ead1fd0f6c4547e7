"""Where the metal of every processor, sector, stock and surplus comes from, through all stages."""

from collections.abc import Iterable

from planner.report.sheet import FIGURE, Column, Kind, OutputSheet, Row, over_periods
from planner.results import Results
from planner.results.chains import Chain, chains
from planner.results.costs import expected

SMALL = 0.01
ENDS = {"demand": "sector", "supplier": "processor", "stockpile": "into stock", "surplus": "surplus"}


def stage_names(results: Results) -> list[str]:
    """The stages of all materials, each once, in their order."""
    return list(dict.fromkeys(stage for stages in results.case.stages.values() for stage in stages))


def _columns(results: Results) -> list[Column]:
    return [
        Column("Material", width=22),
        *(Column(stage, "country", width=20) for stage in stage_names(results)),
        Column("Last sender", width=36),
        Column("Class", width=14),
        Column("Through", width=9),
        Column("Goes to", width=12),
        Column("Destination", width=36),
        *over_periods(results, "t"),
        Column("Whole plan", "t", FIGURE, 12),
    ]


def _rows(results: Results) -> Iterable[Row]:
    largest: dict[str, float] = {}
    for chain, by_node in chains(results).items():
        tonnes = [by_node.get(n, 0.0) for n in results.periods]
        end = "" if chain.kind == "surplus" else chain.destination
        whole = expected(results, by_node)
        largest[chain.material] = max(largest.get(chain.material, 0.0), whole)
        lead = (
            chain.material,
            *_countries(results, chain),
            chain.sender,
            results.class_name(chain.word),
            "stock" if chain.from_stock else "",
            ENDS[chain.kind],
            end,
        )
        small = chain.kind == "supplier" or whole < SMALL * largest[chain.material]
        yield Row((*lead, *tonnes, whole), kind=Kind.DETAIL if small else Kind.LINE)


def _countries(results: Results, chain: Chain) -> list[str]:
    by_stage = dict(zip(results.case.stages[chain.material], chain.countries, strict=False))
    return [by_stage.get(stage, "") for stage in stage_names(results)]


FLOWS = OutputSheet(
    name="Flows",
    about="Metal by the country of every stage, the last sender and where it ends up, in tonnes of the stage where it"
    " arrives. Of a pool or a stock each destination receives every sender in proportion, of protected materials"
    " within each class (clean, or touched by whom a sector must not receive). Ways to processors, whose metal stands"
    " again where it ends up, and those of less than a hundredth of the largest of their material are folded away (+ at"
    " the left).",
    shows=frozenset({"flow_tonnes", "class_flow_tonnes"}),
    columns=_columns,
    rows=_rows,
    frozen=1,
)
