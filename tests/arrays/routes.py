"""One model by both routes: its templates read at once, and its rows written out by Pyomo."""

import numpy as np

from models.declare import write_out
from planner.arrays import StandardForm, compiled, written

VECTORS = ("cost", "column_lower", "column_upper", "row_lower", "row_upper")


def check_same_arrays(model) -> StandardForm:
    """Both routes give the same program, entry by entry, with the same names; the compiled one."""
    found = compiled(model)
    write_out(model)
    expected = written(model)
    assert found.columns.names == expected.columns.names
    assert found.rows.names == expected.rows.names
    for part in ("indptr", "indices"):
        assert np.array_equal(getattr(found.matrix, part), getattr(expected.matrix, part)), part
    np.testing.assert_allclose(found.matrix.data, expected.matrix.data, rtol=1e-12)
    for name in VECTORS:
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-12, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(found.offset, expected.offset, rtol=1e-12, atol=1e-12)
    return found
