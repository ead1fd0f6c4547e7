"""Workbooks with several policy sets whose plans are worked by hand."""

from tests.cases.tables import settings, share_cap_ladder


def ladder(**more):
    """C6 without a cap, under caps of 70 and 50 per cent, and under one of 30, below which there is no plan.

    Of 100 t, A costs 10, B (30 t at most) 14 and C 20. Free: 100 A = 1000. 70: 70 A + 30 B = 1120.
    50: 50 A + 30 B + 20 C = 1320. Of governance, a has a risk of 0.8, b of 0.4 and c of 0.2.
    """
    caps = {"seventy": 0.7, "fifty": 0.5, "thirty": 0.3}
    tables = share_cap_ladder(None)
    tables["Settings"] = settings(2026, 1, Base_policy="free")
    tables["Countries"] = [["Country", "Governance risk"], ["a", 0.8], ["b", 0.4], ["c", 0.2]]
    tables["Policies"] = [
        ["ID", "Policy set", "Rule", "Limit", "Partner"],
        ["most", "free", "Max volume", 1000, "supplier: A"],
        *(["cap", name, "Max supplier share", cap, None] for name, cap in caps.items()),
    ]
    return tables | more


def strike():
    """The ladder, and a scenario in which A has 50 t: 50 A + 30 B + 20 C = 1320 whatever the set."""
    return ladder(Scenarios=[["Scenario", "Partner", "Capacity factor"], ["strike", "country: a", 0.25]])


def impossible():
    """Two sets, neither of which has a plan."""
    tables = share_cap_ladder(0.3)
    tables["Policies"].append(["2", "T", "Max supplier share", 0.2])
    return tables
