"""The sheets with rows to paste: a block for each sheet of the input, below its heads as they stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from planner.changes.blocks import Block, Line
from planner.layout import palette
from planner.layout.paper import Paper, lines_of
from planner.report.page import LINE, Page, checked
from planner.report.sheet import Column, Sheet, Subject
from planner.report.styles import Styles
from planner.workbook.cells import Value

LEAD = ("Replaces", "Because")
LEAD_WIDTHS = (12.0, 60.0)
NARROW, WIDE = 9.0, 30.0


@dataclass(frozen=True)
class Pasted:
    """A sheet of rows to paste: what is said above them, and the rows of each sheet of the input."""

    declared: Sheet[Any]
    blocks: Sequence[Block]


class PastePage(Page):
    """A sheet of blocks; the first two columns say which row each line replaces and why, the others are to be copied.

    What differs from the row as it stands is marked.
    """

    def __init__(self, pasted: Pasted, subject: Subject, book: Any, styles: Styles) -> None:
        super().__init__(pasted.declared, subject, book, styles)
        self.blocks = pasted.blocks
        self.paper = Paper([*LEAD_WIDTHS, *_widths(self.blocks)], is_single=False)
        self.columns = [Column("")] * len(self.paper.widths)

    def write(self) -> None:
        """The whole sheet."""
        for place, width in enumerate(self.paper.widths):
            checked(self.sheet.set_column(place, place, width), self.declared.name)
        self._title()
        for block in self.blocks:
            self._block(block)
        if not self.blocks:
            self.put(self.row, 0, self.declared.instead, self.styles.get(italic=True))
        self.sheet.freeze_panes(0, len(LEAD))
        self._print(0, self.row)
        self.sheet.fit_to_pages(1, 0)

    def _block(self, block: Block) -> None:
        self.row += 1
        count = len(block.lines)
        title = f"{block.sheet}: {count} {'row' if count == 1 else 'rows'} to paste from column C on"
        self.put(self.row, 0, title, self.styles.get(bold=True, font_size=12, font_color=palette.HEAD))
        self.row += 1
        look = {"bold": True, "text_wrap": True, "valign": "bottom"}
        for place, head in enumerate(LEAD):
            self.put(self.row, place, head, self.styles.get(**look, font_color="595959", italic=True))
        fill = self.styles.get(**look, bg_color=palette.HEAD, font_color="FFFFFF")
        self._cells(block.heads, [fill] * len(block.heads))
        self.height(
            LINE * max(_lines(head, width) for head, width in zip(block.heads, self.paper.widths[2:], strict=False))
        )
        self.row += 1
        for line in block.lines:
            self._row(line)

    def _row(self, line: Line) -> None:
        self.put(self.row, 0, line.place, self.styles.get(font_color="595959"))
        self.put(self.row, 1, line.why, self.styles.get(font_color="595959", text_wrap=True))
        self._cells(line.cells, [self._look(line, place) for place in range(len(line.cells))])
        self.height(LINE * lines_of(line.why, 1.1 * LEAD_WIDTHS[1]))
        self.row += 1

    def _look(self, line: Line, place: int) -> Any:
        number = (
            "0.0##%" if place in line.shares else "yyyy-mm-dd" if isinstance(line.cells[place], date) else "General"
        )
        mark = {"bg_color": palette.MARK, "bold": True} if place in line.changed else {}
        return self.styles.get(num_format=number, top=1, top_color=palette.RULE_LINE, **mark)

    def _cells(self, values: Sequence[Value], looks: Sequence[Any]) -> None:
        for place, (value, look) in enumerate(zip(values, looks, strict=True), start=len(LEAD)):
            if isinstance(value, date):
                moment = datetime.combine(value, time())
                checked(self.sheet.write_datetime(self.row, place, moment, look), self.declared.name)
            else:
                self.put(self.row, place, str(value).upper() if isinstance(value, bool) else value, look)


def _widths(blocks: Sequence[Block]) -> list[float]:
    count = max((len(block.heads) for block in blocks), default=0)
    return [min(max(_longest(blocks, place) + 2.0, NARROW), WIDE) for place in range(count)]


def _longest(blocks: Sequence[Block], place: int) -> int:
    cells = (line.cells[place] for block in blocks for line in block.lines if place < len(line.cells))
    return max((len(_shown(value)) for value in cells), default=0)


def _lines(head: Value, width: float) -> int:
    return lines_of(_shown(head), width - 1)


def _shown(value: Value) -> str:
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
