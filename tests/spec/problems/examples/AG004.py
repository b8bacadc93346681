"""A file as deep as this is not an agreement."""

from cronfa.agreement import parse

parse("agreement: " + "[" * 60 + "]" * 60, "AG004.yaml")
