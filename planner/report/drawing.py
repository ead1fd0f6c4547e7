"""Native Excel charts, with the figures that they show written below them on the same sheet."""

from dataclasses import dataclass, replace
from typing import Any

from planner.layout import palette
from planner.report.sheet import AnyChart, Chart, Curve, Scatter, Series, Tornado, Value

WIDTH, HEIGHT = 520, 290
FONT = {"name": "Calibri", "size": 9, "color": "#404040"}
MILLION = 1e6


@dataclass
class Figures:
    """Where the figures behind a chart stand: its categories in `row`, a series in each row below it."""

    sheet: str
    row: int

    def categories(self, chart: Chart) -> list[Any]:
        """The range of the categories."""
        return [self.sheet, self.row, 1, self.row, len(chart.categories)]

    def values(self, chart: Chart, place: int) -> list[Any]:
        """The range of a series."""
        return [self.sheet, self.row + 1 + place, 1, self.row + 1 + place, len(chart.categories)]

    def name(self, place: int) -> list[Any]:
        """The cell with a series' name."""
        return [self.sheet, self.row + 1 + place, 0]


def draw(book: Any, chart: Chart, figures: Figures) -> Any:
    """A chart object: stacked columns, lines on top, the last periods paler or with a grey band behind the lines."""
    if isinstance(chart, Tornado):
        return _tornado(book, chart, figures)
    columns = [place for place, series in enumerate(chart.series) if not series.line]
    lines = [place for place, series in enumerate(chart.series) if series.line]
    first = book.add_chart({"type": "column", "subtype": "stacked"}) if columns else book.add_chart({"type": "line"})
    for place in columns:
        first.add_series(_column(chart, figures, place))
    if columns and lines:
        over = book.add_chart({"type": "line"})
        for place in lines:
            over.add_series(_line(chart, figures, place))
        first.combine(over)
    elif lines:
        for place in lines:
            first.add_series(_line(chart, figures, place))
        if chart.shaded:
            first.combine(_band(book, chart, figures))
    _frame(first, chart)
    return first


def _tornado(book: Any, chart: Tornado, figures: Figures) -> Any:
    """Bars to both sides, the names of what they are about at the left edge."""
    drawn = book.add_chart({"type": "bar"})
    for place in range(len(chart.series)):
        drawn.add_series(_column(chart, figures, place) | {"overlap": 100, "gap": 40})
    title(drawn, chart.title)
    drawn.set_y_axis({"reverse": True, "label_position": "low", "num_font": FONT, "text_axis": True})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    named = {"name": chart.unit, "name_font": FONT, "num_font": FONT}
    drawn.set_x_axis({"num_format": "#,##0", "label_position": "high", "major_gridlines": grid} | named)
    drawn.set_legend({"position": "bottom", "font": FONT})
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})
    return drawn


def _column(chart: Chart, figures: Figures, place: int) -> dict[str, Any]:
    colour = chart.series[place].colour or palette.DISTINCT[place % len(palette.DISTINCT)]
    pale = {"fill": {"color": f"#{palette.pale(colour)}"}}
    return {
        "name": figures.name(place),
        "categories": figures.categories(chart),
        "values": figures.values(chart, place),
        "fill": {"color": f"#{colour}"},
        "points": [pale if category in chart.shaded else None for category in chart.categories],
        "gap": 60,
    }


def _line(chart: Chart, figures: Figures, place: int) -> dict[str, Any]:
    series: Series = chart.series[place]
    colour = f"#{series.colour or palette.DISTINCT[place % len(palette.DISTINCT)]}"
    dash = "dash" if series.dashed else "solid"
    marker = (
        {"type": "none"}
        if series.dashed
        else {"type": "circle", "size": 4, "fill": {"color": colour}, "border": {"color": colour}}
    )
    return {
        "name": figures.name(place),
        "categories": figures.categories(chart),
        "values": figures.values(chart, place),
        "line": {"color": colour, "width": 2, "dash_type": dash},
        "marker": marker,
    }


def _band(book: Any, chart: Chart, figures: Figures) -> Any:
    """A grey band over the last periods, on an axis of its own that is not shown."""
    place = len(chart.series)
    band = book.add_chart({"type": "column"})
    band.add_series(
        {
            "name": figures.name(place),
            "categories": figures.categories(chart),
            "values": figures.values(chart, place),
            "fill": {"color": "#7F7F7F", "transparency": 80},
            "border": {"none": True},
            "gap": 0,
            "y2_axis": True,
        }
    )
    band.set_y2_axis({"min": 0, "max": 1, "visible": False, "major_gridlines": {"visible": False}})
    return band


def _frame(drawn: Any, chart: Chart) -> None:
    title(drawn, chart.title)
    number = "0%" if chart.format == "share" else "#,##0"
    axis = {"num_format": number, "min": 0, "name": chart.unit, "name_font": FONT, "num_font": FONT}
    if chart.format == "share" and _peak(chart) <= 1.0:
        axis["max"] = 1
    drawn.set_y_axis(axis | {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    turn = {"rotation": -45} if len(chart.categories) > 12 else {}
    drawn.set_x_axis({"num_font": FONT | turn, "text_axis": True})
    drawn.set_legend({"position": "bottom", "font": FONT})
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})


def title(drawn: Any, text: str) -> None:
    """The title above a chart."""
    font = {"name": "Calibri", "size": 11, "bold": True, "color": "#1F3864"}
    drawn.set_title({"name": text, "name_font": font, "overlay": False})


def behind(chart: AnyChart) -> list[tuple[Value, ...]]:
    """The rows of figures behind a chart: its heads first, then each series or point under its name."""
    if isinstance(chart, Scatter):
        return [(chart.title, chart.across, chart.unit), *((p.name, p.x, p.y) for p in chart.series)]
    if isinstance(chart, Curve):
        return [(f"{chart.title} [{chart.unit}]", *chart.positions), *((s.name, *s.values) for s in chart.series)]
    band: tuple[Value, ...] = (
        "end of the horizon",
        *(float(category in chart.shaded) for category in chart.categories),
    )
    series = ((s.name, *s.values) for s in chart.series)
    return [(f"{chart.title} [{chart.unit}]", *chart.categories), *series, band]


def in_readable_unit(chart: AnyChart) -> AnyChart:
    """The chart in millions of its unit where its figures are that large; one with measured axes is drawn as it is."""
    if not isinstance(chart, Chart) or _peak(chart) < 10 * MILLION:
        return chart
    series = tuple(
        replace(s, values=tuple(value if value is None else value / MILLION for value in s.values))
        for s in chart.series
    )
    return replace(chart, unit=f"million {chart.unit}", series=series)


def _peak(chart: Chart) -> float:
    return max((abs(value) for series in chart.series for value in series.values if value), default=0.0)
