"""The example workbook: rebuilt from its facts it is the file that ships, its sets have plans, and these make sense."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from openpyxl import load_workbook

import planner
from planner.facts import known
from planner.facts.buyer import demand_tonnes
from planner.planning import Plan
from planner.workbook import Book, Label, read_workbook

INPUTS = Path(__file__).parent.parent / "inputs"
EXAMPLE, MEMBERS = INPUTS / "eu_2035.xlsx", INPUTS / "five_members_2035.xlsx"
SETS = (
    "unrestricted", "today", "EU 2030 soft", "EU 2030 hard", "Japan-style stocks", "Strict", "Korea-style",
    "US defence", "Allied share", "India-style",
)  # fmt: skip
BEGIN_AT_PROCESSING = {"Gallium", "Germanium", "Magnesium"}
DEFENCE = "Defence and aerospace"


HIGH_LITHIUM = "High lithium demand"
CONCENTRATED = {"Magnet rare earths", "Gallium", "Germanium", "Cobalt", "Tungsten", "Graphite"}


@cache
def plan_of(policy: str, assume: str | None = None) -> Plan:
    return planner.plan(EXAMPLE, policy=policy, assume=assume)


@cache
def book() -> Book:
    found = read_workbook(EXAMPLE)
    assert found.problems == []
    assert found.book is not None
    return found.book


@pytest.fixture(scope="module")
def example() -> Iterator[ModuleType]:
    """The comparison that the example ships, with the tables behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(INPUTS), *sys.path])
        import example
        from example import book, comparison, joint  # noqa: F401

        yield example


def cells(path: Path) -> dict[str, list[tuple[object, ...]]]:
    workbook = load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
    workbook.close()
    return found


def test_it_is_what_its_facts_make(tmp_path: Path, example: ModuleType) -> None:
    example.book.write(tmp_path / "again.xlsx", example.book.sheets())
    assert cells(tmp_path / "again.xlsx") == cells(EXAMPLE)
    assert (tmp_path / "again.xlsx").read_bytes() == EXAMPLE.read_bytes()
    example.book.write(tmp_path / "members.xlsx", example.book.joint_sheets())
    assert (tmp_path / "members.xlsx").read_bytes() == MEMBERS.read_bytes()


def test_it_is_large_enough() -> None:
    stages = Counter(row.stage for row in book().suppliers)
    assert min(stages["extraction"], stages["processing"]) >= 60
    pairs = {(row.material, row.stage) for row in book().suppliers}
    materials = {row.material for row in book().materials}
    assert len(materials) >= 12
    assert {material for material in materials if (material, "extraction") not in pairs} == BEGIN_AT_PROCESSING
    assert {material for material, stage in pairs if stage == "processing"} == materials


def test_four_streams_or_more_yield_several_metals() -> None:
    stream_of = {plant.plant: plant.stream for plant in book().recycling}
    metals = {(stream_of[row.plant], row.material) for row in book().recovery}
    several = [stream for stream, count in Counter(stream for stream, _ in metals).items() if count > 1]
    assert len(several) >= 4


def test_it_offers_contracts_ventures_and_substitution() -> None:
    status = Counter(row.status for row in book().contracts)
    assert min(status["signed"], status["candidate"]) >= 8
    assert any(row.price_floor for row in book().contracts)
    assert any(row.take_or_pay for row in book().contracts)
    assert len(book().ventures) >= 6
    assert any(row.under_way for row in book().ventures)
    assert any(len(row.supplier) > 1 for row in book().ventures)
    assert any(row.financing_rate < book().settings.discount_rate for row in book().ventures)
    assert len({row.sector for row in book().substitution}) >= 3
    held = {row.material for row in book().suppliers if row.spot_share < 1}
    assert CONCENTRATED - held == set()


def test_it_has_the_partnerships_of_the_union_and_the_minerals_security_partnership() -> None:
    names = dict.fromkeys(row.partnership for row in book().partnerships)
    assert len([name for name in names if name.startswith("EU-")]) == 15
    assert {"Minerals Security Partnership", "FORGE"} <= set(names)
    strategic = {row.country for row in book().blocs if row.bloc == "EU strategic partners"}
    assert {row.partner for row in book().partnerships if row.partnership.startswith("EU-")} == strategic
    assert any(row.capacity_added for row in book().partnerships)
    assert {row.of_partnership for row in book().contracts} > {"", "EU-Chile", "FORGE"}


