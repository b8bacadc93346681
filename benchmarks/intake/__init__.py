"""A million lines from a partner's file to posted entries."""
