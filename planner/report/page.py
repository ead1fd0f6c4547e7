"""One sheet of the plan workbook on the page: title, sentences, heads, table, charts, print set-up."""

from dataclasses import dataclass, field
from math import ceil, isinf
from typing import Any

from planner.errors import Unwritten
from planner.layout.paper import Paper, lines_of, pixels
from planner.report.curve import curve
from planner.report.drawing import HEIGHT, WIDTH, Figures, behind, draw, in_readable_unit
from planner.report.scatter import scatter
from planner.report.sheet import AnyChart, Column, Curve, Kind, Link, Row, Scatter, Sheet, Value
from planner.report.styles import Styles
from planner.results.heading import Heading

LINE, SMALL_LINE = 15.0, 12.0
WIDEST_TEXT = 190.0


def checked(code: Any, where: str) -> None:
    """Raise `Unwritten` where XlsxWriter did not take a cell, a range or a chart; it only returns a negative number."""
    if isinstance(code, int) and code < 0:
        raise Unwritten(f"The sheet {where} could not be written: a cell is too long or outside the sheet ({code}).")


@dataclass
class Page:
    """A sheet while it is written: `row` is the next free row, `link` the one that leads to the charts."""

    declared: Sheet[Any]
    subject: Any
    book: Any
    styles: Styles
    row: int = 0
    link: int = 0
    looks: dict[tuple[object, ...], list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(self.declared.name)
        self.heading: Heading = self.subject.heading
        self.columns = list(self.declared.columns(self.subject))
        self.rows = list(self.declared.rows(self.subject))
        self.charts = [in_readable_unit(chart) for chart in self.declared.charts(self.subject) if chart.series]
        self.paper = Paper(fitted(self.columns, self.rows), self.declared.on_one_page)

    def write(self) -> None:
        """The whole sheet."""
        for place, width in enumerate(self.paper.widths):
            checked(self.sheet.set_column(place, place, width), self.declared.name)
        self._title()
        heads = self.row
        self._heads()
        self.paper.repeated = range(heads, self.row)
        self._table()
        end = self._charts()
        self._print(heads, end)

    def put(self, row: int, column: int, value: Value, style: Any) -> None:
        """Write one cell; text stays text whatever it begins with, what is missing stays blank."""
        sheet = self.sheet
        if value is None or value == "":
            code = sheet.write_blank(row, column, None, style)
        elif isinstance(value, Link):
            code = sheet.write_url(row, column, value.target, style, str(value))
        elif isinstance(value, str):
            code = sheet.write_string(row, column, value, style)
        elif isinf(value):
            code = sheet.write_string(row, column, "unlimited", style)
        else:
            code = sheet.write_number(row, column, value, style)
        if code:
            checked(code, self.declared.name)

    def height(self, points: float, folded: bool = False) -> None:
        """Set the height of the row at hand; a folded row is hidden, one level below the row above it."""
        options = {"level": 1, "hidden": True} if folded else {}
        checked(self.sheet.set_row(self.row, points, None, options), self.declared.name)
        self.paper.heights[self.row] = 0.0 if folded else points

    def _title(self) -> None:
        self.put(0, 0, f"{self.declared.name}: {self.heading.title}, {self.heading.about}", self.styles.title())
        self.height(22)
        self.row = 1
        self._across(self.declared.about, self.styles.about(), SMALL_LINE)
        for sentence in self.declared.words(self.subject):
            self._across(sentence, self.styles.sentence(), LINE)
        if any(column.shaded for column in self.columns) or any(chart.shaded for chart in self.charts):
            self._across(self.heading.shading, self.styles.shade(), SMALL_LINE)
        if self.charts and not self.declared.on_one_page:
            self.link, self.row = self.row, self.row + 1

    def _across(self, text: str, style: Any, height: float) -> None:
        """A line of text over all columns, as high as it needs."""
        last, widths = len(self.columns) - 1, self.paper.widths
        while last > 1 and sum(widths[:last]) >= WIDEST_TEXT:
            last -= 1
        self.height(height * lines_of(text, sum(widths[: last + 1])) + 2)
        checked(self.sheet.merge_range(self.row, 0, self.row, last, "", style), self.declared.name)
        self.put(self.row, 0, text, style)
        self.row += 1

    def _heads(self) -> None:
        units = [(column.unit, width) for column, width in zip(self.columns, self.paper.widths, strict=True)]
        if any(unit for unit, _ in units):
            self.height(SMALL_LINE * max(lines_of(unit, 1.2 * width) for unit, width in units))
            for place, column in enumerate(self.columns):
                self.put(self.row, place, column.unit, self.styles.unit(column))
            self.row += 1
        lines = (
            lines_of(column.head, width - 1) for column, width in zip(self.columns, self.paper.widths, strict=True)
        )
        in_time = any(column.over_time for column in self.columns)
        arrows = not in_time and not self.declared.on_one_page
        self.height(LINE * (max(lines) + arrows))
        for place, column in enumerate(self.columns):
            self.put(self.row, place, column.head, self.styles.head(column, at_top=arrows))
        self.row += 1
        self.sheet.freeze_panes(self.row, self.declared.frozen)

    def _table(self) -> None:
        first = self.row
        if not self.rows:
            self.put(self.row, 0, self.declared.instead, self.styles.get(italic=True))
            self.row += 1
            return
        before: tuple[Value, ...] = ()
        for row in self.rows:
            self._line(row, repeated(before, row.values, self.declared.groups))
            before = row.values
        in_time = [place for place, column in enumerate(self.columns) if column.over_time]
        filtered = in_time[0] if in_time else len(self.columns)
        if not self.declared.on_one_page:
            checked(self.sheet.autofilter(first - 1, 0, self.row - 1, filtered - 1), self.declared.name)
        if any(column.total for column in self.columns):
            self._totals(first)

    def _line(self, row: Row, repeats: int) -> None:
        texts = [(v, place) for place, v in enumerate(row.values) if isinstance(v, str)]
        height = LINE * max((lines_of(value, 1.1 * self.paper.widths[place]) for value, place in texts), default=1)
        self.height(height, folded=row.kind is Kind.DETAIL)
        for place, (value, style) in enumerate(zip(row.values, self._looks_of(row, repeats), strict=True)):
            self.put(self.row, place, value, style)
        self.row += 1

    def _looks_of(self, row: Row, repeats: int) -> list[Any]:
        """The styles of the cells of a line: most lines look like one above them."""
        look = (row.format, row.kind, row.marked, repeats)
        if look not in self.looks:
            cells = enumerate(self.columns)
            self.looks[look] = [self.styles.cell(column, row, place, repeats) for place, column in cells]
        return self.looks[look]

    def _totals(self, first: int) -> None:
        """A total under the table that follows the filter."""
        for place, column in enumerate(self.columns):
            style = self.styles.total(column)
            if column.total:
                whole = sum(float(row.values[place] or 0.0) for row in self.rows)
                cells = f"{cell_name(first, place)}:{cell_name(self.row - 1, place)}"
                checked(
                    self.sheet.write_formula(self.row, place, f"=SUBTOTAL(109,{cells})", style, whole),
                    self.declared.name,
                )
            else:
                self.put(self.row, place, "Total" if place == 0 else "", style)
        self.row += 1

    def _charts(self) -> int:
        """The charts side by side below the table, never over a page's edge, and their figures further below."""
        if not self.charts:
            return self.row - 1
        across = max(1, round(self.paper.width / WIDTH))
        bands = ceil(len(self.charts) / across)
        height = self._chart_height(bands)
        rows = ceil((height + 12) / pixels(LINE))
        tops: list[int] = []
        for _ in range(bands):
            tops.append(self.paper.fits(tops[-1] + rows if tops else self.row + 1, rows))
        self.sheet.set_h_pagebreaks([top for top in tops if top in self.paper.tops])
        self._link_to(tops[0])
        end = tops[-1] + rows
        figures = end + 2
        self.put(figures - 1, 0, "Figures behind the charts", self.styles.get(bold=True, font_color="7F7F7F"))
        width = self.paper.width / across
        for place, chart in enumerate(self.charts):
            behind_it = Figures(self.declared.name, figures)
            drawn = _drawn(self.book, chart, behind_it)
            drawn.set_size({"width": int(width) - 8, "height": height})
            at = {"x_offset": int(place % across * width) + 2, "y_offset": 4, "object_position": 3}
            checked(self.sheet.insert_chart(tops[place // across], 0, drawn, at), self.declared.name)
            figures = self._figures(chart, figures) + 1
        return end

    def _link_to(self, row: int) -> None:
        if self.link:
            target = f"internal:'{self.declared.name}'!A{row + 1}"
            code = self.sheet.write_url(self.link, 0, target, self.styles.link(), "Charts below the table")
            checked(code, self.declared.name)

    def _chart_height(self, bands: int) -> int:
        """On a single page the charts take the room that is left, within reason."""
        if not self.declared.on_one_page:
            return HEIGHT
        return int(min(max(self.paper.left_below(self.row + 2) / bands - pixels(LINE), HEIGHT), 1.5 * HEIGHT))

    def _figures(self, chart: AnyChart, row: int) -> int:
        for values in behind(chart):
            for place, value in enumerate(values):
                self.put(row, place, value, self.styles.small())
            row += 1
        return row

    def _print(self, heads: int, end: int) -> None:
        sheet, title = self.sheet, self.heading.title[:80].replace("&", "&&")
        sheet.set_paper(9)
        if self.declared.on_one_page:
            sheet.set_portrait()
            sheet.fit_to_pages(1, 1)
        else:
            sheet.set_landscape()
            sheet.fit_to_pages(self.paper.pages_wide, 0)
            if self.paper.pages_wide > 1 and self.declared.frozen:
                sheet.repeat_columns(0, self.declared.frozen - 1)
            sheet.repeat_rows(heads, heads + any(column.unit for column in self.columns))
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&8{title}&C&8&A&R&8Page &P of &N")
        checked(sheet.print_area(0, 0, end, len(self.columns) - 1), self.declared.name)
        sheet.hide_gridlines(2)
        sheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)


def _drawn(book: Any, chart: AnyChart, figures: Figures) -> Any:
    if isinstance(chart, Scatter):
        return scatter(book, chart, figures)
    return curve(book, chart, figures) if isinstance(chart, Curve) else draw(book, chart, figures)


def fitted(columns: list[Column], rows: list[Row]) -> list[float]:
    """Widths in characters: text as wide as its longest, up to the column's own; figures at least as their largest."""
    widths = []
    for place, column in enumerate(columns):
        longest = max((shown(row.values[place]) for row in rows), default=0) + 2
        if column.is_text:
            widths.append(min(max(longest, len(column.head) + 4), max(column.width, len(column.head) + 4)))
        else:
            widths.append(max(longest, column.width))
    return [float(width) for width in widths]


def shown(value: Value) -> int:
    """How many characters a value takes at most in its cell."""
    return len(value) if isinstance(value, str) else 0 if value is None else len(f"{value:,.0f}") + (abs(value) < 1000)


def repeated(before: tuple[Value, ...], values: tuple[Value, ...], groups: int) -> int:
    """How many of the first `groups` cells say what the line above says; 0 where a new group begins."""
    return groups if before[:groups] == values[:groups] else 0


def cell_name(row: int, column: int) -> str:
    """The A1 name of a cell."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
