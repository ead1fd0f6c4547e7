"""What an output sheet is: its columns, rows and charts and the quantities that it shows, declared in one place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from planner.results import Results, Window
from planner.results.heading import Heading

Value = str | int | float | None


class Link(str):
    """A text that leads somewhere: to a cell of this workbook or of one beside it, as XlsxWriter names it."""

    target: str
    __slots__ = ("target",)

    def __new__(cls, text: str, target: str) -> "Link":
        """The text as it is shown, and where it leads."""
        link = super().__new__(cls, text)
        link.target = target
        return link


FIGURE = "figure"


class Subject(Protocol):
    """What a workbook is about."""

    @property
    def heading(self) -> Heading:
        """What every sheet says of it."""


S = TypeVar("S", bound=Subject)

FORMATS: Mapping[str, str] = {
    "text": "@",
    "link": "@",
    "tonnes": '[=0]"–";[<100]#,##0.0;#,##0',
    "money": '#,##0;-#,##0;"–"',
    "price": '#,##0.00;-#,##0.00;"–"',
    "unit price": '[=0]"–";[<1000]#,##0.00;#,##0',
    "share": "0.0%",
    "days": "#,##0.0",
    "index": "0.000",
    "count": "#,##0",
    "millions": "#,##0.0",
    "signed tonnes": '+#,##0.0;-#,##0.0;"–"',
    "signed money": '+#,##0;-#,##0;"–"',
    "signed price": '+#,##0.00;-#,##0.00;"–"',
    "signed share": '+0.0%;-0.0%;"–"',
    "signed days": '+#,##0.0;-#,##0.0;"–"',
    "signed index": '+0.000;-0.000;"–"',
    "signed count": '+#,##0;-#,##0;"–"',
    "signed millions": '+#,##0.0;-#,##0.0;"–"',
}
"""Number formats by the name that columns and rows use; a column of the format "figure" takes its row's.

A change of a figure is shown in the signed form of its format.
"""

TEXTS = ("text", "link")
"""Formats of words: of a `link`, words that lead somewhere."""


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

    @property
    def is_text(self) -> bool:
        """Whether it holds words."""
        return self.format in TEXTS


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


@dataclass(frozen=True)
class Tornado(Chart):
    """A chart of bars that lie to both sides of nothing, one above the other, the first on top."""


@dataclass(frozen=True)
class Point:
    """One point of a scatter, by its name; the `main` one is that with which others are compared."""

    name: str
    x: float
    y: float
    main: bool = False


@dataclass(frozen=True)
class Scatter:
    """A chart of points, each with its name beside it; `across` and `unit` say what its two axes measure."""

    title: str
    across: str
    unit: str
    series: tuple[Point, ...]
    format: str = "share"
    shaded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Curve:
    """Lines over a measured axis, a value per position `across`; a series that is no line is drawn as marks alone."""

    title: str
    across: str
    unit: str
    positions: tuple[float, ...]
    series: tuple[Series, ...]
    format: str = "money"
    across_format: str = "share"
    shaded: frozenset[str] = frozenset()


AnyChart = Chart | Scatter | Curve


def nothing(_: object) -> Sequence[Chart]:
    """No charts."""
    return ()


def no_words(_: object) -> Sequence[str]:
    """No sentences of its own."""
    return ()


@dataclass(frozen=True)
class Sheet(Generic[S]):
    """A sheet of a workbook about a subject; `shows` names the model's variables and kinds of cost that stand in it.

    `about` says in a sentence what it holds, `words` are sentences above the table, `frozen` is the number of columns
    that stay in sight, `groups` of those that hold lines together while they say the same, `instead` replaces a table
    without rows.
    """

    name: str
    about: str
    shows: frozenset[str]
    columns: Callable[[S], Sequence[Column]]
    rows: Callable[[S], Iterable[Row]]
    charts: Callable[[S], Sequence[AnyChart]] = nothing
    words: Callable[[S], Sequence[str]] = no_words
    frozen: int = 1
    groups: int = 1
    on_one_page: bool = False
    instead: str = "Nothing."


OutputSheet = Sheet[Results]
"""A sheet of the plan workbook."""


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
