"""Why there is no plan, in the cells of the workbook."""

from planner.diagnosis.diagnose import diagnose, diagnosed
from planner.diagnosis.diagnosis import Diagnosis

__all__ = ["Diagnosis", "diagnose", "diagnosed"]
