"""Sparse matrices of scipy without the rest of it, which takes longer to load than a small plan to be solved.

Once it is loaded itself, Pyomo sees to it that whoever loads scipy loads its statistics too; so it must not see this.
"""

import sys
from importlib import import_module

import pyomo.environ  # noqa: F401 - the other way round, Pyomo would load the rest

_finders = list(sys.meta_path)
sys.meta_path[:] = [finder for finder in _finders if not type(finder).__module__.startswith("pyomo")]
try:
    import_module("scipy.sparse")
finally:
    sys.meta_path[:] = _finders

from scipy.sparse import coo_matrix, csr_matrix, vstack  # noqa: E402 - only now

__all__ = ["coo_matrix", "csr_matrix", "vstack"]
