"""What Excel lets the user type: the kind of a column as a data validation, with drop-down, range and message."""

from functools import singledispatch
from typing import Any

from planner.template.choice import is_key
from planner.template.lists import LAST_ROW, Lists, offer_of
from planner.workbook.declare import Column, Row
from planner.workbook.kinds import (
    Choice,
    Count,
    DurationKind,
    Kind,
    Name,
    Number,
    PenaltyKind,
    PeriodKind,
    Reference,
    Steady,
    WordOf,
    YesNo,
)
from planner.workbook.kinds.numbers import MOST, UNLIMITED
from planner.workbook.periods import FIRST_YEAR, LAST_YEAR
from planner.workbook.schema import Policy
from planner.workbook.schema.policies import RuleName

Options = dict[str, Any]
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
FIRST_DATE = (FIRST_YEAR - 1900) * 365
"""A number that is too large for a year and is a date after the first year that can be meant."""

STRICT = (Choice, YesNo, WordOf, RuleName)
"""Kinds of words, all of which the list has; of names it has not, since a country goes by others too."""


def validation(row_type: type[Row], column: Column, cell: str, lists: Lists) -> Options | None:
    """The data validation of a column's cells, seen from the first of them; None where anything may be typed."""
    rule = _rule(row_type, column, cell, lists)
    if rule is None:
        return None
    expected = f"Expected: {column.expected}."
    return {
        **rule,
        "ignore_blank": True,
        "error_title": column.title("" if column.head else "a period")[:LONGEST_TITLE],
        "error_message": expected if len(expected) <= LONGEST_MESSAGE else f"{expected[: LONGEST_MESSAGE - 1]}…",
    }


def _rule(row_type: type[Row], column: Column, cell: str, lists: Lists) -> Options | None:
    if isinstance(column.kind, Name) and is_key(row_type, column.kind.of):
        letter = cell.rstrip("0123456789")
        return {"validate": "custom", "value": f"=COUNTIF(${letter}$2:${letter}${LAST_ROW},{cell})=1"}
    if row_type is Policy and column.field == "limit":
        return _custom(_limit_of_the_rule(cell, lists))
    offer = offer_of(column.kind)
    source = lists.source(offer, column.head) if offer else ""
    if source:
        return {"validate": "list", "source": source, **_severity(column.kind)}
    return allowed(column.kind, cell)


def _severity(kind: Kind) -> Options:
    """Words are enforced, a name that is not listed is asked about; where several may stand, the list only offers."""
    if isinstance(kind, STRICT):
        return {"error_type": "stop"}
    return {"error_type": "warning"} if isinstance(kind, Reference) else {"show_error": False}


def _limit_of_the_rule(cell: str, lists: Lists) -> str:
    """A limit lies in the range of the rule beside it."""
    rule = f"{lists.places[Policy]['Rule']}{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
    most = f"IFERROR(INDEX(rule_greatest,MATCH({rule},rule_names,0)),{MOST:.0f})"
    return f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most})"


@singledispatch
def allowed(kind: Kind, cell: str) -> Options | None:
    """What may stand in a cell of a kind, as far as Excel can tell; None where that is anything."""
    return None


@allowed.register
def _number(kind: Number, cell: str) -> Options:
    most = MOST if kind.grows else kind.most
    above = ">" if kind.above else ">="
    if kind.unlimited or kind.above:
        inside = f"AND(ISNUMBER({cell}),{cell}{above}{kind.least:g},{cell}<={most:.0f})"
        return _custom(f'OR({inside},LOWER({cell})="{UNLIMITED}")' if kind.unlimited else inside)
    return {"validate": "decimal", "criteria": "between", "minimum": kind.least, "maximum": most}


@allowed.register
def _steady(kind: Steady, cell: str) -> Options:
    return _number(kind.number, cell)


@allowed.register
def _count(kind: Count, cell: str) -> Options:
    return {"validate": "integer", "criteria": "between", "minimum": kind.least, "maximum": kind.most}


@allowed.register
def _period(kind: PeriodKind, cell: str) -> Options:
    return _custom(f"OR(ISTEXT({cell}),AND({cell}>={FIRST_YEAR},{cell}<={LAST_YEAR}),{cell}>={FIRST_DATE})")


@allowed.register
def _duration(kind: DurationKind, cell: str) -> Options:
    units = ",".join(f'ISNUMBER(SEARCH("{unit}",{cell}))' for unit in ("period", "month", "year"))
    return _custom(f"OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={MOST:.0f}),{units})")


@allowed.register
def _penalty(kind: PenaltyKind, cell: str) -> Options:
    return _custom(f'OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={MOST:.0f}),RIGHT(TRIM(LOWER({cell})),5)="price")')


def _custom(formula: str) -> Options:
    return {"validate": "custom", "value": f"={formula}"}


def is_share(kind: Kind) -> bool:
    """Whether cells of a kind are formatted as percentages, so that 30 typed into one is 30 %."""
    return isinstance(kind, Number) and kind.most == 1
