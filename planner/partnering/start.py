"""From where other programs start: the basis of a program, as it is sent to whoever works."""

from dataclasses import dataclass, field
from functools import lru_cache
from uuid import uuid4

from models.build import declared
from models.case import Case
from planner.arrays import arrays
from planner.solve import Program
from planner.solve.basis import Basis, Numbers


@dataclass(frozen=True)
class Start:
    """The case of a program that was solved and where its columns and rows stood then; one name, one start.

    It is sent without the names of columns and rows, which are many times as long and found anew from the case.
    """

    case: Case = field(compare=False)
    standing: Numbers = field(compare=False)
    name: str = field(default_factory=lambda: uuid4().hex)

    @classmethod
    def of(cls, program: Program) -> "Start":
        """Where a program that was solved stands."""
        return cls(program.case, program.basis().numbers)

    @property
    def basis(self) -> Basis:
        """The basis from which a program like it can start."""
        return _named(self)


@lru_cache(maxsize=4)
def _named(start: Start) -> Basis:
    return Basis.from_numbers(arrays(declared(start.case)), start.standing)
