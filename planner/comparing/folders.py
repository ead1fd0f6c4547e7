"""Names of folders for the plans of a comparison, safe on every system."""

import re
from dataclasses import dataclass, field
from itertools import chain, count

from planner.comparing.comparison import label
from planner.planning import World

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
LONGEST = 80
TAKEN = frozenset({"input", "input.xlsx", "run.json", "comparison.xlsx"})
"""What a run folder holds beside the plans, `input` for as long as the run lasts."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass
class Folders:
    """The names given so far; two worlds never get the same one, on systems that do not tell case either."""

    given: set[str] = field(default_factory=lambda: set(TAKEN))

    def of(self, world: World) -> str:
        """The folder of a world: its label, with "_" for what a system does not allow."""
        name = FORBIDDEN.sub("_", label(world))[:LONGEST].strip(" .") or "set"
        if name.split(".")[0].casefold() in DEVICES:
            name += "_"
        free = chain([name], (f"{name} {number}" for number in count(2)))
        found = next(folder for folder in free if folder.casefold() not in self.given)
        self.given.add(found.casefold())
        return found
