"""Partnerships and members: what right rows mean, and what is told of them."""

from planner.workbook import Duration, Label


def test_partnerships(workbook):
    deal, club, later = workbook.book().partnerships
    assert (deal.partnership, deal.partner, deal.partner_kind) == ("Chile deal", "Chile", "country")
    assert (deal.tariff_cut, deal.capacity_added, deal.support, deal.yearly_cost) == (0.05, 0.3, 0.2, 4)
    assert (deal.lead_time_cut, deal.from_, deal.to) == (Duration(0), None, None)
    assert (club.partner, club.partner_kind, club.lead_time_cut) == ("allies", "bloc", Duration(12, "months"))
    assert (later.partnership, later.from_, later.yearly_cost) == ("Club", Label(2028), 8)


def test_members(workbook):
    book = workbook.book()
    assert [(row.member, row.access_share) for row in book.members] == [("North", 0), ("South", 1), ("West", 0)]
    assert [row.member for row in book.demand] == ["North", "North"]


def test_a_contract_may_be_for_one_member_alone(workbook):
    workbook.put("Contracts!J4", "south")
    assert workbook.book().contracts[2].of_members == ("South",)


def test_what_nobody_can_claim_is_told(workbook):
    workbook.put("Members!B3", 0.7)
    (problem,) = workbook.read().problems
    assert (problem.cell, problem.severity, problem.code) == ("B2", "warning", "unclaimed")
    assert "add up to 0.7;" in problem.message


def test_demand_needs_no_member_where_nobody_plans_together(workbook):
    workbook.tables["Members"] = workbook.tables["Members"][:1]
    workbook.put("Contracts!J4", None)
    for address in ("Demand!I2", "Demand!I3"):
        workbook.put(address, None)
    assert workbook.faults() == []
