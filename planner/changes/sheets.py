"""The sheets of the changes workbook that are tables."""

from collections.abc import Iterator

from planner.changes.changes import Changes
from planner.changes.money import CostChange
from planner.changes.rules import NEWLY_BROKEN, RuleChange, Standing
from planner.report.sheet import FIGURE, Column, Kind, Row, Sheet, Value

OLD, NEW, DIFFERENCE = "old", "new", "difference"
LIMIT_FORMATS = {"share": "share", "days": "days", "t/yr": "tonnes", "money": "money", "tCO2e per year": "tonnes"}


def _summary_columns(_: Changes) -> list[Column]:
    return [
        Column("Topic", width=16),
        Column("Figure", width=44),
        Column("Old", format=FIGURE, width=16),
        Column("New", format=FIGURE, width=16),
        Column("Difference", format="signed money", width=16),
        Column("Of the old", "per cent", "signed share", 12),
        Column("Unit", width=24),
    ]


def _summary(changes: Changes) -> Iterator[Row]:
    yield from _cost_rows(changes)
    old, new = changes.pair.old.shortage_tonnes, changes.pair.new.shortage_tonnes
    share = (new - old) / old if old else None
    yield Row(("shortage", "Unmet over the whole plan", old, new, new - old, share, "t"), "tonnes")
    for figure, count in (
        ("Input cells and rows that changed (Inputs)", len(changes.inputs)),
        ("Volumes that changed (Volumes)", len(changes.volumes)),
        ("Policy rows that stand otherwise (Rules)", len(changes.rules)),
    ):
        yield Row(("counts", figure, None, count, None, None, ""), "count")


def _input_columns(_: Changes) -> list[Column]:
    return [
        Column("Sheet", width=16),
        Column("Row", width=38),
        Column("Change", width=13),
        Column("Column", width=26),
        Column("Old", width=48),
        Column("New", width=48),
        Column("Cell", width=14),
    ]


def _inputs(changes: Changes) -> Iterator[Row]:
    for c in changes.inputs:
        yield Row((c.sheet, c.row, c.change, c.column, _text(c.old), _text(c.new), c.cell))


def _volume_columns(changes: Changes) -> list[Column]:
    return [
        Column("Figure", width=16),
        Column("Material", width=22),
        Column("Stage", width=14),
        Column("Name", width=38),
        Column("Plan", width=11),
        *(Column(label, "t", FIGURE, 10, over_time=True) for label in changes.pair.labels),
        Column("Whole plan", "t", FIGURE, 12),
    ]


def _volumes(changes: Changes) -> Iterator[Row]:
    pair = changes.pair
    covered = {OLD: pair.labels_of(pair.old.results), NEW: pair.labels_of(pair.new.results)}
    both = set(covered[OLD]) & set(covered[NEW])
    for change in changes.volumes:
        lead = (change.figure, change.material, change.stage, change.name)
        for plan, figures in ((OLD, change.old), (NEW, change.new)):
            by_label = (figures.get(label, 0.0) if label in covered[plan] else None for label in pair.labels)
            yield Row((*lead, plan, *by_label, change.whole(figures)))
        changed = (change.difference(label) if label in both else None for label in pair.labels)
        whole = change.whole(change.new) - change.whole(change.old)
        yield Row((*lead, DIFFERENCE, *changed, whole), "signed tonnes", Kind.SUM)


def _cost_columns(changes: Changes) -> list[Column]:
    money = changes.pair.new.currency
    return [
        Column("Group", width=12),
        Column("Kind", width=30),
        Column("Old", money, "money", 15),
        Column("New", money, "money", 15),
        Column("Difference", money, "signed money", 15),
        Column("Of the old", "per cent", "signed share", 11),
        *(Column(label, money, "signed money", 13, over_time=True) for label in changes.pair.labels),
    ]


def _costs(changes: Changes) -> Iterator[Row]:
    for group, lines in changes.costs.items():
        for line in lines:
            kind = Kind.SUM if line is lines[-1] else Kind.LINE
            yield Row((group, *_cost(line), *_by_label(changes, line)), "money", kind)