def test_five_members_divide_the_demand_of_the_union(example: ModuleType) -> None:
    found = read_workbook(MEMBERS).book
    assert found is not None
    assert {row.member for row in found.demand} == {row.member for row in found.members}
    assert len(found.members) == 5
    assert sum(row.access_share for row in found.members) == pytest.approx(1)
    assert [row.of_members for row in found.contracts if row.of_members] == [
        ("Germany", "France", "Italy"), ("Germany", "France"),
    ]  # fmt: skip
    for year in (2026, 2035):
        for material in example.joint.METALS:
            whole = sum(row.tonnes.at(Label(year)) for row in book().demand if row.material == material)
            parts = sum(row.tonnes.at(Label(year)) for row in found.demand if row.material == material)
            assert parts == pytest.approx(whole, rel=1e-3)


def test_it_has_worlds_to_assume_shocks_to_hedge_and_the_loss_of_each_largest_partner() -> None:
    names = list(dict.fromkeys(row.scenario for row in book().scenarios))
    assert {HIGH_LITHIUM, "Announced pledges lithium", "Low prices"} <= set(names)
    lost = dict(name.split(": ")[::-1] for name in names if name.startswith("Loss of "))
    assert set(lost) == {row.material for row in book().materials}
    assert (lost["Nickel"], lost["Platinum"]) == ("Loss of Indonesia", "Loss of South Africa")
    hedged = {row.scenario: row.probability for row in book().scenarios if row.probability}
    assert set(hedged) == {
        "China stops rare earths", "Gallium and germanium licences", "Congo stops cobalt", "Russia as in 2022",
    }  # fmt: skip
    assert sum(hedged.values()) == pytest.approx(0.35)


def test_the_paths_of_lithium_meet_their_sources(example: ModuleType) -> None:
    factors = {(row.scenario, str(row.from_)): row.demand_factor for row in book().scenarios}
    base = demand_tonnes("Lithium", 2030, "EU")
    assert factors[HIGH_LITHIUM, "2030"] * base == pytest.approx(550_000 * 0.188, rel=1e-3)
    assert factors["Announced pledges lithium", "2030"] * base == pytest.approx(20_700 * 2.461, rel=2e-3)


def test_indonesian_ore_stays_and_half_of_the_metal_too() -> None:
    routes = {(row.from_, row.material): row for row in book().routes}
    ore = routes["Indonesia nickel extraction", "Nickel"].open
    metal = routes["Indonesia nickel processing", "Nickel"].max_volume
    assert not any(ore.on(book().calendar))
    assert metal is not None
    assert all(most is not None and 0 < most < 1e6 for most in metal.on(book().calendar))


def test_every_row_of_every_sheet_of_figures_has_a_source(example: ModuleType) -> None:
    said = {(row.sheet, (row.row_or_cell or "").split(":")[0]) for row in book().sources}
    said |= {(row.sheet, (row.row_or_cell or "").rsplit(":", 1)[0]) for row in book().sources}
    rows = {
        "Suppliers": {row.supplier for row in book().suppliers},
        "Materials": {row.material for row in book().materials},
        "Contracts": {row.contract for row in book().contracts},
        "Ventures": {row.venture for row in book().ventures},
        "Substitution": {f"{row.sector}, {row.material}" for row in book().substitution},
        "Partnerships": {f"{row.partnership}, {row.partner}" for row in book().partnerships},
        "Scenarios": {row.scenario for row in book().scenarios},
    }
    assert {(sheet, name) for sheet, names in rows.items() for name in names} <= said
    seeds = [row for row in book().sources if (row.note or "").startswith("An older edition")]
    assert {"68.6 %", "80.8 %", "73.9 %"} <= {(row.row_or_cell or "").rsplit(": ", 1)[1] for row in seeds}


def test_it_has_its_sets() -> None:
    assert book().policy_set_names == SETS
    assert book().base_policy == "today"


@pytest.mark.parametrize("policy", SETS)
def test_every_set_has_a_plan_without_shortage(policy: str) -> None:
    assert plan_of(policy).shortage_tonnes == pytest.approx(0, abs=1e-3)
    assert plan_of(policy).paid_cost > 0


@pytest.mark.parametrize("chain", [SETS[:4], ("EU 2030 hard", "Strict"), ("today", "Japan-style stocks", "Strict")])
def test_rules_cost_money(chain: tuple[str, ...]) -> None:
    costs = [plan_of(policy).total_cost for policy in chain]
    assert all(more >= less * (1 - 1e-6) for less, more in pairwise(costs))


