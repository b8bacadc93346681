"""A mapping with a bracket that is never closed."""

from cronfa.intake import parse_mapping

MAPPING = """\
mapping: [
"""

parse_mapping(MAPPING)
