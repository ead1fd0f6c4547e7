"""Checks of names: that none means two things, and that none is taken by a word of the planner's own."""

from collections.abc import Iterator

from planner.workbook.book import NO_POLICY
from planner.workbook.cells import Cell
from planner.workbook.declare import Row, columns
from planner.workbook.draft import Draft
from planner.workbook.kinds import Name
from planner.workbook.names import did_you_mean, fold, fold_head, looks, nearest, strange_letter
from planner.workbook.schema import ROW_TYPES, Country, Policy, PolicySet, Source


def other_names_of_countries(draft: Draft) -> None:
    """A code or alias of a country is no name, code or alias of another."""
    for row in draft.of(Country, "country", "iso3", "aliases"):
        for field, others in {"iso3": (row.iso3,), "aliases": row.aliases}.items():
            for other in others:
                meant = draft.frame.names.find("country", other) if other else None
                if meant not in (None, row.country):
                    draft.refuse(row, field, "ambiguous-name", f"a name of its own; {other} already means {meant}")


def lookalikes(draft: Draft) -> None:
    """No two names of a kind look the same and are spelt with letters of different alphabets."""
    seen: dict[tuple[str, str], Cell] = {}
    for row, field, kind in named(draft):
        name, cell = getattr(row, field), row.cell(field)
        first = seen.setdefault((kind, looks(name)), cell)
        if fold(first.text or "") != fold(name):
            place = first.coordinate if first.sheet == cell.sheet else f"{first.sheet}!{first.coordinate}"
            letter = strange_letter(name + (first.text or ""))
            expected = f"a name that does not look like the one in {place}; one of the two has a {letter}"
            draft.refuse(row, field, "lookalike-name", expected)


def named(draft: Draft) -> Iterator[tuple[Row, str, str]]:
    """Every row with each field in which it gives something a name, and the kind of what is named."""
    for row_type in ROW_TYPES:
        for column in columns(row_type):
            if isinstance(column.kind, Name):
                rows = draft.of(row_type, column.field)
                yield from ((row, column.field, column.kind.of) for row in rows if getattr(row, column.field))


def sheets_of_sources(draft: Draft) -> None:
    """A source is of a sheet that the planner knows."""
    known = [row_type.SHEET.name for row_type in ROW_TYPES]
    for row in draft.of(Source, "sheet"):
        if fold_head(row.sheet) not in map(fold_head, known):
            near = nearest(row.sheet, known)
            draft.refuse(row, "sheet", "unknown-name", "an input sheet", did_you_mean(row.sheet, near))


def reserved_policy_set(draft: Draft) -> None:
    """No policy set has the name of the one without rules."""
    rows: list[PolicySet | Policy] = [*draft.of(PolicySet, "policy_set"), *draft.of(Policy, "policy_set")]
    for row in rows:
        if fold(row.policy_set) == NO_POLICY:
            draft.refuse(row, "policy_set", "ambiguous-name", f"another name; {NO_POLICY} is the set without rules")
