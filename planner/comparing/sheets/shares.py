"""The largest share of one country at every stage, and whose it is, plan by plan."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison
from planner.comparing.dependence import HIGHEST, TopShare
from planner.comparing.sheets.columns import against
from planner.report.sheet import Column, Row, Sheet, Value

Key = tuple[str, str, str, str]


def _columns(comparison: Comparison) -> list[Column]:
    found = [
        Column("Material", width=22),
        Column("Stage", width=12),
        Column("Counted", width=9),
        Column("When", width=14),
    ]
    for pair in comparison.solved:
        found.append(Column(pair.label, against(pair), "share", 12))
        found.append(Column(f"{pair.label}: whose", "country", width=26))
    return found


def _rows(comparison: Comparison) -> Iterable[Row]:
    found = [{_key(top): top for top in pair.findings.top_shares} for pair in comparison.solved]
    order = {key: None for tops in found for key in tops}
    pairs = list(dict.fromkeys(key[:2] for key in order))
    for key in sorted(order, key=lambda key: pairs.index(key[:2])):
        cells: list[Value] = []
        for tops in found:
            cells += _cells(tops.get(key))
        yield Row((*key, *cells), "share")


def _key(top: TopShare) -> Key:
    return (top.material, top.stage, top.counted, top.when)


def _cells(top: TopShare | None) -> tuple[Value, Value]:
    if top is None:
        return None, ""
    return top.share, f"{top.country} in {top.year}" if top.when == HIGHEST else top.country


SHARES = Sheet(
    name="Shares",
    about="The largest share that one country abroad has of the consumption of a stage, and whose it is: over the whole"
    " plan, in its last year, and in the year in which it is highest. Bought: what arrives, into stock too, as rules"
    " count it, so that a year of stocking may exceed 100 %. Traced: what is used, stocks drawn in proportion.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=4,
    groups=3,
    instead="No set has a plan that buys anything abroad.",
)
