"""The reversal as a kind of proposal, where pages look for it."""

from cronfa.governance.reversals import REVERSAL as REVERSAL
