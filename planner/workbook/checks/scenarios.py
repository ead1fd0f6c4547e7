"""Checks of scenarios: what they touch, how likely they are, when they are known."""

from collections.abc import Iterator

from planner.workbook.checks.places import find_place
from planner.workbook.draft import Draft
from planner.workbook.kinds.names import ROUNDING
from planner.workbook.schema import Scenario
from planner.workbook.schema.scenarios import EACH, PARTNERS


def partners(draft: Draft) -> None:
    """A partner is one thing of a known kind."""

    def resolved(row: Scenario, draft: Draft) -> Scenario:
        if not row.sound("partner") or not row.filled("partner"):
            return row
        place = find_place(draft, row, "partner", PARTNERS, (EACH,))
        if place is None:
            return row.with_values("partner")
        return row.with_values(partner=place.name, partner_kind=place.kind if place.kind in PARTNERS else "")

    draft.change(Scenario, resolved)


def stages(draft: Draft) -> None:
    """A stage is one of the row's material, where it names one."""
    for row in draft.of(Scenario, "material", "stage"):
        own = draft.frame.names.stages_of(row.material)
        if own and row.stage not in (EACH, *own):
            draft.refuse(row, "stage", "unknown-name", f"a stage of {row.material}: {', '.join(own)}")


def probability_in_the_first_row(draft: Draft) -> None:
    """The probability of a scenario stands in the first of its rows."""
    for row, first in with_first(draft):
        if row is not first and row.sound("probability") and row.probability is not None:
            expected = f"a blank, since row {first.first_cell.row} is the first of {row.scenario}"
            draft.refuse(row, "probability", "unused-column", expected)


def probabilities_at_most_one(draft: Draft) -> None:
    """The probabilities of all scenarios are at most 1 in sum."""
    total = 0.0
    for row, first in with_first(draft):
        if row is first and row.sound("probability") and row.probability is not None:
            if total <= 1 + ROUNDING < total + row.probability:
                expected = f"at most {1 - total:.6g}, since the probabilities of all scenarios are at most 1 in sum"
                draft.refuse(row, "probability", "out-of-range", expected)
            total += row.probability


def with_first(draft: Draft) -> Iterator[tuple[Scenario, Scenario]]:
    """Every row with the first row of its scenario."""
    firsts: dict[str, Scenario] = {}
    for row in draft.of(Scenario, "scenario"):
        yield row, firsts.setdefault(row.scenario, row)


def known_in_time(draft: Draft) -> None:
    """A scenario is known when it begins at the latest; before, the plan has time to react."""
    for row in draft.of(Scenario, "known_from", "from_"):
        begins = row.from_ or draft.calendar.first
        known, from_ = (max(draft.calendar.index(label), 0) for label in (row.known_from, begins))
        if known > from_:
            draft.refuse(row, "known_from", "known-late", f"a period not after From, which is {begins}")
