"""How far the volume of each material, country and stage can move within a share of the least cost."""

from collections.abc import Iterator
from dataclasses import replace

from models.places import kind_of
from planner.results import Results
from planner.results.latitude import Room
from planner.solve import Program
from planner.solve.probe import Probe


def rooms(results: Results, program: Program, probe: Probe) -> Iterator[Room]:
    """A line for each material, stage and country: tonnes in the plan, at the least and at the most."""
    columns = program.form.columns.of(results.model.origin_tonnes).place
    values = results.values(results.model.origin_tonnes)
    found: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    for key in values:
        _, material, stage, country, _ = key
        found.setdefault((material, stage, country), []).append(key)
    reaches = probe.reaches({columns[key]: 1.0 for key in keys} for keys in found.values())
    for (place, keys), reach in zip(found.items(), reaches, strict=True):
        tonnes = sum(values[key] for key in keys)
        room = Room(*place, tonnes)
        yield replace(room, least=min(reach[0], tonnes), most=max(reach[1], tonnes)) if reach else room


def surplus(results: Results, program: Program) -> dict[int, float]:
    """Tonnes that go to surplus in the plan, by position: metal that is bought to be wasted is no room."""
    place = program.form.columns.of(results.model.flow_tonnes).place
    flows = results.values(results.model.flow_tonnes)
    return {place[key]: tonnes for key, tonnes in flows.items() if kind_of(key[1]) == "surplus"}
