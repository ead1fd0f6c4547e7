"""A partner may send at most so many tonnes."""

from models.policies.limits import TONNES
from models.policies.partner import VolumeRule


class MaxVolume(VolumeRule):
    """`tonnes of the partner <= limit`, lowered to what was ordered before the plan where that is more."""

    name = "Max volume"
    limit = TONNES
    in_a_shock = "hold"
    says = "At most {limit} of {material} at {stage} comes from {partner}"
    anybody = "any one supplier"
