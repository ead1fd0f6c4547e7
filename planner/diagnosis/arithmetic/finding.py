"""What arithmetic finds, and what its checks have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.case import Case
from models.limits import Held
from models.policies.row import Term
from planner.diagnosis.arithmetic.able import Able
from planner.diagnosis.inputs import Inputs
from planner.diagnosis.opened import EVERYWHERE
from planner.diagnosis.words import Words


@dataclass(frozen=True)
class Finding:
    """Something that no plan can do, in words with its cells; `about` is the rule and its scope, if it is one."""

    topic: str
    sentence: str
    about: object = None


class Sums:
    """A case with its bounds and its words, for a check to look at."""

    def __init__(self, inputs: Inputs, words: Words) -> None:
        self.inputs, self.words = inputs, words
        self.case: Case = inputs.case
        self.able = Able(self.case)

    def hard(self, sense: str) -> Iterator[Term]:
        """The constraints of hard rules of a sense."""
        yield from (t for t in self.case.terms if t.penalty is None and t.row.rule.sense == sense)

    def named(self, kind: str, name: str, figure: str, node: str) -> str:
        """A figure of a record with its cell."""
        return self.words.member(self.inputs.cell(Held(kind, name, figure, node)), (EVERYWHERE,))

    def rule(self, *terms: Term) -> str:
        """A rule with its cell, and whom of many some of its constraints are about."""
        cell = self.inputs.cell(Held("rules", terms[0].row.key, "limit", terms[0].last))
        return self.words.member(cell, [term.scope.name for term in terms])

    def when(self, term: Term) -> str:
        """The material of a constraint and its period: "cobalt 2028"."""
        material = term.scope.materials[0] if len(term.scope.materials) == 1 else "All materials"
        window = {"horizon": "over the horizon", "year": str(self.case.tree.nodes[term.last].year)}
        return f"{material} {window.get(term.row.per, term.last)}"

    def departures(self, supplier: str, node: str) -> list[str]:
        """The nodes at which what arrives from a supplier at a node was bought."""
        return self.case.departures(self.case.suppliers[supplier], node)


def subject(term: Term) -> tuple[str, ...]:
    """The rule of a constraint, and whom and what of many it is about, whatever the period."""
    return (term.row.key, *term.scope.name)
