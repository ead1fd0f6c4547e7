"""The guide of a template: what to do, which sheets and columns must be filled, how cells are read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.policies import RULES
from planner.layout.paper import lines_of
from planner.template.choice import Sheets
from planner.template.content import Content
from planner.template.looks import set_up_page
from planner.template.rules import asks, used
from planner.workbook.declare import Row, columns
from planner.workbook.schema import ROW_TYPES, Policy

WIDTHS = (20.0, 14.0, 46.0, 40.0, 62.0)
LINE = 15.0
TITLE = "How to fill in this workbook"
LEAD = (
    "From it the planner works out what to buy, stock, recycle and build, period by period: the plan of least cost that"
    " keeps your rules, and what each rule costs."
)
STEPS = (
    ("Begin with the sheet Settings, then go through the other sheets from left to right.", ""),
    ("{rows}", ""),
    ("Point at a head to read what its column means, in which unit it is and what a blank means.", ""),
    ("Pick names from the lists in the cells. They follow your sheets: what is added to Countries can be picked.", ""),
    (
        "Save the workbook and have it checked. Everything that is wrong is told at once, with its cell.",
        "planner check",
    ),
    ("Make the plan; or compare what your sets of rules cost and what they bring.", "planner plan"),
)
READ = (
    ("Blanks", "A blank is never zero. The note of a column says what is taken in its place, and the plan lists it."),
    ("Units", "Volumes are tonnes of contained material a year, whatever the length of a period; stocks are tonnes."),
    ("Money", "In the currency of Settings, at constant prices of one year."),
    ("Shares", "Percentages: type 30% or 0.3. The cells are formatted for it, so that 30 becomes 30 %."),
    ("Periods", "2026, 2026Q1 or 2026-01. From and To are both included; blank means from the first, or to the last."),
    ("Over time", "Where the note says so, a column may stand once for each period: Capacity 2026, Capacity 2027."),
    ("Durations", "A number of periods, or 18 months, 2 years."),
    ("Names", "Your own, whatever their case. A country may also be called by its code or by an alias."),
    ("Formulas", "Are welcome: the value that Excel last stored counts."),
)
MORE = "They can be added when they are wanted, and cost nothing while they are absent. A template with all:"
SOFT = "A rule without a Penalty holds whatever it costs; with one it may be broken at that price."
RULE_HEADS = ("Rule", "What it asks", "Columns that it uses")
SOURCE_HEADS = ("Sheet", "Confidence", "Row or cell", "Source", "Note")


class Guide:
    """The sheet while it is written; `row` is the next free row."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any]) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0
        for place, width in enumerate(WIDTHS):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)

    def line(self, *cells: tuple[str, str], height: float = 0.0) -> None:
        """A row of texts, each with the name of its style; the last one reaches to the last column."""
        high = [lines_of(text, 1.2 * self._width(place, len(cells))) for place, (text, _) in enumerate(cells)]
        self.sheet.set_row(self.row, height or LINE * max(high) + 3)
        for place, (text, style) in enumerate(cells):
            if place == len(cells) - 1 and place < len(WIDTHS) - 1:
                self.sheet.merge_range(self.row, place, self.row, len(WIDTHS) - 1, "", self.styles[style])
            self.sheet.write_string(self.row, place, text, self.styles[style])
        self.row += 1

    def wide_line(self, *cells: tuple[str, str]) -> None:
        """A row of texts, each over two columns but for the last."""
        high = [lines_of(text, 1.2 * sum(WIDTHS[2 * place : 2 * place + 2])) for place, (text, _) in enumerate(cells)]
        self.sheet.set_row(self.row, LINE * max(high) + 3)
        for place, (text, style) in zip(range(0, len(WIDTHS), 2), cells, strict=True):
            if place < len(WIDTHS) - 1:
                self.sheet.merge_range(self.row, place, self.row, place + 1, "", self.styles[style])
            self.sheet.write_string(self.row, place, text, self.styles[style])
        self.row += 1

    def section(self, title: str) -> None:
        """A head over what follows."""
        self.row += 1
        self.line((title, "section"), height=20)
        self.sheet.set_row(self.row, 6)
        self.row += 1

    def link(self, place: int, sheet: str) -> None:
        """Make a cell of the row above lead to a sheet."""
        self.sheet.write_url(self.row - 1, place, f"internal:'{sheet}'!A1", self.styles["link"], sheet)

    def _width(self, place: int, cells: int) -> float:
        return sum(WIDTHS[place:]) if place == cells - 1 else WIDTHS[place]