def test_the_first_year_resembles_todays_sourcing(example: ModuleType) -> None:
    found = list(example.comparison.comparisons(plan_of("today").tables, "2026"))
    explained = {(row["material"], row["stage"]) for row in known.table("differences") if row["plan"] in ("", "2026")}
    assert len(found) == 2 * len(book().materials) - len(BEGIN_AT_PROCESSING)
    assert {(line.material, line.stage) for line in found if line.far_off} == explained
    largest = {(line.material, line.stage): line.largest for line in found}
    assert largest["Cobalt", "extraction"] == "Congo (Kinshasa)"
    assert largest["Lithium", "processing"] == "Chile"
    assert largest["Titanium", "processing"] == "Kazakhstan"
    assert largest["Magnet rare earths", "processing"] == "China"


def test_nobody_sells_what_is_not_made(example: ModuleType) -> None:
    bought = example.comparison.bought_tonnes(plan_of("today").tables, "2026")
    for partner in known.partners():
        assert bought.get(partner.name, 0) <= 1.01 * known.between(partner.tonnes, 2026)


def test_a_tonne_costs_about_its_price(example: ModuleType) -> None:
    bought = example.comparison.bought_tonnes(plan_of("today").tables, "2026")
    for material in known.materials().values():
        paid = example.comparison.paid_per_tonne(bought, material.name)
        assert 0.5 * material.reference_price <= paid <= 1.5 * material.reference_price


def test_the_strict_set_keeps_covered_nations_out_of_defence() -> None:
    flows = plan_of("Strict").tables["Flows"]
    covered = {row.country for row in book().blocs if row.bloc == "Covered nations"}
    protected = flows[flows["Material"].isin(["Magnet rare earths", "Tungsten"]) & (flows["Destination"] == DEFENCE)]
    touched = protected[protected["extraction"].isin(covered) | protected["processing"].isin(covered)]
    years = [str(year) for year in range(2027, 2036)]
    assert len(touched) > 0
    assert touched[years].apply(pd.to_numeric).fillna(0).to_numpy().max() == pytest.approx(0, abs=1e-3)


def remarks(plan: Plan) -> dict[str, str]:
    """What the plan says of each contract."""
    offtake = plan.tables["Offtake"]
    lines = offtake[offtake["Figure"] == "contracted"]
    return {str(line["Contract or venture"]): str(line["Remark"]) for _, line in lines.iterrows()}


def built_tonnes(plan: Plan) -> dict[str, float]:
    """What the plan builds of each venture, in t/yr of the whole plant."""
    lines = plan.tables["Investments"]
    built = lines[lines["Kind"] == "Venture"].groupby("What")["Capacity"].sum()
    return {str(venture): float(tonnes) for venture, tonnes in built.items()}


def test_the_plan_says_what_to_sign_and_why_not() -> None:
    said = remarks(plan_of("today"))
    assert set(said) == {row.contract for row in book().contracts}
    signed = {row.contract for row in book().contracts if row.status == "signed"}
    assert all("signed before the plan" in said[contract] for contract in signed)
    assert said["Chile carbonate after 2030"] == "from 2031: sign in full"
    for floor in ("NdPr at a floor price Malaysia", "NdPr at a floor price United States"):
        assert "do not sign" in said[floor]
        assert "costs 128,700 USD/t and is worth at most" in said[floor]
    assert "do not sign" in said["Congo strategic quota"]


def test_targets_at_home_build_what_prices_alone_do_not() -> None:
    today, hard = (built_tonnes(plan_of(policy)) for policy in ("today", "EU 2030 hard"))
    assert {"Metlen gallium", "Belgian germanium from slag", "Iberian tungsten mines"} <= set(today)
    assert set(hard) - set(today) == {"Vittangi anodes", "Romanian magnesium"}
    assert today["EMILI refinery"] < hard["EMILI refinery"] == pytest.approx(5610)
    assert set(today) | set(hard) <= {row.venture for row in book().ventures}


def test_high_lithium_demand_costs_more_and_takes_what_there_is() -> None:
    today, high = plan_of("today"), plan_of("today", HIGH_LITHIUM)
    assert high.paid_cost > today.paid_cost
    assert high.shortage_tonnes > 0
    assert {"Jadar mine and refinery"} == set(built_tonnes(high)) - set(built_tonnes(today))
    hydroxide = "Australian hydroxide ten years"
    assert "do not sign" in remarks(today)[hydroxide]
    assert remarks(high)[hydroxide] == "from 2027: sign in full"


def test_the_backcast_is_what_the_plan_of_the_base_year_says(tmp_path: Path) -> None:
    page = tmp_path / "backcast.md"
    subprocess.run([sys.executable, str(INPUTS / "backcast.py"), str(page)], check=True, capture_output=True)
    assert page.read_bytes() == (INPUTS.parent / "docs" / "backcast.md").read_bytes()
    assert "not explained" not in page.read_text(encoding="utf-8")
