"""How a run can end and what can be wrong with a workbook, by code."""

from collections.abc import Iterator

from generator import markdown as md
from planner.commands.outcome import RESULTS
from planner.errors import PlannerError
from planner.problems import CODES, Problem

DONE = ("0", "`optimal`, `ok`", "Done, with or without warnings: `optimal` where a plan was solved, else `ok`.")
JSON = """With `--json` a command prints one JSON object on stdout and nothing else. It holds `status`,
`run_folder` (null without one) and the command's results, null where they were not reached; a run that ended
without a result adds `message` and `problems`."""
DEBUG = "With `PLANNER_DEBUG=1` in the environment, an error of the planner itself shows its traceback on stderr."


def page() -> str:
    """The page."""
    ends = sorted(errors(), key=lambda error: error.exit_code)
    rows = ((str(error.exit_code), f"`{error.status}`", md.prose(error)) for error in ends)
    return md.page(
        "Exit codes, statuses and fault codes",
        "## Exit codes",
        md.table(("exit code", "status", "meaning"), [DONE, *rows]),
        DEBUG,
        "## The JSON object",
        JSON,
        md.table(("command", "results"), ((f"`{name}`", md.codes(keys)) for name, keys in RESULTS.items())),
        "## Problems of a workbook",
        md.prose(Problem),
        md.table(("code", "meaning"), ((f"`{code}`", said) for code, said in CODES.items())),
    )


def errors(of: type[PlannerError] = PlannerError) -> Iterator[type[PlannerError]]:
    """Every way to end without a result."""
    yield of
    for error in of.__subclasses__():
        yield from errors(error)
