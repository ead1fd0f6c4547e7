"""The cells behind what laws hold to: which row of the workbook, which column, in which period."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from models.case import Case
from models.limits import Held
from models.policies import RULES as RULES_BY_NAME
from models.policies import PolicyRow
from planner.diagnosis.figures import FIGURES, STEPWISE, Eases, Figure, Tier
from planner.workbook import Book, Duration, Label, Series
from planner.workbook.cells import Cell
from planner.workbook.declare import Row, column_of
from planner.workbook.schema import Policy, Route
from planner.workbook.series import narrowest

RULES = "rules"
ROUTE_KINDS = ("route_limits", "traced_limits")


@dataclass(frozen=True)
class InputCell:
    """A cell that limits a plan: a column of a row, in the period that its head names; `sheet` and `number` say where.

    `key` is the name of the record or of the policy row behind it.
    """

    sheet: str
    number: int
    column: str
    label: Label | None
    key: str = field(compare=False)
    row: Row = field(compare=False, repr=False)
    figure: Figure = field(compare=False, repr=False)

    @property
    def input(self) -> Cell:
        """The cell as it was read; the row's first one where the sheet lacks the column."""
        return self.row.cell(self.column, self.label)

    @property
    def address(self) -> str:
        """Where it stands: "Policies!G7"."""
        return f"{self.input.sheet}!{self.input.coordinate}"

    @property
    def stands(self) -> bool:
        """Whether the sheet has the column, so that something can be typed into it."""
        return self.label in self.row.by_label(self.column)

    @property
    def blank(self) -> bool:
        """Whether nothing stands there and a default is meant."""
        return not self.stands or self.input.blank

    @property
    def value(self) -> Any:
        """What it says, or the default that a blank means: a number, a duration, a label; None for a ban."""
        stated = getattr(self.row, self.column)
        if isinstance(stated, Series):
            return stated.stated.get(self.label, stated.otherwise)
        return stated

    @property
    def is_policy(self) -> bool:
        """Whether it belongs to a policy rule."""
        return isinstance(self.row, Policy)

    @property
    def tier(self) -> Tier:
        """When it gives way."""
        return self.figure.tier

    @property
    def eases(self) -> Eases:
        """How it gives way."""
        return self.figure.eases

    @property
    def is_number(self) -> bool:
        """Whether it gives way by degrees."""
        return self.eases in (Eases.UP, Eases.DOWN)

    @property
    def is_stepwise(self) -> bool:
        """Whether it gives way a period at a time."""
        return self.eases in STEPWISE

    @property
    def unit(self) -> str:
        """Its unit: that of its column, of a limit that of its rule."""
        if isinstance(self.row, Policy):
            limit = RULES_BY_NAME[self.row.rule].limit
            return limit.unit if limit else ""
        return column_of(type(self.row), self.column).unit

    @property
    def is_share(self) -> bool:
        """Whether it is a share of something, shown in per cent."""
        return self.unit.startswith("share")


class Inputs:
    """Finds the cells of a book behind the figures of its case."""

    def __init__(self, book: Book, case: Case) -> None:
        self.book, self.case = book, case
        self.policies = {row.key: row for row in case.rules}
        self._found: dict[tuple[str, str, str, Label | None], InputCell] = {}

    def cell(self, held: Held) -> InputCell:
        """The cell behind a figure at a node."""
        row = self._rows[self._kind(held)][self._name(held)]
        figure = FIGURES[self._figure(held, row)]
        label = self._label(row, figure, self._node(held))
        found = (held.kind, held.name, figure.field, label)
        if found not in self._found:
            place = row.sheet_name, row.first_cell.row, figure.field, label
            self._found[found] = InputCell(*place, key=held.name, row=row, figure=figure)
        return self._found[found]

    def policy(self, cell: InputCell) -> PolicyRow:
        """The policy row of the case behind the cell of a rule."""
        return self.policies[cell.key]

    def periods(self, cell: InputCell) -> int:
        """A duration in whole periods."""
        return self.book.calendar.periods_in(cell.value if isinstance(cell.value, Duration) else Duration(0))

    @cached_property
    def _rows(self) -> dict[str, dict[str, Row]]:
        book = self.book
        routes: dict[str, Row] = {f"Routes!{row.at('from_')}": row for row in book.routes}
        return {
            "suppliers": {row.supplier: row for row in book.suppliers},
            "contracts": {row.contract: row for row in book.contracts},
            "ventures": {row.venture: row for row in book.ventures},
            "demands": {_joined(row.sector, row.material, row.member): row for row in book.demand},
            "substitutions": {_joined(row.sector, row.material): row for row in book.substitution},
            "stockpiles": {_joined(row.material, row.stage): row for row in book.stockpiles},
            "streams": {row.stream: row for row in book.scrap},
            "plants": {row.plant: row for row in book.recycling},
            "route_limits": routes,
            RULES: {f"{row.policy_set} / {row.id}": row for row in book.policies},
        }

    def _kind(self, held: Held) -> str:
        return "route_limits" if held.kind in ROUTE_KINDS else held.kind

    def _name(self, held: Held) -> str:
        """The name of the record; that of a limited way begins with the cell of its row."""
        return held.name.split(" / ")[0].split(" (")[0] if held.kind in ROUTE_KINDS else held.name

    def _figure(self, held: Held, row: Row) -> tuple[str, str]:
        kind, node = self._kind(held), self.case.tree.nodes[held.node]
        if kind == RULES:
            rule = self.policies[held.name].rule
            return kind, "bans" if rule.limit is None else "most" if rule.sense == "<=" else "least"
        if held.figure == "open_nodes":
            return kind, "from" if self._begins_after(row, "from_", node.period) else "to"
        if held.figure == "decision_nodes":
            return kind, "earliest" if self._begins_after(row, "earliest", node.period) else "latest"
        if kind == "route_limits":
            closed = isinstance(row, Route) and row.open.at(self.book.calendar.label(node.period)) is False
            return kind, "closed" if closed else "tonnes"
        return kind, held.figure

    def _begins_after(self, row: Row, field: str, period: int) -> bool:
        first = getattr(row, field)
        return first is not None and self.book.calendar.index(first) > period

    def _node(self, held: Held) -> str:
        """The node whose figure counts: of a rule that is measured over a window, the last at which it is in force."""
        if held.kind != RULES:
            return held.node
        limit = self.policies[held.name].limit
        return next((n for n in self.case.tree.before(held.node) if n in limit), held.node)

    def _label(self, row: Row, figure: Figure, node: str) -> Label | None:
        """The head of the column that gives the figure at a node, None where one column gives it for all time."""
        stated = getattr(row, figure.field)
        if not isinstance(stated, Series):
            return None
        return narrowest(stated.stated, self.book.calendar.label(self.case.tree.nodes[node].period))


def _joined(*parts: str | None) -> str:
    return " / ".join(part for part in parts if part)
