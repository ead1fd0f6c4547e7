"""The example's rows of the policy sets that ship: those of the facts that speak of any material, each with its law."""

from collections.abc import Iterator, Mapping

from planner.facts.known import Row, table
from planner.facts.policy import rule_value
from planner.facts.sheets import Value as Cell
from planner.template.example.cells import PERIODS, Rows, Value

LAST = PERIODS[-1]
ALLIES = "partners"
HEADS = {
    "id": "ID",
    "policy_set": "Policy set",
    "rule": "Rule",
    "limit": "Limit",
    "stage": "Stage",
    "partner": "Partner",
    "base": "Base",
    "per": "Per",
    "from": "From",
    "to": "To",
    "penalty": "Penalty",
    "source": "Source",
}
SETS = ("EU 2030 soft", "EU 2030 hard", "Japan-style stocks", "Korea-style", "Allied share", "India-style")
BEYOND = ("ALLIES 80",)
"""Rules of a set with others that begin after the last year of the example."""

STOCKED = "cobalt"
"""What the example has a stockpile of."""

EARLIER = "; in force from {}, here from the last year of the example"
DEFENCE: Mapping[str, Value] = {
    "ID": "clean",
    "Policy set": "US defence",
    "Rule": "Clean chain",
    "Material": STOCKED,
    "Partner": "China",
    "Sector": "alloys",
    "From": 2027,
    "Source": "10 USC 4872 and DFARS 252.225-7052: from 1 January 2027 samarium-cobalt magnets neither mined, refined"
    " nor made in China, Iran, North Korea or Russia; here for all alloys of cobalt",
}


def policies() -> Rows:
    """The rules of the sets that ship, as the example can say them."""
    rows = [row for row in table("policies") if row["policy_set"] in SETS and not row["material"]]
    rows = [row for row in rows if row["id"] not in BEYOND]
    return [*(dict(_cells(row)) for row in rows), DEFENCE]


def policy_sets() -> Rows:
    """What these sets are, the names of those that others extend without what is not here."""
    rows = [row for row in table("policy_sets") if row["policy_set"] in (*SETS, "US defence")]
    return [
        {
            "Policy set": row["policy_set"],
            **({"Extends": row["extends"]} if row["extends"] in SETS else {}),
            "Description": row["description"],
        }
        for row in rows
    ]


def _cells(row: Row) -> Iterator[tuple[str, Value]]:
    for key, head in HEADS.items():
        value: Cell = rule_value(row, key)
        if value is not None:
            yield head, _of_the_example(row, key, value)
    if row["rule"] == "Min days of cover":
        yield "Material", STOCKED


def _of_the_example(row: Row, key: str, value: str | float) -> Value:
    """A cell with the example's own partners, and with years that lie in its horizon."""
    late = bool(row["from"]) and int(row["from"]) > int(LAST)
    if key == "partner":
        return ALLIES
    if key == "source" and late:
        return f"{value}{EARLIER.format(row['from'])}"
    return min(value, int(LAST)) if key in ("from", "to") and isinstance(value, float) else value
