"""Of every mutant one problem is told, at its cell and nothing else; every code has one on every sheet where it can."""

from collections import defaultdict

import pytest

from planner.planning import check
from planner.problems import CODES
from planner.workbook.declare import Spread, columns
from planner.workbook.kinds import (
    Choice,
    Count,
    DurationKind,
    Name,
    Number,
    PenaltyKind,
    PeriodKind,
    References,
    StageList,
    Steady,
    YesNo,
)
from planner.workbook.kinds.names import OwnFeed, Reference
from planner.workbook.schema import ROW_TYPES
from planner.workbook.schema.policies import RuleName
from tests.faults.corpus import CORPUS, write
from tests.faults.mutants import good_tables, grids, told

NOT_A_MUTANT = {"not-a-workbook", "hidden-sheet"}
"""Codes of a file that is no workbook at all, or of how it is shown: `tests/files`, `tests/workbook` are about them."""


ALL = [(row_type.SHEET, column) for row_type in ROW_TYPES for column in columns(row_type)]


def sheets(has):
    """The sheets, Settings apart, with a column of which something is so."""
    return {sheet.name for sheet, column in ALL if has(column)} - {"Settings"}


def of_kind(*kinds):
    return {sheet.name for sheet, column in ALL if isinstance(column.kind, kinds)}


EVERY = {sheet.name for sheet, _ in ALL}
REQUIRED = {sheet.name for sheet, _ in ALL if sheet.required}
NUMBERS = (Number, Steady, Count, PenaltyKind)
BEGINNINGS = ("from_", "earliest")
DATED = sheets(lambda column: column.dated)
ONCE_OR_OVER_TIME = (Spread.ONCE, Spread.OVER_TIME)
WHERE = {
    **dict.fromkeys(("unknown-sheet", "duplicate-sheet", "missing-heads", "above-heads", "unknown-column"), EVERY),
    **dict.fromkeys(("duplicate-column", "merged-cells", "error-cell", "formula-without-value", "not-a-text"), EVERY),
    "missing-setting": {"Settings"},
    "unknown-setting": {"Settings"},
    "matches-nothing": {"Policies", "Scenarios"},
    "too-many-classes": {"Policies"},
    "tight-cap": {"Policies"},
    "unused-supplier": {"Suppliers"},
    "far-from-price": {"Materials"},
    "cheap-shortage": {"Demand"},
    "far-apart": {"Suppliers"},
    "short-supply": {"Demand"},
    "passed-round": {"Routes"},
    "missing-sheet": REQUIRED,
    "empty-sheet": REQUIRED - {"Settings"},
    "wrong-unit": EVERY - {"Settings"},
    "missing-column": sheets(lambda column: column.required and column.head),
    "blank-cell": sheets(lambda column: column.required) | {"Settings"},
    "not-a-number": of_kind(*NUMBERS),
    "out-of-range": of_kind(*NUMBERS, DurationKind),
    "not-a-choice": of_kind(Choice, YesNo),
    "not-a-list": of_kind(References, OwnFeed, StageList),
    "not-a-duration": of_kind(DurationKind),
    "duration-rounded": of_kind(DurationKind),
    "not-a-period": of_kind(PeriodKind) | DATED,
    "period-too-fine": of_kind(PeriodKind) | DATED,
    "outside-horizon": DATED,
    "unknown-name": of_kind(Reference, References, OwnFeed, RuleName) | {"Routes", "Profiles", "Sources"},
    "lookalike-name": of_kind(Name),
    "ambiguous-name": {"Countries", "Routes", "Contracts", "Policies", "Policy sets"},
    "duplicate-key": {sheet.name for sheet, _ in ALL if sheet.key and not sheet.repeats},
    "from-after-to": sheets(lambda column: column.field in BEGINNINGS and isinstance(column.kind, PeriodKind)),
    "default-used": sheets(lambda column: column.default_text and column.spread in ONCE_OR_OVER_TIME) | {"Settings"},
    "unused-column": {"Settings", "Suppliers", "Policies", "Contracts", "Scenarios"},
    "missing-history": {"Scrap", "Policies", "Suppliers", "Recycling"},
    "extends-cycle": {"Policy sets"},
    "known-late": {"Scenarios"},
    "overlapping": {"Partnerships"},
    "unclaimed": {"Members"},
    "demand-missing": {"Demand"},
    "period-missing": {"Scrap", "Substitution"},
    "stage-gap": {"Materials"},
}
"""The sheets on which each code can be told."""

OF_A_SHEET = {"missing-sheet", "unknown-sheet", "duplicate-sheet"}
"""Codes that are about a sheet and none of its cells."""


def test_the_good_workbook_has_nothing_to_tell():
    assert told(grids(good_tables(), {}))[0] == []


@pytest.mark.parametrize("mutant", CORPUS, ids=str)
def test_its_one_problem_is_told_at_its_cell(mutant):
    assert mutant.found() == [(mutant.severity, mutant.code, mutant.address)]


def test_every_code_has_a_mutant_on_every_sheet_where_it_can_be_told():
    found = defaultdict(set)
    for mutant in CORPUS:
        found[mutant.code].add(mutant.sheet)
    for code in OF_A_SHEET - {"missing-sheet"}:  # these bear the wrong names of the sheets
        assert len(found[code]) == len(EVERY)
        found[code] = EVERY
    assert set(WHERE) | NOT_A_MUTANT == set(CODES)
    assert {code: where - found[code] for code, where in WHERE.items() if where - found[code]} == {}


def test_all_but_what_is_about_a_whole_sheet_is_told_at_a_cell():
    assert {mutant.code for mutant in CORPUS if not mutant.cell} == OF_A_SHEET


@pytest.mark.parametrize("code", [code for code in WHERE if WHERE[code] and code != "default-used"])
def test_the_same_is_told_of_a_workbook_on_the_disk(tmp_path, code):
    mutant = next(mutant for mutant in CORPUS if mutant.code == code)
    problems = check(write(mutant, tmp_path / "mutant.xlsx"))
    found = [(problem.severity, problem.code, f"{problem.sheet}!{problem.cell}") for problem in problems]
    assert found == [(mutant.severity, mutant.code, mutant.address)]
