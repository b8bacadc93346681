"""The governance room: who people are, for whom they act, and what each may do to which fund on which day.

A *person* signs in. An *appointment* gives a person a role for one fund, for one body or for the fund as a whole, from a
day and perhaps to a day. A *role* has *rights*; :func:`cronfa.governance.rights.standing` says what a person may do in a
fund, and for which bodies. The *trail* records who did what, when and why, before and after, and can be verified.
"""