def _rule_columns(_: Changes) -> list[Column]:
    figures = (("State", "text", 12), ("Limit", FIGURE, 10), ("Reached", FIGURE, 10), ("Shadow price", "price", 12))
    return [
        Column("ID", width=12),
        Column("Change", width=20),
        Column("Understood as", width=52),
        *(Column(f"{head}, {plan}", format=form, width=width) for head, form, width in figures for plan in (OLD, NEW)),
        Column("Cell", width=14),
    ]


def _rules(changes: Changes) -> Iterator[Row]:
    return (_rule_row(change) for change in changes.rules)


def _cost_rows(changes: Changes) -> Iterator[Row]:
    unit = f"{changes.pair.new.currency}, present value"
    for group, lines in changes.costs.items():
        for line in lines:
            kind = Kind.SUM if line is lines[-1] else Kind.LINE
            yield Row((group, *_cost(line), unit), "money", kind)
    yield Row(("objective", *_cost(changes.whole), unit), "money", Kind.SUM)


def _cost(line: CostChange) -> tuple[Value, ...]:
    return line.kind, line.old, line.new, line.difference, line.share


def _by_label(changes: Changes, line: CostChange) -> Iterator[Value]:
    for label in changes.pair.labels:
        both = label in line.old_money and label in line.new_money
        yield line.new_money[label] - line.old_money[label] if both else None


def _rule_row(change: RuleChange) -> Row:
    one = change.new or change.old
    limit = one.row.rule.limit if one else None
    pairs = zip(_standing(change.old), _standing(change.new), strict=True)
    values = (value for pair in pairs for value in pair)
    marked = frozenset({1}) if change.change == NEWLY_BROKEN else frozenset[int]()
    cell = one.row.cell if one else ""
    unit = LIMIT_FORMATS.get(limit.unit, "index") if limit else "tonnes"
    return Row((change.id, change.change, change.said, *values, cell), unit, marked=marked)


def _standing(standing: Standing | None) -> tuple[Value, ...]:
    return (None,) * 4 if standing is None else (standing.status, *standing.figures)


def _text(value: str | float | None) -> str:
    return "blank" if value is None else value if isinstance(value, str) else f"{value:.12g}"


TABLES: tuple[Sheet[Changes], ...] = (
    Sheet(
        "Summary",
        "What changed from the old plan to the new one. Both were planned again from the inputs in their folders.",
        frozenset(),
        _summary_columns,
        _summary,
        words=lambda changes: changes.sentences,
        frozen=0,
        on_one_page=True,
    ),
    Sheet(
        "Inputs",
        "Input cells that differ, matched by sheet, row and column wherever they stand. Cell is the place in the new"
        " workbook, of a row that was removed in the old one.",
        frozenset(),
        _input_columns,
        _inputs,
        frozen=2,
        groups=2,
        instead="The input is the same.",
    ),
    Sheet(
        "Volumes",
        "Supplier, contract, stock, plant or demand with another volume in a period that both plans cover, the largest"
        " difference first. Blank: the plan does not cover the period. Whole plan: the sum, of a stock its end.",
        frozenset(),
        _volume_columns,
        _volumes,
        frozen=5,
        groups=4,
        instead="No volume changes.",
    ),
    Sheet(
        "Costs",
        "Present value by kind of cost, each at the start of its own plan; then the difference in every period that"
        " both cover, undiscounted. Shortage cost and penalties only guide the plan and are not paid.",
        frozenset(),
        _cost_columns,
        _costs,
        frozen=2,
    ),
    Sheet(
        "Rules",
        "Policy rows that are newly broken, newly bind, no longer do, came or went, or have another limit, figure or"
        " shadow price in their worst constraint. Shadow price: what one more unit of allowance would save.",
        frozenset(),
        _rule_columns,
        _rules,
        frozen=2,
        instead="Every policy row stands as before.",
    ),
)
"""The tables in the order in which they stand."""
