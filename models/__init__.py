"""The mathematics of the planner: a linear program in Pyomo that knows no workbook and no solver.

Read `case.py` for what a plan is made from, `build.py` for the table of contents, then one file per family of laws.
"""
