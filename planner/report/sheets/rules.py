"""Every policy row in words, what it asks, what the plan reaches and what it costs; its single constraints below."""

from collections.abc import Iterable

from models.policies import PolicyRow, sentence
from models.policies.limits import RISK
from planner.report.sheet import FIGURE, Column, Kind, OutputSheet, Row, Value
from planner.report.sheets.rule_prices import price_cells, price_columns, price_words
from planner.results import Results
from planner.results.rules import BROKEN, IDLE, RuleLine, lines_by_row, row_status, scope_words, worst

LIMIT_FORMATS = {"share": "share", "days": "days", "t/yr": "tonnes", "money": "money", "tCO2e per year": "tonnes"}
STATE = 4


def _columns(results: Results) -> list[Column]:
    money = results.currency
    return [
        Column("Line", width=6),
        Column("ID", width=10),
        Column("Understood as", width=44),
        Column("Period", width=8),
        Column("State", width=10),
        Column("Limit", format=FIGURE, width=10),
        Column("Reached", format=FIGURE, width=10),
        Column("Unit", width=7),
        *price_columns(results),
        Column("Counted in", width=9),
        Column("Slack", "as counted", "money", 11),
        Column("Violation", "as counted", "tonnes", 9),
        Column("Shadow price", f"{money} per unit", "price", 11),
        Column("Shadow price of a step", f"{money} per point, day ...", "money", 13),
        Column("Penalty", money, "money", 12),
        Column("Force", width=6),
        Column("In a shock", width=8),
        Column("Cell", width=13),
        Column("Note", width=40),
    ]


def _rows(results: Results) -> Iterable[Row]:
    rows = {row.key: row for row in results.case.rules}
    for key, lines in lines_by_row(results).items():
        row = rows[key]
        yield _whole_row(results, row, lines)
        for line in lines:
            figures = _figures(results, line, line.penalty, None)
            values = ("detail", row.id, scope_words(line.term), *figures, *_nature(row), _lowered(line))
            yield Row(values, LIMIT_FORMATS.get(_unit(row), "index"), Kind.DETAIL, _marks(line.status))


def _whole_row(results: Results, row: PolicyRow, lines: list[RuleLine]) -> Row:
    """One line for a policy row: its sentence, and the figures of the constraint that matters most."""
    found = worst(lines)
    said, status = sentence(results.case, row), row_status(lines)
    blanks: tuple[Value, ...] = (
        "",
        IDLE,
        *(None,) * 2,
        _short_unit(results, row),
        *price_cells(results, row),
        _counted_in(results, row),
        *(None,) * 5,
    )
    figures = blanks if found is None else _figures(results, found, sum(line.penalty for line in lines), row)
    return Row(
        ("rule", row.id, said, *figures, *_nature(row), _note(row, lines)),
        LIMIT_FORMATS.get(_unit(row), "index"),
        marked=_marks(status),
    )


def _figures(results: Results, line: RuleLine, penalty: float, priced: PolicyRow | None) -> tuple[Value, ...]:
    row = line.term.row
    step = line.price * line.per_unit * (row.rule.limit.point if row.rule.limit else 1.0)
    return (
        window_label(results, line),
        line.status,
        line.limit,
        line.reached,
        _short_unit(results, row),
        *price_cells(results, priced),
        _counted_in(results, row),
        line.slack,
        line.violation,
        line.price,
        step,
        penalty,
    )


def window_label(results: Results, line: RuleLine) -> str:
    """The period, year or horizon over which a constraint is measured."""
    row, last = line.term.row, line.term.last
    if row.per == "horizon":
        return "horizon" if len(results.case.tree.leaves) == 1 else f"horizon ({last})"
    labels = {year.last: year.label for year in results.years}
    return labels.get(last, last) if row.per == "year" else last


def _unit(row: PolicyRow) -> str:
    return row.rule.limit.unit if row.rule.limit else "t/yr"


def _short_unit(results: Results, row: PolicyRow) -> str:
    """The unit of the limit, in few letters."""
    words = {"money": results.currency, RISK.unit: "risk", "tCO2e per year": "tCO2e/yr"}
    return words.get(_unit(row), _unit(row))


def _counted_in(results: Results, row: PolicyRow) -> str:
    """The unit in which both sides are measured, and to which the shadow price belongs."""
    return results.currency if row.rule.unit == "money" else row.rule.unit


def _nature(row: PolicyRow) -> tuple[str, ...]:
    return ("hard" if row.penalty is None else "soft", row.in_a_shock, row.cell)


def _marks(status: str) -> frozenset[int]:
    return frozenset({STATE}) if status == BROKEN else frozenset()


def _lowered(line: RuleLine) -> str:
    return (
        f"lowered by {line.allowance:,.6g} {line.term.row.rule.unit} to what was ordered before the plan"
        if line.allowance
        else ""
    )


def _note(row: PolicyRow, lines: list[RuleLine]) -> str:
    """Of how many constraints the worst is shown, how many were lowered, where the row comes from."""
    found = worst(lines)
    about = f"worst of {len(lines)}: {scope_words(found.term)}" if found and len(lines) > 1 else ""
    lowered = sum(bool(line.allowance) for line in lines)
    said = f"{lowered} lowered to what was ordered before the plan" if lowered else ""
    return "; ".join(part for part in (about.rstrip(": "), said, row.source) if part)


RULES = OutputSheet(
    name="Rules",
    about="One line per policy row, with the figures of its worst constraint and the penalties of all; they are folded"
    " away below it (+ at the left). Shadow price: what one more unit of allowance would save, in money of"
    " the period, at the margin only; it can be 0 where several limits meet.",
    shows=frozenset({"violation", "base_tonnes", "net_imports_tonnes", "spent_money", "Penalties"}),
    columns=_columns,
    rows=_rows,
    words=price_words,
    frozen=2,
    groups=2,
    instead="The plan keeps no policy rules.",
)
