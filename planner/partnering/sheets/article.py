"""What each partnership contributes to the 65 % benchmark, material by material and stage by stage."""

from collections.abc import Iterable, Iterator

from planner.partnering.falls import Fall, falls
from planner.partnering.kinds import PARTNERSHIP
from planner.partnering.partnering import Partnering
from planner.partnering.worth import Partner
from planner.report.sheet import Column, Row, Sheet, Value

VERDICT = 10
SEEN = 0.0005
"""The least share that a percentage with one decimal shows."""


def _columns(found: Partnering) -> list[Column]:
    year = found.everybody.year
    return [
        Column("Partnership", width=32),
        Column("With", width=46),
        Column("Material", width=18),
        Column("Stage", width=14),
        Column("Share from the partner", f"{year}, with it", "share", 11),
        Column("Share from the partner", f"{year}, without it", "share", 11),
        Column("Largest country", f"{year}, with it", width=18),
        Column("Its share", f"{year}, with it", "share", 10),
        Column("Largest country", f"{year}, without it", width=18),
        Column("Its share", f"{year}, without it", "share", 10),
        Column("65 % benchmark", width=22),
        Column("Largest share changes", "points", "signed share", 11),
        Column("Worth for the material", found.currency, "signed money", 15),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    worth = found.worth_of(PARTNERSHIP)
    for partner in worth.ranked if worth else ():
        lines = [row for fall in falls(found.everybody, partner, in_year=True) for row in _row(found, partner, fall)]
        yield from lines or [_nothing(partner)]


def _nothing(partner: Partner) -> Row:
    """The row of a partnership that sends nothing to any stage and changes nothing there."""
    return Row((partner.name, _with(partner), "none", "", *([None] * (VERDICT - 4)), "contributes nothing", None, None))


def _with(partner: Partner) -> str:
    return ", ".join(sorted(partner.countries))


def _row(found: Partnering, partner: Partner, fall: Fall) -> Iterator[Row]:
    """A row where the partner sends something, or the largest share changes with it."""
    shares = [plan.of(fall.pair, partner.countries) for plan in (found.everybody, partner.without)]
    if max(*shares, abs(fall.points)) < SEEN:
        return
    values: tuple[Value, ...] = (
        partner.name,
        _with(partner),
        *fall.pair,
        *shares,
        fall.with_it.country,
        fall.with_it.share,
        fall.without_it.country,
        fall.without_it.share,
        fall.verdict,
        -fall.points if abs(fall.points) >= SEEN else 0.0,
        partner.worth[fall.pair[0]],
    )
    yield Row(values, marked=frozenset() if fall.verdict == "kept" else frozenset({VERDICT}))


ARTICLE_44 = Sheet(
    name="Article 44(3)",
    about="For the report under Regulation (EU) 2024/1252, Article 44(3): what each strategic partnership contributes"
    " to the benchmark of Article 5(1)(b), that no more than 65 % of annual consumption of a strategic raw material at"
    " any stage comes from one third country. Shares of consumption that arrive, in the year of the benchmark (2030) or"
    " the year of the plan nearest to it; the stages to which the partner sends something, or where the largest share"
    " changes.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    frozen=4,
    groups=1,
    instead="The workbook has no partnerships.",
)
