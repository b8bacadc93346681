"""The workspace is to be served to others without a secret key."""

from cronfa.cli.serve import run

run("0.0.0.0", 8000, demo=False)
