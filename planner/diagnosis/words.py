"""A conflict in words: who says what in which cell, and what each alone would have to say."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from models.policies.limits import HHI, MONEY, RISK
from models.policies.row import PolicyRow
from models.policies.rule import ALL, EACH
from planner.diagnosis.figures import Eases, Tier
from planner.diagnosis.inputs import InputCell, Inputs
from planner.diagnosis.opened import Scope
from planner.diagnosis.remedies import Remedy
from planner.workbook import Duration
from planner.workbook.schema import Contract, Demand, Policy, Route, Substitution, Venture

if TYPE_CHECKING:
    from planner.diagnosis.diagnosis import Conflict

MOST_NAMES, MOST_ALIKE = 6, 2


class Words:
    """Puts the cells of a workbook and what is wrong with them into words."""

    def __init__(self, inputs: Inputs, currency: str) -> None:
        self.inputs, self.case, self.currency = inputs, inputs.case, currency

    def told(self, conflict: "Conflict") -> str:
        """A conflict in two or three sentences: what cannot hold, what alone would do, and what would not."""
        who = self.members(conflict.members, conflict.worst)
        together = {1: "cannot hold", 2: "cannot both hold"}.get(len(conflict.members), "cannot all hold")
        head = self.head(conflict)
        does = [self.remedy(remedy) for remedy in conflict.remedies.values() if remedy]
        lacks = dict.fromkeys(self.noun(cell) for cell, remedy in conflict.remedies.items() if not remedy)
        return f"{head}: {listed(who)} {together}{self.context(conflict)}. {_either(does, list(lacks))}"

    def head(self, conflict: "Conflict") -> str:
        """What and when: "cobalt 2028 to 2030, most in 2029"."""
        materials = list(
            dict.fromkeys(k for cell, scopes in conflict.members.items() for k in self.materials(cell, scopes))
        )
        when = periods(conflict.nodes)
        worst = f", most in {periods(conflict.worst)}" if conflict.worst != conflict.nodes else ""
        about = listed(materials[:MOST_NAMES]) if materials else "All materials"
        return f"{about} {when}{worst}"

    def context(self, conflict: "Conflict") -> str:
        """The demand that a share is taken of, where no demand is a member of the conflict."""
        cells = conflict.members
        if any(isinstance(cell.row, Demand) for cell in cells):
            return ""
        shares = [cell for cell in cells if cell.is_policy and self.inputs.policy(cell).base == "consumption"]
        pairs = {(scope[0], scope[1]) for cell in shares for scope in cells[cell]}
        last = {k for k, s in pairs if k in self.case.stages and (s in (ALL, "") or self.case.is_last(k, s))}
        if len(last) != 1 or not conflict.worst:
            return ""
        (material,) = last
        tonnes = max(self._demanded(material, node) for node in conflict.worst)
        return f" with a demand of {number(tonnes)} t"

    def _demanded(self, material: str, node: str) -> float:
        demands = [demand for demand in self.case.demands.values() if demand.material == material]
        return sum(demand.tonnes[node] for demand in demands)

    def members(self, found: Mapping[InputCell, Sequence[Scope]], nodes: Sequence[str] = ()) -> list[str]:
        """The members of a conflict; where they are many, those of a column together, but for rules and contracts."""
        alike: dict[Any, list[InputCell]] = {}
        for cell in found:
            alone = len(found) <= MOST_NAMES or cell.tier in (Tier.POLICY, Tier.CONTRACTS)
            alike.setdefault(cell if alone else cell.figure, []).append(cell)
        return [self.member(c[0], found[c[0]], nodes) if len(c) == 1 else self._together(c) for c in alike.values()]

    def _together(self, cells: Sequence[InputCell]) -> str:
        """Figures of one column by the first names: "the capacity of A, B and 4 more (12 cells of Suppliers)"."""
        names = list(dict.fromkeys(self._name(cell) for cell in cells))
        return f"{cells[0].figure.words.format(name=some(names, MOST_ALIKE))} ({len(cells)} cells of {cells[0].sheet})"

    def member(self, cell: InputCell, scopes: Sequence[Scope], nodes: Sequence[str] = ()) -> str:
        """A member of a conflict with its cell and what it says: `contract "KCC" (Contracts!D4, 58.2 t/yr)`."""
        if cell.is_policy:
            return f"{self.rule(cell)}{self.about(cell, scopes)} ({cell.address})"
        said = self.value(cell, cell.value)
        if isinstance(cell.row, Demand) and nodes:
            tonnes = max(self.case.demands[cell.key].tonnes[node] for node in nodes)
            said = f"{said} of {number(tonnes)} t"
        blank = "blank: " if cell.blank else ""
        return f"{self.noun(cell)} ({cell.address}, {blank}{said})"

    def rule(self, cell: InputCell) -> str:
        """A rule with its limit: `"Max country share 30 %"`."""
        limit = f" {self.value(cell, cell.value)}" if self.inputs.policy(cell).rule.limit else ""
        return f'"{self._rule_name(cell)}{limit}"'

    def _rule_name(self, cell: InputCell) -> str:
        """The name of a rule; one without a limit is told by its partner."""
        row = self.inputs.policy(cell)
        partner = f" {row.partner}" if row.rule.limit is None and row.partner not in (None, EACH, ALL) else ""
        return f"{row.rule.name}{partner}"

    def noun(self, cell: InputCell) -> str:
        """What a cell is about: "the capacity of Kokkola", `"Max country share" (C65)`."""
        if cell.is_policy:
            return f'"{self._rule_name(cell)}" ({self.inputs.policy(cell).id})'
        return cell.figure.words.format(name=self._name(cell))

    def _name(self, cell: InputCell) -> str:
        """The name of what a figure of the data belongs to."""
        if isinstance(cell.row, Route):
            return f"{cell.row.from_} to {cell.row.to}"
        if isinstance(cell.row, Demand | Substitution):
            return f"{cell.row.material} for {cell.row.sector}"
        return f'"{cell.key}"' if isinstance(cell.row, Contract) else cell.key

    def remedy(self, remedy: Remedy) -> str:
        """What one cell alone would have to say: "the capacity of B rises to 40 t/yr"."""
        cell, noun = remedy.cell, self.noun(remedy.cell)
        if remedy.change.drops:
            return f"{noun} is dropped"
        if cell.eases is Eases.OPEN:
            return f"{noun} is opened"
        verb = {Eases.EARLIER: "moves to", Eases.LATER: "moves to"}.get(cell.eases, f"{cell.eases.value} to")
        return f"{noun} {verb} {self.value(cell, remedy.value)}"

    def becomes(self, remedy: Remedy) -> str:
        """What a cell would have to say: "37.4 %", "out"."""
        return "open" if remedy.cell.eases is Eases.OPEN else self.value(remedy.cell, remedy.value)

    def law_unit(self, cell: InputCell) -> str:
        """The unit in which the laws behind a cell count: money of a budget, tonnes of most."""
        if cell.is_policy:
            unit = self.inputs.policy(cell).rule.unit
            return self.currency if unit == MONEY.unit else unit
        if cell.sheet == "Substitution":
            return "share"
        return "t/yr" if cell.sheet == "Ventures" else "t"

    def typed(self, remedy: Remedy) -> str:
        """A remedy as an instruction: "Policies!G7 from 30 % to 37.4 %"."""
        cell = remedy.cell
        if remedy.change.drops:
            return f"take row {cell.number} out of {cell.sheet} ({self.noun(cell)})"
        before, after = self.value(cell, cell.value), self.value(cell, remedy.value)
        return f"{cell.address} from {before} to {after} ({self.noun(cell)})"

    def value(self, cell: InputCell, value: Any) -> str:
        """What a cell says, with its unit."""
        if value is None:
            return "out" if cell.is_policy else "blank"
        if isinstance(value, Duration) or cell.eases is Eases.SHORTER:
            return self._duration(value)
        if not isinstance(value, float) or isinstance(value, bool):
            return {True: "open", "yes": "open", False: "closed"}.get(value, str(value))
        if value == inf:
            return "unlimited"
        if cell.is_share:
            return f"{100 * value:.6g} %"
        unit = self._unit(cell)
        return f"{number(value)} {unit}".strip()

    def materials(self, cell: InputCell, scopes: Iterable[Scope]) -> list[str]:
        """The materials that a member is about."""
        row = cell.row
        if cell.is_policy:
            return [scope[0] for scope in scopes if scope[0] in self.case.stages]
        if isinstance(row, Contract):
            return [self.case.suppliers[row.supplier].material]
        if isinstance(row, Venture):
            return [self.case.suppliers[row.supplier[0]].material]
        material = getattr(row, "material", None)
        return [material] if isinstance(material, str) and material in self.case.stages else []

    def _unit(self, cell: InputCell) -> str:
        unit = cell.unit
        if isinstance(cell.row, Policy):
            unit = self.currency if unit == MONEY.unit else "" if unit in (RISK.unit, HHI.unit) else unit
            whole = self.inputs.policy(cell).per == "horizon"
            return unit.removesuffix("/yr").removesuffix(" per year") if whole else unit
        return unit

    def _duration(self, value: Any) -> str:
        calendar = self.inputs.book.calendar
        periods = calendar.periods_in(value) if isinstance(value, Duration) else int(value)
        return f"{periods} {calendar.length}{'' if periods == 1 else 's'}"

    def about(self, cell: InputCell, scopes: Sequence[Scope]) -> str:
        """Whom of many a rule is about: partners, stages and sectors that its row leaves open; "" of others."""
        if not cell.is_policy:
            return ""
        row: PolicyRow = self.inputs.policy(cell)
        partners, stages, sectors = (list(dict.fromkeys(scope[n] for scope in scopes)) for n in (2, 1, 3))
        words = ""
        if row.rule.limit is not None and (named := [p for p in partners if p not in ("", ALL)]):
            words += f" for {some(named)}"
        several = any(len(self.case.stages[k]) > 1 for k in self.materials(cell, scopes))
        if several and (at := [s for s in stages if s not in ("", ALL)]):
            words += f" at {some(at)}"
        if named := [s for s in sectors if s not in ("", ALL)]:
            words += f" for {some(named)}"
        return words


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as in "a, b and c"."""
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end


def some(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """The first few of some names, and how many more there are."""
    more = len(names) - most
    return listed([*names[:most], f"{more} more"]) if more > 0 else listed(names)


def periods(nodes: Sequence[str]) -> str:
    """Some periods: one, or from the first to the last."""
    return nodes[0] if len(nodes) == 1 else f"{nodes[0]} to {nodes[-1]}" if nodes else ""


def number(value: float) -> str:
    """A figure with all its digits, and no more than ten of them."""
    return f"{value:,.10g}"


def rounded(value: float) -> str:
    """A figure that was added up, to six digits."""
    return number(float(f"{value:.6g}"))


def _either(does: Sequence[str], lacks: Sequence[str]) -> str:
    """What would do, each alone, and what would not."""
    if not does:
        return "No single change is enough."
    more = [f"one of {len(does) - MOST_NAMES} changes more"] if len(does) > MOST_NAMES else []
    said = f"Either {listed([*does[:MOST_NAMES], *more], 'or')}." if len(does) > 1 else f"They hold if {does[0]}."
    not_enough = f" {some(lacks)[:1].upper()}{some(lacks)[1:]} alone cannot do it." if lacks else ""
    return said + not_enough
