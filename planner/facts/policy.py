"""The sheets of policy: the sets and their rules."""

from collections.abc import Sequence

from planner.facts.known import Row, table
from planner.facts.sheets import Column, Share, Sheet, Value, cell, column_sources, sourced

RULE_COLUMNS = {
    "id": Column("ID", width=8),
    "policy_set": Column("Policy set", width=16),
    "rule": Column("Rule", width=20),
    "limit": Column("Limit", "number", 10),
    "material": Column("Material", width=20),
    "stage": Column("Stage", width=12),
    "partner": Column("Partner", width=22),
    "sector": Column("Sector", width=24),
    "base": Column("Base", width=14),
    "per": Column("Per", width=8),
    "from": Column("From", "year", 8),
    "to": Column("To", "year", 8),
    "penalty": Column("Penalty", width=12),
    "source": Column("Source", width=60),
}


def policy_sets(rows: Sequence[Row] | None = None) -> Sheet:
    """Give the Policy sets sheet, of all sets or of some."""
    return Sheet(
        "Policy sets",
        [Column("Policy set", width=18), Column("Extends", width=18), Column("Description", width=90)],
        [[row["policy_set"], row["extends"] or None, row["description"]] for row in rows or table("policy_sets")],
    )


def policies(importer: str, rows: Sequence[Row] | None = None) -> Sheet:
    """Give the Policies sheet, of all rules or of some: one row per rule of a set, shares as percentages."""
    rows = rows or table("policies")
    return Sheet(
        "Policies",
        list(RULE_COLUMNS.values()),
        [[rule_value(row, key) for key in RULE_COLUMNS] for row in rows],
        [sourced("Policies", f"{row['policy_set']}: {row['id']}", row) for row in rows]
        + column_sources("Policies", importer),
    )


def rule_value(row: Row, key: str) -> Value:
    """Give a cell of a rule: a limit that is a share as one."""
    is_share = key == "limit" and ("share" in row["rule"] or row["rule"] == "Min fill")
    return Share(row[key]) if is_share else cell(row[key])
