"""The places that routes join, each named by what it is and its own name."""

from collections.abc import Mapping
from typing import Any

KINDS = ("supplier", "plant", "stockpile", "demand", "pool", "surplus")


def place(kind: str, name: str, material: str = "") -> str:
    """The key of a place, such as "stockpile: cobalt / processing"; a plant has an outlet per material."""
    return f"{kind}: {name} / {material}" if material else f"{kind}: {name}"


def kind_of(key: str) -> str:
    """What a place is: one of `KINDS`."""
    return key.split(": ", 1)[0]


def name_of(key: str) -> str:
    """The name that a place has among those of its kind."""
    return key.split(": ", 1)[1]


def routes_by(routes: Any, end: int) -> Mapping[str, list[tuple[str, str]]]:
    """The keys of routes by their origin (`end` 0) or their destination (1)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for route in routes:
        found.setdefault(route.key[end], []).append(route.key)
    return found
