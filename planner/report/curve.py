"""A native Excel chart of lines over a measured axis."""

from math import inf
from typing import Any

from planner.layout import palette
from planner.report.drawing import FONT, Figures, title
from planner.report.scatter import axis
from planner.report.sheet import Curve

NUMBERS = {"share": "0%", "index": "0.00"}


def curve(book: Any, chart: Curve, figures: Figures) -> Any:
    """A chart object: a line with marks for each series, or marks alone; both axes measured."""
    drawn = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for place in range(len(chart.series)):
        drawn.add_series(_series(chart, figures, place))
    title(drawn, chart.title)
    grid = {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    values = [value for series in chart.series for value in series.values if value is not None]
    across, up = chart.across_format, chart.format
    drawn.set_x_axis(axis(chart.across, _number(across), list(chart.positions), _most(across)))
    drawn.set_y_axis(axis(chart.unit, _number(up), values, _most(up)) | grid)
    drawn.set_legend({"position": "bottom", "font": FONT})
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})
    return drawn


def _series(chart: Curve, figures: Figures, place: int) -> dict[str, Any]:
    series, last = chart.series[place], len(chart.positions)
    colour = f"#{series.colour or palette.DISTINCT[place % len(palette.DISTINCT)]}"
    fill = {"fill": {"color": colour}, "border": {"color": colour}}
    return {
        "name": figures.name(place),
        "categories": [figures.sheet, figures.row, 1, figures.row, last],
        "values": [figures.sheet, figures.row + 1 + place, 1, figures.row + 1 + place, last],
        "line": {"color": colour, "width": 2} if series.line else {"none": True},
        "marker": {"type": "circle", "size": 5} | fill if series.line else {"type": "diamond", "size": 11} | fill,
    }


def _number(format_: str) -> str:
    return NUMBERS.get(format_, "#,##0.###")


def _most(format_: str) -> float:
    """The end of an axis of shares."""
    return 1.0 if format_ in NUMBERS else inf
