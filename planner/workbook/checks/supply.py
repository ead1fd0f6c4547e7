"""Checks of suppliers and stockpiles: their stages, growth, feed and room."""

from planner.workbook.draft import Draft
from planner.workbook.schema import Material, Stockpile, Supplier

STAGED = ("material", "stage")


def stages_of_the_material(draft: Draft) -> None:
    """A stage is one of the row's material."""
    rows: list[Supplier | Stockpile] = [*draft.of(Supplier, *STAGED), *draft.of(Stockpile, *STAGED)]
    for row in rows:
        stages = draft.frame.names.stages_of(row.material)
        if stages and row.stage not in stages:
            draft.refuse(row, "stage", "unknown-name", f"a stage of {row.material}: {', '.join(stages)}")


def no_stage_between_left_out(draft: Draft) -> None:
    """Between two stages of a material that have a supplier or a stockpile, every stage has one."""
    rows: list[Supplier | Stockpile] = [*draft.all(Supplier, *STAGED), *draft.all(Stockpile, *STAGED)]
    there = {(row.material, row.stage) for row in rows}
    for material in draft.of(Material, "material", "stages"):
        present = [number for number, stage in enumerate(material.stages) if (material.material, stage) in there]
        between = range(min(present, default=0), max(present, default=0))
        for stage in (material.stages[number] for number in between if number not in present):
            expected = (
                f"a supplier or a stockpile of {material.material} at {stage}, since the stages around it have one"
            )
            draft.refuse(material, "stages", "stage-gap", expected)


def growth_from_a_volume(draft: Draft) -> None:
    """Growth needs a volume to begin from."""
    for row in draft.of(Supplier, "max_growth", "recent_volume"):
        if row.max_growth is not None and row.recent_volume is None:
            draft.refuse(row, "recent_volume", "blank-cell", "a number of at least 0 (t/yr), since Max growth is given")


def own_feed_from_a_stage_above(draft: Draft) -> None:
    """Own feed counts at the stage above, which a first stage has not."""
    for row in draft.of(Supplier, "material", "stage", "own_feed_from"):
        if row.own_feed_from and row.stage in draft.frame.names.stages_of(row.material)[:1]:
            draft.refuse(row, "own_feed_from", "unused-column", f"a blank, since {row.stage} is the first stage")


def stock_within_capacity(draft: Draft) -> None:
    """What lies in a stockpile at the beginning and at the end has room there."""
    for row in draft.of(Stockpile, "capacity"):
        room = row.capacity.on(draft.calendar)
        for field, index, when in (("opening_stock", 0, "first"), ("closing_stock", -1, "last")):
            most, stock = room[index], getattr(row, field, None)
            if row.sound(field) and stock is not None and most is not None and stock > most:
                expected = f"at most {most:g} (t), the capacity of the {when} period"
                draft.refuse(row, field, "out-of-range", expected)
