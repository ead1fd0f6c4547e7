"""What must hold between the plans of two workbooks, whatever they say.

Nobody knows the right cost of a random workbook, but everybody knows that it is the same in kilograms, with its rows
shuffled or with a supplier cut in two. A **relation** makes of one workbook two that must agree: `equal.py` lists those
whose plans cost the same, or a known multiple; `priced.py` those of a price, which moves the cost by what is paid at
it; `curved.py` those of a figure in whose steps the cost is convex. `python -m tests.relations 200` tries each of them
on so many random workbooks; the tests on a few, which hypothesis chooses.
"""
