"""A mapping that does not say where lines go."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: m
schemes: [{scheme: care}]
"""

parse_mapping(MAPPING)
