"""What is kept while the ledger stands, where pages look for it."""

from cronfa.governance.keeping import fund as fund, kept as kept, of_ledger as of_ledger
