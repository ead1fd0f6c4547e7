"""All that stands in a workbook that begins full."""

from collections.abc import Iterator, Mapping

from planner.facts import frame, policy, scenarios, supply
from planner.facts.buyer import Buyer
from planner.facts.importers import UNION
from planner.facts.known import countries, table
from planner.facts.presets import named_countries, presets
from planner.facts.sheets import Sheet, Source, sourced
from planner.template.choice import Sheets
from planner.template.content import Content
from planner.template.example import Rows, Value
from planner.template.full import left
from planner.workbook import schema
from planner.workbook.schema import ROW_TYPES

SAYS = (
    "What is known stands here already, each figure with its source on the sheet Sources; put in better ones where you"
    " have them. Fill in what is orange: until then a check lists exactly those cells."
)
TITLE = "{} for {}, {} to {}"
SHEETS: Sheets = tuple(
    row_type
    for row_type in ROW_TYPES
    if row_type
    in {
        schema.Settings, schema.Material, schema.Country, schema.Bloc, schema.Supplier, schema.Route, schema.Contract,
        schema.Stockpile, schema.Demand, schema.PolicySet, schema.Policy, schema.Scenario, schema.Source,
    }
)  # fmt: skip
"""What begins full, and what is left to the office."""


def full(buyer: Buyer, everything: bool = False) -> Content:
    """The content of a workbook for a buyer; with `everything` the other sheets are there too, without rows."""
    named = {row_type.SHEET.name: row_type for row_type in ROW_TYPES}
    sheets = list(_sheets(buyer))
    rows = {named[sheet.name]: _records(sheet) for sheet in sheets}
    rows[schema.Settings] = [{str(name): value for name, value in _pairs(sheets[0])}]
    rows[schema.Demand], rows[schema.Stockpile] = left.demand_rows(buyer), left.stockpile_rows(buyer)
    rows[schema.Contract] = [{}] * left.CONTRACT_ROWS
    rows[schema.Source] = [_said(source) for source in _sources(buyer, sheets)]
    rows[schema.Country] = [*rows[schema.Country], *_home_without_facts(buyer)]
    return Content(
        ROW_TYPES if everything else SHEETS,
        rows,
        SAYS,
        periods=[str(year) for year in buyer.years],
        history=(),
        asked=left.asked(buyer),
        offered=left.offered(buyer),
        notes=left.notes(buyer),
    )


def _sheets(buyer: Buyer) -> Iterator[Sheet]:
    code, found = buyer.importer.code, presets(buyer, _sectors(buyer))
    concerned = _concerned(buyer) | named_countries(found.rules)
    names = ", ".join(buyer.materials)
    yield frame.settings(buyer, TITLE.format(names, buyer.importer.name, buyer.first_year, buyer.last_year))
    yield frame.materials(buyer)
    yield frame.nations(buyer, concerned)
    yield frame.blocs(concerned)
    yield supply.suppliers(buyer)
    yield supply.routes(buyer)
    yield policy.policy_sets(found.sets)
    yield policy.policies(code, found.rules)
    yield scenarios.scenarios(buyer)


def _sectors(buyer: Buyer) -> set[tuple[str, str]]:
    return {(str(row["Sector"]), str(row["Material"])) for row in left.demand_rows(buyer)}


def _concerned(buyer: Buyer) -> set[str]:
    """The countries that sell or feed what is bought, and those at home."""
    feeders = (iso3 for partner in buyer.partners() for iso3 in partner.own_feed)
    return {*buyer.importer.home, *feeders, *(partner.country.iso3 for partner in buyer.partners())}


def _home_without_facts(buyer: Buyer) -> Rows:
    """The rows of home countries that sell nothing and of which no table tells more than the name."""
    if buyer.importer.code == UNION:
        return []
    missing = sorted(buyer.importer.home - set(countries()))
    names = {row["iso3"]: row["country"] for row in table("economies")}
    return [{"Country": names[iso3], "ISO3": iso3, "Home": "yes"} for iso3 in missing]


def _records(sheet: Sheet) -> Rows:
    heads = [column.head for column in sheet.columns]
    return [{head: value for head, value in zip(heads, row, strict=True) if value is not None} for row in sheet.rows]


def _pairs(sheet: Sheet) -> Iterator[tuple[Value, Value]]:
    yield from ((row[0], row[1]) for row in sheet.rows if row[0] is not None and row[1] is not None)


def _sources(buyer: Buyer, sheets: list[Sheet]) -> Iterator[Source]:
    for sheet in sheets:
        yield from sheet.sources
    yield from (_share(buyer, material) for material in buyer.materials)
    for rule, why in presets(buyer, _sectors(buyer)).left_out:
        place = f"{rule['policy_set']}: {rule['id']} ({rule['rule']} {rule['limit']})".replace(" )", ")")
        yield Source("Policies", place, rule["source"], rule["confidence"], f"Left out: {why}.")


def _share(buyer: Buyer, material: str) -> Source:
    """Who says the share of the world's use on which capacities and recent volumes rest."""
    place, share = f"{material}: Capacity, Recent volume", f"{buyer.demand_share(material):.2%}"
    if buyer.has_demand(material):
        code = buyer.importer.code
        row = next(row for row in table("demand") if (row["material"], row["region"]) == (material, code))
        note = f"{buyer.importer.name} is taken for {share} of the world's use: {float(row['tonnes']):,.10g} t. "
        return sourced("Suppliers", place, {**row, "note": note + row["note"]})
    if imports := buyer.import_share(material):
        note = f"{buyer.importer.name} is taken for {share} of the world's use, its share of imports: {imports['note']}"
        return sourced("Suppliers", place, {**imports, "note": note})
    row = table("economies")[0]
    note = f"{buyer.importer.name} is taken for {share} of the world's use, its share of the world's income of 2019"
    return sourced("Suppliers", place, {**row, "confidence": "assumption", "note": note})


def _said(source: Source) -> Mapping[str, Value]:
    note = {"Note": source.note} if source.note else {}
    where = {"Sheet": source.sheet, "Row or cell": source.place}
    return {**where, "Source": source.source, "Confidence": source.confidence, **note}
