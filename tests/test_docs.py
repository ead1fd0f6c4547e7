"""The documents say what the code says, and leave nothing out; what the hand-written ones name is there."""

import re
from pathlib import Path

import pytest
from generator import PAGES, formulation
from generator.examples import ROWS
from generator.symbols import SETS

from models.build import FAMILIES
from models.cost import KINDS
from models.policies import RULES
from planner.comparing.sheets import SHEETS as COMPARED
from planner.errors import PlannerError
from planner.hedging.sheets import SHEETS as HEDGED
from planner.partnering.sheets import SHEETS as ON_PARTNERS
from planner.problems import CODES
from planner.report.sheets import SHEETS
from planner.stressing.sheets import SHEETS as STRESSED
from planner.sweeping.sheets import SHEETS as SWEPT
from planner.workbook.declare import columns
from planner.workbook.schema import ROW_TYPES

ROOT = Path(__file__).parent.parent
TEXTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md"), ROOT / "outputs" / "README.md"]
LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def on_disk(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def section(name, head):
    """What stands under a heading of the second level."""
    _, _, rest = on_disk(name).partition(f"\n## {head}\n")
    assert rest, f"{name} has no section {head}"
    return rest.split("\n## ")[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_document_is_what_the_code_says(name):
    assert on_disk(name) == PAGES[name](), "it is out of date; run: python tasks.py docs"


def test_every_family_variable_and_law_is_in_the_formulation():
    said = on_disk("formulation.md")
    assert [family.module for family in formulation.families()] == list(FAMILIES)
    for family in formulation.families():
        assert f"### {family.name}\n" in said
        for variable in family.variables:
            assert f"| `{variable.local_name}` |" in said
        for law in family.laws:
            assert all(f"| `{function.__name__}` |" in said for function in family.said(law))


def test_every_set_is_explained_and_no_other():
    assert set(SETS) == formulation.used_sets()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_cost_is_in_the_formulation(kind):
    assert f"| **{kind}** |" in section("formulation.md", "Kinds of cost")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_algebra_its_columns_and_an_example(rule):
    assert f"| **{rule}** |" in section("formulation.md", "Policy rules")
    said = section("rules.md", rule)
    assert all(head in said for head in RULES[rule].uses)
    assert all(base in said for base in RULES[rule].bases)
    assert "\n> " in said


def test_the_examples_are_of_the_rules():
    assert set(ROWS) == set(RULES)


@pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda row_type: row_type.SHEET.name)
def test_every_column_is_in_the_reference(row_type):
    said = section("workbook.md", row_type.SHEET.name)
    lines = [line.split(" | ") for line in said.splitlines() if line.startswith("| ")][2:]
    assert [line[0].strip("|* ") for line in lines] == [c.head or "a period" for c in columns(row_type)]
    assert all(len(line) == 6 for line in lines)


OUTPUTS = {
    "plan.md": SHEETS,
    "comparison.md": COMPARED,
    "sweep.md": SWEPT,
    "stress.md": STRESSED,
    "hedge.md": HEDGED,
    "partners.md": ON_PARTNERS,
}


@pytest.mark.parametrize(
    ("page", "name"), [(page, sheet.name) for page, sheets in OUTPUTS.items() for sheet in sheets], ids=str
)
def test_every_output_sheet_is_described(page, name):
    assert "Columns: " in section(page, name)


def test_every_code_and_status_is_described():
    assert all(f"| `{code}` | {said} |" in on_disk("codes.md") for code, said in CODES.items())
    ends = [PlannerError, *PlannerError.__subclasses__()]
    assert all(f"| {end.exit_code} | `{end.status}` |" in section("codes.md", "Exit codes") for end in ends)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(text):
    for target, anchor in LINK.findall(text.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        path = text.parent / target if target else text
        assert path.exists(), f"{target} is not there"
        if anchor:
            heads = HEADING.findall(path.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}


def test_the_map_in_the_readme_names_every_module_of_the_mathematics():
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    modules = [path.name for path in ROOT.glob("models/*.py") if path.name != "__init__.py"]
    assert [name for name in modules if f"`{name}`" not in said] == []
