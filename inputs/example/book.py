"""The workbook: all sheets in order, and how they are written."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from example import procurement, stockpiles, use
from example.joint import joint
from planner.facts import frame, policy, scenarios, supply
from planner.facts.buyer import Buyer
from planner.facts.importers import UNION, importer
from planner.facts.known import STAGES, materials, partners, table
from planner.facts.sheets import Column, Share, Sheet, editions

TITLE = "EU raw materials {} to {}"
YEARS = range(2026, 2036)
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
FORMATS = {
    "text": "General",
    "number": "#,##0",
    "decimal": "0.00",
    "fine": "0.0000",
    "year": "0",
    "share": "0.0%",
}


def union(years: range = YEARS) -> Buyer:
    """Give the Union as the buyer of every material of the facts."""
    return Buyer(importer(UNION), tuple(materials()), years)


def sheets(years: range = YEARS) -> list[Sheet]:
    """Give every sheet of the workbook, the sources of their figures last."""
    content = _content(union(years))
    return [*content, _sources(content)]


def joint_sheets() -> list[Sheet]:
    """Give every sheet of the second workbook, that of five members, the sources of their figures last."""
    content = joint(_content(union()))
    return [*content, _sources(content)]


def _content(buyer: Buyer) -> list[Sheet]:
    return [
        frame.settings(buyer, TITLE.format(buyer.first_year, buyer.last_year)),
        frame.materials(buyer),
        frame.nations(buyer),
        frame.blocs(),
        supply.suppliers(buyer),
        supply.routes(buyer),
        procurement.contracts(),
        procurement.ventures(),
        use.demand(buyer),
        procurement.substitution(),
        procurement.partnerships(),
        stockpiles.stockpiles(buyer),
        use.scrap(buyer),
        use.recycling(),
        use.recovery(),
        policy.policy_sets(),
        policy.policies(UNION),
        scenarios.scenarios(buyer),
    ]


def _sources(content: list[Sheet]) -> Sheet:
    return Sheet(
        "Sources",
        [
            Column("Sheet", width=14),
            Column("Row or cell", width=52),
            Column("Source", width=80),
            Column("Confidence", width=12),
            Column("Note", width=100),
        ],
        [
            [source.sheet, source.place, source.source, source.confidence, source.note or None]
            for source in [*(source for sheet in content for source in sheet.sources), *editions()]
        ],
    )


def write(path: Path, content: list[Sheet]) -> None:
    """Write the sheets to an Excel file; the same sheets give the same bytes."""
    with xlsxwriter.Workbook(path) as workbook:
        title = next(str(value) for name, value in content[0].rows if name == "Title")
        workbook.set_properties({"title": title, "created": CREATED})
        styles = _styles(workbook)
        for sheet in content:
            _write_sheet(workbook, sheet, styles)


def _styles(workbook: Workbook) -> dict[str, Format]:
    head = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    styles = {name: workbook.add_format({"num_format": code}) for name, code in FORMATS.items()}
    styles["text head"] = workbook.add_format(head)
    styles["number head"] = workbook.add_format({**head, "align": "right"})
    return styles


def _write_sheet(workbook: Workbook, sheet: Sheet, styles: dict[str, Format]) -> None:
    page = workbook.add_worksheet(sheet.name)
    page.freeze_panes(1, 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1"})
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        head = "text head" if column.style == "text" else "number head"
        page.write_string(0, index, column.head, styles[head])
    for row_index, row in enumerate(sheet.rows, start=1):
        for index, value in enumerate(row):
            style = "share" if isinstance(value, Share) else sheet.columns[index].style
            if isinstance(value, str):
                page.write_string(row_index, index, value, styles[style])
            elif value is not None:
                page.write_number(row_index, index, value, styles[style])


def counts(content: list[Sheet]) -> list[str]:
    """Say how much the workbook holds, one line per count."""
    rows = {sheet.name: sheet.rows for sheet in content}
    offers = Counter((str(row[3]), str(row[1])) for row in rows["Suppliers"])
    confidence = Counter(str(row[3]) for row in rows["Sources"])
    sourced = ", ".join(f"{confidence[level]} {level}" for level in ("high", "medium", "low"))
    return [
        f"{len(rows['Materials'])} materials",
        *(_stage_count(stage, offers) for stage in STAGES),
        f"{offers.total()} suppliers in all, from {len({row[2] for row in rows['Suppliers']})} partners",
        f"{sum(bool(partner.feed_row) for partner in partners())} of them with their own feed",
        f"{len(rows['Blocs'])} memberships in {len({row[0] for row in rows['Blocs']})} blocs",
        f"{len(rows['Demand'])} demands in {len({row[0] for row in rows['Demand']})} sectors",
        f"{len(rows['Scrap'])} recycling streams, {len(rows['Recycling'])} plants, {len(rows['Recovery'])} recoveries",
        f"{len(rows['Stockpiles'])} stockpiles, {len(rows['Routes'])} routes",
        *_procurement_counts(),
        f"{len(rows['Policies'])} policy rows in {len(rows['Policy sets'])} sets",
        f"{confidence.total()} entries of sources: {sourced}, {confidence['assumption']} assumptions",
    ]


def _procurement_counts() -> list[str]:
    status = Counter(row["status"] for row in table("contracts"))
    begun = Counter(bool(row["under_way"]) for row in table("ventures"))
    sectors = Counter(row["sector"] for row in table("substitution"))
    return [
        f"{status.total()} contracts: {status['signed']} signed, {status['candidate']} candidates",
        f"{begun.total()} ventures, {begun[True]} of them under way",
        f"{sectors.total()} substitutions in {len(sectors)} sectors",
        f"{len({row['partnership'] for row in table('partnerships')})} partnerships",
        f"{sum('spot share' in partner.terms for partner in partners())} suppliers with a spot share below 1",
        f"{len({row[0] for row in scenarios.scenarios(union()).rows})} scenarios to assume, test or hedge against",
    ]


def _stage_count(stage: str, offers: Mapping[tuple[str, str], int]) -> str:
    found = {material: count for (at, material), count in offers.items() if at == stage}
    parts = ", ".join(f"{material} {count}" for material, count in found.items())
    return f"{sum(found.values())} suppliers at {stage}: {parts}"
