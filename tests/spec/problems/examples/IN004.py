"""A kind of file that does not exist."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
kind: presents
"""

parse_mapping(MAPPING)
