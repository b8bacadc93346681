"""A checkpoint of one seed, gone on with by another."""

import tempfile
from pathlib import Path

from cronfa.agreement import parse
from cronfa.foresight import checkpoints
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.simulating import Draft, Work
from cronfa.language import same
from cronfa.problems import Problems

terms = parse("""\
agreement: example
power: joint-working-scotland-2014
term: {from: 2026-04-01, to: 2028-03-31}
host: council
partners: {council: local authority, board: health body}
schemes:
  home-care:
    budget: {2026-27: £4,000,000}
    contributions: {council: 60%, board: 40%}
""").latest.terms
draft = Draft("example", same("Example"), terms, "0" * 64)
one, other = (Work.of([draft], around_budgets(terms, "2026-27", seed), runs=100) for seed in (1, 2))
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "winter.checkpoint"
    checkpoints.save(path, one.identity, 1, one.block(0))
    try:
        checkpoints.load(path, other.identity)
    except Problems as found:
        problems = [checkpoints.placed(problem, "winter.checkpoint") for problem in found.problems]
