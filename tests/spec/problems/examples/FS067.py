"""A year after the last that a model of demand draws."""

from cronfa.foresight.anatomy import year_of_model

year_of_model("2026-27", 13, "2030-31", "demand.yaml")
