"""Colours: the same country has the same one in every chart, as far as they reach."""

from collections.abc import Iterable
from itertools import cycle

DISTINCT = (
    "1F4E79",
    "C55A11",
    "6B8E23",
    "8064A2",
    "B8860B",
    "2E9CA6",
    "A23B52",
    "5B7DB1",
    "8C6D46",
    "4F7F5B",
    "7B2D8E",
    "3D3D3D",
)
OTHERS, DEMAND, LIMIT = "A6A6A6", "000000", "C00000"
RECYCLED, STOCK, SUBSTITUTED = "70AD47", "BDD7EE", "F4D9A0"
HEAD, SHADE, MARK, RULE_LINE = "1F3864", "EDEDED", "FCE4D6", "BFBFBF"


def colours(names: Iterable[str], order: Iterable[str] = ()) -> dict[str, str]:
    """A colour for each name: the first of `order` have one of their own, the others what a chart leaves."""
    usual = dict(zip(order, DISTINCT, strict=False))
    listed = list(names)
    taken = {usual[name] for name in listed if name in usual}
    free = cycle([colour for colour in DISTINCT if colour not in taken] or DISTINCT)
    return {name: usual[name] if name in usual else next(free) for name in listed}


def pale(colour: str) -> str:
    """A tint of a colour, half way to white."""
    parts = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{(part + 255) // 2:02X}" for part in parts)
