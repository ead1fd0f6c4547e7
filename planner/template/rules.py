"""The policy rules as a template tells of them: what each asks, in which unit its limit is, which columns it uses."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from models.policies import RULES, Rule
from planner.template.lists import FIRST, HEAD
from planner.workbook.declare import columns
from planner.workbook.kinds.numbers import MOST
from planner.workbook.schema import Policy


def asks(rule: Rule) -> str:
    """What a rule asks, of whom it is where its cells are blank."""
    return rule.says.format(
        limit=f"the limit ({rule.limit.unit})" if rule.limit else "",
        base=next(iter(rule.bases), ""),
        material="a material",
        stage="a stage",
        partner=rule.anybody or "the partner",
        sector="a sector",
    )


def used(rule: Rule) -> str:
    """The columns that a rule uses beside ID, Policy set, Rule and Limit, in their order."""
    return ", ".join(column.head for column in columns(Policy) if column.head in rule.uses)


def put_limits(book: Any, sheet: Any, place: int, styles: Mapping[str, Any]) -> None:
    """The greatest limit of each rule in two columns of a sheet, named for the validation of limits."""
    for across, head in enumerate(("Rule", "Greatest limit")):
        sheet.write_string(HEAD - 1, place + across, head, styles["optional"])
        sheet.set_column(place + across, place + across, 34 if not across else 18)
    for number, rule in enumerate(RULES.values()):
        sheet.write_string(FIRST - 1 + number, place, rule.name)
        sheet.write_number(FIRST - 1 + number, place + 1, rule.limit.most if rule.limit else MOST)
    for across, name in enumerate(("rule_names", "rule_greatest")):
        letter = xl_col_to_name(place + across)
        book.define_name(name, f"=Lists!${letter}${FIRST}:${letter}${FIRST + len(RULES) - 1}")
