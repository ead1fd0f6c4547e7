"""Checks that look at whole rows, and from one row to others."""

from collections.abc import Callable

from planner.workbook.checks import (
    alliances,
    contracts,
    history,
    names,
    places,
    policies,
    recycling,
    rows,
    scenarios,
    substitution,
    supply,
    ventures,
)
from planner.workbook.draft import Draft, Incomplete

CHECKS: tuple[Callable[[Draft], None], ...] = (
    rows.unique,
    rows.from_before_to,
    rows.whole_durations,
    names.other_names_of_countries,
    names.lookalikes,
    names.sheets_of_sources,
    names.reserved_policy_set,
    supply.stages_of_the_material,
    supply.no_stage_between_left_out,
    supply.growth_from_a_volume,
    supply.own_feed_from_a_stage_above,
    supply.stock_within_capacity,
    contracts.one_price,
    contracts.least_within_most,
    contracts.nothing_owed_of_unlimited,
    ventures.under_way_within_max_capacity,
    substitution.of_a_demand,
    substitution.share_today_within_max_share,
    recycling.at_most_everything_recovered,
    recycling.scrap_from_something,
    recycling.scrap_takes_time,
    places.ends_of_routes,
    alliances.partners,
    alliances.not_twice_at_a_time,
    alliances.holders_of_contracts,
    alliances.shares_at_most_one,
    alliances.demand_of_members,
    policies.columns_of_the_rule,
    policies.limits,
    policies.bases,
    policies.partners,
    policies.stages,
    policies.prices_of_penalties,
    policies.no_circle_of_sets,
    scenarios.partners,
    scenarios.stages,
    scenarios.probability_in_the_first_row,
    scenarios.probabilities_at_most_one,
    scenarios.known_in_time,
    history.plants_without_history,
    history.scrap_without_use,
    history.cover_without_imports,
)


def check(draft: Draft) -> None:
    """Report everything that is wrong with the rows of a draft; what depends on an unsound field is left alone."""
    for one in CHECKS:
        try:
            one(draft)
        except Incomplete:
            continue
