"""Faults planted in the mathematics, one at a time, to see whether the tests find them.

`python -m tests.mutants` plants every one of them and writes `docs/mutants.md`; the tests plant a few.

A **mutant** (`planting.py`) is one change of one function of `models/`: a law dropped or turned, a coefficient set to
1, a term left out, the parent replaced by the node itself, the length of a period dropped; or of one rule, dropped or
turned. It is planted in the running process: the changed source of the module is compiled, and the function is given
the code that comes of it, wherever it is used.

A mutant is **killed** by the first workbook (`workbooks.py`) whose least cost is no longer what the second formulation
makes of it, or where there is a plan and should be none; only workbooks whose model passes through the function are
asked. What survives all of them is given to the tests (`survivors.py`) about what the second formulation does not
know: trees of scenarios, risk, shocks. What survives those too must be explained (`explained.py`): the mutant is the
same program said otherwise. Golden models are not asked, since they would find any change at all.
"""
