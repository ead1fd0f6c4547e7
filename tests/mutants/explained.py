"""Why some mutants cannot be found: the same program said otherwise."""

CLASSES = "the classes together are the flow, whose own law is an equation: none can be less or more"
KEPT = "what is thrown away could be kept, where it does no harm"
BUDGET = "only a maximum asks what was spent, and nobody wants more to have been spent"
WIDER = "only the bound of a variable is wider, which a law holds closer"
DEARER = "only what is weighed for risk is more, which is made least"
LOSS = "in an emergency only what goes unmet counts: metal that vanishes, or more than is needed, helps nobody"

EXPLAINED: dict[str, str] = {
    "models/classes.py class_shipment: == is <=": CLASSES,
    "models/classes.py class_shipment: == is >=": CLASSES,
    "models/classes.py class_recovered: == is <=": CLASSES,
    "models/classes.py class_recovered: == is >=": CLASSES,
    "models/classes.py class_pool: == is <=": CLASSES,
    "models/classes.py class_pool: == is >=": CLASSES,
    "models/classes.py first_class_stock: == is <=": KEPT,
    "models/classes.py class_stock: == is <=": KEPT,
    "models/contracts.py signed: == is >=": "a share of a contract is at most 1 anyway",
    "models/cost.py capex_spent: == is >=": BUDGET,
    "models/cost.py paid_spent: == is >=": BUDGET,
    "models/losses.py emergency_pool: == is >=": LOSS,
    "models/losses.py emergency_balance: == is >=": LOSS,
    "models/objective.py first_path_cost: == is >=": DEARER,
    "models/objective.py later_path_cost: == is >=": DEARER,
    "models/recycling.py scrap_balance: == is <=": "scrap that is thrown away could lie untreated",
    "models/recycling.py recovered_shipment: == is >=": (
        "what is recovered and not sent could be sent in place of bought metal, which may go into surplus"
    ),
    "models/totals.py net_imports: == is >=": "net imports only make a duty larger, which nobody wants",
    "models/ventures.py most_output: the length of a period dropped": WIDER,
    "models/ventures.py venture_online: == is <=": "a venture that stands need not be used, and costs the same",
    "models/policies/max_hhi.py MaxHHI.reached: without `TRACE`": "it keeps a share of nothing from dividing by 0",
    "models/policies/min_volume.py MinVolume.forced_tonnes: the length of a period dropped": WIDER,
}
"""By the name of the mutant, why it leaves every plan as it is."""
