"""One measurement in a process of its own: `python -m benchmarks.one WAY MATERIALS SUPPLIERS PERIODS`, as JSON.

Seconds are of the processor, so that what else the machine does counts less; memory is the most that was held.
"""

import gc
import json
import math
import sys
import time

from benchmarks import by_hand, ways
from benchmarks.core import Core
from benchmarks.ways import Way

WAYS = {
    "templates": Way("the planner: laws read once", ways.by_templates, ways.engine),
    "hand": Way("numpy and scipy by hand", by_hand.by_hand, by_hand.arrays_to_highs),
    "linopy": Way("linopy, direct", ways.linopy, ways.from_linopy),
    "pulp": Way("PuLP", ways.pulp, ways.from_pulp),
    "pyomo": Way("the planner with --engine pyomo", ways.row_by_row, ways.engine),
}


def measured(way: Way, core: Core) -> dict[str, float]:
    """Seconds to build, to hand over and to solve, the optimum, and memory in MB before the solve."""
    for drawn in (core.routes, core.capped, core.capacity, core.price, core.freight, core.demand):
        len(drawn)  # figures are drawn before the clock starts
    way.hand_over(way.build(Core(1, 6, 2)))  # and libraries loaded
    gc.collect()
    begun = time.process_time()
    built = way.build(core)
    handed = time.process_time()
    highs = way.hand_over(built)
    ended = time.process_time()
    megabytes = held_megabytes()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("solver", "simplex")
    solving = time.process_time()
    highs.run()
    return {
        "build": handed - begun,
        "hand_over": ended - handed,
        "solve": time.process_time() - solving,
        "optimum": highs.getInfo().objective_function_value,
        "megabytes": megabytes,
        "columns": highs.getNumCol(),
        "rows": highs.getNumRow(),
        "nonzeros": highs.getNumNz(),
    }


def held_megabytes() -> float:
    """The most memory that this process held so far; not a number where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return math.nan
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    name, *size = sys.argv[1:]
    print(json.dumps(measured(WAYS[name], Core(*map(int, size)))))
