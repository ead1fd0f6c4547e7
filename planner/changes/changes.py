"""Two plans compared: both planned again from their run folders, which gives the same figures to the last digit."""

from collections.abc import Callable
from dataclasses import dataclass

from planner import planning
from planner.changes.blocks import Block, blocks
from planner.changes.edits import Pasting
from planner.changes.folders import PlanFolder
from planner.changes.inputs import InputChange, input_changes
from planner.changes.money import CostChange, cost_changes, whole_cost
from planner.changes.pair import Pair, differ
from planner.changes.pasting import next_years, same_years
from planner.changes.rules import RuleChange, rule_changes
from planner.changes.volumes import VolumeChange, volume_changes
from planner.changes.words import sentences, world
from planner.planning import Plan
from planner.results.heading import Heading

Progress = Callable[[str], None]


@dataclass(frozen=True)
class ToPaste:
    """A way to bring the new plan's decisions into a workbook, as rows."""

    pasting: Pasting
    blocks: tuple[Block, ...]


@dataclass(frozen=True, eq=False)
class Changes:
    """All that differs between two plans, and the new one's decisions."""

    pair: Pair
    inputs: list[InputChange]
    volumes: list[VolumeChange]
    costs: dict[str, list[CostChange]]
    whole: CostChange
    rules: list[RuleChange]
    next_years: ToPaste
    same_years: ToPaste
    sentences: list[str]

    @property
    def heading(self) -> Heading:
        """What every sheet says of it."""
        results = self.pair.new.results
        return Heading(results.book.settings.title, f"changes to the plan under {world(results)}")


def compare(old: PlanFolder, new: PlanFolder, progress: Progress) -> Changes:
    """The changes from one plan to another.

    A plan workbook holds what people read, not every decision; so both are planned again from the inputs in their
    folders under the options of their runs. Raises what `planner.plan` raises.
    """
    pair = Pair(_again(old, "old", progress), _again(new, "new", progress))
    progress("Comparing the plans")
    inputs = input_changes(pair.old.results.book, pair.new.results.book)
    volumes, rules, whole = volume_changes(pair), rule_changes(pair), whole_cost(pair)
    costs = cost_changes(pair)
    said = [*_warnings(pair, old, new), *sentences(pair, inputs, volumes, rules, costs["paid cost"][-1])]
    next_, same = (_to_paste(new, pair.new, pasting(pair.new.results)) for pasting in (next_years, same_years))
    return Changes(pair, inputs, volumes, costs, whole, rules, next_, same, said)


def _again(folder: PlanFolder, which: str, progress: Progress) -> Plan:
    def told(words: str, done: int = 0, steps: int = 0) -> None:
        progress(f"{words} ({which} plan)")

    return planning.plan(folder.input, folder.policy, folder.assume, told)


def _warnings(pair: Pair, old: PlanFolder, new: PlanFolder) -> list[str]:
    """Told where a plan comes out otherwise than when its run was made: the planner itself has changed."""
    return [
        f"This version of the planner finds another {which} plan: it costs {plan.total_cost:,.6g},"
        f" where the run of {folder.path.name} found {folder.total_cost:,.6g}."
        for which, folder, plan in (("old", old, pair.old), ("new", new, pair.new))
        if differ(plan.total_cost, folder.total_cost)
    ]


def _to_paste(folder: PlanFolder, plan: Plan, pasting: Pasting) -> ToPaste:
    return ToPaste(pasting, tuple(blocks(folder.input, plan.results.book, pasting.edits)))
