"""A mapping without the column of the amount."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: m
schemes: [{scheme: care}]
columns: {date: D}
"""

parse_mapping(MAPPING)
