"""The example of real figures: fact tables in, workbook out."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # so that it finds the planner without its being installed
