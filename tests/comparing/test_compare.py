"""What is compared, and with what, in figures worked by hand."""

import pytest

import planner
from planner.comparing import Asked, Keeping, compare
from planner.comparing.figures import Change, Figure, Measure, headline, shown, with_mean
from planner.comparing.folders import Folders
from planner.comparing.money import cost_per_tonne, paid_by_material
from planner.comparing.sentences import sentences
from planner.comparing.standing import home_capacity, supply_risk
from planner.errors import InputFaults, UnknownPolicy, UnknownScenario
from planner.planning import Plan, World
from planner.results.costs import paid_cost
from tests.cases import tables as cases
from tests.comparing.tables import impossible, ladder, strike
from tests.results.cases import everything
from tests.results.procurement import joint, procured


def costs(comparison):
    return {(e.world.policy, e.world.assume): e.findings and e.findings.paid_cost for e in comparison.entries}


def references(comparison):
    return {pair.label: pair.reference.label if pair.reference else None for pair in comparison.solved}


def table(comparison, sheet, **where):
    """The lines of a sheet in which columns, named without spaces, say so."""
    found = comparison.tables[sheet]
    for head, value in where.items():
        found = found[found[head.replace("_", " ")] == value]
    return found


def figures(comparison, name, **where):
    (line,) = table(comparison, "Indicators", Figure=name, **where).to_dict("records")
    return [line[label] for label in ("free", "seventy", "fifty")]


def test_every_set_has_its_plan_and_one_without_stands_beside_them(compared):
    assert costs(compared) == {
        ("free", None): pytest.approx(1000),
        ("seventy", None): pytest.approx(1120),
        ("fifty", None): pytest.approx(1320),
        ("thirty", None): None,
    }
    (without,) = compared.unsolved
    assert (without.status, without.why) == ("infeasible", without.diagnosis.verdict)


def test_the_base_policy_is_the_base(compared):
    assert references(compared) == {"free": None, "seventy": "free", "fifty": "free"}


def test_the_indicators_of_the_ladder(compared):
    assert figures(compared, "Paid cost") == pytest.approx([1000, 1120, 1320])
    assert figures(compared, "Paid cost per tonne met") == pytest.approx([10, 11.2, 13.2])
    top = "Largest share of one country, "
    assert figures(compared, top + "bought", When="whole plan") == pytest.approx([1.0, 0.7, 0.5])
    assert figures(compared, top + "bought", When="2026") == pytest.approx([1.0, 0.7, 0.5])
    assert figures(compared, top + "traced") == pytest.approx([1.0, 0.7, 0.5])
    assert figures(compared, "Concentration of countries, HHI") == pytest.approx([1, 0.49 + 0.09, 0.25 + 0.09 + 0.04])
    risk = "Mean governance risk, 0 best to 1 worst"
    assert figures(compared, risk, Material="") == pytest.approx([0.8, 0.56 + 0.12, 0.4 + 0.12 + 0.04])
    assert figures(compared, "From abroad, of consumption") == pytest.approx([1, 1, 1])
    assert figures(compared, "One country at most 65 %: reached") == [0, 0, 1]
    assert figures(compared, "Short", Material="") == pytest.approx([0, 0, 0])


def test_a_figure_that_is_0_in_every_plan_is_left_out(compared):
    said = set(compared.tables["Indicators"]["Figure"])
    assert "of it: offtake" in said
    assert not said & {"of it: carbon", "Emissions", "Days of cover"}


def test_differences_are_absolute_and_relative_the_most_different_first(compared):
    lines = compared.tables["Differences"]
    (cost,) = table(compared, "Differences", Figure="Paid cost").to_dict("records")
    assert (cost["seventy"], cost["seventy, %"]) == pytest.approx((120, 0.12))
    assert (cost["fifty"], cost["fifty, %"]) == pytest.approx((320, 0.32))
    (benchmark,) = table(compared, "Differences", Figure="One country at most 65 %: reached").to_dict("records")
    assert benchmark["fifty"] == 1
    order = list(lines["Figure"])
    assert order.index("Concentration of countries, HHI") < order.index("Paid cost")
    assert "From abroad, of consumption" not in set(lines["Figure"])


def test_whose_the_largest_share_is(compared):
    lines = table(compared, "Shares", Counted="bought", When="highest year").to_dict("records")
    (line,) = lines
    assert (line["fifty"], line["fifty: whose"]) == (pytest.approx(0.5), "a in 2026")


def test_who_gains_and_who_loses(compared):
    lines = compared.tables["Volumes"].set_index("Country")
    assert lines["free"].to_dict() == pytest.approx({"a": 100, "b": 0, "c": 0})
    assert lines["seventy: change"].to_dict() == pytest.approx({"a": -30, "b": 30, "c": 0})
    assert lines["fifty: change"].to_dict() == pytest.approx({"a": -50, "b": 30, "c": 20})
    assert list(lines.index) == ["a", "b", "c"]


