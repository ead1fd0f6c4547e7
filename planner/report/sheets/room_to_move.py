"""How far each volume can move within a share of the least cost."""

from collections.abc import Iterable

from planner.report.sheet import Chart, Column, OutputSheet, Row, Series
from planner.report.words import CHOSEN_BY
from planner.results import Results
from planner.results.latitude import Room
from planner.results.ranking import down

DRAWN = 14
DARK, PALE = "1F4E79", "BDD7EE"


def _columns(_: Results) -> list[Column]:
    return [
        Column("Material", width=14),
        Column("Stage", width=12),
        Column("Country", width=20),
        Column("In the plan", "t", "tonnes", 13),
        Column("At the least", "t", "tonnes", 13),
        Column("At the most", "t", "tonnes", 13),
        Column("As cheap", "t", "tonnes", 13),
        Column("Share", "of the stage", "share", 10),
        Column("Least share", "of the stage", "share", 10),
        Column("Greatest share", "of the stage", "share", 10),
    ]


def _rows(results: Results) -> Iterable[Row]:
    for room, whole in _rooms(results):
        tonnes = (room.tonnes, room.least, room.most)
        shares = (_share(t, whole) for t in tonnes)
        yield Row((room.material, room.stage, room.country, *tonnes, room.otherwise, *shares))


def _rooms(results: Results) -> list[tuple[Room, float]]:
    """Every line with the tonnes of its material and stage in the plan."""
    rooms = results.latitude.rooms if results.latitude else ()
    wholes: dict[tuple[str, str], float] = {}
    for room in rooms:
        key = (room.material, room.stage)
        wholes[key] = wholes.get(key, 0.0) + room.tonnes
    return [(room, wholes[room.material, room.stage]) for room in rooms]


def _share(tonnes: float | None, whole: float) -> float | None:
    return None if tonnes is None or not whole else tonnes / whole


def _words(results: Results) -> list[str]:
    if not results.latitude:
        return []
    stuck = [room for room, whole in _rooms(results) if (_share(room.least, whole) or 0.0) > 0.5]
    within = f"{results.latitude.within_share:.0%}"
    named = "; ".join(f"{r.country} for {r.material} at {r.stage}" for r in stuck[:5])
    said = f"More than half must come from one country in every plan within {within} of the least cost: {named}."
    none = f"No country is needed for more than half of any stage within {within} of the least cost."
    return [said if stuck else none, choice_words(results)]


def choice_words(results: Results) -> str:
    """Where another plan costs as little, and by what this one was chosen."""
    choices = results.latitude.choices if results.latitude else ()
    if not choices:
        return "No other plan that costs as little was found."
    first = choices[0]
    supplier = results.case.suppliers[first.supplier]
    return (
        f"{len(choices)} of the volumes bought could be others at the same cost, most of all {supplier.material} from"
        f" {first.supplier} in {first.node}: {first.tonnes:,.6g} t here, {first.otherwise:,.6g} t there. Chosen by"
        f" {CHOSEN_BY}."
    )


def _charts(results: Results) -> list[Chart]:
    """The partners with the largest shares: what is always there, and up to where it can go."""
    lines = [(room, whole) for room, whole in _rooms(results) if whole and room.most is not None]
    lines.sort(key=lambda line: down(line[0].tonnes / line[1]))
    drawn = lines[:DRAWN]
    if not drawn:
        return []
    always = tuple(_share(room.least, whole) for room, whole in drawn)
    most = tuple(_share(room.most, whole) for room, whole in drawn)
    beyond = tuple((high or 0.0) - (low or 0.0) for low, high in zip(always, most, strict=True))
    names = tuple(f"{room.material} {room.stage}, {room.country}" for room, _ in drawn)
    series = (
        Series("at the least", always, colour=DARK),
        Series("up to the most", beyond, colour=PALE),
        Series("in the plan", tuple(_share(room.tonnes, whole) for room, whole in drawn), line=True),
    )
    return [Chart("Largest shares: how far they can move", "share of the stage", names, series, "share")]


ROOM_TO_MOVE = OutputSheet(
    name="Room to move",
    about="How far what comes from a country at a stage, over the whole horizon, can go down and up while the total"
    " cost stays within 1 % of the least: each line by itself, everything else following. Shares are of what the stage"
    " takes in the plan, so that the greatest can exceed 100 %. As cheap is what comes in another plan of the same"
    " cost, which buys where this one was chosen not to.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=_words,
    frozen=3,
    groups=2,
    instead="Not looked for in this run: planner plan writes it.",
)
