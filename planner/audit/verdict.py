"""The verdict on a plan: whether it holds, recomputed from its own sheets and the input copy beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from planner.audit.audit import Audit
from planner.audit.costs import check_costs, reckoned
from planner.audit.deals import check_deals
from planner.audit.decisions import check_decisions
from planner.audit.facts import Facts
from planner.audit.investments import check_investments
from planner.audit.ledger import Finding, Ledger
from planner.audit.losses import check_losses
from planner.audit.measuring import Measuring
from planner.audit.origins import Origins
from planner.audit.recycling import check_recycling
from planner.audit.rules import check_rules, constraints, penalties
from planner.audit.shares import check_shares
from planner.audit.shortages import check_shortages
from planner.audit.stocks import check_stocks
from planner.audit.summary import check_run, check_summary, check_totals
from planner.audit.tables import Line, Tables, read_tables
from planner.audit.trade import check_trade
from planner.audit.volumes import read_volumes
from planner.audit.ways import check_ways
from planner.errors import Unreadable
from planner.workbook import NO_POLICY, Book, read_workbook

INPUT = "input.xlsx"
KEYS = {
    "Summary": ("Topic", "Figure"),
    "Decisions": ("Decision", "In", "What"),
    "Offtake": ("Material", "Stage", "Supplier", "Contract or venture", "Figure"),
    "Stockpile": ("Material", "Stage", "Figure"),
    "Recycling": ("Stream", "Plant", "Material", "Figure"),
    "Investments": ("Kind", "What", "Decided in"),
    "Shortages": ("Material", "Sector or supplier", "Member", "Figure"),
    "Losses": ("Material", "Lost", "Stage", "Who", "Figure"),
    "Shares": ("Material", "Stage", "Of", "Partner", "Figure"),
    "Costs": ("Group", "Kind"),
    "Rules": ("Line", "ID", "Understood as", "Period"),
}
"""By what the lines of a sheet differ; two flows may have the same ways, as plants of a name do."""


@dataclass(frozen=True)
class Verdict:
    """What an audit comes to; `largest_violation` is relative to a sensible size, findings are the worst first."""

    findings: Sequence[Finding]
    checked: int
    largest_violation: float

    @property
    def holds(self) -> bool:
        """Whether everything is as it should be."""
        return not self.findings


def verify(plan: Path) -> Verdict:
    """The verdict on a plan workbook; raises `Unreadable` where it is none, or has no input beside it."""
    tables = read_tables(plan)
    copy = input_of(plan)
    try:
        content = copy.read_bytes()
    except OSError as error:
        raise Unreadable(f"{copy} could not be opened: {error.strerror or error}.") from error
    ledger = Ledger()
    is_same = _same_input(tables, content, ledger)
    book = read_workbook(copy).book
    if book is not None:
        return judge(tables, Facts(book, _assumed(tables)), ledger)
    if is_same:
        raise Unreadable(f"{copy} has faults, so no plan can be held against it.")
    return _verdict(ledger)


def input_of(plan: Path) -> Path:
    """The copy of the input beside a plan, or one folder up; raises `Unreadable` where there is none."""
    for folder in (plan.parent, plan.parent.parent):
        if (folder / INPUT).is_file():
            return folder / INPUT
    raise Unreadable(f"There is no {INPUT} beside {plan} or one folder up: a plan is held against the input it is of.")


def judge(tables: Tables, facts: Facts, ledger: Ledger) -> Verdict:
    """The verdict on the sheets of a plan, held against the facts of a workbook."""
    policy = _policy(tables, facts.book)
    _no_line_twice(tables, ledger)
    audit = Audit(facts, tables, read_volumes(facts, tables, ledger), ledger, policy)
    origins = Origins(audit)
    check_trade(audit)
    check_deals(audit)
    check_investments(audit)
    check_ways(audit)
    check_stocks(audit)
    check_recycling(audit)
    check_shortages(audit)
    check_losses(audit)
    check_shares(audit, origins)
    unpenalised = reckoned(audit, [0.0 for _ in facts.every])
    measuring = Measuring(audit, origins, unpenalised)
    found = constraints(measuring)
    money = reckoned(audit, penalties(measuring, found))
    check_rules(measuring, found)
    check_costs(audit, money)
    check_summary(audit, origins, money)
    check_decisions(audit)
    check_totals(audit)
    check_run(audit, money)
    return _verdict(ledger)


def _no_line_twice(tables: Tables, ledger: Ledger) -> None:
    """No line of a table says what another one says."""
    for sheet, heads in KEYS.items():
        seen: set[tuple[str, ...]] = set()
        for line in tables[sheet]:
            key = tuple(line.text(head) for head in heads)
            if key in seen:
                ledger.unexpected(line, heads[-1], "the line stands twice")
            seen.add(key)


def _verdict(ledger: Ledger) -> Verdict:
    return Verdict(sorted(ledger.findings, key=lambda f: -f.violation), ledger.checked, ledger.largest)


def _run_line(tables: Tables, item: str) -> Line:
    for line in tables["Run"]:
        if line.text("Item") == item:
            return line
    raise Unreadable(f"The sheet Run does not say: {item}.")


def _assumed(tables: Tables) -> str:
    said = [line.text("Value") for line in tables["Run"] if line.text("Item") == "Assumed scenario"]
    return said[0] if said and said[0] != "none" else ""


def _same_input(tables: Tables, content: bytes, ledger: Ledger) -> bool:
    line, right = _run_line(tables, "Input SHA-256"), sha256(content).hexdigest()
    ledger.same(line, "Value", right, "the input copy is not what the plan was made from")
    return line.text("Value") == right


def _policy(tables: Tables, book: Book) -> str:
    policy = _run_line(tables, "Policy set").text("Value")
    if policy not in (NO_POLICY, *book.policy_set_names):
        raise Unreadable(f"The plan keeps the policy set {policy}, which its input does not have.")
    return policy
