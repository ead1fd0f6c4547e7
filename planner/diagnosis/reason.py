"""Why a program has no plan, in a sentence: for what is not a workbook as it stands, such as a plan after a shock."""

from planner.diagnosis.conflicts import Search, members
from planner.diagnosis.elastic import Elastic
from planner.diagnosis.inputs import Inputs
from planner.diagnosis.opening import opened
from planner.diagnosis.words import Words, listed
from planner.solve import Program
from planner.workbook import Book


def reason(program: Program, book: Book) -> str:
    """A smallest set of cells that cannot hold together, with what was decided before; "" where none is found.

    Raises `Stopped` where the solver gave no answer to trust.
    """
    found = opened(program, Inputs(book, program.case))
    search = Search(Elastic(found, found.atoms))
    clash = search.clash(frozenset(search.elastic.keys))
    words = Words(found.inputs, book.settings.currency)
    who = [words.member(cell, scopes) for cell, scopes in members(clash).items()]
    together = {1: "cannot hold", 2: "cannot both hold"}.get(len(who), "cannot all hold")
    return f"{listed(who)} {together} after what was decided before." if who else ""
