"""What the alliance is worth on one page: who matters, for which material, and what would be lost."""

from collections.abc import Iterable, Iterator

from planner.layout import palette
from planner.partnering.falls import greatest_fall
from planner.partnering.kinds import COUNTRY, PARTNERSHIP
from planner.partnering.partnering import Partnering
from planner.partnering.sentences import sentences
from planner.partnering.sheets.members import members_charts
from planner.partnering.worth import LEAST, SEVERAL, Partner, Worth
from planner.report.sheet import Chart, Column, Row, Series, Sheet
from planner.report.words import scale_of

SHOWN, CHARTED, COLOURED = 12, 10, 7
HEADS = {PARTNERSHIP: "Partnership", COUNTRY: "Country"}


def _columns(found: Partnering) -> list[Column]:
    money = f"{_scale(found.worths)[1]}{found.currency}"
    return [
        Column("Kind", width=12),
        Column("Partner", width=30),
        Column("Worth", money, "millions", 10),
        Column("Losing it costs", money, "millions", 10),
        Column("Mostly for", width=34),
        Column("Lowers a largest share", "points", "signed share", 10),
        Column("of", width=30),
    ]


def _rows(found: Partnering) -> Iterable[Row]:
    for worth in found.worths:
        yield from _kind(found, worth)


def _kind(found: Partnering, worth: Worth) -> Iterator[Row]:
    scale = _scale(found.worths)[0]
    for partner in [partner for partner in worth.ranked if partner.matters][:SHOWN]:
        fall = greatest_fall(found.everybody, partner)
        yield Row(
            (
                HEADS[worth.kind],
                partner.name,
                partner.shapley / scale,
                partner.leave_one_out / scale,
                ", ".join(partner.main_materials[:3]),
                -fall.points if fall else None,
                f"{' / '.join(fall.pair)} from {fall.without_it.country}" if fall else "",
            )
        )


def _scale(worths: Iterable[Worth]) -> tuple[float, str]:
    """The scale in which the kind reads well whose most valuable partner is worth least."""
    largest = [max(abs(partner.shapley) for partner in worth.partners) for worth in worths]
    return scale_of(min((value for value in largest if value > LEAST), default=0.0))


def _charts(found: Partnering) -> list[Chart]:
    charts = [_chart(found, worth) for worth in found.worths if any(partner.matters for partner in worth.partners)]
    return [*charts, *members_charts(found)]


def _chart(found: Partnering, worth: Worth) -> Chart:
    """What the most valuable partners are worth before their own cost, by material."""
    top = [partner for partner in worth.ranked if partner.matters][:CHARTED]
    scale, word = _scale([worth])
    shown = _largest_materials(found, top)
    colours = palette.colours(shown, found.materials)
    series = [
        Series(material, tuple(max(p.worth[material], 0.0) / scale for p in top), colour=colours[material])
        for material in shown
    ]
    others = tuple(sum(max(w, 0.0) for k, w in p.worth.items() if k not in shown) / scale for p in top)
    if max(others, default=0.0) * scale > LEAST:
        series.append(Series("others", others, colour=palette.OTHERS))
    who = "partnership" if worth.kind == PARTNERSHIP else "partner country"
    title = f"What each {who} is worth, before what it costs itself"
    return Chart(title, f"{word}{found.currency}", tuple(p.name for p in top), tuple(series), "millions")


def _largest_materials(found: Partnering, partners: list[Partner]) -> list[str]:
    """The materials that most of the value is about, in the order of the workbook."""
    sums = {k: sum(max(p.worth[k], 0.0) for p in partners) for k in found.materials}
    largest = sorted((k for k in sums if sums[k] > 0), key=lambda k: -sums[k])[:COLOURED]
    return [k for k in (*found.materials, SEVERAL) if k in largest]


SUMMARY = Sheet(
    name="Summary",
    about="Worth: the Shapley value, which shares out fairly what all partners save together, less what the partner"
    " itself costs. Losing it: what the plan would cost more without it while all others are there. Both in present"
    " value, unmet demand at its shortage cost. A share falls from what it would be without the partner.",
    shows=frozenset(),
    columns=_columns,
    rows=_rows,
    charts=_charts,
    words=sentences,
    frozen=2,
    groups=1,
    on_one_page=True,
)
