"""The demonstration, which asks for no password, is to be served to everybody."""

from cronfa.cli.serve import run

run("0.0.0.0", 8000, demo=True)
