"""Nothing is lost when something fails: five points here, all of them by `python -m tests.injection`."""

import pytest

from tests.injection import FULL, KEYS, KILLED, MEMORY, RENAME, SOLVE, SYNC, WRITE, Fault, findings, prepared


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return prepared(tmp_path_factory.mktemp("injection"))


@pytest.mark.parametrize(
    ("point", "number", "way"),
    [(WRITE, 2, FULL), (SYNC, 2, FULL), (RENAME, 2, KILLED), (SOLVE, 2, KEYS), (SOLVE, 1, MEMORY)],
)
def test_a_failure_leaves_earlier_runs_and_no_half_run(point, number, way, place):
    assert findings(*place, Fault(point, number, way)) == []
