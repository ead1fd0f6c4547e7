"""Cell styles: one XlsxWriter format for each combination that is asked for."""

from dataclasses import dataclass, field
from typing import Any

from planner.layout import palette
from planner.report.sheet import FIGURE, FORMATS, TEXTS, Column, Kind, Row

FONT = "Calibri"
LINK = "0563C1"


@dataclass
class Styles:
    """The formats of one workbook, each made once."""

    book: Any
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def get(self, **properties: Any) -> Any:
        """The format with these XlsxWriter properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})
        return self._made[key]

    def title(self) -> Any:
        """The title line of a sheet."""
        return self.get(bold=True, font_size=14, font_color=palette.HEAD)

    def about(self) -> Any:
        """The sentence below the title."""
        return self.get(italic=True, text_wrap=True, font_color="595959")

    def sentence(self) -> Any:
        """A sentence of the Summary."""
        return self.get(text_wrap=True, font_size=11)

    def unit(self, column: Column) -> Any:
        """The unit above a head."""
        return self.get(italic=True, font_size=8, font_color="595959", **_side(column), text_wrap=True, valign="bottom")

    def head(self, column: Column, at_top: bool) -> Any:
        """A head; shaded where the column is, at the top of its cell where the arrow of a filter stands below it."""
        fill = "7F7F7F" if column.shaded else palette.HEAD
        return self.get(
            bold=True,
            bg_color=fill,
            font_color="FFFFFF",
            **_side(column),
            text_wrap=True,
            valign="top" if at_top else "bottom",
        )

    def cell(self, column: Column, row: Row, place: int, repeats: int) -> Any:
        """A cell of the table; `repeats` leading cells say what the line above says, and are quiet."""
        kind = row.format if column.format == FIGURE else column.format
        text = kind in TEXTS
        properties: dict[str, Any] = {"num_format": FORMATS[kind], "text_wrap": text}
        properties |= {"align": "left", "indent": 1} if text else {"align": "right"}
        if kind == "link":
            properties |= {"font_color": LINK, "underline": 1}
        if column.shaded:
            properties["bg_color"] = palette.SHADE
        if place in row.marked:
            properties |= {"bg_color": palette.MARK, "font_color": palette.LIMIT, "bold": True}
        if row.kind is Kind.SUM:
            properties |= {"bold": True, "top": 1}
        elif row.kind is Kind.DETAIL:
            properties |= {"font_color": "595959", "font_size": 9}
        elif place < repeats:
            properties["font_color"] = palette.OTHERS
        if not repeats:
            properties |= {"top": 1, "top_color": palette.RULE_LINE}
        return self.get(**properties)

    def total(self, column: Column) -> Any:
        """A cell of the total row."""
        return self.get(bold=True, top=1, bottom=6, num_format=FORMATS.get(column.format, "General"))

    def shade(self) -> Any:
        """The legend of the shaded columns."""
        return self.get(bg_color=palette.SHADE, text_wrap=True, font_size=9)

    def link(self) -> Any:
        """A link inside the workbook."""
        return self.get(font_size=9, font_color=LINK, underline=1)

    def small(self) -> Any:
        """The figures behind charts."""
        return self.get(font_size=8, font_color="7F7F7F")


def _side(column: Column) -> dict[str, Any]:
    return {"align": "left", "indent": 1} if column.is_text else {"align": "right"}
