"""The fund as it is run, one command at a time: open, take in, post, close, settle, report, explain.

This room joins the others: it reads the agreement, takes in a partner's file, attributes every line and posts it in one
transaction, asks the ledger for balances, settles, and gives the reports their figures. It holds no rule of its own about
who pays: rules are clauses. The command line and any other shell call it; it shows nothing itself.
"""
