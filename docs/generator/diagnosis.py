"""The sheets of the diagnosis workbook and their columns."""

from generator import markdown as md
from generator.plan import columns
from planner.diagnosis.diagnosis import Diagnosis
from planner.diagnosis.figures import FIGURES, Eases, Tier
from planner.diagnosis.sheets import SHEETS

LAYOUT = """Where a workbook has no plan under a policy set, `planner plan` ends with exit code 3 and leaves
`diagnosis.xlsx` in the run folder; `planner compare` leaves one in the folder of each set without a plan, and its own
sheet `Diagnosis`. From Python it is `planner.diagnose(...)`, with the same tables.

A conflict is a smallest set of inputs that cannot hold together: without any one of them the others can. Several that
have nothing in common are each found. For every cell of a conflict the diagnosis says what it alone would have to say
for the conflict to go away, the other conflicts set aside: the least change, rounded outward to three digits of the
change, and to a tenth of a per cent where a share changes by a point or more. The workbook is read anew with that
value, and must hold; with a hair less, one digit of the last place, it must not. What is recommended is the least
change of what gives way first. All recommended changes together were planned before they are told.

What is measured over a year or the horizon is told by the last period. A cell that is blank and has a default is told
as such. What the planner cannot change by degrees is shortened or moved a period at a time, opened, or dropped."""
ORDER = """What gives way before what: rules, then what was agreed, then limits of our own, then demand that stays
unmet; facts come last."""
WORDS = {
    Tier.POLICY: "rules",
    Tier.CONTRACTS: "contracts",
    Tier.DATA: "limits of our own",
    Tier.UNMET: "demand unmet",
    Tier.FACTS: "facts",
}


def page() -> str:
    """The page."""
    sheets = ((md.link(sheet.name), sheet.about) for sheet in SHEETS)
    nothing = Diagnosis("", "", "", None, (), (), (), (), (), (), (), solves=False)
    parts = [f"## {sheet.name}\n\nColumns: {'; '.join(columns(sheet.columns(nothing)))}." for sheet in SHEETS]
    order = sorted(FIGURES.values(), key=lambda figure: figure.tier)
    told = ((WORDS[f.tier], f.words.format(name="…"), _eases(f.eases)) for f in order)
    listed = md.table(("gives way as", "what", "how"), dict.fromkeys(told))
    return md.page(
        "The diagnosis workbook",
        LAYOUT,
        md.table(("sheet", "holds"), sheets),
        *parts,
        "## In which order",
        ORDER,
        listed,
    )


def _eases(eases: Eases) -> str:
    return eases.value
