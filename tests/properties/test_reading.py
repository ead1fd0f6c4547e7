"""What holds of any workbook: spelling and order mean nothing, what was read can be written, what passes has a plan."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, assume, event, given, settings
from hypothesis import strategies as st

import planner
from planner.assembly import assemble
from planner.errors import Infeasible
from planner.planning import check
from planner.workbook import read_workbook
from tests.properties.changed import tables, told_otherwise, with_other_cells
from tests.properties.meaning import book_of, meaning
from tests.properties.written import tables_of
from tests.workbooks import write_workbook

OFFICE = shutil.which("soffice")
SEEDS = st.integers(-1, 400)
CHANCES = st.randoms(use_true_random=False)


def tried(times):
    """The same examples in every run, so that a failure is one for all."""
    phases = (Phase.explicit, Phase.generate)
    return settings(derandomize=True, deadline=None, database=None, max_examples=times, phases=phases)


def in_a_file(work, said):
    """What comes of a workbook of these tables."""
    with TemporaryDirectory() as folder:
        return work(write_workbook(Path(folder) / "input.xlsx", said))


def has_no_fault(path):
    return all(problem.severity != "fault" for problem in check(path))


@tried(40)
@given(SEEDS, CHANCES)
def test_order_case_and_stray_spaces_change_nothing(seed, chance):
    said = tables(seed)
    assume(in_a_file(has_no_fault, said))
    assert meaning(in_a_file(book_of, told_otherwise(said, chance))) == meaning(in_a_file(book_of, said))


@tried(40)
@given(SEEDS)
def test_a_book_that_is_written_reads_back_as_that_book_and_gives_that_case(seed):
    said = tables(seed)
    assume(in_a_file(has_no_fault, said))
    book = in_a_file(book_of, said)
    again = in_a_file(book_of, tables_of(book))
    assert meaning(again) == meaning(book)
    assert meaning(assemble(again)) == meaning(assemble(book))


@tried(60)
@given(SEEDS, CHANCES)
def test_what_check_passes_is_planned_or_has_no_plan(seed, chance):
    def planned(path):
        if not has_no_fault(path):
            event("a fault is told")
            return
        try:
            planner.plan(path)
            event("planned")
        except Infeasible:
            event("no plan")

    in_a_file(planned, with_other_cells(tables(seed), chance))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_workbook_saved_again_by_libreoffice_means_the_same(tmp_path):
    seeds = [seed for seed in range(-1, 12) if in_a_file(has_no_fault, tables(seed))]
    paths = {seed: write_workbook(tmp_path / f"{seed + 1}.xlsx", tables(seed)) for seed in seeds}
    words = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    saved = tmp_path / "saved"
    subprocess.run([*words, "--outdir", str(saved), *map(str, paths.values())], check=True, capture_output=True)
    for path in paths.values():
        assert meaning(read_workbook(saved / path.name).book) == meaning(book_of(path))
