"""A million outcomes of one agreement, settled."""