def test_the_rules_of_all_sets_with_their_price(compared):
    lines = {line["Policy set"]: line for line in compared.tables["Rules"].to_dict("records")}
    assert list(lines) == ["free", "seventy", "fifty"]
    assert (lines["free"]["State"], lines["free"]["Limit"]) == ("holds", 1000)
    assert (lines["fifty"]["State"], lines["fifty"]["Reached"]) == ("binds", pytest.approx(0.5))
    assert lines["fifty"]["Shadow price"] == pytest.approx(10)
    assert [lines[name]["Having it costs"] for name in lines] == pytest.approx([0, 120, 320])
    assert [lines[name]["Tighter costs"] for name in lines] == pytest.approx([0, 10, 10])
    assert [lines[name]["Looser saves"] for name in lines] == pytest.approx([0, 4, 10])


def test_in_haste_rules_have_no_prices(written):
    comparison = planner.compare(written(ladder()), ["seventy"], prices=False)
    assert "Having it costs" not in comparison.tables["Rules"]


def test_the_dearest_rules_are_told_each_in_the_set_in_which_it_costs_most(compared):
    costs = (
        "Having a rule costs what the plan without it would save, in present value and but for penalties; the dearest"
    )
    assert sentences(compared)[-1] == f"{costs}: cap (fifty) 320 money."


def test_the_run_says_how_every_set_ended(compared):
    lines = compared.tables["Run"].set_index("Item")
    assert lines.loc["Status"].to_list() == ["optimal", "optimal", "optimal", "infeasible"]
    assert lines.loc["Input SHA-256", "fifty"] == lines.loc["Input SHA-256", "free"]
    assert lines.loc["Why there is no plan", "thirty"].startswith("There is no plan under policy set thirty")


def test_each_set_has_a_sentence(compared):
    base, seventy, fifty, thirty, _ = sentences(compared)
    assert base.startswith("free, with which the others are compared, costs 1,000 money in present value: the largest")
    assert seventy == (
        "seventy costs 120 money (12.0 %) more than free. It buys: concentration (HHI) from 1.000 to 0.580; the largest"
        " share of one country from 100.0 % to 70.0 %; supply risk from 0.800 to 0.680."
    )
    assert fifty.endswith("supply risk from 0.800 to 0.560. One country at most 65 % in 2026: 1 of 1, before 0.")
    assert thirty.startswith(
        "thirty: infeasible. There is no plan under policy set thirty: 1 conflict. With this change"
    )


def test_under_an_assumption_sets_are_compared_with_the_base_under_it(written):
    comparison = compare(written(strike()), Asked(["free", "FIFTY "], ["strike"]))
    assert costs(comparison) == {
        ("free", None): pytest.approx(1000),
        ("fifty", None): pytest.approx(1320),
        ("free", "strike"): pytest.approx(1320),
        ("fifty", "strike"): pytest.approx(1320),
    }
    assert references(comparison) == {
        "free": None,
        "fifty": "free",
        "free assuming strike": "free",
        "fifty assuming strike": "free assuming strike",
    }
    assert "free assuming strike costs 320 money (32.0 %) more than free. It improves: " in sentences(comparison)[2]
    assert sentences(comparison)[3] == (
        "fifty assuming strike costs as much as free assuming strike. It buys nothing of what is measured here."
    )


def test_without_the_base_among_them_the_first_named_is_the_base(written):
    assert references(compare(written(ladder()), Asked(["fifty", "seventy"]))) == {"fifty": None, "seventy": "fifty"}


def test_where_the_base_has_no_plan_the_first_that_has_one_takes_its_place(written):
    comparison = compare(written(ladder()), Asked(["thirty", "seventy", "fifty"]))
    assert references(comparison) == {"seventy": None, "fifty": "seventy"}
    assert "seventy, with which the others are compared (thirty has no plan), costs" in sentences(comparison)[0]


def test_where_no_set_has_a_plan_the_comparison_says_why(written, tmp_path):
    comparison = compare(written(impossible()))
    assert [entry.status for entry in comparison.entries] == ["infeasible", "infeasible"]
    assert [comparison.tables[name].empty for name in ("Indicators", "Differences", "Rules")] == [True] * 3
    comparison.write(tmp_path / "comparison.xlsx")
    assert (tmp_path / "comparison.xlsx").stat().st_size > 0


