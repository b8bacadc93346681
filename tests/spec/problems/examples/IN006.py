"""A mapping in which the third of April may be the fourth of March."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, mm/dd/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
"""

parse_mapping(MAPPING)
