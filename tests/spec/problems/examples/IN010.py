"""A file that is not there."""

from cronfa.intake import parse_mapping, read

MAPPING = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
"""

read("payments.csv", parse_mapping(MAPPING))
