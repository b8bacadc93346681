"""Many scenarios given as totals, for an agreement in which each partner pays for its own responsibilities."""

import numpy as np

from cronfa.agreement import parse
from cronfa.settlement.scenarios import Scenarios
from cronfa.settlement.vector import settle

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes: {home-care: {budget: 4000000, contributions: {by: liability}, attribute: responsibility}}
""").latest.terms

settle(terms, Scenarios("2026-27", 2, {"home-care": np.array([400_000_000, 410_000_000])}))
