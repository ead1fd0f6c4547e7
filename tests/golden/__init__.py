"""The rows of every law and rule on a small case, as text that is kept, so that a change of one is seen for what it is.

`python -m tests.golden` writes them anew. Under `laws/` there is a file for each family of laws and under `rules/` one
for each rule; the case is the one on which everything occurs, a tree of scenarios in half-years.
"""