def put_guide(sheet: Any, content: Content, styles: Mapping[str, Any]) -> None:
    """Write the guide to a workbook of some content."""
    guide, sheets = Guide(sheet, styles), content.sheets
    guide.line((TITLE, "title"), height=28)
    guide.line((LEAD, "lead"))
    _steps(guide, content.says)
    _asked(guide, content)
    _sheets(guide, sheets)
    _how_cells_are_read(guide)
    if Policy in sheets:
        _rules(guide)
    _more_sheets(guide, [row_type for row_type in ROW_TYPES if row_type not in sheets])
    if content.sources:
        _sources(guide, content)
    sheet.set_tab_color("#C55A11")
    set_up_page(sheet, list(WIDTHS), 0)


def _steps(guide: Guide, says: str) -> None:
    guide.section("What to do")
    for number, (text, command) in enumerate(STEPS, start=1):
        said = text.format(rows=says)
        guide.line((f"{number}.", "number of a step"), (said, "text"))
        if command:
            guide.line(("", "text"), (f"{command} YOUR-WORKBOOK.xlsx", "command"))


def _asked(guide: Guide, content: Content) -> None:
    """What is left to the user of a workbook that begins full."""
    if not content.asked:
        return
    guide.section("What is left to you")
    counts = Counter(row_type.SHEET.name for row_type, _, _ in content.asked)
    parts = ", ".join(f"{count} on {name}" for name, count in counts.items())
    guide.line(
        ("Orange", "asked plain"), (f"must be filled in: {parts}. The notes on the cells give an order.", "text")
    )
    guide.line(
        ("Yellow", "offered plain"), ("only you know, and may stay blank. All else stands with its source.", "text")
    )


def _sheets(guide: Guide, sheets: Sheets) -> None:
    guide.section("The sheets")
    guide.line(("Dark heads", "required"), ("must be filled: without them there is no plan.", "text"))
    guide.line(("Light heads", "optional"), ("may stay blank; each note says what a blank means.", "text"))
    guide.row += 1
    heads = ("Sheet", "Needed?", "What it holds", "Must be filled in each row", "May stay blank")
    guide.line(*((head, "optional") for head in heads))
    for row_type in sheets:
        needed = ("required", "must") if row_type.SHEET.required else ("optional", "may")
        must, may = (", ".join(_heads(row_type, required)) for required in (True, False))
        guide.line(("", "row"), needed, (row_type.SHEET.about, "row"), (must, "must"), (may, "may"))
        guide.link(0, row_type.SHEET.name)


def _heads(row_type: type[Row], required: bool) -> Iterator[str]:
    for column in columns(row_type):
        if column.required == required:
            yield column.head or "a column for each period"


def _how_cells_are_read(guide: Guide) -> None:
    guide.section("How cells are read")
    for what, said in READ:
        guide.line((what, "strong"), (said, "text"))


def _rules(guide: Guide) -> None:
    guide.section("The rules of the sheet Policies")
    guide.line((SOFT, "text"))
    guide.wide_line(*((head, "optional") for head in RULE_HEADS))
    for rule in RULES.values():
        guide.wide_line((rule.name, "must"), (asks(rule), "row"), (used(rule), "may"))


def _more_sheets(guide: Guide, others: Sequence[type[Row]]) -> None:
    if others:
        guide.section("More sheets")
        guide.line((MORE, "text"))
        guide.line(("planner template ANOTHER-WORKBOOK.xlsx --all", "command"))
    for row_type in others:
        guide.line((row_type.SHEET.name, "strong"), (row_type.SHEET.about, "text"))


def _sources(guide: Guide, content: Content) -> None:
    guide.section("Where the figures of the example come from")
    guide.line(*((head, "optional") for head in SOURCE_HEADS))
    for row in content.sources:
        guide.line(*((str(row[head]), "row") for head in SOURCE_HEADS))
