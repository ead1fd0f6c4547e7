"""No single supplier may send more than a share of the base."""

from models.policies.partner import SUPPLIER, ShareRule


class MaxSupplierShare(ShareRule):
    """`arrived of the supplier <= limit · base`; home suppliers are held too, recycling plants are no suppliers."""

    name = "Max supplier share"
    partner_kinds = (SUPPLIER,)
    says = "At most {limit} of {base} of {material} at {stage} comes from {partner}"
    anybody = "any one supplier"
