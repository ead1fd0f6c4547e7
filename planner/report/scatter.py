"""A native Excel scatter chart in which every point bears its name."""

from math import ceil, floor, inf, log10
from typing import Any

from planner.layout import palette
from planner.report.drawing import FONT, Figures, title
from planner.report.sheet import Point, Scatter

MARGIN = 0.15
NEAR = 0.12
STEPS = 5


def scatter(book: Any, chart: Scatter, figures: Figures) -> Any:
    """A chart object: one series for each point, so that its name can stand beside it."""
    drawn = book.add_chart({"type": "scatter"})
    for place, point in enumerate(chart.series):
        drawn.add_series(_series(chart, figures, place, point))
    title(drawn, chart.title)
    number = {"share": "0%", "index": "0.000"}.get(chart.format, "#,##0")
    line = {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    xs, ys = [point.x for point in chart.series], [point.y for point in chart.series]
    drawn.set_x_axis(axis(chart.across, "#,##0.###", xs) | line)
    whole = 1.0 if chart.format in ("share", "index") and max(ys) <= 1.0 else inf
    drawn.set_y_axis(axis(chart.unit, number, ys, whole) | line)
    drawn.set_legend({"none": True})
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})
    return drawn


def _series(chart: Scatter, figures: Figures, place: int, point: Point) -> dict[str, Any]:
    row = figures.row + 1 + place
    colour = f"#{palette.DEMAND if point.main else palette.DISTINCT[place % len(palette.DISTINCT)]}"
    return {
        "name": figures.name(place),
        "categories": [figures.sheet, row, 1, row, 1],
        "values": [figures.sheet, row, 2, row, 2],
        "marker": {
            "type": "diamond" if point.main else "circle",
            "size": 9 if point.main else 7,
            "fill": {"color": colour},
            "border": {"color": colour},
        },
        "data_labels": {
            "series_name": True,
            "value": False,
            "position": _side(chart.series, place),
            "font": FONT | {"color": colour},
        },
    }


def _side(points: tuple[Point, ...], place: int) -> str:
    """The side on which a name stands: above, and where that of a neighbour on the left is in the way, below."""
    width = max(_width([p.x for p in points]), 1e-12)
    height = max(_width([p.y for p in points]), 1e-12)
    here, sides = points[place], ("above", "below", "right", "left")
    near = [
        other
        for number, other in enumerate(points)
        if number < place and abs(other.x - here.x) < 3 * NEAR * width and abs(other.y - here.y) < NEAR * height
    ]
    return sides[len(near) % len(sides)]


def _width(values: list[float]) -> float:
    return max(values) - min(values)


def axis(name: str, number: str, values: list[float], most: float = inf) -> dict[str, Any]:
    """An axis with round ends that holds all values and the names beside them; Excel's own where all are the same."""
    drawn = {"name": name, "name_font": FONT, "num_font": FONT, "num_format": number}
    width = _width(values)
    if not width:
        return drawn
    step = _round_step((1 + 2 * MARGIN) * width / STEPS)
    low = step * floor((min(values) - MARGIN * width) / step)
    high = step * ceil((max(values) + MARGIN * width) / step)
    return drawn | {"min": max(low, 0.0) if min(values) >= 0 else low, "max": min(high, most), "major_unit": step}


def _round_step(width: float) -> float:
    """The next larger 1, 2 or 5 times a power of ten."""
    power: float = 10.0 ** floor(log10(width))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= width)
