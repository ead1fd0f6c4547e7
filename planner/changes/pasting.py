"""The two ways to bring a plan's decisions into a workbook: for the years after the first, and for the same years."""

from collections.abc import Iterator

from planner.changes.decided import built_into_capacity, built_plants, built_ventures, opened, openings, signed
from planner.changes.edits import MATTERS, Decided, Edit, Pasting, Value, Where
from planner.changes.left import stocks, treated, used, waiting
from planner.changes.orders import arriving_later, closed_in_the_first_year, is_settled
from planner.results import Results
from planner.results.investments import Investment
from planner.results.rules import BINDS, BROKEN, lines_by_row, row_status
from planner.workbook.schema import Substitution

BLIND = ("max_budget", "max_emissions")
"""Rules that do not count what is already paid."""


def next_years(results: Results) -> Pasting:
    """What the first year decided and left behind, for a workbook whose plan begins after it."""
    decided, year = Decided(results), results.first_year
    found = [(row, [i for i in openings(decided, row) if i.node in year]) for row in results.book.substitution]
    edits = (
        *signed(decided),
        *built_ventures(decided, year),
        *built_plants(decided, year),
        *(opened(decided, row, ready) for row, all_ in found if (ready := _ready(decided, all_))),
        *arriving_later(decided),
        *stocks(decided),
        *used(decided),
        *treated(decided),
        *waiting(decided),
    )
    return Pasting(edits, tuple(_unsaid_later(decided, found)))


def same_years(results: Results) -> Pasting:
    """What can count as decided and paid in a plan of the same years, so that all else comes out as before."""
    decided = Decided(results)
    found = [(row, openings(decided, row)) for row in results.book.substitution]
    edits = (
        *signed(decided),
        *built_ventures(decided, results.first_year),
        *built_into_capacity(decided),
        *(_without_opening(opened(decided, row, all_)) for row, all_ in found if _at_once(decided, all_)),
        *closed_in_the_first_year(decided),
    )
    return Pasting(edits, tuple(_unsaid_now(decided, found)))


def _ready(decided: Decided, found: list[Investment]) -> list[Investment]:
    """What is open in the period after the first year."""
    return [i for i in found if decided.index(i.node) + i.of.lead_time_periods <= decided.next_index]


def _at_once(decided: Decided, found: list[Investment]) -> bool:
    """Whether all that is opened is open over the whole plan, as `Share today` is."""
    count = decided.book.calendar.count
    return bool(found) and all(
        decided.index(i.node) == i.of.lead_time_periods == 0 and i.of.life_periods >= count for i in found
    )


def _without_opening(edit: Edit) -> Edit:
    closed: dict[Where, Value] = {("max_growth", None): 0.0}
    return Edit(edit.row, {**edit.values, **closed}, edit.why, paid=edit.paid)


def _unsaid_later(decided: Decided, found: list[tuple[Substitution, list[Investment]]]) -> Iterator[str]:
    for row, all_ in found:
        for i in all_:
            if i not in _ready(decided, all_):
                later = "paste it into the workbook of that year, and lower Max growth until then"
                yield f"Substitution of {row.name}: what was decided in {i.node} opens in {i.ready} only; {later}."
            elif decided.index(i.node) + i.of.lead_time_periods + i.of.life_periods < decided.book.calendar.count:
                yield f"Substitution of {row.name}: its life ends within the plan, which Share today does not know."
    whole = [row.id for row in decided.results.case.rules if row.per == "horizon"]
    if whole:
        yield f"Rules over the horizon begin anew and do not count the first year: {', '.join(whole)}."
    for stream in (row.stream for row in decided.book.scrap if row.keep):
        if decided.next_index >= decided.book.calendar.count:
            yield f"Scrap of {stream} that waits at the end: add it to the first period's tonnes."


def _unsaid_now(decided: Decided, found: list[tuple[Substitution, list[Investment]]]) -> Iterator[str]:
    for row, all_ in found:
        if all_ and not _at_once(decided, all_):
            yield f"Substitution of {row.name} is opened over time, which Share today cannot say: it is decided again."
    later = [row.supplier for row in decided.book.suppliers if _is_planned_again(decided, row.supplier)]
    if later:
        yield f"Orders that work on feed of the same plan are placed again, with their feed: {', '.join(later)}."
    rows = {row.key: row for row in decided.results.case.rules}
    for key, lines in lines_by_row(decided.results).items():
        if rows[key].rule.key in BLIND and row_status(lines) in (BINDS, BROKEN):
            yield f"{rows[key].id} ({rows[key].rule.name}) binds and does not count what is paid: volumes may differ."
        if rows[key].rule.key == "min_home_capacity" and _closes_home(decided):
            yield f"{rows[key].id} ({rows[key].rule.name}) does not count home suppliers that From closes."


def _closes_home(decided: Decided) -> bool:
    settled = [row for row in decided.book.suppliers if is_settled(decided, row)]
    return any(row.country in decided.results.case.home for row in settled)


def _is_planned_again(decided: Decided, name: str) -> bool:
    row = next(row for row in decided.book.suppliers if row.supplier == name)
    supplier = decided.results.case.suppliers[name]
    offtake = decided.results.values(decided.results.model.offtake_tonnes)
    bought = any(offtake[name, n] > MATTERS for n in decided.first_year)
    return bool(supplier.lead_time_periods and bought and not is_settled(decided, row))
