"""A workbook as read: typed rows, the calendar of the plan, and the rules of each policy set."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.problems import DefaultUsed, Problem
from planner.workbook.periods import Calendar
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

NO_POLICY = "none"
"""The policy set without a rule, which every workbook has."""


@dataclass(frozen=True, eq=False)
class Book:
    """A workbook without a fault: names are spelt as where they are defined, defaults stand in place of blanks.

    It equals itself alone, so that what is worked out of it can be kept by it.
    """

    settings: Settings
    calendar: Calendar
    materials: tuple[Material, ...] = ()
    countries: tuple[Country, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    routes: tuple[Route, ...] = ()
    contracts: tuple[Contract, ...] = ()
    ventures: tuple[Venture, ...] = ()
    stockpiles: tuple[Stockpile, ...] = ()
    scrap: tuple[Scrap, ...] = ()
    recycling: tuple[Plant, ...] = ()
    recovery: tuple[Recovery, ...] = ()
    demand: tuple[Demand, ...] = ()
    substitution: tuple[Substitution, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    members: tuple[Member, ...] = ()
    policy_sets: tuple[PolicySet, ...] = ()
    policies: tuple[Policy, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def policy_set_names(self) -> tuple[str, ...]:
        """The policy sets in order: those of `Policy sets`, then those that only `Policies` names."""
        return set_names(self.policy_sets, self.policies)

    @property
    def base_policy(self) -> str:
        """The policy set of a plan that asks for no other, or "none"."""
        return self.settings.base_policy

    def policy_rows(self, policy_set: str) -> tuple[Policy, ...]:
        """The rules of a set with those it takes over; a row replaces its parent's row of the same ID."""
        rows: dict[str, Policy] = {}
        for name in reversed(list(self._with_parents(policy_set))):
            rows |= {row.id.casefold(): row for row in self.policies if row.policy_set == name}
        return tuple(rows.values())

    def _with_parents(self, policy_set: str) -> Iterator[str]:
        parents = {row.policy_set: row.extends for row in self.policy_sets}
        name: str | None = policy_set
        while name is not None:
            yield name
            name = parents.get(name)


@dataclass(frozen=True)
class Reading:
    """What came of reading a workbook; `book` is None where there is a fault among the problems."""

    book: Book | None
    problems: list[Problem]
    defaults: list[DefaultUsed]


def set_names(policy_sets: tuple[PolicySet, ...], policies: tuple[Policy, ...]) -> tuple[str, ...]:
    """The policy sets in order, each once."""
    rows: tuple[PolicySet | Policy, ...] = (*policy_sets, *policies)
    return tuple(dict.fromkeys(row.policy_set for row in rows))
