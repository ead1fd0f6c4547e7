"""Checks of names: that none means two things, and that none is taken by a word of the planner's own."""

from planner.workbook.book import NO_POLICY
from planner.workbook.draft import Draft
from planner.workbook.names import fold, fold_head, nearest
from planner.workbook.schema import ROW_TYPES, Country, Policy, PolicySet, Source


def other_names_of_countries(draft: Draft) -> None:
    """A code or alias of a country is no name, code or alias of another."""
    for row in draft.of(Country, "country", "iso3", "aliases"):
        for field, others in {"iso3": (row.iso3,), "aliases": row.aliases}.items():
            for other in others:
                meant = draft.frame.names.find("country", other) if other else None
                if meant not in (None, row.country):
                    draft.refuse(row, field, "ambiguous-name", f"a name of its own; {other} already means {meant}")


def sheets_of_sources(draft: Draft) -> None:
    """A source is of a sheet that the planner knows."""
    known = [row_type.SHEET.name for row_type in ROW_TYPES]
    for row in draft.of(Source, "sheet"):
        if fold_head(row.sheet) not in map(fold_head, known):
            near = nearest(row.sheet, known)
            draft.refuse(row, "sheet", "unknown-name", "an input sheet", f"Did you mean {near}?" if near else "")


def reserved_policy_set(draft: Draft) -> None:
    """No policy set has the name of the one without rules."""
    rows: list[PolicySet | Policy] = [*draft.of(PolicySet, "policy_set"), *draft.of(Policy, "policy_set")]
    for row in rows:
        if fold(row.policy_set) == NO_POLICY:
            draft.refuse(row, "policy_set", "ambiguous-name", f"another name; {NO_POLICY} is the set without rules")
