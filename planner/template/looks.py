"""How a template looks: its colours, number formats and pages."""

from collections.abc import Mapping
from typing import Any

from planner.layout import palette
from planner.layout.paper import Paper

REQUIRED, OPTIONAL, LINE = palette.HEAD, "DCE6F1", palette.RULE_LINE
NUMBER = "[>=1000]#,##0;General"
PERCENT = "0.0##%"
BASE = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
TEXT = {"align": "left", "indent": 1}
WRAPPED = {**TEXT, "text_wrap": True}
LINED = {**WRAPPED, "bottom": 1, "bottom_color": LINE}
HEAD = {"bold": True, "text_wrap": True, "border": 1, "border_color": LINE}
LEFT = {"border": 1, "border_color": LINE}
CELLS: Mapping[str, Mapping[str, Any]] = {
    "plain": TEXT,
    "number": {"num_format": NUMBER},
    "percent": {"num_format": PERCENT},
}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "required": {**HEAD, **TEXT, "bg_color": REQUIRED, "font_color": "FFFFFF"},
    "optional": {**HEAD, **TEXT, "bg_color": OPTIONAL, "font_color": REQUIRED},
    "required number": {**HEAD, "align": "right", "bg_color": REQUIRED, "font_color": "FFFFFF"},
    "optional number": {**HEAD, "align": "right", "bg_color": OPTIONAL, "font_color": REQUIRED},
    **CELLS,
    **{f"asked {look}": {**cells, **LEFT, "bg_color": "F8CBAD"} for look, cells in CELLS.items()},
    **{f"offered {look}": {**cells, **LEFT, "bg_color": "FFF2CC"} for look, cells in CELLS.items()},
    "number setting": {**TEXT, "num_format": NUMBER},
    "percent setting": {**TEXT, "num_format": PERCENT},
    "plain setting": TEXT,
    "title": {"bold": True, "font_size": 18, "font_color": REQUIRED},
    "lead": {"text_wrap": True, "font_size": 12, "font_color": "595959"},
    "section": {"bold": True, "font_size": 13, "font_color": REQUIRED, "bottom": 2, "bottom_color": REQUIRED},
    "number of a step": {"bold": True, "align": "right", "indent": 1, "font_color": REQUIRED},
    "text": WRAPPED,
    "strong": {**WRAPPED, "bold": True, "font_color": REQUIRED},
    "row": LINED,
    "link": {**LINED, "bold": True, "font_color": "0563C1", "underline": 1},
    "must": {**LINED, "bold": True, "font_color": REQUIRED},
    "may": {**LINED, "font_color": "7F7F7F"},
    "command": {**WRAPPED, "font_name": "Consolas", "font_size": 10, "bg_color": palette.SHADE},
}


def formats(book: Any) -> dict[str, Any]:
    """The formats of one workbook by name."""
    return {name: book.add_format({**BASE, **look}) for name, look in LOOKS.items()}


def set_up_page(sheet: Any, widths: list[float], repeated: int) -> None:
    """A4 across, the columns on as few pages as stay legible, the heads on each of them."""
    sheet.set_paper(9)
    sheet.set_landscape()
    pages = Paper(widths, is_single=False).pages_wide
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0, 0)
    sheet.repeat_rows(0, repeated)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header("&L&10&A")
    sheet.set_footer("&C&8&A&R&8Page &P of &N")
