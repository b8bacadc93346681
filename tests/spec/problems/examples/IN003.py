"""A mapping with a word that means nothing."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
colour: red
"""

parse_mapping(MAPPING)
