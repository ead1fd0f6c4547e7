"""The part of a workbook that a figure is about: one material alone, or those that one stream of scrap ties."""

from dataclasses import replace

from planner.mattering.figures import Figure
from planner.workbook import Book


def materials_of(book: Book, figure: Figure) -> frozenset[str]:
    """The materials whose part of the model a figure enters; all of them where it is about the whole."""
    row = figure.row
    if figure.table in ("contracts", "ventures"):
        named = [row.supplier] if isinstance(row.supplier, str) else row.supplier  # type: ignore[attr-defined]
        return frozenset(i.material for i in book.suppliers if i.supplier in named)
    if figure.table in ("recycling", "recovery", "scrap"):
        return _tied(book, row)
    material = getattr(row, "material", None)
    known = frozenset(m.material for m in book.materials)
    return frozenset({material}) if material in known else known


def _tied(book: Book, row: object) -> frozenset[str]:
    """The materials that the plants on the same stream recover."""
    plant = getattr(row, "plant", None)
    streams: set[str | None] = {p.stream for p in book.recycling if p.plant == plant}
    streams = streams or {getattr(row, "stream", None)}
    plants = {p.plant for p in book.recycling if p.stream in streams}
    return frozenset(r.material for r in book.recovery if r.plant in plants)


def only(book: Book, materials: frozenset[str]) -> Book:
    """The rows of a workbook that concern some materials."""
    about = (None, "each", "all", *materials)
    suppliers = tuple(i for i in book.suppliers if i.material in materials)
    names = {i.supplier for i in suppliers}
    recovery = tuple(r for r in book.recovery if r.material in materials)
    plants = {r.plant for r in recovery}
    recycling = tuple(p for p in book.recycling if p.plant in plants)
    demand = tuple(d for d in book.demand if d.material in materials)
    gone = {i.supplier for i in book.suppliers} - names | {p.plant for p in book.recycling} - plants
    gone |= {f"{h.material} / {h.stage}" for h in book.stockpiles if h.material not in materials}
    gone |= {d.sector for d in book.demand} - {d.sector for d in demand}
    return replace(
        book,
        materials=tuple(m for m in book.materials if m.material in materials),
        suppliers=suppliers,
        routes=tuple(r for r in book.routes if r.material in about and {r.from_, r.to}.isdisjoint(gone)),
        contracts=tuple(c for c in book.contracts if c.supplier in names),
        ventures=tuple(v for v in book.ventures if names.issuperset(v.supplier)),
        stockpiles=tuple(h for h in book.stockpiles if h.material in materials),
        scrap=tuple(s for s in book.scrap if s.stream in {p.stream for p in recycling}),
        recycling=recycling,
        recovery=recovery,
        demand=demand,
        substitution=tuple(s for s in book.substitution if s.material in materials),
        policies=tuple(p for p in book.policies if p.material in about),
    )
