"""A solution is accepted for what its numbers prove, and refused for what they do not."""

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.tree import chain
from planner.errors import Stopped
from planner.solve import Program
from planner.solve.certificate import certify
from planner.solve.highs import Answer, Engine, Status
from tests.models.cases import case, demand, rule, ruled, supplier
from tests.models.random_cases import random_case


def solved(of: Case) -> tuple[Program, Answer]:
    program = Program(of)
    assert program.engine.solve() is Status.OPTIMAL
    return program, program.engine.answer()


@pytest.mark.parametrize("seed", range(4))
def test_right_answers_are_certified(seed: int) -> None:
    program, answer = solved(random_case(seed))
    certificate = certify(program.engine.form, answer, answer)
    assert certificate.holds
    assert Program(program.case).solve().certificate["Certificate"] == "holds"


def spoilt(answer: Answer, field: str, change: float) -> Answer:
    """The answer with one number changed by a multiple of its size, one that matters."""
    values = getattr(answer, field).copy()
    place = int(np.argmax(np.abs(values)))
    values[place] += change * max(1.0, abs(values[place]))
    return replace(answer, **{field: values})


@pytest.mark.parametrize("change", [1e-4, -1e-4, 1.0, float("nan"), float("inf")])
def test_a_plan_with_one_number_changed_is_refused(change: float) -> None:
    program, answer = solved(random_case(0))
    assert not certify(program.engine.form, answer, spoilt(answer, "column_value", change)).holds


@pytest.mark.parametrize("change", [1.0, -1.0, float("nan")])
def test_prices_that_prove_nothing_are_refused(change: float) -> None:
    program, answer = solved(random_case(0))
    assert not certify(program.engine.form, spoilt(answer, "row_dual", change), answer).holds


def test_a_plan_that_keeps_all_laws_but_is_too_dear_is_refused() -> None:
    """All from B at 14 instead of A at 10."""
    tree = chain(["2026"], [2026])
    of = case(tree, supplier(tree, "A", 10.0), supplier(tree, "B", 14.0), demand(tree, 100.0))
    program, answer = solved(of)
    dear, _ = solved(ruled(of, rule(tree, "Max volume", 0.0, partner="A", partner_kind="supplier")))
    values = dict(zip(dear.form.columns.names, dear.engine.answer().column_value, strict=True))
    other = replace(answer, column_value=np.array([values[name] for name in program.form.columns.names]))
    certificate = certify(program.engine.form, answer, other)
    assert certificate.row_error < 1e-9
    assert certificate.gap == pytest.approx(4 / 14)


def test_no_plan_is_given_where_every_attempt_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ladder is climbed to its end, then the program is kept as a file."""
    of = random_case(1)
    program = Program(of)
    right = Engine.answer
    monkeypatch.setattr(Engine, "answer", lambda engine: spoilt(right(engine), "column_value", 1.0))
    with pytest.raises(Stopped, match="can be trusted") as stopped:
        program.solve()
    assert b"ROWS" in stopped.value.model


def test_the_next_attempt_is_taken_where_the_first_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    of = random_case(1)
    expected = Program(of).solve().cost
    program, asked = Program(of), []
    right = Engine.answer

    def wrong_at_first(engine: Engine) -> Answer:
        asked.append(engine.highs.getOptionValue("presolve")[1])
        return spoilt(right(engine), "column_value", 1.0) if len(asked) == 1 else right(engine)

    monkeypatch.setattr(Engine, "answer", wrong_at_first)
    assert program.solve().cost == pytest.approx(expected, rel=1e-12)
    assert asked[:2] == ["choose", "off"]


def scaled_market(tonnes: float, money: float, material: str) -> list[object]:
    """Two suppliers, one of them small, and a demand, in units of their own."""
    tree = chain(["2026", "2027"], [2026, 2027])
    return [
        supplier(tree, f"{material} A", 10.0 * money, 60.0 * tonnes, country="A", material=material),
        supplier(tree, f"{material} B", 14.0 * money, 80.0 * tonnes, country="B", material=material),
        demand(tree, 100.0 * tonnes, price=99.0 * money, material=material),
    ]


def test_grams_and_megatonnes_in_one_plan() -> None:
    """From 1e-6 t at 1e9 to 1e6 t at 1e-3: every material has the same plan in its own units."""
    tree = chain(["2026", "2027"], [2026, 2027])
    units = {"gram": (1e-8, 1e8), "kilo": (1e-3, 1e5), "tonne": (1.0, 1.0), "mega": (1e4, 1e-4)}
    things = [thing for name, (t, m) in units.items() for thing in scaled_market(t, m, name)]
    of = case(tree, *things, stages=dict.fromkeys(units, ("refined",)))
    cap = rule(tree, "Max country share", 0.5)
    found = Program(ruled(of, cap)).solve()
    bought = found.values(found.model.offtake_tonnes)
    for name, (tonnes, _) in units.items():
        for supplier_name in ("A", "B"):
            assert bought[f"{name} {supplier_name}", "2026"] / tonnes == pytest.approx(50.0, rel=1e-9)
