"""Names that may be of several kinds: the ends of a route, the partner of a rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.workbook.declare import Row
from planner.workbook.draft import Draft
from planner.workbook.kinds.kind import either
from planner.workbook.names import did_you_mean, fold
from planner.workbook.schema import Route, Stockpile
from planner.workbook.schema.supply import ABROAD, RECEIVERS, SENDERS

IN_WORDS = {"plant": "recycling plant", "stockpile": "stockpile (material / stage)"}


@dataclass(frozen=True)
class Place:
    """Something with a name of a known kind."""

    kind: str
    name: str


def ends_of_routes(draft: Draft) -> None:
    """From and To of a route each name one thing."""
    draft.change(Route, _resolved)


def _resolved(row: Route, draft: Draft) -> Route:
    if row.sound("from_"):
        place = find_place(draft, row, "from_", SENDERS)
        row = row.with_values(from_=place.name, from_kind=place.kind) if place else row.with_values("from_")
    if row.sound("to"):
        place = find_place(draft, row, "to", RECEIVERS, words=(ABROAD,))
        row = row.with_values(to=place.name, to_kind=place.kind) if place else row.with_values("to")
    return row


def find_place(draft: Draft, row: Row, field: str, kinds: Sequence[str], words: Sequence[str] = ()) -> Place | None:
    """What a cell names: a thing of one of these kinds, or else a word; None, with a fault, where that is not clear.

    A name that fits two kinds is written with its kind in front: "country: Chile".
    """
    text = str(getattr(row, field))
    before, colon, after = text.partition(":")
    named = fold(before) if colon and fold(before) in kinds else ""
    wanted, name = ((named,), after.strip()) if named else (tuple(kinds), text)
    found = [place for kind in wanted if (place := _of_kind(draft, kind, name))]
    if len(found) == 1:
        return found[0]
    if not found and fold(text) in words:
        return Place(fold(text), fold(text))
    _refuse(draft, row, field, found, wanted)
    return None


def _of_kind(draft: Draft, kind: str, text: str) -> Place | None:
    name = draft.stockpiles.get(fold(text)) if kind == "stockpile" else draft.frame.names.find(kind, text)
    return Place(kind, name) if name else None


def _refuse(draft: Draft, row: Row, field: str, found: Sequence[Place], wanted: Sequence[str]) -> None:
    if found:
        both = " and a ".join(place.kind for place in found)
        hint = f"Write {found[0].kind}: {found[0].name}, for one."
        draft.refuse(row, field, "ambiguous-name", f"a name of one thing; it is a {both}", hint)
        return
    if not draft.frame.names.uncertain.isdisjoint(wanted):
        return
    if "stockpile" in wanted:
        draft.all(Stockpile, "material", "stage")
    names, text = [kind for kind in wanted if kind != "stockpile"], str(getattr(row, field))
    near = draft.frame.names.nearest(names, text)
    expected = f"the name of a {either([IN_WORDS.get(kind, kind) for kind in wanted])}"
    draft.refuse(row, field, "unknown-name", expected, did_you_mean(text, near))