def test_without_rules_is_the_base_where_the_settings_say_so(written):
    tables = ladder(Settings=cases.settings(2026, 1, Base_policy="none"))
    comparison = compare(written(tables))
    assert [entry.world.policy for entry in comparison.entries] == ["none", "free", "seventy", "fifty", "thirty"]
    assert comparison.base == "none"


def test_names_are_known_before_anything_is_solved(written):
    words = []
    for names, kind in (((["free", "sixty"], None), UnknownPolicy), ((None, ["flood"]), UnknownScenario)):
        with pytest.raises(kind):
            compare(written(strike()), Asked(*names), progress=lambda said, *_: words.append(said))
    assert set(words) == {"Reading the workbook", "Checking the sheets against each other"}


def test_faults_stop_it(written):
    tables = ladder()
    tables["Suppliers"][1][3] = -5
    with pytest.raises(InputFaults):
        planner.compare(written(tables))


def test_progress_is_in_words_and_every_plan_is_handed_over_in_its_turn(written):
    told = []
    compare(
        written(ladder()),
        progress=lambda words, done=0, steps=0: told.append((words, done, steps)),
        keeping=Keeping(
            lambda _, made: isinstance(made, Plan), lambda world, planned: told.append((world.policy, planned))
        ),
    )
    free, seventy = "Solving set 1 of 4: free", "Solving set 2 of 4: seventy"
    begun = next(number for number, (words, *_) in enumerate(told) if words.startswith("Solving"))
    assert told[begun : begun + 8] == [
        (free, 0, 4),
        (f"{free}. Solving free", 0, 4),
        (f"{free}. Pricing rule 1 of 1: most", 0, 4),
        ("free", True),
        (seventy, 1, 4),
        (f"{seventy}. Solving seventy", 1, 4),
        (f"{seventy}. Pricing rule 1 of 1: cap", 1, 4),
        ("seventy", True),
    ]
    assert told[-1] == ("thirty", False)


@pytest.mark.parametrize("results", [everything, procured, joint])
def test_the_costs_of_materials_add_up_to_the_paid_cost(results):
    found = results()
    assert sum(paid_by_material(found).values()) == pytest.approx(paid_cost(found), rel=1e-9)
    assert all(price > 0 for price in cost_per_tonne(found).values())


def test_capacity_at_home_is_measured_as_the_rule_does(written):
    """Of 100 t, the refiner at home could make 1000; ore is mined abroad only."""
    results = planner.plan(written(cases.two_tiers())).results
    assert home_capacity(results, "processing") == pytest.approx({"co": 10.0})
    assert home_capacity(results, "extraction") == {"co": 0.0}
    assert home_capacity(results, "recycling") == {"co": 0.0}


def test_there_is_no_risk_without_the_risk_of_every_country(written):
    assert supply_risk(planner.plan(written(cases.share_cap_ladder(None))).results) == {}


def test_a_change_of_nothing_and_of_noise():
    assert Change(Figure(0.0), Figure(5.0)).relative is None
    assert Change(Figure(0.0), Figure(5.0)).weight == 1.0
    assert Change(Figure(1e9), Figure(1e9 + 1)).difference == 0.0
    assert Change(None, Figure(1.0)).difference is None
    assert Change(Figure(-4.0), Figure(-2.0)).relative == 0.5
    assert Change(Figure(10.0, 1000.0), Figure(20.0, 1000.0)).weight == pytest.approx(0.01)


def test_a_headline_is_the_mean_or_the_only_one():
    measure = Measure("G", "share")
    several = dict(with_mean(measure, {("co", "x"): 0.2, ("ni", "x"): 0.4}))
    alone = dict(with_mean(measure, {("co", "x"): 0.2}))
    assert headline(several, measure).value == pytest.approx(0.3)
    assert headline(alone, measure).value == 0.2
    assert headline({}, measure) is None
    assert shown(Measure("G", "n", unit="t", format="tonnes"), 1234.4) == "1,234 t"


def test_folders_are_safe_and_differ():
    folders = Folders()
    given = [folders.of(World(name)) for name in ("A/B", "a:b", "input", "CON", "..", "x" * 100, "x" * 101)]
    assert given == ["A_B", "a_b 2", "input 2", "CON_", "set", "x" * 80, "x" * 80 + " 2"]
    assert folders.of(World("x.", "y?")) == "x. assuming y_"


def test_a_set_without_a_plan_stands_with_its_conflict(compared):
    (least, cap) = sorted(table(compared, "Diagnosis").to_dict("records"), key=lambda line: line["Cell"])
    assert (cap["Policy set"], cap["Cell"], cap["Says"], cap["Alone would do"]) == (
        "thirty",
        "Policies!D5",
        "30 %",
        "35 %",
    )
    assert (least["Cell"], least["Alone would do"], least["Recommended"]) == ("Demand!E2", "90 %", "")
