"""The ledger beside others: reading 100,000 entries, durable single posts, and a million entries at once."""
