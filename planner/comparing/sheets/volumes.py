"""Who gains and who loses volume against the base, by material, stage and country."""

from collections.abc import Iterable

from planner.comparing.comparison import Comparison, Pair
from planner.comparing.figures import Change, Figure
from planner.comparing.findings import Volume
from planner.comparing.sheets.columns import against
from planner.report.sheet import Column, Row, Sheet
from planner.results.ranking import down

FROM = {"primary": "suppliers", "recycled": "recycling"}


def _columns(comparison: Comparison) -> list[Column]:
    references = dict.fromkeys(pair.reference.label for pair in comparison.compared if pair.reference)
    return [
        Column("Material", width=22),
        Column("Stage", width=12),
        Column("Country", width=26),
        Column("From", width=11),
        *(Column(name, "t, whole plan", "tonnes", 14) for name in references),
        *(Column(f"{pair.label}: change", f"t {against(pair)}", "signed tonnes", 14) for pair in comparison.compared),
    ]


def _rows(comparison: Comparison) -> Iterable[Row]:
    """By material and stage, the largest change of any plan first."""
    references = {pair.reference.label: pair.reference for pair in comparison.compared if pair.reference}
    volumes = dict.fromkeys(volume for pair in comparison.solved for volume in pair.findings.volumes)
    pairs = list(dict.fromkeys((volume.material, volume.stage) for volume in volumes))
    largest = {volume: max((abs(c) for c in _changes(comparison, volume)), default=0.0) for volume in volumes}
    for volume in sorted(volumes, key=lambda v: (pairs.index((v.material, v.stage)), down(largest[v]), v.country)):
        if largest[volume]:
            before = [reference.findings.volumes.get(volume, 0.0) for reference in references.values()]
            lead = (volume.material, volume.stage, volume.country, FROM[volume.source])
            yield Row((*lead, *before, *_changes(comparison, volume)))


def _changes(comparison: Comparison, volume: Volume) -> list[float]:
    return [_change(pair, volume) for pair in comparison.compared]


def _change(pair: Pair, volume: Volume) -> float:
    before = pair.reference.findings.volumes.get(volume, 0.0) if pair.reference else 0.0
    change = Change(Figure(before), Figure(pair.findings.volumes.get(volume, 0.0)))
    return change.difference or 0.0


VOLUMES = Sheet(
    name="Volumes",
    about="Tonnes of a stage that arrive from a country over the whole plan, own feed of its buyers included, or are"
    " recovered there and used, and what each set gives it or takes from it. Whoever gains and loses nothing in any"
    " set is left out.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=3,
    groups=2,
    instead="No volume changes, or there is nothing to compare with.",
)
