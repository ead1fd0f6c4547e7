"""How long the parts of a run take beside each other and beside other ways to do the same; `python tasks.py bench`."""
