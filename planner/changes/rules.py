"""How policy rows fare in two plans: which newly bind, which no longer do, which are broken."""

from dataclasses import dataclass

from models.policies import PolicyRow, sentence
from planner.changes.pair import Pair, differ
from planner.results import Results
from planner.results.rules import BINDS, BROKEN, RuleLine, lines_by_row, row_status, worst

NEWLY_BROKEN, NEWLY_BINDS, LOOSE, KEPT = "newly broken", "newly binds", "no longer binds", "no longer broken"
ADDED, REMOVED, SHIFTED = "row added", "row removed", "other limit or figures"
ORDER = (NEWLY_BROKEN, NEWLY_BINDS, KEPT, LOOSE, ADDED, REMOVED, SHIFTED)


@dataclass(frozen=True)
class Standing:
    """A policy row in one plan: its state and, of its worst constraint, limit, what is reached and the shadow price."""

    row: PolicyRow
    status: str
    line: RuleLine | None

    @property
    def figures(self) -> tuple[float | None, ...]:
        """Limit, reached, shadow price; None where the row is without effect."""
        return (None,) * 3 if self.line is None else (self.line.limit, self.line.reached, self.line.price)


@dataclass(frozen=True)
class RuleChange:
    """A policy row that stands otherwise in the new plan, or in one of the two plans only."""

    change: str
    id: str
    said: str
    old: Standing | None
    new: Standing | None


def rule_changes(pair: Pair) -> list[RuleChange]:
    """Every row whose state, limit, reached figure or price changed, by the kind of change."""
    old, new = _standings(pair.old.results), _standings(pair.new.results)
    found = []
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        change, standing = _change(before, after), after or before
        if change and standing:
            results = pair.new.results if after else pair.old.results
            found.append(RuleChange(change, standing.row.id, sentence(results.case, standing.row), before, after))
    return sorted(found, key=lambda change: ORDER.index(change.change))


def _standings(results: Results) -> dict[str, Standing]:
    """Every policy row by its ID; of two plans under different policy sets those of one ID are compared."""
    rows = {row.key: row for row in results.case.rules}
    return {
        rows[key].id.casefold(): Standing(rows[key], row_status(lines), worst(lines))
        for key, lines in lines_by_row(results).items()
    }


def _change(old: Standing | None, new: Standing | None) -> str:
    if old is None or new is None:
        return ADDED if old is None else REMOVED
    if new.status != old.status and BROKEN in (old.status, new.status):
        return NEWLY_BROKEN if new.status == BROKEN else KEPT
    if new.status != old.status and BINDS in (old.status, new.status):
        return NEWLY_BINDS if new.status == BINDS else LOOSE
    pairs = zip(old.figures, new.figures, strict=True)
    same = new.status == old.status and not any(_differ(before, after) for before, after in pairs)
    return "" if same else SHIFTED


def _differ(old: float | None, new: float | None) -> bool:
    return old is not new if old is None or new is None else differ(old, new)
