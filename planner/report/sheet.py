"""What an output sheet is: its columns, rows and charts and the quantities that it shows, declared in one place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.results import Results, Window

Value = str | int | float | None
FIGURE = "figure"

FORMATS: Mapping[str, str] = {
    "text": "@",
    "tonnes": '[=0]"–";[<100]#,##0.0;#,##0',
    "money": '#,##0;-#,##0;"–"',
    "price": '#,##0.00;-#,##0.00;"–"',
    "share": "0.0%",
    "days": "#,##0.0",
    "index": "0.000",
    "count": "#,##0",
    "millions": "#,##0.0",
}
"""Number formats by the name that columns and rows use; a column of the format "figure" takes its row's."""


@dataclass(frozen=True)
class Column:
    """A column: its head and unit, number format, and whether a total row adds it up.

    `width` in characters is the most that text may take before it wraps, and the least that figures get. A column
    `over_time` is one of a row of periods or years.
    """

    head: str
    unit: str = ""
    format: str = "text"
    width: float = 12
    total: bool = False
    over_time: bool = False
    shaded: bool = False


class Kind(StrEnum):
    """What a row is: a line of the table, a detail below one (folded away), or the sum of the lines above it."""

    LINE = "line"
    DETAIL = "detail"
    SUM = "sum"


@dataclass(frozen=True)
class Row:
    """The values of a row, one per column; `format` is that of its figures, `marked` are columns to be noticed."""

    values: tuple[Value, ...]
    format: str = "tonnes"
    kind: Kind = Kind.LINE
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Series:
    """One series of a chart, a value per category; `line` draws it over the columns, `dashed` as a limit."""

    name: str
    values: tuple[float | None, ...]
    line: bool = False
    dashed: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart over periods: stacked columns, lines above them; `shaded` are the categories near the end."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    format: str = "tonnes"
    shaded: frozenset[str] = frozenset()


def nothing(_: Results) -> Sequence[Chart]:
    """No charts."""
    return ()


def no_words(_: Results) -> Sequence[str]:
    """No sentences of its own."""
    return ()


@dataclass(frozen=True)
class OutputSheet:
    """A sheet of the plan workbook; `shows` names the model's variables and kinds of cost that stand in it.

    `about` says in a sentence what it holds, `words` are sentences above the table, `frozen` is the number of columns
    that stay in sight, `groups` of those that hold lines together while they say the same, `instead` replaces a table
    without rows.
    """

    name: str
    about: str
    shows: frozenset[str]
    columns: Callable[[Results], Sequence[Column]]
    rows: Callable[[Results], Iterable[Row]]
    charts: Callable[[Results], Sequence[Chart]] = nothing
    words: Callable[[Results], Sequence[str]] = no_words
    frozen: int = 1
    groups: int = 1
    on_one_page: bool = False
    instead: str = "Nothing."


def over_periods(results: Results, unit: str = "", format_: str = FIGURE, width: float = 10) -> list[Column]:
    """A column for every period, those near the end shaded."""
    return [Column(n, unit, format_, width, over_time=True, shaded=n in results.last_periods) for n in results.periods]


def over_years(results: Results, unit: str = "", format_: str = FIGURE, width: float = 10) -> list[Column]:
    """A column for every year, those near the end shaded."""
    return [Column(y.label, unit, format_, width, over_time=True, shaded=is_shaded(results, y)) for y in results.years]


def is_shaded(results: Results, year: Window) -> bool:
    """Whether a year lies within the last periods as a whole."""
    return results.last_periods.issuperset(year.nodes)


def shaded_years(results: Results) -> frozenset[str]:
    """The labels of the years that lie within the last periods."""
    return frozenset(year.label for year in results.years if is_shaded(results, year))


def year_labels(results: Results) -> tuple[str, ...]:
    """The labels of all years, the categories of most charts."""
    return tuple(year.label for year in results.years)


def by_year(results: Results, by_node: Mapping[str, float]) -> tuple[float, ...]:
    """Figures by node added up over each year."""
    return tuple(sum(by_node.get(node, 0.0) for node in year.nodes) for year in results.years)
