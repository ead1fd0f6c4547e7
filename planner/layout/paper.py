"""What fits on a printed page: A4, all columns on its width, rows kept whole."""

from dataclasses import dataclass, field

CHARACTER_PIXELS, PADDING_PIXELS = 7, 5
LANDSCAPE, PORTRAIT = (1045.0, 685.0), (715.0, 1015.0)
DEFAULT_POINTS = 15.0
SMALLEST = 1.6


def pixels(points: float) -> float:
    """Points of height as pixels on the screen."""
    return points * 4.0 / 3.0


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width in characters, words kept whole."""
    if len(text) <= width:
        return 1
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines += (used - 1) // max(1, int(width)) if used > width else 0
    return lines


@dataclass
class Paper:
    """The pages of a sheet: column widths in characters, row heights in points, rows `repeated` on every page.

    `tops` are the rows that were chosen because a page begins with them."""

    widths: list[float]
    is_single: bool
    heights: dict[int, float] = field(default_factory=dict)
    repeated: range = range(0)
    tops: set[int] = field(default_factory=set)

    @property
    def width(self) -> float:
        """Width of all columns in pixels."""
        return sum(CHARACTER_PIXELS * width + PADDING_PIXELS for width in self.widths)

    @property
    def pages_wide(self) -> int:
        """How many pages the columns are spread over, so that print stays legible: one, but for long horizons."""
        return 1 if self.is_single else max(1, round(self.width / (SMALLEST * LANDSCAPE[0])))

    @property
    def room(self) -> float:
        """Height of a page in pixels of the sheet, at the scale that fits the columns on their pages."""
        width, height = PORTRAIT if self.is_single else LANDSCAPE
        return height * max(1.0, self.width / self.pages_wide / width)

    def left_below(self, row: int) -> float:
        """Pixels that are left on a single page below the rows before this one."""
        return self.room - sum(self._height(r) for r in range(row))

    def fits(self, row: int, rows: int) -> int:
        """The first row, this one or the top of the next page, from which so many rows stay on one page."""
        if self.is_single:
            return row
        room, repeated = self.room, sum(self._height(r) for r in self.repeated)
        used, page_top = 0.0, -1
        for place in range(row + rows):
            height = self._height(place)
            if used + height > room:
                used, page_top = repeated, place
            used += height
        if row <= page_top:
            self.tops.add(page_top)
        return max(row, page_top)

    def _height(self, row: int) -> float:
        return pixels(self.heights.get(row, DEFAULT_POINTS))
