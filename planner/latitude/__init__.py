"""What lies around a plan of least cost: why an offer is not used, and how much room there is to move."""

from planner.latitude.otherwise import Otherwise
from planner.latitude.room import rooms, surplus
from planner.latitude.why import reasons
from planner.results import Results
from planner.results.latitude import Latitude
from planner.solve import Program

WITHIN_SHARE = 0.01


def latitude(results: Results, program: Program) -> Latitude:
    """The reasons behind a plan, and the room to move within 1 % of its least cost, from the program that found it."""
    probe = program.probe(WITHIN_SHARE, surplus(results, program))
    other = Otherwise.of(results, program)
    found = (other.added(room) for room in rooms(results, program, probe))
    return Latitude(WITHIN_SHARE, tuple(reasons(results, program, probe)), tuple(found), tuple(other.choices()))


__all__ = ["WITHIN_SHARE", "latitude"]
