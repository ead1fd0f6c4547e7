"""All rows of the example by sheet, and which of them make sense only with another sheet."""

from collections.abc import Mapping, Sequence

from planner.template.example import further, ordinary, presets, sources
from planner.template.example.cells import Rows
from planner.workbook.declare import Row
from planner.workbook.schema import (
    Bloc,
    Contract,
    Country,
    Demand,
    Material,
    Member,
    Partnership,
    Plant,
    Policy,
    PolicySet,
    Profile,
    Recovery,
    Route,
    Scenario,
    Scrap,
    Settings,
    Source,
    Stockpile,
    Substitution,
    Supplier,
    Venture,
)

EXAMPLE: Mapping[type[Row], Rows] = {
    Settings: ordinary.SETTINGS,
    Material: ordinary.MATERIALS,
    Country: ordinary.COUNTRIES,
    Bloc: further.BLOCS,
    Supplier: ordinary.SUPPLIERS,
    Route: further.ROUTES,
    Contract: further.CONTRACTS,
    Venture: further.VENTURES,
    Stockpile: ordinary.STOCKPILES,
    Scrap: ordinary.SCRAP,
    Plant: ordinary.RECYCLING,
    Recovery: ordinary.RECOVERY,
    Demand: ordinary.DEMAND,
    Substitution: further.SUBSTITUTION,
    Partnership: further.PARTNERSHIPS,
    Member: further.MEMBERS,
    PolicySet: [*further.POLICY_SETS, *presets.policy_sets()],
    Policy: [*ordinary.POLICIES, *presets.policies(), *further.STRICT],
    Scenario: further.SCENARIOS,
    Profile: further.PROFILES,
    Source: [*sources.SOURCES, *sources.FURTHER],
}
"""The rows of each sheet, by head."""

NEEDS: Sequence[tuple[type[Row], str, str, type[Row]]] = (
    (Policy, "Rule", "Min days of cover", Stockpile),
    (Policy, "Rule", "Min recycled share", Recovery),
    (Policy, "Stage", "recycling", Recovery),
    (Policy, "Partner", presets.ALLIES, Bloc),
    (Policy, "Policy set", "strict", PolicySet),
    (Policy, "Policy set", "EU 2030 hard", PolicySet),
    *((Source, "Sheet", row_type.SHEET.name, row_type) for row_type in EXAMPLE),
)
"""Rows of a sheet, told by what stands under a head, that are shown only in a workbook with another sheet."""
