"""Checks of partnerships and members: whom they are with, what only they can have, and what each may claim."""

from collections import defaultdict
from itertools import combinations

from planner.workbook.checks.places import find_place
from planner.workbook.draft import Draft
from planner.workbook.kinds import References, Refused
from planner.workbook.kinds.names import ROUNDING, split
from planner.workbook.periods import Calendar
from planner.workbook.schema import Contract, Demand, Member, Partnership
from planner.workbook.schema.alliances import HOLDERS, PARTNERS


def partners(draft: Draft) -> None:
    """A partner is one country or bloc."""

    def resolved(row: Partnership, draft: Draft) -> Partnership:
        place = find_place(draft, row, "partner", PARTNERS) if row.sound("partner") else None
        return row.with_values(partner=place.name, partner_kind=place.kind) if place else row.with_values("partner")

    draft.change(Partnership, resolved)


def not_twice_at_a_time(draft: Draft) -> None:
    """A partnership has one row at a time for each of its partners: its yearly cost would be paid twice."""
    rows: dict[tuple[str, str, str], list[Partnership]] = defaultdict(list)
    for row in draft.of(Partnership, "partnership", "partner", "from_", "to"):
        rows[row.partnership, row.partner_kind, row.partner].append(row)
    for one, other in (pair for same in rows.values() for pair in combinations(same, 2)):
        if one.from_ != other.from_ and _meet(one, other, draft.calendar):
            expected = f"a period in which row {one.first_cell.row}, of the same partner, is not in force"
            draft.refuse(other, "from_", "overlapping", expected)


def _meet(one: Partnership, other: Partnership, calendar: Calendar) -> bool:
    spans = [calendar.cut(row.from_, row.to) for row in (one, other)]
    return max(span.start for span in spans) < min(span.stop for span in spans)


def holders_of_contracts(draft: Draft) -> None:
    """What Only with names is one partnership, or members."""
    draft.change(Contract, _with_holders)


def _with_holders(row: Contract, draft: Draft) -> Contract:
    if row.only_with is None or not row.sound("only_with"):
        return row
    whole = any(draft.frame.names.find(kind, row.only_with) for kind in HOLDERS)
    if not whole and len(split(row.only_with)) > 1:
        return _with_members(row, draft)
    place = find_place(draft, row, "only_with", HOLDERS)
    if place is None:
        return row.with_values("only_with")
    if place.kind == "member":
        return row.with_values(of_members=(place.name,))
    return row.with_values(of_partnership=place.name)


def _with_members(row: Contract, draft: Draft) -> Contract:
    kind = References("member")
    try:
        return row.with_values(of_members=kind.read(row.cell("only_with"), draft.frame))
    except Refused as refusal:
        draft.refuse(row, "only_with", refusal.code, refusal.expected or kind.expected, refusal.hint)
        return row.with_values("only_with")


def shares_at_most_one(draft: Draft) -> None:
    """What all members can claim is at most everything; where it is less, nobody can claim the rest."""
    total = 0.0
    rows = list(draft.of(Member, "access_share"))
    for row in rows:
        if total <= 1 + ROUNDING < total + row.access_share:
            expected = f"at most {1 - total:.6g}, since the access shares of all members are at most 1 in sum"
            draft.refuse(row, "access_share", "out-of-range", expected)
        total += row.access_share
    if rows and total < 1 - ROUNDING and len(rows) == len(draft.all(Member)):
        text = f"The access shares add up to {total:.6g}; nobody can claim the rest, all members together neither."
        draft.report.warning(rows[0].cell("access_share"), "unclaimed", text)


def demand_of_members(draft: Draft) -> None:
    """Where members plan together, every demand is that of one."""
    if not draft.all(Member):
        return
    for row in draft.of(Demand, "member"):
        if row.member is None:
            draft.refuse(row, "member", "blank-cell", "a member, since the workbook has Members")
