"""No single country, home apart, may send more than a share of the base."""

from models.policies.partner import COUNTRY, ShareRule


class MaxCountryShare(ShareRule):
    """`tonnes of the country <= limit · base`: its suppliers, its recycled output used, own feed that comes from it."""

    name = "Max country share"
    partner_kinds = (COUNTRY,)
    says = "At most {limit} of {base} of {material} at {stage} comes from {partner}"
    anybody = "any one country but home"
