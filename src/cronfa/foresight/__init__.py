"""The foresight room: what may happen in a year not yet over, and what the agreement would make of it.

Enter by :mod:`cronfa.foresight.forecast` for what the open year will come to, by :mod:`cronfa.foresight.worlds` for what a
possible year is, and by :mod:`cronfa.foresight.simulating` for what many of them do to every partner under the clauses.
Words: a *world* draws possible years; a *run* is one of them; a *shock* is a worry with a name; a *bill* is what a year costs
one partner; the *tail* is its worst years.
"""
