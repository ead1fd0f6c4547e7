"""The documents that follow from the code: each page is a function that returns its text."""

from collections.abc import Callable

from generator import codes, comparison, diagnosis, formulation, hedge, partners, plan, rules, stress, sweep, workbook

PAGES: dict[str, Callable[[], str]] = {
    "formulation.md": formulation.page,
    "rules.md": rules.page,
    "workbook.md": workbook.page,
    "plan.md": plan.page,
    "comparison.md": comparison.page,
    "diagnosis.md": diagnosis.page,
    "sweep.md": sweep.page,
    "stress.md": stress.page,
    "hedge.md": hedge.page,
    "partners.md": partners.page,
    "codes.md": codes.page,
}
"""The pages by file name."""
