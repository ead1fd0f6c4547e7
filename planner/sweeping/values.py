"""The values of a limit that the user asks for: "1.0:0.3:15", or a list with commas."""

from math import isfinite, nan

from planner.errors import PlannerError

MOST = 1000
DIGITS = 12
EXPECTED = "expected from:to:count, such as 1.0:0.3:15, or a list with commas, such as 65%,50%,0.4"


def values(written: str) -> list[float]:
    """The numbers that a text names, each once: evenly spaced from one to another, or listed; "65%" is 0.65.

    Raises `PlannerError` for anything else.
    """
    parts = written.split(":")
    if len(parts) not in (1, 3):
        raise PlannerError(f"The values are {written!r}; {EXPECTED}.")
    if len(parts) == 1:
        return list(dict.fromkeys(_number(part, written) for part in written.split(",") if part.strip()))
    first, last, count = _number(parts[0], written), _number(parts[1], written), parts[2].strip()
    if not count.isdecimal() or not 2 <= int(count) <= MOST:
        raise PlannerError(
            f"The values are {written!r}; their count is {count}, expected a whole number of 2 to {MOST}."
        )
    spaces = int(count) - 1
    return list(dict.fromkeys(round(first + (last - first) * number / spaces, DIGITS) for number in range(spaces + 1)))


def _number(part: str, written: str) -> float:
    text = part.strip()
    try:
        number = float(text.removesuffix("%"))
    except ValueError:
        number = nan
    if not isfinite(number):
        raise PlannerError(f"The values are {written!r}, of which {text!r} is no number; {EXPECTED}.")
    return number / 100 if text.endswith("%") else number
