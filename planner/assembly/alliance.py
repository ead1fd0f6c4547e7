"""With whom a plan is made: a world in which some partnerships, partner countries or members are left out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.case import Case
from models.policies import PolicyRow
from models.routing import RouteRow
from planner.assembly.horizon import Horizon
from planner.assembly.members import Members
from planner.assembly.partnerships import Partnerships
from planner.workbook import Book


@dataclass(frozen=True)
class Alliance:
    """The partnerships that are kept, None for all of them, and the partner countries that are left out.

    `within` are the countries in which partnerships are left out, None for all; elsewhere they are kept. `members` are
    those of a joint plan who are in, None for all of them with all that there is.
    """

    partnerships: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    within: frozenset[str] | None = None
    members: frozenset[str] | None = None
    priced: bool = False

    def applied(self, case: Case, book: Book, horizon: Horizon) -> Case:
        """The case with what the kept partnerships bring, and with nothing from the countries left out."""
        partnerships = Partnerships(book, horizon, case.blocs, self.partnerships, self.within)
        found = without_countries(partnerships.applied(case) if book.partnerships else case, self.without)
        return found if self.members is None else Members(book, self.members, self.priced).applied(found, horizon)

    def routes(self, rows: list[RouteRow], book: Book) -> list[RouteRow]:
        """The rows of Routes, with the part of their volumes that the members can claim."""
        return rows if self.members is None else [Members(book, self.members).route(row) for row in rows]

    def rules(self, rows: Iterable[PolicyRow], book: Book) -> Iterable[PolicyRow]:
        """The policy rows, with the part of their limits that the members can claim."""
        return rows if self.members is None else [Members(book, self.members).rule(row) for row in rows]


EVERYBODY = Alliance()


def without_countries(case: Case, countries: Iterable[str]) -> Case:
    """The case in which suppliers and plants of some countries deliver nothing that is ordered in the plan."""
    left_out, nothing = frozenset(countries), dict.fromkeys(case.tree, 0.0)
    return replace(
        case,
        suppliers={
            name: replace(i, capacity_factor=nothing) if i.country in left_out else i
            for name, i in case.suppliers.items()
        },
        plants={
            name: replace(p, capacity_factor=nothing) if p.country in left_out else p for name, p in case.plants.items()
        },
    )
