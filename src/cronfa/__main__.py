"""``python -m cronfa``: the command line."""

from cronfa.cli import main

main()
