"""How numbers are shown, as far as that changes what they mean: as percentages, dates and times."""

import re
from datetime import date, timedelta
from enum import Enum

NOT_SHOWN = re.compile(r'"[^"]*"|[\\_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What a number format holds beside the digits: quoted and escaped characters, gaps, colours, languages."""
SHOWS_TIME = re.compile(r"[ydmhseg]", re.IGNORECASE)
SHOWS_A_DAY = re.compile(r"[ydeg]|^[^hs]*m[^hs]*$", re.IGNORECASE)
YEAR_1900, YEAR_1904 = date(1899, 12, 30), date(1904, 1, 1)
NO_SUCH_DAY = 60
"""In Excel's calendar, 29 February 1900; the days before are one off."""


class Look(Enum):
    """How a number is shown."""

    NUMBER = "as a number"
    PERCENT = "as a percentage"
    DATE = "as a date"
    TIME = "as a time of day or a stretch of time"


BUILT_IN = (
    dict.fromkeys((9, 10), Look.PERCENT)
    | dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, 50, 51, 54, 57, 58), Look.DATE)
    | dict.fromkeys((*range(18, 22), *range(32, 36), *range(45, 48), 52, 53, 55, 56), Look.TIME)
)
"""The formats that a workbook uses by number without writing them (ECMA-376 part 1, 18.8.30)."""


def built_in(number: str) -> Look:
    """The look of a format that is not written in the workbook."""
    return BUILT_IN.get(int(number), Look.NUMBER) if number.isdecimal() and len(number) < 4 else Look.NUMBER


def look_of(code: str) -> Look:
    """The look of a number format such as `0.0%` or `dd/mm/yyyy`."""
    shown = NOT_SHOWN.sub("", code)
    if "%" in shown:
        return Look.PERCENT
    positive = shown.partition(";")[0]
    if "general" in positive.lower() or not SHOWS_TIME.search(positive):
        return Look.NUMBER
    return Look.DATE if SHOWS_A_DAY.search(positive) else Look.TIME


def seen(number: float, look: Look, since_1904: bool) -> float | date | str:
    """What a number is to whoever looks at its cell; one that is no date stays a number in a cell for dates."""
    first, least = (YEAR_1904, 0) if since_1904 else (YEAR_1900, 1)
    if look is Look.DATE and least <= number <= (date.max - first).days:
        return first + timedelta(int(number) + (least == 1 and number < NO_SUCH_DAY))
    if look in (Look.DATE, Look.TIME) and 0 <= number < NO_SUCH_DAY:
        return str(timedelta(seconds=round(number * 86400)))
    return number
